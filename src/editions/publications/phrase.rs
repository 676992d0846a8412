//! Sentences in the making: runs of text, and lists of names and values as an official writes them.

use super::super::blocks::Run;

/// A sentence or a part of one: runs in order; neighbouring plain texts are one run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Phrase(Vec<Run>);

impl Phrase {
    pub fn new() -> Phrase {
        Phrase::default()
    }

    pub fn of(text: impl Into<String>) -> Phrase {
        Phrase::new().say(text)
    }

    /// Adds plain text.
    pub fn say(mut self, text: impl Into<String>) -> Phrase {
        let text = text.into();
        match self.0.last_mut() {
            _ if text.is_empty() => {}
            Some(last) if is_plain(last) => last.text.push_str(&text),
            _ => self.0.push(Run::plain(text)),
        }
        self
    }

    pub fn run(mut self, run: Run) -> Phrase {
        if is_plain(&run) {
            return self.say(run.text);
        }
        self.0.push(run);
        self
    }

    pub fn add(self, other: Phrase) -> Phrase {
        other.0.into_iter().fold(self, Phrase::run)
    }

    /// Adds a clause after a comma, if there is one.
    pub fn clause(self, other: Option<Phrase>) -> Phrase {
        match other {
            Some(clause) if self.is_empty() => self.add(clause),
            Some(clause) => self.say("，").add(clause),
            None => self,
        }
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What it says, without its links.
    pub fn plain(&self) -> String {
        self.0.iter().map(|r| r.text.as_str()).collect()
    }

    pub fn runs(self) -> Vec<Run> {
        self.0
    }
}

impl From<Run> for Phrase {
    fn from(run: Run) -> Phrase {
        Phrase::new().run(run)
    }
}

fn is_plain(run: &Run) -> bool {
    *run == Run::plain(run.text.as_str())
}

/// Phrases with a mark between them.
pub fn joined(phrases: impl IntoIterator<Item = Phrase>, mark: &str) -> Phrase {
    let mut all = Phrase::new();
    for (i, phrase) in phrases.into_iter().enumerate() {
        all = if i > 0 { all.say(mark).add(phrase) } else { all.add(phrase) };
    }
    all
}

/// Sentences one after the other, each closed by 。; empty ones are left out.
pub fn paragraph(sentences: impl IntoIterator<Item = Phrase>) -> Phrase {
    sentences.into_iter().filter(|s| !s.is_empty()).fold(Phrase::new(), |all, s| {
        let ended = s.plain().ends_with(['。', '！', '？']);
        let all = all.add(s);
        if ended { all } else { all.say("。") }
    })
}

/// Values in a row: `29.6%、29.5%和29.1%`.
pub fn values(values: Vec<Phrase>) -> Phrase {
    let count = values.len();
    let mut all = Phrase::new();
    for (i, value) in values.into_iter().enumerate() {
        all = match i {
            0 => all.add(value),
            _ if i + 1 == count => all.say("和").add(value),
            _ => all.say("、").add(value),
        };
    }
    all
}

/// All names, without a count: `A和B`, `A、B、C`; ； parts names that hold a 、.
pub fn names(names: Vec<Phrase>) -> Phrase {
    let texts: Vec<String> = names.iter().map(Phrase::plain).collect();
    let holds = |mark: char| texts.iter().any(|t| t.contains(mark));
    let mark = if holds('、') {
        "；"
    } else if names.len() == 2 && !holds('和') {
        "和"
    } else {
        "、"
    };
    joined(names, mark)
}

/// A list of things counted: up to 5 by name, 6 to 9 the first three, from 10 on the number alone.
///
/// `A和B`, `A、B、C共3项`, `A、B、C等6项`, `12项`; the number always agrees with what it counts.
pub fn counted_names(mut list: Vec<Phrase>, measure: &str) -> Phrase {
    let count = list.len();
    match count {
        0..=2 => names(list),
        3..=5 => names(list).say(format!("共{count}{measure}")),
        6..=9 => {
            list.truncate(3);
            names(list).say(format!("等{count}{measure}"))
        }
        _ => Phrase::of(format!("{count}{measure}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrases(texts: &[&str]) -> Vec<Phrase> {
        texts.iter().map(|t| Phrase::of(*t)).collect()
    }

    #[test]
    fn lists_of_names_close_with_their_count() {
        #[rustfmt::skip]
        let cases: &[(&[&str], &str)] = &[
            (&["就业"], "就业"),
            (&["就业", "水库"], "就业和水库"),
            (&["水产品和蔬菜产量", "水库"], "水产品和蔬菜产量、水库"),
            (&["新建、改建学校", "水库"], "新建、改建学校；水库"),
            (&["A", "B", "C"], "A、B、C共3项"),
            (&["A", "B", "C", "D", "E"], "A、B、C、D、E共5项"),
            (&["A", "B", "C", "D", "E", "F"], "A、B、C等6项"),
            (&["A", "B", "C", "D", "E", "F", "G", "H", "I"], "A、B、C等9项"),
            (&["A", "B", "C", "D", "E", "F", "G", "H", "I", "J"], "10项"),
        ];
        for (list, expected) in cases {
            assert_eq!(counted_names(phrases(list), "项").plain(), *expected);
        }
    }

    #[test]
    fn values_in_a_row_end_with_and() {
        assert_eq!(values(phrases(&["29.6%", "29.5%", "29.1%"])).plain(), "29.6%、29.5%和29.1%");
        assert_eq!(values(phrases(&["4.6个", "4.1个百分点"])).plain(), "4.6个和4.1个百分点");
    }

    #[test]
    fn plain_texts_join_and_links_stay() {
        let phrase = Phrase::of("累计").say("完成").run(Run::link("3.62万人", "x.html")).say("。");
        assert_eq!(phrase.clone().runs().len(), 3);
        assert_eq!(phrase.plain(), "累计完成3.62万人。");
        assert_eq!(paragraph(phrases(&["一句", "", "两句。"])).plain(), "一句。两句。");
    }
}
