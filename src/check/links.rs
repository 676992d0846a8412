//! Where the links and pictures of a text lead.

use super::reader::Reader;
use crate::base::FileId;

/// Whether there is something at a target: a file of the content folder, a heading of the text, or another place that
/// a page may name. A picture is always a file.
pub(super) fn leads_somewhere(
    reader: &Reader,
    file: FileId,
    target: &str,
    anchors: &[String],
    image: bool,
) -> bool {
    let clean: String = target.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    if clean != target || clean.is_empty() {
        return false;
    }
    let lower = clean.to_ascii_lowercase();
    if lower.starts_with("http://") || lower.starts_with("https://") {
        // No page asks another host for anything by itself.
        return !image && lower.len() > 8;
    }
    if lower.starts_with("mailto:") {
        return !image;
    }
    if let Some(anchor) = clean.strip_prefix('#') {
        let decoded = percent_decoded(anchor);
        return !image && anchors.contains(&decoded);
    }
    let path = clean.split(['#', '?']).next().unwrap_or_default();
    if clean.starts_with('/')
        || clean.contains('\\')
        || path.split('/').next().is_some_and(|s| s.contains(':'))
    {
        return false;
    }
    in_folder(reader.places.path(file), &clean).is_some_and(|path| reader.draft.id(&path).is_some())
}

/// The file of the content folder that a text at `path` means by a relative target; `None` outside of the folder.
pub fn in_folder(path: &str, target: &str) -> Option<String> {
    let decoded = percent_decoded(target.split(['#', '?']).next().unwrap_or_default());
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    for part in decoded.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()?),
            other => parts.push(other),
        }
    }
    Some(parts.join("/"))
}

/// A path as a file system has it.
fn percent_decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut i = 0;
    while i < bytes.len() {
        let hex = bytes.get(i + 1..i + 3).and_then(|h| std::str::from_utf8(h).ok());
        match (bytes[i], hex.and_then(|h| u8::from_str_radix(h, 16).ok())) {
            (b'%', Some(byte)) => {
                out.push(byte);
                i += 3;
            }
            (byte, _) => {
                out.push(byte);
                i += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}
