//! The pages on people's screens, and what they are told.

use serde_json::{Value, json};
use tokio::sync::mpsc::Sender;

use crate::diag::{Diagnostics, SourcePlaces, to_json};
use crate::engine::{Applied, Engine};

/// A browser that shows a page.
pub struct Subscriber {
    /// The file of the page.
    pub page: String,
    pub sender: Sender<String>,
}

/// What a browser shows at an address.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Page,
    NotFound,
    /// The problems for which there is no page.
    Problems,
}

impl Shown {
    /// What the address would show now.
    fn at(page: &str, engine: &Engine) -> Shown {
        match engine.world().plan.at(page).filter(|_| engine.has_site()) {
            Some(_) => Shown::Page,
            None if engine.is_broken() => Shown::Problems,
            None => Shown::NotFound,
        }
    }
}

/// All browsers, and what they were told last.
#[derive(Default)]
pub struct Live {
    subscribers: Vec<(Subscriber, Shown)>,
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
        if listens(&subscriber, &message) {
            let shown = Shown::at(&subscriber.page, engine);
            self.subscribers.push((subscriber, shown));
        }
    }

    /// Tells everybody what changed: first those whose page is stale, after it was made
    /// again; styles without a reload. What is wrong is told when there is time.
    pub fn tell(&mut self, applied: &Applied, engine: &mut Engine) {
        let stale = engine.stale();
        let scripts = applied.assets.iter().any(|asset| !asset.ends_with(".css"));
        let styles = applied.assets.iter().any(|asset| asset.ends_with(".css"));
        self.subscribers.retain_mut(|(subscriber, shown)| {
            let now = Shown::at(&subscriber.page, engine);
            // The last good page stays under the problems for which there is none now.
            let other = now != *shown && !(*shown == Shown::Page && now == Shown::Problems);
            if scripts {
                listens(subscriber, &json!({"type": "reload"}))
            } else if other || stale.contains(&subscriber.page) {
                *shown = now;
                engine.file(&subscriber.page);
                listens(subscriber, &json!({"type": "page"}))
            } else if styles {
                listens(subscriber, &json!({"type": "style"}))
            } else {
                !subscriber.sender.is_closed()
            }
        });
        self.untold = true;
    }

    /// Has all pages loaded again.
    pub fn reload(&mut self) {
        self.subscribers.retain(|(subscriber, _)| listens(subscriber, &json!({"type": "reload"})));
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
            self.subscribers.retain(|(subscriber, _)| listens(subscriber, &message));
            (self.problems, self.unread) = (Some(problems), unread);
        }
    }
}

/// Sends a message and returns whether the browser takes them. One that has let many lie
/// is cut off: it connects again, and is told how things are then.
fn listens(subscriber: &Subscriber, message: &Value) -> bool {
    subscriber.sender.try_send(message.to_string()).is_ok()
}

fn problems_message(problems: &Diagnostics, engine: &Engine) -> Value {
    let sources = engine.sources();
    let places = SourcePlaces::of(sources);
    let list: Vec<Value> = problems
        .iter()
        .take(MOST_PROBLEMS)
        .map(|problem| {
            let mut object = to_json(problem, &places);
            if let Some(source) = places.file(problem.span) {
                let line = places.line(source, problem.span.start as usize);
                let line = source.text().and_then(|text| text.get(line)).unwrap_or("");
                object["excerpt"] = line.chars().take(200).collect::<String>().into();
            }
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
