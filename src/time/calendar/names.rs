//! Names of months, calendars and their years, in the spellings and scripts that people use.
//!
//! Afghan, Pashto and Tigrinya names are from memory and not checked by a speaker.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::CalendarId;
use crate::text::UiLang;

use CalendarId::{
    BikramSambat, Chinese, Ethiopian, Gregorian, HijriUmalqura, SolarHijri, ThaiBuddhist,
    Vietnamese,
};

/// A month of one calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::time) struct MonthName {
    /// The calendar.
    pub(in crate::time) calendar: CalendarId,
    /// Its number, counted from 1.
    pub(in crate::time) month: u8,
}

/// The names of the months of a calendar, from the first; spellings parted by `|`, the first of them
/// the one that is shown.
const MONTHS: &[(CalendarId, &[&str])] = &[
    (
        Ethiopian,
        &[
            "Meskerem|Mäskäräm|Maskaram|መስከረም",
            "Tikimt|Tiqimt|Tikemt|Tikimti|ጥቅምት|ጥቅምቲ",
            "Hidar|Hedar|ኅዳር|ህዳር|ሕዳር",
            "Tahsas|Tahisas|Tahesas|ታኅሣሥ|ታህሳስ|ታሕሳስ",
            "Tir|Ter|Tiri|ጥር|ጥሪ",
            "Yekatit|Lekatit|የካቲት|ለካቲት",
            "Megabit|Meggabit|መጋቢት",
            "Miyazya|Miazia|Miyaziya|ሚያዝያ",
            "Ginbot|Genbot|ግንቦት",
            "Sene|Senie|ሰኔ|ሰነ",
            "Hamle|Hamlie|ሐምሌ|ሃምሌ|ሓምለ",
            "Nehase|Nehasse|Nehasie|ነሐሴ|ነሃሴ|ነሓሰ",
            "Pagumen|Pagume|Puagme|ጳጉሜን|ጳጉሜ",
        ],
    ),
    (
        SolarHijri,
        &[
            "Farvardin|Hamal|Wray|فروردین|حمل|وری",
            "Ordibehesht|Sawr|Saur|Thawr|Ghwayay|اردیبهشت|ثور|غویی",
            "Khordad|Jawza|Ghbargolay|خرداد|جوزا|غبرګولی",
            "Tir|Saratan|Chungash|تیر|سرطان|چنګاښ",
            "Mordad|Amordad|Asad|Zmaray|مرداد|اسد|زمری",
            "Shahrivar|Shahrivar|Sunbula|Sonbola|Wazhay|شهریور|سنبله|وږی",
            "Mehr|Mizan|Tala|مهر|میزان|تله",
            "Aban|Aqrab|Laram|آبان|عقرب|لړم",
            "Azar|Qaws|Qaus|Lindai|آذر|قوس|لیندۍ",
            "Dey|Dei|Jadi|Jady|Marghumai|دی|جدی|مرغومی",
            "Bahman|Dalw|Dalwa|Salwagha|بهمن|دلو|سلواغه",
            "Esfand|Hut|Hoot|Kab|اسفند|حوت|کب",
        ],
    ),
    (
        HijriUmalqura,
        &[
            "Muharram|Moharram|محرم",
            "Safar|Saphar|صفر",
            "Rabi al-awwal|Rabi ul awwal|Rabi I|ربيع الأول",
            "Rabi al-thani|Rabi al-akhir|Rabi ul thani|Rabi II|ربيع الثاني|ربيع الآخر",
            "Jumada al-ula|Jumada al-awwal|Jumada I|جمادى الأولى",
            "Jumada al-akhirah|Jumada al-thani|Jumada II|جمادى الآخرة|جمادى الثانية",
            "Rajab|رجب",
            "Shaban|Sha'aban|Shabaan|شعبان",
            "Ramadan|Ramadhan|Ramazan|Ramadanen|رمضان",
            "Shawwal|Shawal|شوال",
            "Dhu al-Qadah|Dhul Qadah|Dhul Qidah|Zul Qadah|Zulqada|ذو القعدة",
            "Dhu al-Hijjah|Dhul Hijjah|Dhul Hijja|Zul Hijjah|Zulhijja|ذو الحجة",
        ],
    ),
    (
        ThaiBuddhist,
        &[
            "January|Makarakhom|มกราคม",
            "February|Kumphaphan|กุมภาพันธ์",
            "March|Minakhom|มีนาคม",
            "April|Mesayon|เมษายน",
            "May|Phruetsaphakhom|พฤษภาคม",
            "June|Mithunayon|มิถุนายน",
            "July|Karakadakhom|กรกฎาคม",
            "August|Singhakhom|สิงหาคม",
            "September|Kanyayon|กันยายน",
            "October|Tulakhom|ตุลาคม",
            "November|Phruetsachikayon|พฤศจิกายน",
            "December|Thanwakhom|ธันวาคม",
        ],
    ),
    (
        Chinese,
        &[
            "the first lunar month|zhengyue|正月",
            "the second lunar month",
            "the third lunar month",
            "the fourth lunar month",
            "the fifth lunar month",
            "the sixth lunar month",
            "the seventh lunar month",
            "the eighth lunar month",
            "the ninth lunar month",
            "the tenth lunar month",
            "the eleventh lunar month|冬月",
            "the twelfth lunar month|layue|腊月|臘月",
        ],
    ),
    (
        Vietnamese,
        &[
            "the first lunar month|tháng giêng",
            "the second lunar month",
            "the third lunar month",
            "the fourth lunar month",
            "the fifth lunar month",
            "the sixth lunar month",
            "the seventh lunar month",
            "the eighth lunar month",
            "the ninth lunar month",
            "the tenth lunar month",
            "the eleventh lunar month",
            "the twelfth lunar month|tháng chạp",
        ],
    ),
    (
        BikramSambat,
        &[
            "Baisakh|Baishakh|Vaisakh|Vaishakh|Baisakha|बैशाख|वैशाख",
            "Jestha|Jeth|Jyestha|Jeshtha|जेठ|जेष्ठ|ज्येष्ठ",
            "Asar|Asadh|Ashadh|Ashad|असार|आषाढ",
            "Shrawan|Saun|Sawan|Shravan|Srawan|साउन|श्रावण",
            "Bhadra|Bhadau|Bhado|भदौ|भाद्र",
            "Ashwin|Asoj|Ashoj|Aswin|असोज|आश्विन",
            "Kartik|Kattik|Kartika|कार्तिक|कात्तिक",
            "Mangsir|Marga|Mangshir|मंसिर|मङ्सिर",
            "Poush|Push|Pus|Paush|पुस|पौष",
            "Magh|Magha|माघ",
            "Falgun|Phalgun|Fagun|Phagun|फागुन|फाल्गुन",
            "Chaitra|Chait|Chaita|चैत|चैत्र",
        ],
    ),
    // The Gregorian months in Syria, Lebanon, Iraq and Palestine.
    (
        Gregorian,
        &[
            "Kanun al-thani|كانون الثاني",
            "Shubat|شباط",
            "Adhar|آذار",
            "Nisan|Nissan|نيسان",
            "Ayyar|أيار",
            "Haziran|Huzayran|حزيران",
            "Tammuz|Tamouz|تموز",
            "Ab|آب",
            "Aylul|Ayloul|أيلول",
            "Tishrin al-awwal|تشرين الأول",
            "Tishrin al-thani|تشرين الثاني",
            "Kanun al-awwal|كانون الأول",
        ],
    ),
];

/// Words after a year that say in which calendar it counts.
const ERAS: &[(CalendarId, &[&str])] = &[
    (
        Ethiopian,
        &[
            "EC",
            "E.C.",
            "Ethiopian calendar",
            "in the Ethiopian calendar",
            "by the Ethiopian calendar",
            "Ethiopian",
            "etiopisk",
            "etiopisk kalender",
            "efter den etiopiske kalender",
            "i den etiopiske kalender",
            "ዓ.ም.",
        ],
    ),
    (
        HijriUmalqura,
        &[
            "AH",
            "A.H.",
            "Hijri",
            "hijri calendar",
            "Islamic calendar",
            "in the Islamic calendar",
            "by the Islamic calendar",
            "Muslim calendar",
            "islamisk kalender",
            "muslimsk kalender",
            "efter den islamiske kalender",
            "efter den muslimske kalender",
            "hidjri",
        ],
    ),
    (
        SolarHijri,
        &[
            "SH",
            "S.H.",
            "AP",
            "A.P.",
            "shamsi",
            "solar hijri",
            "Persian calendar",
            "Iranian calendar",
            "Afghan calendar",
            "in the Persian calendar",
            "in the Afghan calendar",
            "by the Persian calendar",
            "by the Afghan calendar",
            "persisk kalender",
            "iransk kalender",
            "afghansk kalender",
            "efter den persiske kalender",
            "efter den iranske kalender",
            "efter den afghanske kalender",
        ],
    ),
    (
        ThaiBuddhist,
        &[
            "BE",
            "B.E.",
            "Buddhist era",
            "Buddhist calendar",
            "Thai calendar",
            "in the Thai calendar",
            "by the Thai calendar",
            "buddhistisk",
            "buddhistisk kalender",
            "thailandsk kalender",
            "efter den thailandske kalender",
            "efter den buddhistiske kalender",
        ],
    ),
    (
        BikramSambat,
        &[
            "BS",
            "B.S.",
            "Bikram Sambat",
            "Vikram Samvat",
            "Nepali calendar",
            "in the Nepali calendar",
            "by the Nepali calendar",
            "nepalesisk kalender",
            "efter den nepalesiske kalender",
        ],
    ),
    (
        CalendarId::Julian,
        &[
            "Julian calendar",
            "Julian",
            "old calendar",
            "old style",
            "by the old calendar",
            "in the Julian calendar",
            "juliansk",
            "juliansk kalender",
            "gammel kalender",
            "efter den gamle kalender",
            "efter den julianske kalender",
        ],
    ),
    (
        Chinese,
        &[
            "Chinese calendar",
            "in the Chinese calendar",
            "by the Chinese calendar",
            "Chinese lunar calendar",
            "kinesisk kalender",
            "efter den kinesiske kalender",
            "农历",
            "農曆",
        ],
    ),
    (
        Vietnamese,
        &[
            "Vietnamese calendar",
            "Vietnamese lunar calendar",
            "in the Vietnamese calendar",
            "by the Vietnamese calendar",
            "vietnamesisk kalender",
            "efter den vietnamesiske kalender",
            "âm lịch",
        ],
    ),
    (
        Gregorian,
        &[
            "GC",
            "G.C.",
            "AD",
            "A.D.",
            "CE",
            "Gregorian calendar",
            "Gregorian",
            "European calendar",
            "in the European calendar",
            "by the European calendar",
            "by the Gregorian calendar",
            "gregoriansk",
            "gregoriansk kalender",
            "europæisk kalender",
            "efter den europæiske kalender",
            "e.Kr.",
            "f.e.k.",
        ],
    ),
];

/// Returns all names of months, as they are written, each with what it names.
pub(in crate::time) fn months_named() -> &'static [(&'static str, MonthName)] {
    static ALL: LazyLock<Vec<(&str, MonthName)>> = LazyLock::new(|| {
        let mut all = Vec::new();
        for (calendar, months) in MONTHS {
            for (month, names) in (1..).zip(*months) {
                let month = MonthName {
                    calendar: *calendar,
                    month,
                };
                all.extend(names.split('|').map(|name| (name, month)));
            }
        }
        all
    });
    &ALL
}

/// Returns the words that say in which calendar a year counts.
pub(in crate::time) fn era_calendar() -> impl Iterator<Item = (&'static str, CalendarId)> {
    ERAS.iter()
        .flat_map(|(calendar, words)| words.iter().map(|word| (*word, *calendar)))
}

/// Returns the name of a month of a calendar, counted from 1; "" for none.
pub fn month_in(calendar: CalendarId, month: u8, lang: UiLang) -> &'static str {
    static SHOWN: LazyLock<HashMap<(CalendarId, u8), &str>> = LazyLock::new(|| {
        let mut shown = HashMap::new();
        for (name, month) in months_named() {
            shown.entry((month.calendar, month.month)).or_insert(*name);
        }
        shown
    });
    match calendar {
        CalendarId::Gregorian | CalendarId::Julian | CalendarId::ThaiBuddhist => {
            super::super::month_name(u32::from(month), lang)
        }
        CalendarId::Chinese | CalendarId::Vietnamese if lang == UiLang::Da => lunar_da(month),
        CalendarId::HijriCivil => shown_name(&SHOWN, (HijriUmalqura, month)),
        _ => shown_name(&SHOWN, (calendar, month)),
    }
}

fn shown_name(
    shown: &HashMap<(CalendarId, u8), &'static str>,
    key: (CalendarId, u8),
) -> &'static str {
    shown.get(&key).copied().unwrap_or_default()
}

fn lunar_da(month: u8) -> &'static str {
    const NAMES: [&str; 12] = [
        "1. månemåned",
        "2. månemåned",
        "3. månemåned",
        "4. månemåned",
        "5. månemåned",
        "6. månemåned",
        "7. månemåned",
        "8. månemåned",
        "9. månemåned",
        "10. månemåned",
        "11. månemåned",
        "12. månemåned",
    ];
    let index = usize::from(month).checked_sub(1);
    index
        .and_then(|index| NAMES.get(index))
        .copied()
        .unwrap_or_default()
}

/// Returns the name of a calendar within a sentence, such as "the Ethiopian calendar".
pub fn calendar_name(calendar: CalendarId, lang: UiLang) -> &'static str {
    match (calendar, lang) {
        (CalendarId::Gregorian, UiLang::En) => "the Gregorian calendar",
        (CalendarId::Gregorian, UiLang::Da) => "den gregorianske kalender",
        (CalendarId::Julian, UiLang::En) => "the Julian calendar",
        (CalendarId::Julian, UiLang::Da) => "den julianske kalender",
        (CalendarId::Ethiopian, UiLang::En) => "the Ethiopian calendar",
        (CalendarId::Ethiopian, UiLang::Da) => "den etiopiske kalender",
        (CalendarId::SolarHijri, UiLang::En) => "the Solar Hijri calendar",
        (CalendarId::SolarHijri, UiLang::Da) => "den iransk-afghanske kalender",
        (CalendarId::HijriUmalqura | CalendarId::HijriCivil, UiLang::En) => "the Islamic calendar",
        (CalendarId::HijriUmalqura | CalendarId::HijriCivil, UiLang::Da) => {
            "den islamiske kalender"
        }
        (CalendarId::ThaiBuddhist, UiLang::En) => "the Thai calendar",
        (CalendarId::ThaiBuddhist, UiLang::Da) => "den thailandske kalender",
        (CalendarId::Chinese, UiLang::En) => "the Chinese lunar calendar",
        (CalendarId::Chinese, UiLang::Da) => "den kinesiske månekalender",
        (CalendarId::Vietnamese, UiLang::En) => "the Vietnamese lunar calendar",
        (CalendarId::Vietnamese, UiLang::Da) => "den vietnamesiske månekalender",
        (CalendarId::BikramSambat, UiLang::En) => "the Nepali calendar",
        (CalendarId::BikramSambat, UiLang::Da) => "den nepalesiske kalender",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_calendar_has_a_name_for_each_of_its_months() {
        for calendar in CalendarId::ALL {
            let months = if calendar == Ethiopian { 13 } else { 12 };
            for month in 1..=months {
                for lang in UiLang::ALL {
                    assert!(
                        !month_in(calendar, month, lang).is_empty(),
                        "{calendar:?} {month}"
                    );
                }
            }
            assert_eq!(month_in(calendar, months + 1, UiLang::En), "");
        }
    }

    #[test]
    fn an_afghan_name_and_an_iranian_name_are_the_same_month() {
        let month = |name: &str| months_named().iter().find(|(n, _)| *n == name).unwrap().1;
        assert_eq!(month("Asad"), month("Mordad"));
        assert_eq!(month("Asad").month, 5);
    }
}
