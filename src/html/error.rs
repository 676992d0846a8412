use super::Theme;
use std::fmt;
use tera::ErrorKind;

/// What is wrong with a theme, and where, in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemeError {
    /// Within the theme, such as `templates/page.html`; empty where no one file is to blame.
    pub path: String,
    /// Line and column, both from 1, columns in Unicode scalar values.
    pub place: Option<(usize, usize)>,
    /// The line of the template, as it stands there.
    pub line: String,
    pub message: String,
}

impl fmt::Display for ThemeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.path.is_empty(), self.place) {
            (true, _) => write!(f, "主题有误：{}", self.message),
            (false, None) => write!(f, "主题文件 {} 有误：{}", self.path, self.message),
            (false, Some((line, column))) => {
                write!(f, "主题文件 {} 第{line}行第{column}列有误：{}", self.path, self.message)?;
                if !self.line.trim().is_empty() {
                    write!(f, "\n  {line} | {}", self.line.trim_end())?;
                }
                Ok(())
            }
        }
    }
}

impl std::error::Error for ThemeError {}

impl ThemeError {
    pub(super) fn file(path: impl Into<String>, message: impl Into<String>) -> ThemeError {
        ThemeError { path: path.into(), place: None, line: String::new(), message: message.into() }
    }

    pub(super) fn from_tera(error: &tera::Error, theme: &Theme) -> ThemeError {
        let template = |name: &str, message: String| ThemeError::file(path_of(name), message);
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                // Tera counts columns from 0.
                let place = (report.span().start_line, report.span().start_col + 1);
                ThemeError::at(theme, report.filename(), place, report.message())
            }
            ErrorKind::CircularExtend { tpl, inheritance_chain } => {
                template(tpl, format!("模板互相继承，没有尽头：{}", inheritance_chain.join(" → ")))
            }
            ErrorKind::CircularInclude { tpl, include_chain } => {
                template(tpl, format!("模板互相包含，没有尽头：{}", include_chain.join(" → ")))
            }
            ErrorKind::MissingParent { current, parent } => {
                template(current, format!("所继承的模板 {} 不存在", path_of(parent)))
            }
            ErrorKind::TemplateNotFound(name) => template(name, "缺少这个模板".into()),
            ErrorKind::Msg(text) => match first_report(text) {
                Some((message, name, place)) => ThemeError::at(theme, name, place, message),
                None => ThemeError::file("", chinese(text)),
            },
            other => ThemeError::file("", chinese(&other.to_string())),
        }
    }

    fn at(theme: &Theme, template: &str, place: (usize, usize), message: &str) -> ThemeError {
        ThemeError {
            path: path_of(template),
            place: Some(place),
            line: theme.line(template, place.0).to_string(),
            message: chinese(message),
        }
    }
}

/// What Tera finds once all templates are read, it gives only as text, one report after the other:
/// `error: MESSAGE`, then ` --> NAME:LINE:COLUMN`, both counted from 1.
fn first_report(text: &str) -> Option<(&str, &str, (usize, usize))> {
    let mut lines = text.lines();
    let message = lines.next()?.strip_prefix("error: ")?;
    let mut place = lines.next()?.trim_start().strip_prefix("--> ")?.rsplitn(3, ':');
    let (column, line, name) = (place.next()?, place.next()?, place.next()?);
    Some((message, name, (line.parse().ok()?, column.parse().ok()?)))
}

fn path_of(template: &str) -> String {
    format!("templates/{template}")
}

/// Tera speaks English; its commonest faults are said in Chinese, its own words follow.
fn chinese(message: &str) -> String {
    let lower = message.to_lowercase();
    let cause = [
        ("is not defined", "用了没有的变量或字段"),
        ("undefined", "用了没有的变量或字段"),
        ("unknown filter", "没有这个过滤器"),
        ("unknown function", "没有这个函数"),
        ("unknown test", "没有这个判断"),
        ("unknown component", "没有这个组件"),
        ("component", "组件用法有误"),
        ("unknown template", "没有这个模板"),
        ("unexpected character", "出现了不能用在这里的字符，变量名只能用英文"),
        ("unexpected end", "写到一半就结束了，可能缺少 endif、endfor 或右括号"),
        ("unexpected", "语法不对"),
        ("expected", "语法不对"),
    ];
    match cause.iter().find(|(sign, _)| lower.contains(sign)) {
        Some((_, chinese)) => format!("{chinese}（{message}）"),
        None => format!("模板不能处理（{message}）"),
    }
}
