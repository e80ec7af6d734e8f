//! A document with everything a narrative can hold, in words of five scripts. All of it is invented.

use heard::narrative::Narrative;
use serde_json::{Value, json};

/// The document in English, a working paper.
pub(crate) fn scripts() -> Narrative {
    let header = ["Working paper, not for filing", "Demo: a made-up person"];
    narrative(&meta("en", "working", &header), blocks(), &notes())
}

/// A short statement in Arabic, as it is filed.
pub(crate) fn from_the_right() -> Narrative {
    let blocks = vec![
        heading(1, "ar", "إفادة"),
        paragraph(None, "ar", "هذه إفادتي، وقد قُرئت عليّ باللغة العربية."),
        paragraph(
            Some(1),
            "ar",
            "وصلت إلى Odense في عام 2017، ومعي حقيبة واحدة.",
        ),
        paragraph(
            Some(2),
            "en",
            "A sentence in English stands here as it was said.",
        ),
        list(None, vec![vec![("ar", "المحادثة الأولى: 2 مارس 2026.")]]),
        table(),
        lined("ar", "المكان والتاريخ"),
        lined("ar", "التوقيع"),
    ];
    narrative(&meta("ar", "submission", &[]), blocks, &[])
}

fn narrative(meta: &Value, mut blocks: Vec<Value>, notes: &[Value]) -> Narrative {
    for (index, block) in blocks.iter_mut().enumerate() {
        name(block, &format!("p{index:04}"));
    }
    let all = json!({"meta": meta, "blocks": blocks, "notes": notes});
    serde_json::from_value(all).expect("a narrative")
}

/// Names a block, and the paragraphs in it.
fn name(block: &mut Value, id: &str) {
    block["id"] = json!(id);
    let items = block["items"].as_array_mut().into_iter().flatten();
    let paragraphs = items.flat_map(|item| item["paragraphs"].as_array_mut().into_iter().flatten());
    for (index, paragraph) in paragraphs.enumerate() {
        paragraph["id"] = json!(format!("{id}_{index}"));
    }
}

fn meta(language: &str, edition: &str, header: &[&str]) -> Value {
    let direction = if language == "ar" { "rtl" } else { "ltr" };
    json!({
        "title": "Words in five scripts", "template": "statement", "language": language,
        "direction": direction, "edition": edition, "voice": "first", "recipient": null,
        "scope": null, "dated": null, "demo": true, "header": header, "jurisdiction": "DK",
        "law_as_of": "2026-11-01", "author": null,
        "page": {"paper": "a4", "margin_mm": 25, "text_pt": 11, "line_percent": 150},
    })
}

fn blocks() -> Vec<Value> {
    let mut blocks = vec![
        heading(1, "en", "Words in five scripts"),
        paragraph(
            None,
            "en",
            "In this paper they are called Bùi Thị Hường, አበበ, مرحبا, ก้อย and 小燕 (five names).",
        ),
        heading(2, "en", "What was told"),
        paragraph(
            Some(1),
            "vi",
            "Mẹ tôi bán rau ở chợ. Năm 2016 chúng tôi nợ 35.000 đô la.",
        ),
        paragraph(Some(2), "am", "እናቴ በገበያ አትክልት ትሸጥ ነበር። በ2009 ዓ.ም. ከቤት ወጣሁ።"),
        paragraph(
            Some(3),
            "ar",
            "كانت أمي تبيع الخضار في السوق. سافرنا إلى Odense في عام 2017.",
        ),
        paragraph(Some(4), "th", "แม่ของฉันขายผักที่ตลาด เราออกจากบ้านตอนกลางคืน"),
        paragraph(Some(5), "zh", "我母亲在市场卖菜。二〇一七年我们离开了家。"),
        told(
            Some(6),
            &[
                run("en", "What was written on the door?", "emphasis"),
                run(
                    "en",
                    " It said \"لا تدخل\", and below:\n# Room\t*7* <b>1 & 2</b>\u{1b}",
                    "plain",
                ),
            ],
        ),
    ];
    blocks.extend(others());
    blocks
}

fn others() -> Vec<Value> {
    vec![
        heading(3, "en", "Talks"),
        list(
            None,
            vec![
                vec![
                    ("en", "Session 1: 2 March 2026."),
                    ("en", "It was interpreted."),
                ],
                vec![("ar", "المحادثة الثانية.")],
            ],
        ),
        list(Some(3), vec![vec![("en", "the third")], vec![("th", "ที่สี่")]]),
        list(Some(1), vec![vec![("en", "the first of another list")]]),
        table(),
        told(
            None,
            &[
                run("en", "The day: ", "strong"),
                run("en", "[To be filled in: day]", "blank"),
            ],
        ),
        kind(
            "blank",
            paragraph(None, "en", "[Not yet translated: passage 3f2a91bc:7]"),
        ),
        json!({"kind": "page_break", "source": source()}),
        heading(2, "en", "After a new page"),
        paragraph(Some(7), "en", "The numbers go on."),
        json!({"kind": "picture", "alt": [run("en", "the line of time", "plain")], "svg": "<svg/>",
            "source": source()}),
        lined("en", "Place and date"),
        lined("en", "Signature"),
    ]
}

fn notes() -> Vec<Value> {
    let note = |block: &str, text: &str| {
        json!({"block": block, "text": text,
            "passage": {"answer": {"log": "00000002-0000-0000-0000-00000000abcd", "n": 4}, "range": [0, 9]}})
    };
    vec![
        note(
            "p0003",
            "Told on 2 March 2026, session 1; interpreted by O.E.",
        ),
        note("p0003", "The time as it was said: năm 2016."),
        note("p0005", "Told on 2 March 2026, session 1; told unasked."),
        note("p0010_0", "From the log of the session."),
        note("p0013", "From the papers <of> the case & others."),
    ]
}

fn source() -> Value {
    json!({"kind": "particular", "name": "label"})
}

fn run(language: &str, text: &str, style: &str) -> Value {
    json!({"text": text, "language": language, "style": style, "source": source()})
}

fn told(number: Option<u32>, runs: &[Value]) -> Value {
    json!({"kind": "paragraph", "id": "", "number": number, "runs": runs})
}

fn paragraph(number: Option<u32>, language: &str, text: &str) -> Value {
    told(number, &[run(language, text, "plain")])
}

fn kind(kind: &str, mut block: Value) -> Value {
    block["kind"] = json!(kind);
    block
}

fn lined(language: &str, text: &str) -> Value {
    kind("signature", paragraph(None, language, text))
}

fn heading(level: u8, language: &str, text: &str) -> Value {
    json!({"kind": "heading", "level": level, "runs": [run(language, text, "plain")]})
}

fn list(start: Option<u32>, items: Vec<Vec<(&str, &str)>>) -> Value {
    let items = items.into_iter().map(|item| {
        let paragraphs = item
            .into_iter()
            .map(|(language, text)| paragraph(None, language, text));
        json!({"paragraphs": paragraphs.collect::<Vec<_>>()})
    });
    json!({"kind": "list", "start": start, "items": items.collect::<Vec<_>>()})
}

fn table() -> Value {
    let row = |cells: [(&str, &str); 2]| {
        let cells = cells.map(|(language, text)| json!({"runs": [run(language, text, "plain")]}));
        json!({"cells": cells})
    };
    json!({
        "kind": "table",
        "head": [row([("en", "Day"), ("en", "What happened")])],
        "rows": [
            row([("en", "2 March 2026"), ("am", "ከቤት ወጣሁ።")]),
            row([("en", "around May"), ("ar", "سافرنا في الليل.")]),
            row([("zh", "六月"), ("th", "เราออกจากบ้านตอนกลางคืน")]),
        ],
    })
}
