//! Links, pictures and bound numbers: finds their parts in the source.

use super::frame::Frame;
use super::source::Source;
use crate::base::{Bound, Inline};
use pulldown_cmark::LinkType;
use std::ops::Range;

/// A finished link; one whose target begins with `=` is a bound number.
pub(super) fn link(source: Source, frame: Frame, target: String, kind: LinkType) -> Inline {
    let at = frame.at.clone();
    let parts = Parts::find(source, &at, &target, kind);
    let span = source.span(at);
    match parts.target.strip_prefix('=') {
        Some(reference) if kind == LinkType::Inline => Inline::Bound(Bound {
            text: frame.plain,
            text_span: source.span(parts.text),
            reference: reference.to_owned(),
            reference_span: source
                .span((parts.target_at.start + 1).min(parts.target_at.end)..parts.target_at.end),
            span,
        }),
        _ => Inline::Link {
            inlines: frame.inlines,
            target: parts.target,
            target_span: source.span(parts.target_at),
            span,
        },
    }
}

pub(super) fn image(source: Source, frame: Frame, target: String, title: String, kind: LinkType) -> Inline {
    let parts = Parts::find(source, &frame.at, &target, kind);
    Inline::Image {
        alt: frame.plain,
        title,
        target: parts.target,
        target_span: source.span(parts.target_at),
        span: source.span(frame.at),
    }
}

struct Parts {
    /// Between the brackets.
    text: Range<usize>,
    target: String,
    target_at: Range<usize>,
}

impl Parts {
    /// `target` is the parser's word for it: equal to the source but where that was patched or has escapes.
    fn find(source: Source, at: &Range<usize>, target: &str, kind: LinkType) -> Parts {
        let whole = source.slice(at.clone());
        let bracket = whole.find('[').map_or(0, |i| i + 1);
        let found = match kind {
            LinkType::Inline => split_inline(whole, target.len()),
            LinkType::Autolink | LinkType::Email if whole.len() > 2 => Some((0, 1..whole.len() - 1)),
            _ => None,
        };
        let Some((text_end, inside)) = found else {
            return Parts { text: at.clone(), target: target.to_owned(), target_at: at.clone() };
        };
        let raw = &whole[inside.clone()];
        // Where lengths agree nothing was unescaped, and the source knows best.
        let target = if raw.len() == target.len() { raw.to_owned() } else { target.to_owned() };
        let text = at.start + bracket.min(text_end)..at.start + text_end;
        Parts { text, target, target_at: at.start + inside.start..at.start + inside.end }
    }
}

/// In `[text](target "title")`: where the text ends and where the target stands.
fn split_inline(whole: &str, length: usize) -> Option<(usize, Range<usize>)> {
    // The text may hold pictures with parentheses of their own; a target holds no `](`.
    let open = whole.rfind("](")?;
    let rest = &whole[open + 2..];
    let blanks = rest.len() - rest.trim_start().len();
    let pointed = rest[blanks..].starts_with('<');
    let start = open + 2 + blanks + usize::from(pointed);
    let verbatim = start + length;
    let closes = whole.get(verbatim..).and_then(|after| after.chars().next());
    let end = match closes {
        Some(')' | '>') => verbatim,
        Some(c) if c.is_whitespace() => verbatim,
        _ => whole.len().saturating_sub(1).max(start),
    };
    Some((open, start..end))
}
