//! The preview as a browser meets it: the real program, asked over the network.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::portal::Portal;

struct Preview {
    child: Child,
    port: u16,
    portal: Portal,
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Preview {
    /// Serves a copy of a portal, at the first free port from a wanted one on.
    fn of(name: &str) -> Preview {
        let portal = Portal::of(name);
        let mut child = Command::new(env!("CARGO_BIN_EXE_gongbao"))
            .args(["serve", "--lang", "en", "--port", "18200", "--poll", "--root"])
            .arg(portal.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("its output")).read_line(&mut line).expect("a line");
        let port = line.split("127.0.0.1:").nth(1).and_then(|rest| rest.split('/').next()?.parse().ok());
        Preview { child, port: port.unwrap_or_else(|| panic!("an address in {line:?}")), portal }
    }

    fn send(&self, request: &[u8]) -> TcpStream {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a connection");
        stream.set_read_timeout(Some(Duration::from_secs(30))).expect("a limit");
        // A server that refuses may close before everything is written.
        let _ = stream.write_all(request);
        stream
    }

    /// Status and whole answer of a raw request.
    fn raw(&self, request: &[u8]) -> (u16, String) {
        let mut bytes = Vec::new();
        let _ = self.send(request).read_to_end(&mut bytes);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let status = text.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        (status, text)
    }

    fn get(&self, path: &str) -> (u16, String) {
        self.raw(
            format!("GET {path} HTTP/1.1\r\nHost: localhost:{}\r\nConnection: close\r\n\r\n", self.port).as_bytes(),
        )
    }

    /// The messages that a page is sent, after its first ones.
    fn events(&self, page: &str) -> impl Iterator<Item = String> {
        let request = format!("GET /_gongbao/events?page={page} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        let lines = BufReader::new(self.send(request.as_bytes())).lines();
        lines.map_while(Result::ok).filter_map(|line| line.strip_prefix("data:").map(str::to_owned))
    }
}

#[test]
fn nothing_but_planned_pages_is_served() {
    let preview = Preview::of("grain");
    assert_eq!(preview.get("/zh/").0, 200);
    for path in [
        "/../Cargo.toml", "/zh/../../data/site.yaml", "/%2e%2e/%2e%2e/etc/passwd",
        "/zh/%2e%2e%2f%2e%2e%2fdata/site.yaml", "//etc/passwd", "/data/site.yaml", "/content/", "/zh/%00",
        "/zh/\\..\\data", "/_gongbao/../data/site.yaml",
    ] {
        let (status, text) = preview.get(path);
        assert!(matches!(status, 400 | 404), "{path}: {status}");
        assert!(!text.contains("disclaimer:") && !text.contains("root:x"), "{path} shows a file");
    }
    let host = |host: &str| {
        preview.raw(format!("GET /zh/ HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").as_bytes()).0
    };
    assert_eq!(host("evil.example"), 403, "another site's name leads here");
    assert_eq!(host("127.0.0.1.evil.example"), 403);
    let mut large = b"GET /zh/ HTTP/1.1\r\nHost: localhost\r\nX: ".to_vec();
    large.resize(1 << 20, b'a');
    assert!(!matches!(preview.raw(&large).0, 200..300), "a head of a megabyte");
    assert_eq!(preview.raw(b"POST /zh/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n").0, 405);
    assert_eq!(preview.get("/zh/").0, 200, "it is alive");
    let head = preview.get("/zh/").1;
    assert!(head.contains("no-store") && head.to_lowercase().contains("content-security-policy: default-src 'self'"));
}

#[test]
fn an_edit_an_error_and_the_cure_are_told_to_open_pages() {
    let preview = Preview::of("base");
    let (file, page) = ("content/2023/beta/cases/clean-wells/zh.md", "zh/cases/2023/beta/clean-wells/");
    let (status, before) = preview.get(&format!("/{page}"));
    assert!(status == 200 && before.contains("/_gongbao/preview.js"));
    let mut events = preview.events(page);
    assert!(events.next().is_some_and(|first| first.contains("\"problems\"")), "it says first how things are");
    let text = preview.portal.read(file);
    preview.portal.write(file, format!("{text}\n又写一句。\n"));
    assert!(events.any(|event| event.contains("\"page\"")));
    assert!(preview.get(&format!("/{page}")).1.contains("又写一句"));

    preview.portal.write(file, text.replacen("title:", "titel:", 1));
    let told = events.find(|event| event.contains("\"problems\"") && event.contains("titel")).expect("the error");
    assert!(told.contains(file) && told.contains("\"line\":2"));
    let (status, kept) = preview.get(&format!("/{page}"));
    assert!(status == 200 && kept.contains("又写一句"), "the last good page stays");

    preview.portal.write(file, &text);
    assert!(events.any(|event| event.contains("\"problems\"") && event.contains("\"errors\":0")), "cured");
    assert!(!preview.get(&format!("/{page}")).1.contains("又写一句"));
}

#[test]
fn a_page_that_never_was_good_shows_its_problems() {
    let preview = Preview::of("base");
    preview.portal.write("content/2023/beta/cases/new-wells/zh.md", "---\ntitel: 新井\n---\n\n正文。\n");
    let mut events = preview.events("zh/");
    assert!(events.any(|event| event.contains("new-wells")), "the panel tells of it");
    let (status, text) = preview.get("/zh/cases/2023/beta/new-wells/");
    assert!(status == 500 && text.contains("content/2023/beta/cases/new-wells/zh.md:2"), "{status}");
}

#[test]
fn nothing_of_the_preview_is_in_a_built_site() {
    for portal in ["base", "grain"] {
        for (path, bytes) in Portal::of(portal).make().files {
            let text = String::from_utf8_lossy(&bytes);
            for trace in ["_gongbao", "gongbao-preview", "gongbao-ribbon", "EventSource", "vscode:"] {
                assert!(!text.contains(trace), "{path} holds {trace}");
            }
        }
    }
}
