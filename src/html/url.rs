//! Addresses as the page models give them, made relative to the page they stand on.

use super::inline::clean;

/// The way from a page up to the site's root: `` or `../`, once for each folder.
pub(super) fn root(page: &str) -> String {
    "../".repeat(page.matches('/').count())
}

/// Where a link leads, or `None` where it must not lead anywhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Target {
    pub href: String,
    /// Another host: the link says so to the browser.
    pub outside: bool,
}

/// `url` is relative to the site's root, or an absolute address, or `#id`.
///
/// An address whose scheme could run something, or that names another host without a scheme, gives `None`.
pub(super) fn target(root: &str, url: &str) -> Option<Target> {
    // Browsers drop control characters before they read an address, so they cannot hide a scheme.
    let url: String = clean(url).chars().filter(|c| !c.is_control()).collect();
    let url = url.trim().replace(' ', "%20");
    if url.is_empty() || url.starts_with("//") || url.contains('\\') {
        return None;
    }
    if url.starts_with('#') {
        return Some(Target { href: url, outside: false });
    }
    match scheme(&url) {
        Some(scheme) => {
            let known = ["http", "https", "mailto"].iter().any(|k| scheme.eq_ignore_ascii_case(k));
            known.then_some(Target { href: url, outside: true })
        }
        None => Some(Target { href: format!("{root}{}", url.trim_start_matches('/')), outside: false }),
    }
}

/// Whether an address is a page of ours, written so that it needs no care: nearly all are.
pub(super) fn is_ours(url: &str) -> bool {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'/' | b'#');
    url.bytes().all(plain) && url.as_bytes().first().is_some_and(u8::is_ascii_alphanumeric)
}

/// What stands before the first colon, if that colon comes before any path, query or fragment.
fn scheme(url: &str) -> Option<&str> {
    let end = url.find([':', '/', '?', '#'])?;
    url[end..].starts_with(':').then(|| &url[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_relative_to_their_page() {
        #[rustfmt::skip]
        let cases = [
            // page                          url                        href                           outside
            ("index.html",                   "index.html",              Some("index.html"),             false),
            ("index.html",                   "indicators/a.html",       Some("indicators/a.html"),      false),
            ("indicators/a.html",            "index.html",              Some("../index.html"),          false),
            ("indicators/a.html",            "indicators/b.html#trace", Some("../indicators/b.html#trace"), false),
            ("2024/city/monthly/03.html",    "assets/site.css",         Some("../../../assets/site.css"), false),
            ("a/b.html",                     "#gap",                    Some("#gap"),                   false),
            ("a/b.html",                     "/index.html",             Some("../index.html"),          false),
            ("a/b.html",                     "数据/三月 表.csv",        Some("../数据/三月%20表.csv"),   false),
            ("a/b.html",                     "a.html?x=1:2",            Some("../a.html?x=1:2"),        false),
            ("a/b.html",                     "https://example.org/a",   Some("https://example.org/a"),  true),
            ("a/b.html",                     "MAILTO:a@example.org",    Some("MAILTO:a@example.org"),   true),
            ("a/b.html",                     "javascript:alert(1)",     None,                           false),
            ("a/b.html",                     " java\nscript:alert(1)",  None,                           false),
            ("a/b.html",                     "data:text/html,x",        None,                           false),
            ("a/b.html",                     "file:///etc/passwd",      None,                           false),
            ("a/b.html",                     "//example.org/a",         None,                           false),
            ("a/b.html",                     "/\\example.org/a",        None,                           false),
            ("a/b.html",                     "",                        None,                           false),
        ];
        for (page, url, href, outside) in cases {
            let expected = href.map(|h| Target { href: h.to_string(), outside });
            assert!(
                !is_ours(url) || expected.as_ref().is_some_and(|t| t.href == format!("{}{url}", root(page)))
            );
            assert_eq!(target(&root(page), url), expected, "{url} on {page}");
        }
    }
}
