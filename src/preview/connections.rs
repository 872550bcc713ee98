//! The connections that are open, so that their number can be bounded: who comes is never
//! refused for those that do nothing.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use tokio::task::AbortHandle;

/// What a connection is doing. Those that come first are closed first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Use {
    /// Nothing was asked yet, or everything is answered.
    Idle,
    /// A page is kept fresh by it; the browser connects again.
    Stream,
    Answering,
}

struct OpenConnection {
    what: Use,
    since: Instant,
    task: AbortHandle,
}

/// All of them.
#[derive(Clone, Default)]
pub struct Connections(Arc<Mutex<Open>>);

#[derive(Default)]
struct Open {
    next: u64,
    by_number: BTreeMap<u64, OpenConnection>,
}

impl Connections {
    fn open(&self) -> MutexGuard<'_, Open> {
        // What is counted is right after every single act.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A number for a new one.
    pub fn next(&self) -> u64 {
        let mut open = self.open();
        open.next += 1;
        open.next
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.open().by_number.len()
    }

    /// A connection was opened, and is served by a task.
    pub fn enter(&self, number: u64, task: AbortHandle) {
        if !task.is_finished() {
            self.open().by_number.insert(number, OpenConnection { what: Use::Idle, since: Instant::now(), task });
        }
    }

    /// What a connection does now.
    pub fn set(&self, number: u64, what: Use) {
        if let Some(connection) = self.open().by_number.get_mut(&number) {
            (connection.what, connection.since) = (what, Instant::now());
        }
    }

    /// A connection is closed.
    pub fn remove(&self, number: u64) {
        self.open().by_number.remove(&number);
    }

    /// Closes the one that has done the least for the longest time.
    pub fn close_idlest(&self) {
        let mut open = self.open();
        let idlest = open.by_number.iter().min_by_key(|(_, connection)| (connection.what, connection.since));
        if let Some(connection) = idlest.map(|(number, _)| *number).and_then(|number| open.by_number.remove(&number)) {
            connection.task.abort();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_idlest_is_closed_first() {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let connections = Connections::default();
            let uses = [Use::Answering, Use::Stream, Use::Idle, Use::Stream, Use::Idle];
            let mut tasks = Vec::new();
            for what in uses {
                let task = tokio::spawn(std::future::pending::<()>());
                let number = connections.next();
                connections.enter(number, task.abort_handle());
                connections.set(number, what);
                tasks.push(task);
            }
            for closed in [2, 4, 1, 3, 0] {
                assert!(!tasks[closed].is_finished());
                connections.close_idlest();
                tokio::task::yield_now().await;
                assert!(tasks[closed].is_finished(), "{closed}");
            }
            assert_eq!(connections.count(), 0);
            connections.close_idlest();
        });
    }
}
