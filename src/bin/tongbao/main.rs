//! Takes arguments. Gives an exit code, and what the terminal shows.
//!
//! The only part that talks and knows the clock. Exit: 0 good, 1 the content has errors, 2 usage or I/O.

mod args;
mod build;
mod check;
mod explain;
mod fill;
mod hooks;
mod init;
mod new;
mod progress;
mod schema;
mod show;
mod usage;

use args::{Command, HooksWhat, Line, NewWhat};
use clap::Parser;
use clap::error::ErrorKind;
use std::io::Write;
use std::process::ExitCode;

/// A site is millions of short strings: a seventh of a large build was the system's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How a command ended.
pub enum End {
    Good,
    /// The content has errors, and they have been shown.
    Faulty,
}

/// What a command could not do, in Chinese: usage or I/O.
pub struct Failure(pub String);

impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Failure {
        Failure(error.to_string())
    }
}

fn main() -> ExitCode {
    let line = match Line::try_parse() {
        Ok(line) => line,
        Err(error) => return refuse(&error),
    };
    match run(&line) {
        Ok(End::Good) => ExitCode::SUCCESS,
        Ok(End::Faulty) => ExitCode::from(1),
        Err(Failure(message)) => {
            eprintln!("错误：{message}");
            ExitCode::from(2)
        }
    }
}

fn run(line: &Line) -> Result<End, Failure> {
    match &line.command {
        Command::Check(args) => check::run(line, args),
        Command::Schema(args) => schema::run(args),
        Command::Build(args) => build::run(line, args),
        Command::Explain(args) => explain::run(line, args),
        Command::Fill(args) => fill::run(line, args),
        Command::Init(args) => init::run(args),
        Command::Hooks(hooks) => match &hooks.what {
            HooksWhat::Install(_) => hooks::install(line),
        },
        Command::New(new) => match &new.what {
            NewWhat::Report(args) => new::report(line, args),
            NewWhat::Edition(args) => new::edition(line, args),
        },
    }
}

/// Help and version are no errors; a line that cannot be understood is.
fn refuse(error: &clap::Error) -> ExitCode {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            say(&error.to_string());
            ExitCode::SUCCESS
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            eprint!("{error}");
            ExitCode::from(2)
        }
        _ => {
            eprintln!("{}", usage::message(error));
            ExitCode::from(2)
        }
    }
}

/// To stdout. Whoever closes the pipe has read enough.
pub fn say(text: &str) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}
