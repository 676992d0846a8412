/// The colour of a light. Ordered from best to worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Color {
    Green,
    Blue,
    Yellow,
    Red,
}

impl Color {
    pub const ALL: [Color; 4] = [Color::Green, Color::Blue, Color::Yellow, Color::Red];

    pub fn code(self) -> &'static str {
        match self {
            Color::Green => "green",
            Color::Blue => "blue",
            Color::Yellow => "yellow",
            Color::Red => "red",
        }
    }

    pub fn from_code(code: &str) -> Option<Color> {
        Color::ALL.into_iter().find(|c| c.code() == code)
    }

    /// 绿灯
    pub fn chinese(self) -> &'static str {
        match self {
            Color::Green => "绿灯",
            Color::Blue => "蓝灯",
            Color::Yellow => "黄灯",
            Color::Red => "红灯",
        }
    }
}

/// 数据性质. Ordered from soft to hard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Nature {
    Forecast,
    Flash,
    Final,
    Revised,
}

impl Nature {
    pub const ALL: [Nature; 4] = [Nature::Forecast, Nature::Flash, Nature::Final, Nature::Revised];

    pub fn chinese(self) -> &'static str {
        match self {
            Nature::Forecast => "预计",
            Nature::Flash => "快报",
            Nature::Final => "核定",
            Nature::Revised => "修订",
        }
    }

    pub fn from_chinese(text: &str) -> Option<Nature> {
        Nature::ALL.into_iter().find(|n| n.chinese() == text)
    }
}

/// 公开属性. Ordered from narrow to wide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Disclosure {
    #[default]
    Internal,
    Closed,
    OnRequest,
    Open,
}

impl Disclosure {
    pub const ALL: [Disclosure; 4] =
        [Disclosure::Internal, Disclosure::Closed, Disclosure::OnRequest, Disclosure::Open];

    pub fn code(self) -> &'static str {
        match self {
            Disclosure::Internal => "internal",
            Disclosure::Closed => "closed",
            Disclosure::OnRequest => "on-request",
            Disclosure::Open => "open",
        }
    }

    pub fn from_code(code: &str) -> Option<Disclosure> {
        Disclosure::ALL.into_iter().find(|d| d.code() == code)
    }

    pub fn chinese(self) -> &'static str {
        match self {
            Disclosure::Internal => "内部",
            Disclosure::Closed => "不予公开",
            Disclosure::OnRequest => "依申请公开",
            Disclosure::Open => "主动公开",
        }
    }
}

/// The candidate most like `word`, if one is like it at all; ties go to the first.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word: Vec<char> = word.chars().collect();
    candidates
        .into_iter()
        .map(|c| (distance(&word, &c.chars().collect::<Vec<_>>()), c))
        .filter(|(d, c)| *d * 2 <= word.len().max(c.chars().count()))
        .min_by_key(|(d, _)| *d)
        .map(|(_, c)| c)
}

/// Levenshtein distance in characters.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let substituted = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = substituted.min(row[j] + 1).min(row[j + 1] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_nearest_word_is_offered_and_no_stranger() {
        let units = ["市人社局", "市教体局", "市民政局"];
        assert_eq!(nearest("市人设局", units), Some("市人社局"));
        assert_eq!(nearest("perod", ["period", "cutoff"]), Some("period"));
        assert_eq!(nearest("xyz", ["period", "cutoff"]), None);
    }
}
