//! The network side of the preview: a small HTTP server that asks the loop.
//!
//! It trusts nothing that comes in: the `Host` must be this machine, paths are decoded
//! once and looked up in the plan, no page of another origin gets an answer that it could
//! use, headers and connections are bounded in size, number and time. Bodies are never read,
//! but for what a desk sends.

use std::convert::Infallible;
use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::thread;
use std::time::Duration;

use http_body_util::{BodyExt, Either, Full, Limited};
use hyper::body::{Body, Bytes, Frame, Incoming};
use hyper::header::{self, HeaderMap, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::sync::{mpsc, oneshot};

use super::answer::{HttpAnswer, OWN};
use super::connections::{Connections, Use};
use super::desk::{self, BodyKind, DESK};
use super::live::Subscriber;
use super::ranges::{self, AskedRange};
use super::session::Session;
use super::trusted::{decoded, host_is_ours, origin_is_ours, percent_decoded};
use super::{Event, Handle};

/// How many ports after the wanted one are tried.
const PORTS: u16 = 50;
/// How many connections are open at once; for a further one the idlest is closed.
const CONNECTIONS: usize = 256;
/// How large the head of a request may be.
const HEAD_BYTES: usize = 32 * 1024;
/// How long the head of a request may take to arrive.
const HEAD_TIME: Duration = Duration::from_secs(10);
/// How long what a desk sends may take to arrive.
const BODY_TIME: Duration = Duration::from_secs(30);
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
pub fn serve(listener: TcpListener, interface: IpAddr, session: Option<Session>, handle: Handle) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    thread::spawn(move || {
        runtime.block_on(async move {
            let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { return };
            accept(listener, Rules { interface, session: session.map(Arc::new) }, handle).await;
        });
    });
    Ok(())
}

/// Whom the preview answers, and whether there is a desk.
#[derive(Clone)]
struct Rules {
    interface: IpAddr,
    session: Option<Arc<Session>>,
}

async fn accept(listener: tokio::net::TcpListener, rules: Rules, handle: Handle) {
    let connections = Connections::default();
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // Too many open files: one fewer, and a moment for it to close.
            connections.close_idlest();
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        let _ = stream.set_nodelay(true);
        if connections.count() >= CONNECTIONS {
            connections.close_idlest();
        }
        let (handle, number, of_all) = (handle.clone(), connections.next(), connections.clone());
        let rules = rules.clone();
        let task = tokio::spawn(async move {
            let service = service_fn(|request| {
                let (handle, of_all, rules) = (handle.clone(), of_all.clone(), rules.clone());
                async move {
                    of_all.set(number, Use::Answering);
                    let response = respond(request, rules, handle).await;
                    let stream = response.as_ref().is_ok_and(|response| matches!(response.body(), Either::Right(_)));
                    of_all.set(number, if stream { Use::Stream } else { Use::Idle });
                    response
                }
            });
            let connection = http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(HEAD_TIME)
                .max_buf_size(HEAD_BYTES)
                .serve_connection(TokioIo::new(stream), service);
            // A connection that breaks concerns nobody else.
            let _ = connection.await;
            of_all.remove(number);
        });
        connections.enter(number, task.abort_handle());
    }
}

type Reply = Response<Either<Full<Bytes>, Stream>>;

async fn respond(request: Request<Incoming>, rules: Rules, handle: Handle) -> Result<Reply, Infallible> {
    if !host_is_ours(&request, rules.interface) {
        return Ok(plain(StatusCode::FORBIDDEN, "this preview answers to its own address only\n"));
    }
    if !origin_is_ours(&request) {
        return Ok(plain(StatusCode::FORBIDDEN, "this preview answers to its own pages only\n"));
    }
    let path = decoded(request.uri().path());
    if let (Some(session), Some(name)) = (&rules.session, path.as_deref().and_then(|path| path.strip_prefix(DESK))) {
        return Ok(respond_to_desk(request, name, session, &handle).await);
    }
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return Ok(plain(StatusCode::METHOD_NOT_ALLOWED, "GET and HEAD only\n"));
    }
    let Some(path) = path else { return Ok(plain(StatusCode::BAD_REQUEST, "not a path of this site\n")) };
    if path == format!("{OWN}events") {
        if request.method() == Method::HEAD {
            return Ok(plain(StatusCode::OK, ""));
        }
        return Ok(events(request.uri().query().unwrap_or(""), &handle));
    }
    let (reply, answer) = oneshot::channel();
    handle.send(Event::Request { path, reply });
    Ok(answered(answer, request.headers()).await)
}

/// What the loop answers, in time.
async fn answered(answer: oneshot::Receiver<HttpAnswer>, asked: &HeaderMap) -> Reply {
    match tokio::time::timeout(ANSWER_TIME, answer).await {
        Ok(Ok(answer)) => full(answer, asked),
        _ => plain(StatusCode::SERVICE_UNAVAILABLE, "the preview is busy or has stopped\n"),
    }
}

/// What a desk asks for. Its page is for those who come from here or of themselves; all that
/// is read or written of the project needs the token that only that page has.
async fn respond_to_desk(request: Request<Incoming>, name: &str, session: &Session, handle: &Handle) -> Reply {
    let (head, body) = request.into_parts();
    let text = |name: &str| head.headers.get(name).and_then(|value| value.to_str().ok());
    if !matches!(text("sec-fetch-site"), None | Some("same-origin" | "none")) {
        return plain(StatusCode::FORBIDDEN, "the desk answers to its own pages only\n");
    }
    let reads = head.method == Method::GET;
    if let Some(own) = desk::own_file(name, session.token()).filter(|_| reads) {
        return full(own, &HeaderMap::new());
    }
    if !head.headers.get("x-gongbao-token").is_some_and(|token| session.is_of(token.as_bytes())) {
        return plain(StatusCode::FORBIDDEN, "open the desk from the preview\n");
    }
    let given = head.uri.query().and_then(|query| decoded(&format!("/{query}")));
    let request = match (&head.method, desk::body_of(name)) {
        (&Method::GET, _) => desk::question(name, given.unwrap_or_default()),
        (&Method::POST, Some(kind)) => {
            let seen = text("x-gongbao-seen").unwrap_or("").to_owned();
            let said = text("x-gongbao-given").and_then(percent_decoded).unwrap_or_default();
            let body = match sent(&head.headers, body, kind).await {
                Ok(body) => body,
                Err(refusal) => return refusal,
            };
            let posted = desk::Posted { given: given.unwrap_or_default(), seen, said, body };
            let Some(request) = desk::posted(name, posted) else {
                return plain(StatusCode::BAD_REQUEST, "not what the desk sends\n");
            };
            Some(request)
        }
        _ => return plain(StatusCode::METHOD_NOT_ALLOWED, "GET, or POST to save\n"),
    };
    let Some(request) = request else { return plain(StatusCode::NOT_FOUND, "not a part of the desk\n") };
    let (reply, answer) = oneshot::channel();
    handle.send(Event::Desk { request: Box::new(request), reply });
    answered(answer, &HeaderMap::new()).await
}

/// What a desk sends, of no more bytes than may be.
async fn sent(headers: &HeaderMap, body: Incoming, wanted: BodyKind) -> Result<Vec<u8>, Reply> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or("");
    // No form of a page can send this without asking first.
    if kind != wanted.media_type() {
        return Err(plain(StatusCode::UNSUPPORTED_MEDIA_TYPE, "not what the desk sends\n"));
    }
    let largest = usize::try_from(wanted.largest()).unwrap_or(usize::MAX);
    let collected = tokio::time::timeout(BODY_TIME, Limited::new(body, largest).collect());
    let Ok(Ok(collected)) = collected.await else {
        return Err(plain(StatusCode::PAYLOAD_TOO_LARGE, "too large, or too slow\n"));
    };
    Ok(collected.to_bytes().to_vec())
}

fn full(answer: HttpAnswer, asked: &HeaderMap) -> Reply {
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let whole = Bytes::from(answer.bytes);
    let part = if status == StatusCode::OK { ranges::asked_for(asked, whole.len()) } else { AskedRange::Whole };
    let (status, bytes, content_range) = match part {
        AskedRange::Whole => (status, whole, None),
        AskedRange::Part(range) => {
            let says = format!("bytes {}-{}/{}", range.start, range.end - 1, whole.len());
            (StatusCode::PARTIAL_CONTENT, whole.slice(range), Some(says))
        }
        AskedRange::Outside => {
            let says = format!("bytes */{}", whole.len());
            (StatusCode::RANGE_NOT_SATISFIABLE, Bytes::new(), Some(says))
        }
    };
    let mut response = Response::new(Either::Left(Full::new(bytes)));
    *response.status_mut() = status;
    set_headers(&mut response, answer.kind);
    let headers = response.headers_mut();
    headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    for (name, value) in [(header::LOCATION, answer.redirect), (header::CONTENT_RANGE, content_range)] {
        if let Some(value) = value.as_deref().and_then(|text| HeaderValue::from_str(text).ok()) {
            headers.insert(name, value);
        }
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
    let own = HeaderValue::from_static("same-origin");
    headers.insert("cross-origin-resource-policy", own.clone());
    headers.insert("cross-origin-opener-policy", own);
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
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
