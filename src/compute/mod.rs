//! Takes a [`Record`](crate::check::Record) and the day it is read. Gives [`Figures`] of every period.
//!
//! Never reads a clock or a file, uses no float, and words nothing but the texts of figures.

mod figures;

pub use figures::{
    ClassFigure, Counts, DecisionFigure, DoneItems, Figures, IndicatorFigure, Light, Overridden,
    PeriodFigures, ProblemFigure, ProjectFigure, Reason, RegionFigure, RegionScore, ReportFigure,
    ReportState, Revision, State, TaskFigure, YearFigures,
};
