use super::{frame, page};
use crate::capture::ThemeFiles;
use crate::html::{Renderer, Theme};

#[test]
fn a_theme_overrides_file_by_file() {
    let files = ThemeFiles::from([
        ("templates/crumbs.html".to_string(), "<p>自己的路</p>".as_bytes().to_vec()),
        ("static/logo.svg".to_string(), b"<svg/>".to_vec()),
    ]);
    let theme = Theme::with(files);
    let renderer = Renderer::new(&theme, &frame()).expect("loads");
    let html = String::from_utf8(renderer.render(&page(vec![])).expect("renders").bytes).expect("UTF-8");
    assert!(html.contains("自己的路") && html.contains("<h1>城镇新增就业</h1>"));
    let paths: Vec<String> = theme.assets().into_iter().map(|a| a.path).collect();
    assert!(
        paths.is_sorted()
            && ["logo.svg", "plot.css", "site.css"].iter().all(|f| paths.contains(&format!("assets/{f}")))
    );
    assert_ne!(theme.version(), Theme::built_in().version());
}

#[test]
fn a_fault_in_a_template_is_named_with_its_place() {
    #[rustfmt::skip]
    let cases = [
        // crumbs.html                                   line, column     says
        ("<p>位置</p>\n{{ 位置 }}",                      Some((2, 4)),    "变量名只能用英文"),
        ("{% if page.title %}没有完",                    Some((1, 23)),   "缺少 endif"),
        ("<p>{{ page.nope }}</p>",                       Some((1, 12)),   "没有的变量或字段"),
        ("一\n二\n三{{ page.title | wanyuan }}",         Some((3, 18)),   "没有这个过滤器"),
        ("{{ now() }}",                                  Some((1, 4)),    "没有这个函数"),
        ("{% include \"none.html\" %}",                  Some((1, 12)),   "没有这个模板"),
        ("{% include \"crumbs.html\" %}",                None,            "没有尽头"),
        ("{% extends \"none.html\" %}",                  None,            "不存在"),
    ];
    for (text, place, says) in cases {
        let files = ThemeFiles::from([("templates/crumbs.html".to_string(), text.as_bytes().to_vec())]);
        let fault = Renderer::new(&Theme::with(files), &frame())
            .and_then(|r| r.render(&page(vec![])))
            .expect_err(text);
        assert_eq!((fault.path.as_str(), fault.place), ("templates/crumbs.html", place), "{text}: {fault}");
        assert!(fault.message.contains(says), "{text}: {fault}");
    }
}

#[test]
fn a_template_in_another_encoding_is_refused() {
    let files = ThemeFiles::from([("templates/page.html".to_string(), vec![0xbb, 0xd8, 0xb8, 0xb4])]);
    let fault = Renderer::new(&Theme::with(files), &frame()).err().expect("GBK is no UTF-8");
    assert_eq!(fault.path, "templates/page.html");
    assert!(fault.to_string().contains("UTF-8"));
}
