use crate::editions::blocks::{Chart, ChartData, Dumbbell};

/// Ranks that were and are, group by group; `None` where nobody has one. Its numbers stand in an annex.
pub fn ranks(
    id: &str,
    title: String,
    subtitle: String,
    source: String,
    rows: Vec<Dumbbell>,
) -> Option<Chart> {
    if rows.iter().all(|r| r.now.is_none()) {
        return None;
    }
    let place = |rank: Option<u32>| rank.map(|r| format!("第{r}位"));
    let each = rows.iter().map(|row| {
        let was = place(row.was).map(|w| format!("，上期{w}")).unwrap_or_default();
        let now = place(row.now).map(|n| format!("，{n}")).unwrap_or_default();
        format!("{}{}{now}{was}", row.label, row.text)
    });
    let alt = format!("{title}。{}。", each.collect::<Vec<_>>().join("；"));
    Some(Chart { id: id.into(), title, subtitle, alt, source, data: ChartData::Dumbbell(rows), table: None })
}
