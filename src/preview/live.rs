//! The pages on people's screens, and what they are told.

use serde_json::{Value, json};
use tokio::sync::mpsc::Sender;
use tokio::sync::mpsc::error::TrySendError;

use crate::diag::{Diagnostics, to_json};
use crate::engine::{Applied, Engine};

/// A browser that shows a page.
pub struct Subscriber {
    /// The file of the page.
    pub page: String,
    pub sender: Sender<String>,
}

/// All browsers, and what they were told last.
#[derive(Default)]
pub struct Live {
    subscribers: Vec<Subscriber>,
    problems: Option<Diagnostics>,
    /// Whether texts were still to be read then, which may have more.
    unread: bool,
    /// The problems may be others now.
    untold: bool,
}

/// How many problems are sent to a browser; the counts are of all.
const MOST_PROBLEMS: usize = 200;

impl Live {
    /// A browser comes: it is told what is wrong, and that it is connected.
    pub fn add(&mut self, subscriber: Subscriber, engine: &Engine) {
        let problems = engine.problems().sorted(engine.sources());
        let message = problems_message(&problems, engine);
        (self.problems, self.unread) = (Some(problems), engine.unread() > 0);
        if subscriber.sender.try_send(message.to_string()).is_ok() {
            self.subscribers.push(subscriber);
        }
    }

    /// Tells everybody what changed: first those whose page is stale, after it was made
    /// again; styles without a reload. What is wrong is told when there is time.
    pub fn tell(&mut self, applied: &Applied, engine: &mut Engine) {
        let stale = engine.stale();
        let scripts = applied.assets.iter().any(|asset| !asset.ends_with(".css"));
        let styles = applied.assets.iter().any(|asset| asset.ends_with(".css"));
        let broken = engine.is_broken();
        for subscriber in &self.subscribers {
            let gone = engine.world().plan.at(&subscriber.page).is_none();
            if scripts {
                send(subscriber, &json!({"type": "reload"}));
            } else if stale.contains(&subscriber.page) || (gone && !broken) {
                engine.file(&subscriber.page);
                send(subscriber, &json!({"type": "page"}));
            } else if styles {
                send(subscriber, &json!({"type": "style"}));
            }
        }
        self.subscribers.retain(|subscriber| !subscriber.sender.is_closed());
        self.untold = true;
    }

    /// Whether something may be wrong, or cured, that nobody was told yet.
    pub fn has_untold(&self) -> bool {
        self.untold
    }

    /// More may be wrong than was told.
    pub fn something_is_untold(&mut self) {
        self.untold = true;
    }

    /// Tells everybody what is wrong, where it is not what they were told last.
    pub fn tell_problems(&mut self, engine: &Engine) {
        self.untold = false;
        let problems = engine.problems().sorted(engine.sources());
        let unread = engine.unread() > 0;
        if self.problems.as_ref() != Some(&problems) || self.unread != unread {
            let message = problems_message(&problems, engine);
            for subscriber in &self.subscribers {
                send(subscriber, &message);
            }
            (self.problems, self.unread) = (Some(problems), unread);
        }
    }
}

/// A browser that does not listen is told again when it reconnects.
fn send(subscriber: &Subscriber, message: &Value) {
    match subscriber.sender.try_send(message.to_string()) {
        Ok(()) | Err(TrySendError::Full(_) | TrySendError::Closed(_)) => {}
    }
}

fn problems_message(problems: &Diagnostics, engine: &Engine) -> Value {
    let sources = engine.sources();
    let list: Vec<Value> = problems
        .iter()
        .take(MOST_PROBLEMS)
        .map(|problem| {
            let mut object = to_json(problem, sources);
            let text = sources.get(problem.span.file).text().unwrap_or("");
            let line = crate::diag::place(text, problem.span.start as usize).line;
            let excerpt: String = text.lines().nth(line - 1).unwrap_or("").chars().take(200).collect();
            object["excerpt"] = Value::String(excerpt);
            object
        })
        .collect();
    let count = |severity| problems.count(severity);
    json!({
        "type": "problems",
        "root": sources.root().display().to_string(),
        "errors": count(crate::diag::Severity::Error),
        "warnings": count(crate::diag::Severity::Warning),
        "notes": count(crate::diag::Severity::Note),
        "unread": engine.unread(),
        "list": list,
    })
}
