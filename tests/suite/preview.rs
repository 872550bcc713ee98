//! The preview as a browser meets it: the real program, asked over the network.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::portal::Portal;

const CASE: &str = "content/2023/beta/cases/clean-wells/zh.md";
const PAGE: &str = "/zh/cases/2023/beta/clean-wells/";

pub struct Preview {
    child: Child,
    pub port: u16,
    pub portal: Portal,
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Preview {
    /// Serves a copy of a portal, and looks at its files regularly.
    pub fn of(name: &str) -> Preview {
        Preview::serve(Portal::of(name), &["--poll"])
    }

    /// Serves a copy of a portal, and waits for the file system to speak.
    fn watching(portal: Portal) -> Preview {
        Preview::serve(portal, &[])
    }

    pub fn serve(portal: Portal, options: &[&str]) -> Preview {
        let mut child = Command::new(env!("CARGO_BIN_EXE_gongbao"))
            .args(["serve", "--lang", "en", "--port", "0"])
            .args(options)
            .arg("--root")
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
    pub fn raw(&self, request: &[u8]) -> (u16, String) {
        let mut bytes = Vec::new();
        let _ = self.send(request).read_to_end(&mut bytes);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let status = text.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        (status, text)
    }

    pub fn get(&self, path: &str) -> (u16, String) {
        self.raw(
            format!("GET {path} HTTP/1.1\r\nHost: localhost:{}\r\nConnection: close\r\n\r\n", self.port).as_bytes(),
        )
    }

    /// The answer to a request with some headers.
    pub fn with(&self, path: &str, headers: &str) -> (u16, String) {
        let host = format!("Host: localhost:{}", self.port);
        self.raw(format!("GET {path} HTTP/1.1\r\n{host}\r\n{headers}Connection: close\r\n\r\n").as_bytes())
    }

    /// Waits until a page answers as it should.
    fn until(&self, path: &str, what: &str, right: impl Fn(u16, &str) -> bool) {
        let start = Instant::now();
        loop {
            let (status, text) = self.get(path);
            if right(status, &text) {
                return;
            }
            assert!(start.elapsed() < Duration::from_secs(30), "{what}: {path} is {status}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Edits the case of the base portal, and waits until its page shows it.
    fn edit(&self, word: &str) {
        let text = self.portal.read(CASE);
        self.portal.write(CASE, format!("{text}\n{word}。\n"));
        self.until(PAGE, word, |status, text| status == 200 && text.contains(word));
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

#[test]
fn folders_and_settings_may_be_away_replaced_and_come_back() {
    let preview = Preview::watching(Portal::of("base"));
    let root = preview.portal.path().to_owned();
    preview.edit("开头");
    for (name, broken) in [("content", false), ("data", true), ("data/site.yaml", true)] {
        let (here, away) = (root.join(name), root.join("away"));
        fs::rename(&here, &away).unwrap();
        let status = if broken { 500 } else { 404 };
        preview.until(PAGE, name, |found, text| found == status && (!broken || text.contains("data/site.yaml")));
        fs::rename(&away, &here).unwrap();
        preview.until(PAGE, name, |status, _| status == 200);
        preview.edit(&format!("回来{}", name.len()));
    }
    // Replaced by a copy in one go, as by unzipping.
    let copy = Portal::of("base");
    fs::rename(root.join("content"), root.join("old")).unwrap();
    fs::rename(copy.path().join("content"), root.join("content")).unwrap();
    preview.until(PAGE, "another folder", |status, text| status == 200 && !text.contains("开头"));
    preview.edit("换过");
}

#[test]
fn what_was_not_there_at_the_start_is_seen_when_it_comes() {
    let portal = Portal::of("base");
    let root = portal.path().to_owned();
    for name in ["content", "data"] {
        fs::rename(root.join(name), root.join(format!("later-{name}"))).unwrap();
    }
    let preview = Preview::watching(portal);
    let mut events = preview.events("zh/");
    assert!(events.next().is_some_and(|first| first.contains("E038")));
    assert_eq!(preview.get("/zh/").0, 500);
    for name in ["data", "content"] {
        fs::rename(root.join(format!("later-{name}")), root.join(name)).unwrap();
    }
    assert!(events.any(|event| event.contains("\"page\"")), "the page that could not be made is loaded again");
    preview.edit("后来");
}

#[cfg(unix)]
#[test]
fn files_behind_links_are_followed() {
    let portal = Portal::of("base");
    let root = portal.path().to_owned();
    fs::create_dir(root.join("shared")).unwrap();
    fs::rename(root.join(CASE), root.join("shared/text.md")).unwrap();
    std::os::unix::fs::symlink(root.join("shared/text.md"), root.join(CASE)).unwrap();
    let preview = Preview::watching(portal);
    let text = preview.portal.read("shared/text.md");
    preview.portal.write("shared/text.md", format!("{text}\n链接后面。\n"));
    preview.until(PAGE, "behind a link", |_, text| text.contains("链接后面"));
    let mut events = preview.events("zh/");
    fs::rename(root.join("shared"), root.join("elsewhere")).unwrap();
    assert!(events.any(|event| event.contains("unreadable") && event.contains(CASE)), "a link to nowhere is told");
    fs::rename(root.join("elsewhere"), root.join("shared")).unwrap();
    preview.until(PAGE, "the file again", |status, text| status == 200 && text.contains("链接后面"));
}

#[test]
fn what_a_former_text_said_is_told_no_more() {
    let preview = Preview::of("base");
    let mut events = preview.events("zh/");
    let text = preview.portal.read(CASE);
    preview.portal.write(CASE, text.replacen("themes: [water]", "themes: [watr]", 1));
    assert!(events.any(|event| event.contains("watr")));
    preview.portal.write(CASE, text.replacen("title:", "title：", 1));
    let told = events.find(|event| event.contains("E001")).expect("the new error");
    assert!(told.contains(CASE) && !told.contains("watr") && !told.contains("E019"), "{told}");
}

#[test]
fn pages_of_other_origins_get_nothing() {
    let preview = Preview::of("base");
    let script = "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: script\r\n";
    assert_eq!(preview.with("/assets/main.js", script).0, 403);
    assert_eq!(preview.with("/assets/main.js", &script.replace("cross-site", "same-site")).0, 403);
    assert_eq!(preview.with("/_gongbao/events?page=zh/", "Origin: http://evil.example\r\n").0, 403);
    assert_eq!(preview.with("/assets/main.js", &script.replace("cross-site", "same-origin")).0, 200);
    let link = "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n";
    let (status, text) = preview.with("/zh/", link);
    assert!(status == 200 && text.to_lowercase().contains("cross-origin-resource-policy: same-origin"));
}

#[test]
fn parts_of_files_are_served() {
    let preview = Preview::of("base");
    let (status, text) = preview.with("/zh/", "Range: bytes=0-8\r\n");
    assert!(status == 206 && text.ends_with("\r\n\r\n<!doctype"), "{text}");
    assert!(text.to_lowercase().contains("content-range: bytes 0-8/"));
    assert_eq!(preview.with("/zh/", "Range: bytes=99999999-\r\n").0, 416);
    assert_eq!(preview.with("/zh/", "Range: bytes=a-\r\n").0, 200);
}

#[test]
fn whoever_does_nothing_keeps_nobody_out() {
    let preview = Preview::of("base");
    let idle: Vec<TcpStream> = (0..300).map(|_| preview.send(b"GET /zh/ HTT")).collect();
    let streams: Vec<_> = (0..300).map(|_| preview.events("zh/")).collect();
    assert_eq!(preview.get("/zh/").0, 200);
    assert!(preview.events("zh/").next().is_some());
    drop((idle, streams));
}

#[cfg(unix)]
#[test]
fn told_to_stop_it_ends_well() {
    for signal in ["-INT", "-TERM", "-HUP"] {
        let mut preview = Preview::of("base");
        let sent = Command::new("kill").args([signal, &preview.child.id().to_string()]).status().unwrap();
        assert!(sent.success());
        assert_eq!(preview.child.wait().unwrap().code(), Some(0), "{signal}");
    }
}
