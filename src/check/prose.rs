//! Rules of texts: bound numbers, generated blocks, links, headings, stray marks.

use super::names::{Names, PlanNames, Unresolved};
use super::reader::Reader;
use super::reference::{Reference, Subject};
use super::rules;
use crate::base::{Block, Bound, FileId, Inline, Period, Span};
use crate::capture::{self, Body, Picture};

pub const BLOCKS: [&str; 11] = [
    "overview",
    "indicators",
    "tasks",
    "projects",
    "policies",
    "regions",
    "problems",
    "decisions",
    "ranking",
    "changes",
    "practices",
];
/// All generated blocks; a chart is one too.
pub fn blocks() -> Vec<&'static str> {
    BLOCKS.into_iter().chain(["chart"]).collect()
}

/// What bound numbers of one year may refer to.
pub struct ProseContext<'a> {
    pub names: &'a Names,
    pub plan: Option<&'a PlanNames>,
    /// Whether the text belongs to a period and a day, as reports and editions do: only then a figure has one value.
    pub dated: bool,
}

pub fn prose(reader: &mut Reader, file: FileId, body: &Body, cx: &ProseContext) {
    let mut opened: Vec<&str> = Vec::new();
    for span in &body.html {
        let text = reader.draft.text_at(*span);
        let tag = text
            .trim_start_matches(['<', '/'])
            .split(|c: char| !c.is_ascii_alphanumeric())
            .next()
            .unwrap_or("");
        // The end of an element that was told of already.
        if text.starts_with("</") && opened.contains(&tag) {
            continue;
        }
        opened.push(tag);
        reader.push(rules::raw_html(*span));
    }
    let mut headings = Headings::default();
    let anchors = anchors(&body.prose.blocks);
    block_rules(reader, &body.prose.blocks, &mut headings);
    body.prose.each_inlines(&mut |inlines| inline_rules(reader, file, inlines, &anchors));
    if !cx.dated {
        undated_rules(reader, &body.prose.blocks);
    }
    for bound in body.prose.bounds() {
        match cx.dated {
            true => reference_rule(reader, bound, cx),
            false => reader.push(rules::data_out_of_place(bound.span)),
        }
    }
}

fn block_rules(reader: &mut Reader, blocks: &[Block], headings: &mut Headings) {
    for block in blocks {
        match block {
            Block::Heading { level, inlines, span } => headings.check(reader, *level, inlines, *span),
            Block::Generated { name, name_span, .. } => {
                if !blocks_known(name) {
                    reader.push(rules::unknown_block(name, *name_span, &self::blocks()));
                }
            }
            Block::List { items, .. } => items.iter().for_each(|i| block_rules(reader, &i.blocks, headings)),
            Block::Quote { blocks, .. } => block_rules(reader, blocks, headings),
            Block::Paragraph { .. } | Block::Table { .. } | Block::Code { .. } | Block::Break { .. } => {}
        }
    }
}

/// A generated block shows a period's data too.
fn undated_rules(reader: &mut Reader, blocks: &[Block]) {
    for block in blocks {
        match block {
            Block::Generated { name_span, .. } => reader.push(rules::data_out_of_place(*name_span)),
            Block::List { items, .. } => items.iter().for_each(|i| undated_rules(reader, &i.blocks)),
            Block::Quote { blocks, .. } => undated_rules(reader, blocks),
            Block::Heading { .. }
            | Block::Paragraph { .. }
            | Block::Table { .. }
            | Block::Code { .. }
            | Block::Break { .. } => {}
        }
    }
}

fn blocks_known(name: &str) -> bool {
    name == "chart" || BLOCKS.contains(&name)
}

/// Counts headings as the product will number them.
#[derive(Default)]
struct Headings {
    counts: [u32; 3],
}

impl Headings {
    fn check(&mut self, reader: &mut Reader, level: u8, inlines: &[Inline], span: Span) {
        let Some(depth) = level.checked_sub(2).map(usize::from).filter(|d| *d < 3) else {
            return reader.push(rules::heading_level(level, span));
        };
        self.counts[depth] += 1;
        self.counts[depth + 1..].fill(0);
        let Some(Inline::Text { text, span: text_span }) = inlines.first() else { return };
        let Some(typed) = typed_number(text) else { return };
        let expected = heading_mark(depth, self.counts[depth]);
        if typed != expected {
            let start = text_span.start as usize;
            let place = Span::new(span.file, start..start + typed.len());
            reader.push(rules::heading_number(typed, &expected, place));
        }
    }
}

/// 一、 （一） 1.
pub fn heading_mark(depth: usize, number: u32) -> String {
    match depth {
        0 => format!("{}、", chinese_number(number)),
        1 => format!("（{}）", chinese_number(number)),
        _ => format!("{number}."),
    }
}

/// 一 to 九十九.
pub fn chinese_number(number: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (tens, ones) = ((number / 10 % 10) as usize, (number % 10) as usize);
    match tens {
        0 => DIGITS[ones].to_owned(),
        1 => format!("十{}", DIGITS[ones]),
        _ => format!("{}十{}", DIGITS[tens], DIGITS[ones]),
    }
}

/// The number a heading begins with, if it begins with one: `一、`, `（一）`, `1.`, `1、`.
pub fn typed_number(text: &str) -> Option<&str> {
    let is_chinese = |c: char| "一二三四五六七八九十".contains(c);
    let rest = text.strip_prefix(['（', '(']).unwrap_or(text);
    let bracketed = rest.len() < text.len();
    let digits = rest.len() - rest.trim_start_matches(|c: char| is_chinese(c) || c.is_ascii_digit()).len();
    if digits == 0 {
        return None;
    }
    let (number, after) = rest.split_at(digits);
    let end = text.len() - after.len();
    let mut close = after.chars();
    let mark = close.next()?;
    let good = match mark {
        '）' | ')' => bracketed,
        '、' => !bracketed,
        '.' | '．' => {
            !bracketed
                && number.chars().all(|c| c.is_ascii_digit())
                && !close.next().is_some_and(|c| c.is_ascii_digit())
        }
        _ => false,
    };
    let uniform = number.chars().all(is_chinese) || number.chars().all(|c| c.is_ascii_digit());
    (good && uniform).then(|| &text[..end + mark.len_utf8()])
}

fn anchors(blocks: &[Block]) -> Vec<String> {
    let text = |inlines: &[Inline]| -> String {
        inlines
            .iter()
            .filter_map(|i| if let Inline::Text { text, .. } = i { Some(text.as_str()) } else { None })
            .collect()
    };
    blocks
        .iter()
        .filter_map(|b| if let Block::Heading { inlines, .. } = b { Some(text(inlines)) } else { None })
        .map(|t| t[typed_number(&t).map_or(0, str::len)..].trim().to_owned())
        .collect()
}

fn inline_rules(reader: &mut Reader, file: FileId, inlines: &[Inline], anchors: &[String]) {
    for inline in inlines {
        match inline {
            Inline::Text { span, .. } => stray(reader, *span),
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Strike(inner) => {
                inline_rules(reader, file, inner, anchors);
            }
            Inline::Link { inlines, target, target_span, .. } => {
                if !super::links::leads_somewhere(reader, file, target, anchors, false) {
                    reader.push(rules::dead_link("链接", target, *target_span));
                }
                inline_rules(reader, file, inlines, anchors);
            }
            Inline::Image { target, target_span, .. } => {
                if !super::links::leads_somewhere(reader, file, target, anchors, true) {
                    reader.push(rules::dead_link("图片", target, *target_span));
                } else {
                    picture_rule(reader, file, target, *target_span);
                }
            }
            Inline::Code { .. } | Inline::Bound(_) | Inline::LineBreak => {}
        }
    }
}

/// A file that is there must be a picture that can be shown and set.
fn picture_rule(reader: &mut Reader, file: FileId, target: &str, span: Span) {
    let path = super::links::in_folder(reader.places.path(file), target);
    let bytes = path.and_then(|path| reader.draft.pictures.get(&path));
    match bytes.and_then(|bytes| capture::picture(bytes)) {
        None => reader.push(rules::broken_picture(target, span)),
        Some(Picture::Pixels(w, h)) if u64::from(w) * u64::from(h) > rules::MOST_PIXELS => {
            reader.push(rules::huge_picture(target, (w, h), span));
        }
        Some(Picture::Pixels(..) | Picture::Drawing) => {}
    }
}

/// A `*` in the source of a text that is not escaped: one diagnostic for a run of them.
fn stray(reader: &mut Reader, span: Span) {
    let source = reader.draft.text_at(span);
    let Some(at) = source.match_indices('*').map(|(i, _)| i).find(|i| !source[..*i].ends_with('\\')) else {
        return;
    };
    let before = reader.draft.file(span.file).text[..span.start as usize + at].ends_with('\\');
    if before {
        return;
    }
    let run = source[at..].len() - source[at..].trim_start_matches('*').len();
    let start = span.start as usize + at;
    reader.push(rules::stray_asterisk(Span::new(span.file, start..start + run)));
}

fn reference_rule(reader: &mut Reader, bound: &Bound, cx: &ProseContext) {
    // Without the year's plan nothing can be said of its names.
    let Some(plan) = cx.plan else { return };
    let place = |text: &str| {
        let at = bound.reference.find(text).unwrap_or(0);
        let start = bound.reference_span.start as usize + at;
        Span::new(bound.reference_span.file, start..start + text.len())
    };
    match reference(&bound.reference, cx.names, plan) {
        Ok(_) | Err(NoReference::Broken) => {}
        Err(NoReference::Subject(text)) => {
            let known = plan.indicator_names().chain(plan.action_names()).chain(cx.names.all());
            reader.push(rules::unknown_subject(&text, place(&text), known));
        }
        Err(NoReference::Ambiguous(text, candidates)) => {
            let candidates: Vec<&str> = candidates.iter().map(String::as_str).collect();
            reader.push(rules::ambiguous_name(&text, place(&text), &candidates));
        }
        Err(NoReference::Field(text, known)) => {
            reader.push(rules::unknown_field(&text, place(&text), &known))
        }
        Err(NoReference::Period(text)) => reader.push(rules::bad_period(&text, place(&text))),
        Err(NoReference::Region(text)) => {
            reader.push(rules::unknown_region(&text, place(&text), cx.names.region_names()));
        }
    }
}

/// Why a reference refers to nothing.
pub enum NoReference {
    Subject(String),
    Ambiguous(String, Vec<String>),
    Field(String, Vec<&'static str>),
    Period(String),
    Region(String),
    Broken,
}

/// `城镇新增就业.完成率@2024-06#平江县`
pub fn reference(text: &str, names: &Names, plan: &PlanNames) -> Result<Reference, NoReference> {
    let (text, region) = match text.split_once('#') {
        Some((text, region)) => (text, Some(region.trim())),
        None => (text, None),
    };
    let (text, period) = match text.split_once('@') {
        Some((text, period)) => (text, Some(period.trim())),
        None => (text, None),
    };
    // An id has no point, a name may: the field is what follows the last one.
    let (subject, field) = text.rsplit_once('.').unwrap_or((text, ""));
    let (subject, field) = (subject.trim(), field.trim());
    let subject = self::subject(subject, names, plan)?;
    let Some((_, field)) = subject.fields().iter().find(|(name, _)| *name == field) else {
        return Err(NoReference::Field(
            field.to_owned(),
            subject.fields().iter().map(|(name, _)| *name).collect(),
        ));
    };
    let period = match period {
        Some(text) => Some(Period::parse(text).ok_or_else(|| NoReference::Period(text.to_owned()))?),
        None => None,
    };
    let region = match region {
        None => None,
        Some(text) => match names.party(text) {
            Ok((id, _)) if names.is_region(&id) => Some(id),
            Err(Unresolved::Broken) => return Err(NoReference::Broken),
            Ok(_) | Err(Unresolved::Unknown | Unresolved::Ambiguous(_)) => {
                return Err(NoReference::Region(text.to_owned()));
            }
        },
    };
    Ok(Reference { subject, field: *field, period, region })
}

fn subject(text: &str, names: &Names, plan: &PlanNames) -> Result<Subject, NoReference> {
    match text {
        "全市" => return Ok(Subject::City),
        "问题" => return Ok(Subject::Problems),
        "项目" => return Ok(Subject::Projects),
        "得分" => return Ok(Subject::Scores),
        _ => {}
    }
    let ambiguous = |candidates| Err(NoReference::Ambiguous(text.to_owned(), candidates));
    match plan.indicator(text) {
        Ok(id) => return Ok(Subject::Indicator(id)),
        Err(Unresolved::Ambiguous(candidates)) => return ambiguous(candidates),
        Err(Unresolved::Broken) => return Err(NoReference::Broken),
        Err(Unresolved::Unknown) => {}
    }
    if let Ok(id) = plan.action(text) {
        return Ok(Subject::Action(id));
    }
    match names.party(text) {
        Ok((id, _)) if names.is_region(&id) => Ok(Subject::Region(id)),
        Ok((id, _)) => Ok(Subject::Unit(id)),
        Err(Unresolved::Ambiguous(candidates)) => ambiguous(candidates),
        Err(Unresolved::Broken) => Err(NoReference::Broken),
        Err(Unresolved::Unknown) => Err(NoReference::Subject(text.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_numbers_of_headings_are_recognised() {
        #[rustfmt::skip]
        let cases = [
            ("一、总体情况",       Some("一、")),
            ("十二、其他",         Some("十二、")),
            ("（三）民生实事",     Some("（三）")),
            ("1.就业",             Some("1.")),
            ("1、就业",            Some("1、")),
            ("1.5万人的目标",      None),
            ("2024年工作",         None),
            ("一季度情况",         None),
            ("总体情况",           None),
            ("（试行）办法",       None),
        ];
        for (text, expected) in cases {
            assert_eq!(typed_number(text), expected, "{text}");
        }
        assert_eq!(heading_mark(0, 12), "十二、");
        assert_eq!(heading_mark(1, 20), "（二十）");
        assert_eq!(heading_mark(2, 3), "3.");
    }
}
