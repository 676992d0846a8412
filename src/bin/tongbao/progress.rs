//! One line a phase with its time, on a terminal only: a pipe or a log gets nothing but results.

use std::io::IsTerminal;
use std::time::Instant;

/// Prints a phase when it ends, which is when the next begins.
pub struct Progress {
    shown: bool,
    running: Option<(String, Instant)>,
    begun: Instant,
}

impl Progress {
    pub fn new() -> Progress {
        Progress { shown: std::io::stderr().is_terminal(), running: None, begun: Instant::now() }
    }

    pub fn phase(&mut self, name: &str) {
        self.end();
        self.running = Some((name.into(), Instant::now()));
    }

    /// Ends the last phase and prints the whole time.
    pub fn done(mut self) {
        self.end();
        if self.shown {
            eprintln!("共用 {}", millis(self.begun));
        }
    }

    fn end(&mut self) {
        if let Some((name, since)) = self.running.take()
            && self.shown
        {
            eprintln!("{name}  {}", millis(since));
        }
    }
}

fn millis(since: Instant) -> String {
    format!("{}毫秒", since.elapsed().as_millis())
}
