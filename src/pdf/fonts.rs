//! Which fonts there are, and which of them serves as which face.

use super::error::PressError;
use serde::Serialize;
use typst::foundations::Bytes;
use typst::text::{Font, FontBook, FontStretch, FontStyle, FontVariant, FontWeight};
use typst::utils::LazyHash;

/// The fonts of a press, in a fixed order.
pub struct Fonts {
    pub fonts: Vec<Font>,
    pub book: LazyHash<FontBook>,
    pub faces: Faces,
    /// A bit a character: whether any font has it.
    covered: Vec<u64>,
}

/// The family that serves as each face.
#[derive(Debug, Clone, Serialize)]
pub struct Faces {
    /// 仿宋: text
    pub fang: String,
    /// 楷体: headings of the second level
    pub kai: String,
    /// 黑体: headings of the first level, heads of tables
    pub hei: String,
    /// 小标宋: titles
    pub title: String,
    /// 宋体: figures and Latin letters, page numbers
    pub song: String,
}

/// What an office that owns the fonts of the standard puts into its theme comes before those that may be shipped.
const FANG: &[&str] = &["FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "FandolFang R"];
const KAI: &[&str] = &["KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", "FandolKai"];
const HEI: &[&str] = &["SimHei", "黑体", "Noto Sans CJK SC", "Source Han Sans SC"];
const TITLE: &[&str] = &[
    "FZXiaoBiaoSong-B05S",
    "FZXiaoBiaoSong-B05",
    "方正小标宋简体",
    "方正小标宋_GBK",
    "Noto Serif CJK SC",
    "Source Han Serif SC",
];
const SONG: &[&str] = &["Noto Serif CJK SC", "Source Han Serif SC", "SimSun", "宋体"];

impl Fonts {
    /// From the bytes of font files; what is no font is passed over.
    pub fn new(files: Vec<Vec<u8>>) -> Result<Fonts, PressError> {
        let fonts: Vec<Font> = files.into_iter().flat_map(|file| Font::iter(Bytes::new(file))).collect();
        let book = FontBook::from_fonts(&fonts);
        let faces = Faces {
            fang: family(&book, "仿宋", FANG)?,
            kai: family(&book, "楷体", KAI)?,
            hei: family(&book, "黑体", HEI)?,
            title: family(&book, "小标宋", TITLE)?,
            song: family(&book, "宋体", SONG)?,
        };
        let covered = covered(&fonts);
        Ok(Fonts { fonts, book: LazyHash::new(book), faces, covered })
    }

    /// Whether any font has a character; Typst falls back on all of them.
    pub fn have(&self, c: char) -> bool {
        let code = u32::from(c) as usize;
        self.covered.get(code / 64).is_some_and(|bits| bits >> (code % 64) & 1 == 1)
    }

    /// Families, each once, in the order of the files.
    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for font in &self.fonts {
            if !names.contains(&font.info().family) {
                names.push(font.info().family.clone());
            }
        }
        names
    }
}

fn covered(fonts: &[Font]) -> Vec<u64> {
    let mut bits = Vec::new();
    for code in fonts.iter().flat_map(|font| font.info().coverage.iter()) {
        let place = code as usize / 64;
        if bits.len() <= place {
            bits.resize(place + 1, 0);
        }
        bits[place] |= 1 << (code % 64);
    }
    bits
}

/// The first family there is. A title is heavy: of the families with several weights only a heavy one will do.
fn family(
    book: &FontBook,
    face: &'static str,
    families: &'static [&'static str],
) -> Result<String, PressError> {
    let variant = |weight| FontVariant::new(FontStyle::Normal, weight, FontStretch::NORMAL);
    let serves = |name: &&&str| {
        let heavy = face == "小标宋" && name.ends_with("SC");
        let asked = variant(if heavy { FontWeight::BLACK } else { FontWeight::REGULAR });
        let found = book.select(&name.to_lowercase(), asked).and_then(|index| book.info(index));
        found.is_some_and(|info| !heavy || info.variant.weight >= FontWeight::SEMIBOLD)
    };
    let found = families.iter().find(serves);
    found.map(|name| (*name).to_owned()).ok_or(PressError::NoFont { face, families })
}
