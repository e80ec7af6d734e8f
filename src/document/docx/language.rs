//! Tags of languages as Word wants them, so that it checks and breaks each run by its own rules.

use crate::text::Lang;

/// Word knows a language with its region only: for a tag without one, the region it is written with
/// here. It says nothing of where the person is from.
const TAGS: [(&str, &str); 62] = [
    ("am", "am-ET"),
    ("ar", "ar-SA"),
    ("az", "az-Latn-AZ"),
    ("be", "be-BY"),
    ("bg", "bg-BG"),
    ("bin", "bin-NG"),
    ("bn", "bn-BD"),
    ("bs", "bs-Latn-BA"),
    ("ckb", "ku-Arab-IQ"),
    ("cs", "cs-CZ"),
    ("da", "da-DK"),
    ("de", "de-DE"),
    ("el", "el-GR"),
    ("en", "en-GB"),
    ("es", "es-ES"),
    ("et", "et-EE"),
    ("fa", "fa-IR"),
    ("fi", "fi-FI"),
    ("fil", "fil-PH"),
    ("fr", "fr-FR"),
    ("ha", "ha-Latn-NG"),
    ("he", "he-IL"),
    ("hi", "hi-IN"),
    ("hr", "hr-HR"),
    ("hu", "hu-HU"),
    ("hy", "hy-AM"),
    ("id", "id-ID"),
    ("ig", "ig-NG"),
    ("it", "it-IT"),
    ("ja", "ja-JP"),
    ("ka", "ka-GE"),
    ("km", "km-KH"),
    ("ko", "ko-KR"),
    ("lo", "lo-LA"),
    ("lt", "lt-LT"),
    ("lv", "lv-LV"),
    ("mn", "mn-MN"),
    ("my", "my-MM"),
    ("nb", "nb-NO"),
    ("ne", "ne-NP"),
    ("nl", "nl-NL"),
    ("om", "om-ET"),
    ("pl", "pl-PL"),
    ("prs", "prs-AF"),
    ("ps", "ps-AF"),
    ("pt", "pt-PT"),
    ("ro", "ro-RO"),
    ("ru", "ru-RU"),
    ("si", "si-LK"),
    ("so", "so-SO"),
    ("sq", "sq-AL"),
    ("sv", "sv-SE"),
    ("sw", "sw-KE"),
    ("ta", "ta-IN"),
    ("th", "th-TH"),
    ("ti", "ti-ER"),
    ("tr", "tr-TR"),
    ("uk", "uk-UA"),
    ("ur", "ur-PK"),
    ("vi", "vi-VN"),
    ("yo", "yo-NG"),
    ("zh", "zh-CN"),
];

/// Returns the tag for Word; one that has a region or is not known goes as it is.
pub(super) fn tag(lang: &Lang) -> &str {
    let known = TAGS.binary_search_by_key(&lang.as_str(), |(code, _)| code);
    known.map_or(lang.as_str(), |index| TAGS[index].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order_so_that_it_can_be_searched() {
        assert!(TAGS.is_sorted_by(|a, b| a.0 < b.0));
    }

    #[test]
    fn a_tag_gets_a_region_unless_it_has_one_or_is_not_known() {
        let tags = ["da", "pt-BR", "ets"].map(|code| code.parse::<Lang>().unwrap());
        assert_eq!(tags.each_ref().map(tag), ["da-DK", "pt-BR", "ets"]);
    }
}
