//! What the templates read: plain, complete data. Numbers of places are points; texts are as they are printed.

use super::fonts::Faces;
use serde::Serialize;

#[derive(Serialize)]
pub struct Document {
    /// `bulletin`, `dispatch`, `sheet`
    pub style: &'static str,
    pub faces: Faces,
    pub title: String,
    pub author: String,
    /// Year, month, day.
    pub date: (i32, u32, u32),
    /// Marks every page.
    pub demo: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub head: Option<Head>,
    /// The text first, then a part for each annex.
    pub parts: Vec<Part>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sign: Option<Sign>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub foot: Option<Foot>,
    pub attachments: Vec<Attached>,
}

#[derive(Serialize)]
pub struct Head {
    /// A 简报 has its number and its day under its name; a 通报 its 发文字号.
    pub formal: bool,
    pub notice: String,
    pub name: String,
    pub number: String,
    pub issuer: String,
    pub date: String,
    pub title: String,
    /// 主送
    pub to: String,
}

/// 署名 and 成文日期.
#[derive(Serialize)]
pub struct Sign {
    pub issuer: String,
    pub date: String,
}

/// 版记: lines of a label and what stands after it.
#[derive(Serialize)]
pub struct Foot {
    pub lines: Vec<(String, String)>,
    /// 印发机关 and 印发日期.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub printed: Option<Sign>,
}

#[derive(Serialize)]
pub struct Part {
    /// 附件1, its title and its anchor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub annex: Option<AnnexHead>,
    pub landscape: bool,
    pub blocks: Vec<Piece>,
}

#[derive(Serialize)]
pub struct AnnexHead {
    pub mark: String,
    pub title: String,
    pub id: String,
}

#[derive(Serialize)]
pub struct Attached {
    /// Under which name the template finds its bytes.
    pub file: String,
    pub name: String,
    pub description: String,
    pub mime: &'static str,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Piece {
    Heading {
        /// In the document's structure: no level is passed over.
        level: u8,
        /// As it is printed: 1 黑体, 2 楷体, else 仿宋.
        look: u8,
        text: String,
        id: String,
    },
    Text {
        runs: Vec<RunData>,
    },
    /// `附件：1. …`, a line each.
    Annexes {
        items: Vec<(String, String)>,
    },
    List {
        /// The first number of an ordered list.
        #[serde(skip_serializing_if = "Option::is_none")]
        start: Option<u64>,
        items: Vec<Vec<Piece>>,
    },
    Quote {
        blocks: Vec<Piece>,
    },
    Table(TableData),
    Chart {
        svg: String,
        title: String,
        subtitle: String,
        alt: String,
        source: String,
        /// Height over width of the drawing.
        ratio: f64,
    },
    Picture {
        /// Under which name the template finds its bytes.
        file: String,
        alt: String,
        caption: String,
    },
    Hero {
        value: String,
        unit: String,
        light: RunData,
        sentence: Vec<RunData>,
    },
    Facts {
        facts: Vec<(String, Vec<RunData>)>,
    },
    Counts {
        counts: Vec<Vec<RunData>>,
    },
    Notice {
        runs: Vec<RunData>,
    },
    Code {
        text: String,
    },
    Rule,
}

/// A run of text; what is nothing special is a plain string.
#[derive(Serialize, Clone)]
#[serde(untagged)]
pub enum RunData {
    Plain(String),
    Styled {
        text: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        style: Option<&'static str>,
        /// Shape of a light, and its class.
        #[serde(skip_serializing_if = "Option::is_none")]
        light: Option<(&'static str, &'static str)>,
        /// `#anchor`, or an address.
        #[serde(skip_serializing_if = "Option::is_none")]
        href: Option<String>,
    },
}

#[derive(Serialize)]
pub struct TableData {
    pub title: String,
    /// Letters, in points.
    pub size: f64,
    /// Left and right, above and below the text of every cell, in points.
    pub inset: (f64, f64),
    pub columns: Vec<ColumnData>,
    pub rows: Vec<RowData>,
    /// Low enough to stand on one page whole.
    pub whole: bool,
    pub notes: Vec<String>,
    /// Printed instead of rows.
    pub empty: String,
}

#[derive(Serialize)]
pub struct ColumnData {
    pub title: String,
    pub unit: String,
    pub align: &'static str,
    /// In points, of the whole column.
    pub width: f64,
}

#[derive(Serialize)]
pub struct RowData {
    /// `plain`, `group`, `total`
    pub kind: &'static str,
    /// In points, where every cell has one line: Typst then need not set a row twice to learn it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height: Option<f64>,
    /// Must not be parted by the end of a page.
    pub whole: bool,
    pub cells: Vec<Vec<RunData>>,
}
