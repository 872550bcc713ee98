//! The network side of the preview: a small HTTP server that asks the loop.
//!
//! It trusts nothing that comes in: the `Host` must be this machine, paths are decoded
//! once and looked up in the plan, headers and connections are bounded in size, number
//! and time, bodies are never read.

use std::convert::Infallible;
use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::thread;
use std::time::Duration;

use http_body_util::{Either, Full};
use hyper::body::{Body, Bytes, Frame, Incoming};
use hyper::header::{self, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::sync::{Semaphore, mpsc, oneshot};

use super::answer::{HttpAnswer, OWN};
use super::live::Subscriber;
use super::{Event, Handle};

/// How many ports after the wanted one are tried.
const PORTS: u16 = 50;
/// How many connections are open at once.
const CONNECTIONS: usize = 256;
/// How large the head of a request may be.
const HEAD_BYTES: usize = 32 * 1024;
/// How long the head of a request may take to arrive.
const HEAD_TIME: Duration = Duration::from_secs(10);
/// How long the loop may take to answer.
const ANSWER_TIME: Duration = Duration::from_secs(60);
/// A comment line is sent on quiet event streams this often, so that a closed
/// connection is noticed.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// What scripts, styles and pictures a page may load: only its own.
const POLICY: &str =
    "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

/// The first free port from the wanted one on.
///
/// # Errors
/// When none can be had.
pub fn listen(interface: IpAddr, port: u16) -> io::Result<TcpListener> {
    let mut last = io::Error::other("no port");
    for candidate in port..=port.saturating_add(PORTS) {
        match TcpListener::bind(SocketAddr::new(interface, candidate)) {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => last = error,
            Err(error) => return Err(error),
        }
    }
    Err(last)
}

/// Serves in a thread of its own.
///
/// # Errors
/// When the network cannot be set up.
pub fn serve(listener: TcpListener, interface: IpAddr, handle: Handle) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    thread::spawn(move || {
        runtime.block_on(async move {
            let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { return };
            accept(listener, interface, handle).await;
        });
    });
    Ok(())
}

async fn accept(listener: tokio::net::TcpListener, interface: IpAddr, handle: Handle) {
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        let Ok(place) = places.clone().acquire_owned().await else { return };
        let Ok((stream, _)) = listener.accept().await else {
            // Too many open files: wait until some are closed.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        let _ = stream.set_nodelay(true);
        let handle = handle.clone();
        tokio::spawn(async move {
            let service = service_fn(move |request| respond(request, interface, handle.clone()));
            let connection = http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(HEAD_TIME)
                .max_buf_size(HEAD_BYTES)
                .serve_connection(TokioIo::new(stream), service);
            // A connection that breaks concerns nobody else.
            let _ = connection.await;
            drop(place);
        });
    }
}

type Reply = Response<Either<Full<Bytes>, Stream>>;

async fn respond(request: Request<Incoming>, interface: IpAddr, handle: Handle) -> Result<Reply, Infallible> {
    if !host_is_ours(&request, interface) {
        return Ok(plain(StatusCode::FORBIDDEN, "this preview answers to its own address only\n"));
    }
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return Ok(plain(StatusCode::METHOD_NOT_ALLOWED, "GET and HEAD only\n"));
    }
    let Some(path) = decoded(request.uri().path()) else {
        return Ok(plain(StatusCode::BAD_REQUEST, "not a path of this site\n"));
    };
    if path == format!("{OWN}events") {
        return Ok(events(request.uri().query().unwrap_or(""), &handle));
    }
    let (reply, answer) = oneshot::channel();
    handle.send(Event::Request { path, reply });
    match tokio::time::timeout(ANSWER_TIME, answer).await {
        Ok(Ok(answer)) => Ok(full(answer)),
        _ => Ok(plain(StatusCode::SERVICE_UNAVAILABLE, "the preview is busy or has stopped\n")),
    }
}

/// A hostile page can make a browser send requests here under a name of its own; the
/// `Host` then is that name.
fn host_is_ours<B>(request: &Request<B>, interface: IpAddr) -> bool {
    let Some(host) = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()) else {
        return false;
    };
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or(""),
        None => host.rsplit_once(':').map_or(host, |(name, _)| name),
    };
    if name.eq_ignore_ascii_case("localhost") {
        return true;
    }
    // An address is no name: it cannot be made to point elsewhere.
    match name.parse::<IpAddr>() {
        Ok(address) => address.is_loopback() || address == interface || interface.is_unspecified(),
        Err(_) => false,
    }
}

/// A path decoded once, without its leading slash; `None` when it is none that a site
/// could have.
fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.strip_prefix('/')?.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    let path = String::from_utf8(bytes).ok()?;
    let parts: Vec<&str> = path.split('/').collect();
    let last = parts.len() - 1;
    let good = parts
        .iter()
        .enumerate()
        .all(|(position, part)| (!part.is_empty() || position == last) && *part != "." && *part != "..");
    (good && !path.contains(['\0', '\\']) && path.len() < 2000).then_some(path)
}

fn full(answer: HttpAnswer) -> Reply {
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = Response::new(Either::Left(Full::new(Bytes::from(answer.bytes))));
    *response.status_mut() = status;
    set_headers(&mut response, answer.kind);
    if let Some(redirect) = answer.redirect.as_deref().and_then(|to| HeaderValue::from_str(to).ok()) {
        response.headers_mut().insert(header::LOCATION, redirect);
    }
    response
}

fn plain(status: StatusCode, text: &'static str) -> Reply {
    let mut response = Response::new(Either::Left(Full::new(Bytes::from_static(text.as_bytes()))));
    *response.status_mut() = status;
    set_headers(&mut response, "text/plain; charset=utf-8");
    response
}

fn set_headers(response: &mut Reply, kind: &'static str) {
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
}

/// The event stream of one page: `events?page=zh/index.html`.
fn events(query: &str, handle: &Handle) -> Reply {
    let page = query.split('&').find_map(|pair| pair.strip_prefix("page=")).unwrap_or("");
    let page = decoded(&format!("/{page}")).unwrap_or_default();
    let page = if page.is_empty() || page.ends_with('/') { format!("{page}index.html") } else { page };
    let (sender, receiver) = mpsc::channel(64);
    handle.send(Event::Subscribe(Subscriber { page, sender }));
    let mut heartbeat = tokio::time::interval(HEARTBEAT);
    heartbeat.reset();
    let mut response = Response::new(Either::Right(Stream { receiver, heartbeat }));
    set_headers(&mut response, "text/event-stream");
    response
}

/// Messages of the loop as server-sent events (HTML Standard, section 9.2).
struct Stream {
    receiver: mpsc::Receiver<String>,
    heartbeat: tokio::time::Interval,
}

impl Body for Stream {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        match self.receiver.poll_recv(context) {
            Poll::Ready(Some(message)) => {
                Poll::Ready(Some(Ok(Frame::data(Bytes::from(format!("data: {message}\n\n"))))))
            }
            Poll::Ready(None) => Poll::Ready(None),
            Poll::Pending => match self.heartbeat.poll_tick(context) {
                Poll::Ready(_) => Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(b": \n\n"))))),
                Poll::Pending => Poll::Pending,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_paths_get_through() {
        assert_eq!(decoded("/zh/2020/"), Some("zh/2020/".to_owned()));
        assert_eq!(decoded("/"), Some(String::new()));
        for bad in ["/../etc/passwd", "/%2e%2e/x", "//x", "/a//b", "/a%00b", "/a%5cb", "/./a", "/%zz", "/%ff", "a"] {
            assert_eq!(decoded(bad), None, "{bad}");
        }
        // Decoded once: what is left is a name that the plan does not have.
        assert_eq!(decoded("/%252e%252e/x"), Some("%2e%2e/x".to_owned()));
    }

    #[test]
    fn the_host_must_be_this_machine() {
        let loopback: IpAddr = "127.0.0.1".parse().unwrap();
        let request = |host: &str| Request::builder().header("host", host).body(()).unwrap();
        for good in ["localhost:1111", "127.0.0.1:1111", "[::1]:1111", "LOCALHOST"] {
            assert!(host_is_ours(&request(good), loopback), "{good}");
        }
        for bad in ["evil.example", "evil.example:1111", "localhost.evil.example", "192.168.1.5:1111", ""] {
            assert!(!host_is_ours(&request(bad), loopback), "{bad}");
        }
    }
}
