//! What is in the books at a period's end: problems and decisions, put together from what each report said of them.

use super::figures::{DecisionFigure, ProblemFigure};
use super::known::{Known, Mention};
use crate::base::{Date, Frequency, Id, Period};
use crate::check::record::{Decision, DecisionState, Problem, ProblemState, Reporter};

impl Known<'_> {
    /// The problems open at the file's end or closed in it, by id.
    pub fn problem_figures(&self, file: Period) -> Vec<ProblemFigure> {
        let books = self.problem_books(file).into_iter();
        let listed = books.filter(|(_, closed_in)| closed_in.is_none_or(|period| file.contains(period)));
        listed.map(|(figure, _)| figure).collect()
    }

    /// Every problem known by the file's end, with the period in which it was closed, if it is.
    pub fn problem_books(&self, file: Period) -> Vec<(ProblemFigure, Option<Period>)> {
        self.problems.iter().filter_map(|(id, mentions)| self.problem_book(id, mentions, file)).collect()
    }

    fn problem_book(
        &self,
        id: &Id,
        mentions: &[Mention<Problem>],
        file: Period,
    ) -> Option<(ProblemFigure, Option<Period>)> {
        let mut book: Option<Book> = None;
        for mention in mentions.iter().filter(|m| m.used && m.period <= file) {
            let book = book.get_or_insert_with(|| Book::opened(id, mention));
            book.take(mention, file);
        }
        let Book { mut figure, closed_at, first_period } = book?;
        let closed = figure.state == ProblemState::Closed;
        figure.is_new = file.contains(first_period);
        figure.age_days = (!closed).then(|| self.as_of.days_since(figure.opened));
        figure.overdue = !closed && figure.by.is_some_and(|by| by < self.day_of(&figure.reporter, file));
        let mentioned = mentions.iter().any(|m| m.period == file && *m.reporter == figure.reporter);
        figure.carried = file.kind == Frequency::Month && !closed && !mentioned;
        Some((figure, closed_at.filter(|_| closed)))
    }

    /// The cutoff of a reporter's report, else the period's last day, not after the day of knowledge.
    fn day_of(&self, reporter: &Reporter, file: Period) -> Date {
        let filing = self.filing(reporter, file).filter(|f| f.usable);
        filing.map_or(file.last_day().min(self.as_of), |f| f.cutoff)
    }

    /// The decisions open at the file's end or settled in it, by id.
    pub fn decision_figures(&self, file: Period) -> Vec<DecisionFigure> {
        let found = self.decisions.iter().filter_map(|(id, mentions)| decision_figure(id, mentions, file));
        found
            .map(|figure| {
                let open = figure.state != DecisionState::Done;
                let late = figure.by.is_some_and(|by| by < self.day_of(&figure.reporter, file));
                DecisionFigure { overdue: open && late, ..figure }
            })
            .collect()
    }
}

/// One problem while its history is read.
struct Book {
    figure: ProblemFigure,
    closed_at: Option<Period>,
    first_period: Period,
}

impl Book {
    fn opened(id: &Id, first: &Mention<Problem>) -> Book {
        Book {
            figure: ProblemFigure {
                id: id.clone(),
                reporter: first.reporter.clone(),
                what: String::new(),
                kind: None,
                ask: None,
                state: ProblemState::Open,
                opened: first.what.opened.unwrap_or(first.cutoff),
                by: None,
                owner: None,
                age_days: None,
                closed: None,
                reopened: 0,
                reopened_why: None,
                carried: false,
                is_new: false,
                reopenings: 0,
                closings: 0,
                overdue: false,
                source: first.what.source.clone(),
            },
            closed_at: None,
            first_period: first.period,
        }
    }

    fn take(&mut self, mention: &Mention<Problem>, file: Period) {
        let Mention { what: said, period, cutoff, .. } = mention;
        let within = u32::from(file.contains(*period));
        let figure = &mut self.figure;
        keep(&mut figure.kind, &said.kind);
        keep(&mut figure.ask, &said.ask);
        keep(&mut figure.owner, &said.owner);
        keep(&mut figure.by, &said.by);
        if let Some(what) = &said.what {
            figure.what.clone_from(what);
        }
        figure.source = said.source.clone();
        let Some(state) = said.state else { return };
        let closed = figure.state == ProblemState::Closed;
        if state == ProblemState::Closed && !closed {
            figure.closed = Some(said.closed.unwrap_or(*cutoff));
            figure.closings += within;
            self.closed_at = Some(*period);
        }
        if state != ProblemState::Closed && closed {
            figure.reopened += 1;
            figure.reopened_why.clone_from(&said.why);
            figure.reopenings += within;
            figure.closed = None;
        }
        figure.state = state;
    }
}

fn keep<T: Clone>(old: &mut Option<T>, new: &Option<T>) {
    if new.is_some() {
        old.clone_from(new);
    }
}

fn decision_figure(id: &Id, mentions: &[Mention<Decision>], file: Period) -> Option<DecisionFigure> {
    let mut found: Option<(DecisionFigure, Period)> = None;
    for mention in mentions.iter().filter(|m| m.period <= file) {
        let said = mention.what;
        let (figure, settled) = found.get_or_insert_with(|| {
            let figure = DecisionFigure {
                id: id.clone(),
                reporter: mention.reporter.clone(),
                what: String::new(),
                unit: None,
                by: None,
                state: DecisionState::Agreed,
                note: None,
                is_new: file.contains(mention.period),
                overdue: false,
                source: said.source.clone(),
            };
            (figure, mention.period)
        });
        keep(&mut figure.unit, &said.unit);
        keep(&mut figure.by, &said.by);
        keep(&mut figure.note, &said.note);
        if let Some(what) = &said.what {
            figure.what.clone_from(what);
        }
        if let Some(state) = said.state {
            if state != figure.state {
                *settled = mention.period;
            }
            figure.state = state;
        }
        figure.source = said.source.clone();
    }
    let (figure, settled) = found?;
    (figure.state != DecisionState::Done || file.contains(settled)).then_some(figure)
}
