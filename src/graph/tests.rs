//! Every kind of chart with the inputs that break charts.

use super::*;
use crate::base::Color;
use crate::editions::blocks::{Bullet, LightMark};

#[test]
fn the_same_bytes_twice() {
    let row = Bullet {
        label: "城镇新增就业".into(),
        percent: Some("61.4".into()),
        schedule: Some("58.3".into()),
        text: "61.4%".into(),
        light: LightMark::Lit(Color::Green),
        word: "绿灯".into(),
    };
    let chart = Chart {
        id: "x".into(),
        title: "a <b> & \"c\"".into(),
        subtitle: String::new(),
        alt: String::new(),
        source: String::new(),
        data: ChartData::Bullets(vec![row]),
        table: None,
    };
    let first = svg(&chart, Width::Wide);
    assert_eq!(first, svg(&chart, Width::Wide));
    assert!(first.contains("a &lt;b&gt; &amp; &quot;c&quot;"));
}
