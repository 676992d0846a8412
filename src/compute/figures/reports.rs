use crate::base::Date;
use crate::check::record::Reporter;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ReportState {
    NotDue,
    Awaited,
    Missing,
    Draft,
    Withdrawn,
    Filed,
    Reviewed,
    Issued,
}

impl ReportState {
    pub fn code(self) -> &'static str {
        match self {
            ReportState::NotDue => "not-due",
            ReportState::Awaited => "awaited",
            ReportState::Missing => "missing",
            ReportState::Draft => "draft",
            ReportState::Withdrawn => "withdrawn",
            ReportState::Filed => "filed",
            ReportState::Reviewed => "reviewed",
            ReportState::Issued => "issued",
        }
    }

    pub fn chinese(self) -> &'static str {
        match self {
            ReportState::NotDue => "未到期",
            ReportState::Awaited => "待报",
            ReportState::Missing => "未报",
            ReportState::Draft => "草稿",
            ReportState::Withdrawn => "退回",
            ReportState::Filed => "已报",
            ReportState::Reviewed => "已审",
            ReportState::Issued => "已发",
        }
    }
}

#[derive(Debug, Clone)]
pub struct ReportFigure {
    pub of: Reporter,
    /// What is filed without being owed, such as a problem of a county without parts, is never late.
    pub owed: bool,
    pub state: ReportState,
    pub filed: Option<Date>,
    /// Of such reports; `None` in not-due.
    pub due: Option<Date>,
}

impl ReportFigure {
    /// The day it is owed by, if it is owed.
    pub fn owed_by(&self) -> Option<Date> {
        self.due.filter(|_| self.owed)
    }

    /// Calendar days after the due day; `None` when in time or not filed.
    pub fn late_days(&self) -> Option<i64> {
        let days = self.filed?.days_since(self.owed_by()?);
        (days > 0).then_some(days)
    }
}
