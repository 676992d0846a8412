use crate::html::Theme;

/// The style sheets that a theme's pages load, without their comments.
fn static_text(name: &str) -> String {
    let assets = Theme::built_in().assets();
    let file = assets.into_iter().find(|a| a.path == format!("assets/{name}")).expect(name);
    let text = String::from_utf8(file.bytes).expect("UTF-8");
    let mut parts = text.split("/*");
    let first = parts.next().unwrap_or_default().to_string();
    parts.fold(first, |all, part| all + part.split_once("*/").map_or("", |(_, rest)| rest))
}

/// `--name: #rrggbb` within the first block after `start`.
fn tokens(css: &str, start: &str) -> Vec<(String, [u8; 3])> {
    let (_, block) = css.split_once(start).expect(start);
    let block = block.split('}').next().unwrap_or_default();
    let token = |line: &str| {
        let (name, value) = line.trim().strip_prefix("--")?.split_once(": #")?;
        let hex = value.strip_suffix(';')?;
        let channel = |i: usize| u8::from_str_radix(hex.get(i..i + 2)?, 16).ok();
        Some((name.to_string(), [channel(0)?, channel(2)?, channel(4)?]))
    };
    block.lines().filter_map(token).collect()
}

/// WCAG 2.2, contrast ratio.
fn contrast(a: [u8; 3], b: [u8; 3]) -> f64 {
    let linear = |c: u8| match f64::from(c) / 255.0 {
        c if c <= 0.04045 => c / 12.92,
        c => ((c + 0.055) / 1.055).powf(2.4),
    };
    let luminance = |[r, g, b]: [u8; 3]| 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn every_text_can_be_read_on_every_ground() {
    let css = static_text("site.css");
    for start in [":root {", "(prefers-color-scheme: dark) {\n  :root {"] {
        let tokens = tokens(&css, start);
        let color = |name: &str| tokens.iter().find(|(n, _)| n == name).expect(name).1;
        for text in
            ["text", "quiet", "accent", "link", "green", "blue", "yellow", "red", "not-due", "missing"]
        {
            for ground in ["paper", "surface"] {
                let ratio = contrast(color(text), color(ground));
                assert!(ratio >= 4.5, "{text} on {ground}: {ratio:.2}");
            }
        }
        assert!(contrast(color("firm"), color("paper")) >= 3.0, "the edge of a button");
    }
}

#[test]
fn old_browsers_understand_styles_and_scripts() {
    let too_new = [
        ":has(",
        ":is(",
        ":where(",
        "inset:",
        "aspect-ratio",
        "color-mix",
        " gap:",
        "min(",
        "max(",
        "clamp(",
    ];
    for name in ["site.css", "publication.css", "plot.css", "demo.css"] {
        let css = static_text(name);
        for word in too_new {
            assert!(!css.contains(word), "{word} in {name}");
        }
        assert!(!css.contains('&'), "nesting in {name}");
        assert!(!css.contains("http") && !css.contains("url("), "{name} asks another file");
    }
    let script = static_text("site.js");
    for word in ["?.", "??", "import ", "export ", "async ", ".at(", "replaceAll", "fetch("] {
        assert!(!script.contains(word), "{word} in site.js");
    }
}
