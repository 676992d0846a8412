//! What is wrong with a command line, in Chinese: clap's own texts are English.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::error::Error as _;

/// The message, ended by a hint at the help.
pub fn message(error: &clap::Error) -> String {
    let arg = text(error, ContextKind::InvalidArg);
    let value = text(error, ContextKind::InvalidValue);
    let what = match error.kind() {
        ErrorKind::UnknownArgument => format!("没有“{arg}”这个选项"),
        ErrorKind::InvalidSubcommand => {
            format!("没有“{}”这个命令", text(error, ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingSubcommand => "没有写命令".into(),
        ErrorKind::MissingRequiredArgument => format!("缺少{arg}"),
        ErrorKind::InvalidValue if value.is_empty() => format!("“{arg}”后面要有值"),
        ErrorKind::InvalidValue => match choices(error) {
            Some(choices) => format!("“{arg}”不能是“{value}”，可用 {choices}"),
            None => format!("“{arg}”不能是“{value}”"),
        },
        ErrorKind::ValueValidation => match error.source() {
            Some(cause) => format!("“{arg}”的值“{value}”不对：{cause}"),
            None => format!("“{arg}”的值“{value}”不对"),
        },
        ErrorKind::ArgumentConflict if arg.is_empty() => "有些选项不能同时使用".into(),
        ErrorKind::ArgumentConflict => format!("“{arg}”重复，或不能与其他选项同时使用"),
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("“{arg}”的值的个数不对")
        }
        ErrorKind::NoEquals => format!("“{arg}”和它的值之间要有等号"),
        ErrorKind::InvalidUtf8 => "命令行中有不是UTF-8的文字".into(),
        _ => "命令行写得不对".into(),
    };
    let near = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue]
        .into_iter()
        .map(|kind| text(error, kind))
        .find(|t| !t.is_empty());
    let near = near.map(|t| format!("，是否指“{t}”？")).unwrap_or_else(|| "。".into());
    format!("错误：{what}{near}\n用 tongbao --help 查看用法。")
}

fn choices(error: &clap::Error) -> Option<String> {
    let all = text(error, ContextKind::ValidValue);
    (!all.is_empty()).then_some(all)
}

fn text(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => bare(text),
        Some(ContextValue::Strings(all)) => all.iter().map(|t| bare(t)).collect::<Vec<_>>().join("、"),
        _ => String::new(),
    }
}

/// `--swap <方式>` is said as `--swap`, `<期>` as it is.
fn bare(text: &str) -> String {
    match text.split_once(' ') {
        Some((option, _)) if option.starts_with('-') => option.into(),
        _ => text.into(),
    }
}
