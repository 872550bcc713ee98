//! Being told to stop, by Ctrl-C, by the system, or by a terminal that closes.

use std::thread;
use std::time::Duration;

use super::CLEAN;
use crate::preview::{Event, Handle};

/// How long the preview may take to finish what it is about.
const PATIENCE: Duration = Duration::from_secs(2);

/// Ends the preview when the program is told to stop; that is no failure. Told twice, or
/// while much is being read, the program ends at once: it writes nothing.
pub fn stop_when_told(handle: Handle) {
    // Without threads or signals the system ends the program itself.
    let _ = thread::Builder::new().spawn(move || {
        let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else { return };
        runtime.block_on(async {
            if told().await.is_ok() {
                handle.send(Event::Quit);
                let _ = tokio::time::timeout(PATIENCE, told()).await;
                std::process::exit(i32::from(CLEAN));
            }
        });
    });
}

#[cfg(unix)]
async fn told() -> std::io::Result<()> {
    use std::future::poll_fn;
    use std::task::Poll;
    use tokio::signal::unix::{SignalKind, signal};

    let kinds = [SignalKind::interrupt(), SignalKind::terminate(), SignalKind::hangup()];
    let mut signals = kinds.into_iter().map(signal).collect::<std::io::Result<Vec<_>>>()?;
    poll_fn(move |context| {
        let come = signals.iter_mut().any(|signal| signal.poll_recv(context).is_ready());
        if come { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    Ok(())
}

#[cfg(not(unix))]
async fn told() -> std::io::Result<()> {
    tokio::signal::ctrl_c().await
}
