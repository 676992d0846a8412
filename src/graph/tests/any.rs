//! Charts by chance.

use proptest::prelude::*;

use super::cases::{LONG, chart, marks};
use super::faults;
use crate::editions::blocks::{
    Bar, Bullet, ChartData, Deviation, Dumbbell, Heat, HeatRow, LightMark, Line, Milestone, Panel,
};
use crate::graph::{Width, file, svg};

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        Just(LONG.to_string()),
        "[一-龥，。（）“”]{1,30}",
        "[a-zA-Z0-9.%—]{1,20}",
        any::<String>().prop_map(|s| s.chars().take(40).collect()),
    ]
}

fn any_number() -> impl Strategy<Value = Option<String>> {
    prop_oneof![
        Just(None),
        (-200i32..400).prop_map(|n| Some(format!("{}.{}", n / 10, n.abs() % 10))),
        any::<i64>().prop_map(|n| Some(n.to_string())),
    ]
}

fn any_mark() -> impl Strategy<Value = LightMark> {
    (0usize..8).prop_map(|n| marks()[n])
}

fn any_numbers() -> impl Strategy<Value = Vec<Option<String>>> {
    prop::collection::vec(any_number(), 0..14)
}

fn any_data() -> impl Strategy<Value = ChartData> {
    let bullet = (any_text(), any_number(), any_number(), any_text(), any_mark(), any_text(), any_text())
        .prop_map(|(label, percent, schedule, text, light, word, group)| Bullet {
            label,
            percent,
            schedule,
            text,
            light,
            word,
            group,
        });
    let bar = (any_text(), any_number(), any_number(), any_text(), any_mark(), any_text(), any_text())
        .prop_map(|(label, value, target, text, light, word, group)| Bar {
            label,
            value,
            target,
            text,
            light,
            word,
            group,
        });
    let texts = || prop::collection::vec(any_text(), 0..14);
    let line = (any_text(), texts(), any_numbers(), any_numbers(), any_number(), any_numbers(), any_text())
        .prop_map(|(unit, labels, actual, schedule, target, last_year, target_label)| Line {
            unit,
            labels,
            actual,
            schedule,
            target,
            last_year,
            target_label,
            earlier_targets: Vec::new(),
        });
    let row = (any_text(), prop::collection::vec((any_mark(), any_text()), 0..14))
        .prop_map(|(label, cells)| HeatRow { label, cells });
    let heat = (texts(), prop::collection::vec(row, 0..5)).prop_map(|(columns, rows)| Heat { columns, rows });
    let step = (any_text(), 0u32..400, any_text(), prop::option::of(0u32..400), any_text(), any_mark())
        .prop_map(|(label, by_day, text, done_day, word, light)| Milestone {
            label,
            by_day,
            by_text: text.clone(),
            done_day,
            done_text: done_day.map(|_| text),
            today: by_day / 2,
            light,
            word,
        });
    let rank = || prop::option::of(prop_oneof![0u32..30, any::<u32>()]);
    let dumbbell = (any_text(), rank(), rank(), any_text(), any_text(), any_text())
        .prop_map(|(label, was, now, text, word, group)| Dumbbell { label, was, now, text, word, group });
    let deviation = (any_text(), any_number(), any_text()).prop_map(|(label, value, text)| Deviation {
        label,
        value,
        text,
    });
    let panel =
        (any_text(), prop::collection::vec(deviation, 0..5)).prop_map(|(title, rows)| Panel { title, rows });
    prop_oneof![
        prop::collection::vec(dumbbell, 0..6).prop_map(ChartData::Dumbbell),
        prop::collection::vec(panel, 0..6).prop_map(ChartData::Multiples),
        prop::collection::vec(bullet, 0..6).prop_map(ChartData::Bullets),
        prop::collection::vec(bar, 0..6).prop_map(ChartData::RegionBars),
        line.prop_map(ChartData::Line),
        heat.prop_map(ChartData::Heat),
        prop::collection::vec(step, 0..6).prop_map(ChartData::Milestones),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_chart_is_sound(data in any_data()) {
        let chart = chart(data);
        for drawing in [svg(&chart, Width::Wide), svg(&chart, Width::Narrow), svg(&chart, Width::Print), file(&chart)] {
            let faults = faults(&drawing);
            prop_assert!(faults.is_empty(), "{}", faults.join("\n"));
        }
    }
}
