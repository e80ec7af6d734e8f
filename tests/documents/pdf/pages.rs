//! Narratives for the tests of PDF.

use heard::narrative::{
    Block, BlockId, Cell, Heading, Item, List, Narrative, PageBreak, Paragraph, Picture, Row, Run,
    Source, Style, Table,
};
use heard::text::Lang;

use super::statement;

/// The beginning of the Universal Declaration of Human Rights, and what it says of slavery.
pub(super) const TEXTS: [(&str, &str); 8] = [
    (
        "vi",
        "Tất cả mọi người sinh ra đều được tự do và bình đẳng về nhân phẩm và quyền. Mọi con người đều \
         được tạo hóa ban cho lý trí và lương tâm và cần phải đối xử với nhau trong tình bằng hữu. Không \
         ai bị cưỡng bức làm nô lệ hay tôi đòi. Chế độ nô lệ và sự mua bán nô lệ dưới mọi hình thức đều \
         bị cấm chỉ.",
    ),
    (
        "am",
        "የሰው ልጅ ሁሉ ሲወለድ ነጻና በክብርና በመብትም እኩልነት ያለው ነው። የተፈጥሮ ማስተዋልና ሕሊና ስላለው አንዱ ሌላውን \
         በወንድማማችነት መንፈስ መመልከት ይገባዋል። እያንዳንዱ፡ሰው፡የመኖር፡ነጻነትና፡በሰላም፡የመኖሩ፡መጠበቅ፡መብት፡አለው።",
    ),
    (
        "ar",
        "يولد جميع الناس أحرارًا متساوين في الكرامة والحقوق. وقد وهبوا عقلاً وضميرًا وعليهم أن يعامل \
         بعضهم بعضًا بروح الإخاء. لا يجوز استرقاق أو استعباد أي شخص، ويحظر الاسترقاق وتجارة الرقيق \
         بكافة أوضاعهما.",
    ),
    (
        "th",
        "มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิ ต่างมีเหตุผลและมโนธรรม \
         และควรปฏิบัติต่อกันด้วยเจตนารมณ์แห่งภราดรภาพ บุคคลใดจะตกอยู่ในความเป็นทาส หรือสภาวะจำยอมไม่ได้ \
         ทั้งนี้ ห้ามความเป็นทาส และการค้าทาสทุกรูปแบบ",
    ),
    (
        "da",
        "Alle mennesker er født frie og lige i værdighed og rettigheder. De er udstyret med fornuft og \
         samvittighed, og de bør handle mod hverandre i en broderskabets ånd. Ingen må holdes i slaveri \
         eller trældom; slaveri og slavehandel under alle former skal være forbudt.",
    ),
    (
        "yo",
        "Gbogbo ènìyàn ni a bí ní òmìnira; iyì àti ẹ̀tọ́ kọ̀ọ̀kan sì dọ́gba. Wọ́n ní ẹ̀bùn ti làákàyè àti ti \
         ẹ̀rí-ọkàn, ó sì yẹ kí wọn ó máa hùwà sí ara wọn gẹ́gẹ́ bí ọmọ ìyá.",
    ),
    ("bin", "Ẹ̀dó ọ́ ọ̀ ẹ́ ẹ̀ à é ì ó ú: Ma ghi kpa vbe owa."),
    (
        "ro",
        "Toate ființele umane se nasc libere și egale în demnitate și în drepturi. Ele sunt înzestrate \
         cu rațiune și conștiință și trebuie să se comporte unele față de altele în spiritul \
         fraternității.",
    ),
];

pub(super) fn lang(code: &str) -> Lang {
    code.parse().expect("a language")
}

fn id(name: &str) -> BlockId {
    serde_json::from_value(name.into()).expect("a name")
}

pub(super) fn words(text: &str) -> Vec<Run> {
    vec![Run {
        text: text.to_owned(),
        language: Lang::en(),
        style: Style::Plain,
        source: source(),
    }]
}

fn source() -> Source {
    let name = "label".to_owned();
    Source::Particular { name }
}

pub(super) fn told(number: u32, runs: Vec<Run>) -> Block {
    Block::Paragraph(Paragraph {
        id: id(&format!("p{number}")),
        number: Some(number),
        runs,
    })
}

/// A submission in one language that says just this.
pub(super) fn of(language: &str, blocks: Vec<Block>) -> Narrative {
    let mut narrative = statement::submission();
    narrative.meta.language = lang(language);
    narrative.meta.direction = lang(language).direction();
    narrative.meta.header.clear();
    "Statement".clone_into(&mut narrative.meta.title);
    narrative.blocks = blocks;
    narrative
}

pub(super) fn one(text: &str) -> Narrative {
    of("en", vec![told(1, words(text))])
}

pub(super) fn in_language(code: &str, text: &str) -> Vec<Run> {
    let mut runs = words(text);
    runs[0].language = lang(code);
    runs
}

/// A table of forty rows, of which some are high.
pub(super) fn long_table() -> Block {
    let cell = |text: String| Cell { runs: words(&text) };
    let row = |n: u32| Row {
        cells: vec![
            cell(format!("day{n:02}")),
            cell("They came at night and asked for the papers. ".repeat(1 + n as usize % 4)),
        ],
    };
    let head = Row {
        cells: vec![cell("Headday".into()), cell("Headwhat".into())],
    };
    Block::Table(Table {
        id: id("t"),
        head: vec![head],
        rows: (1..=40).map(row).collect(),
    })
}

/// One of each kind of block, and words of every script.
pub(super) fn everything() -> Narrative {
    let mut blocks = vec![
        heading(1, "Statement of a person"),
        heading(2, "What I told"),
        told(1, looking(Style::Emphasis, "emphasis")),
        Block::Paragraph(Paragraph {
            runs: looking(Style::Blank, "[To be filled in: name]"),
            ..paragraph("blank")
        }),
        list("l", None),
        list("o", Some(3)),
        long_table(),
        picture(),
        Block::PageBreak(PageBreak {
            id: id("n"),
            source: source(),
        }),
        Block::Blank(paragraph("[Not yet translated: passage 3]")),
        Block::Signature(paragraph("Signature")),
    ];
    let texts = TEXTS.iter().zip(2..);
    blocks.extend(texts.map(|((code, text), n)| told(n, in_language(code, text))));
    of("en", blocks)
}

fn looking(style: Style, text: &str) -> Vec<Run> {
    let mut runs = words(text);
    runs[0].style = style;
    runs
}

fn heading(level: u8, text: &str) -> Block {
    Block::Heading(Heading {
        id: id(text),
        level,
        runs: words(text),
    })
}

fn paragraph(text: &str) -> Paragraph {
    Paragraph {
        id: id(text),
        number: None,
        runs: words(text),
    }
}

fn list(name: &str, start: Option<u32>) -> Block {
    let items = vec![Item {
        paragraphs: vec![paragraph("item"), paragraph("goes on")],
    }];
    Block::List(List {
        id: id(name),
        start,
        items,
    })
}

/// A line of time with words of five scripts.
fn picture() -> Block {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"900\" height=\"60\"><title>t</title>\
               <line x1=\"10\" y1=\"30\" x2=\"890\" y2=\"30\" stroke=\"#333\"/>\
               <text x=\"20\" y=\"20\" font-size=\"12\">2016 Bùi አበበ ก้อย مرحبا</text></svg>";
    Block::Picture(Picture {
        id: id("s"),
        alt: words("a line of time"),
        svg: svg.to_owned(),
        source: source(),
    })
}
