//! The same edits measured on `hugo server`, by the same clock.
//!
//! The site has as many pages as are asked for, with texts of the length of generated
//! cases, a list for each section and a home page. Hugo's own reload message says only
//! that something was built, so the page is asked for again and again, every millisecond.

use std::fmt::Write as _;
use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How many pages a section has.
const SECTION: usize = 100;

/// Writes a site of this many pages.
pub fn generate(root: &Path, pages: usize) -> std::io::Result<()> {
    put(
        root,
        "hugo.toml",
        "baseURL = 'http://127.0.0.1/'\ntitle = 'Sample'\nlanguageCode = 'zh'\ndisableKinds = ['taxonomy', 'term', 'rss']\n",
    )?;
    let base = "<!doctype html><html lang=\"zh\"><head><meta charset=\"utf-8\"><title>{{ .Title }}</title><link rel=\"stylesheet\" href=\"/main.css\"></head><body><header><a href=\"/\">{{ site.Title }}</a></header><main>{{ block \"main\" . }}{{ end }}</main><footer>end</footer></body></html>";
    put(root, "layouts/_default/baseof.html", base)?;
    put(
        root,
        "layouts/_default/single.html",
        "{{ define \"main\" }}<h1>{{ .Title }}</h1>{{ .TableOfContents }}{{ .Content }}<ul>{{ range first 3 .CurrentSection.RegularPages }}<li><a href=\"{{ .RelPermalink }}\">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}",
    )?;
    let list = "{{ define \"main\" }}<h1>{{ .Title }}</h1><ul>{{ range .RegularPages }}<li><a href=\"{{ .RelPermalink }}\">{{ .Title }}</a> {{ .Params.summary }}</li>{{ end }}</ul>{{ end }}";
    put(root, "layouts/_default/list.html", list)?;
    put(
        root,
        "layouts/index.html",
        "{{ define \"main\" }}<h1>{{ .Title }}</h1><ul>{{ range first 10 site.RegularPages }}<li><a href=\"{{ .RelPermalink }}\">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}",
    )?;
    put(root, "static/main.css", "body{color:black}\n")?;
    for number in 0..pages {
        put(root, &page_file(number), &page(number))?;
    }
    Ok(())
}

fn put(root: &Path, path: &str, text: &str) -> std::io::Result<()> {
    let path = root.join(path);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text)
}

fn page_file(number: usize) -> String {
    format!("content/section-{}/page-{number}.md", number / SECTION)
}

fn page(number: usize) -> String {
    let mut text = format!(
        "---\ntitle: 案例{number}\nsummary: 这是生成的案例的摘要，用来测试网站的规模和速度。\n---\n\n## 做法\n\n"
    );
    for part in ["组织", "经费", "师资", "督导"] {
        let _ = write!(
            text,
            "这一段说明{part}的做法：先摸清情况，再分步落实，最后检查成效，并把经验写下来供别处参考。\n\n"
        );
    }
    text.push_str("## 成效\n\n情况有了改善，问题仍在跟踪。\n");
    text
}

/// A running server.
pub struct Hugo {
    child: Child,
    root: PathBuf,
    port: u16,
}

impl Drop for Hugo {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Hugo {
    /// Starts the program and waits for the first page. Returns the time that took.
    pub fn start(program: &str, root: &Path) -> (Hugo, Duration) {
        let start = Instant::now();
        let port: u16 = 17900;
        let child = Command::new(program)
            .args(["server", "--renderToMemory", "--bind", "127.0.0.1", "--port", &port.to_string(), "--source"])
            .arg(root)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("hugo");
        let hugo = Hugo { child, root: root.to_owned(), port };
        while !hugo.get("").starts_with(b"HTTP/1.1 200") {
            assert!(start.elapsed() < Duration::from_secs(1_200), "hugo serves nothing");
            std::thread::sleep(Duration::from_millis(5));
        }
        (hugo, start.elapsed())
    }

    fn get(&self, path: &str) -> Vec<u8> {
        let mut bytes = Vec::new();
        let Ok(mut stream) = TcpStream::connect(("127.0.0.1", self.port)) else { return bytes };
        let request =
            write!(stream, "GET /{path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\r\n", self.port);
        if request.is_ok() {
            let _ = stream.read_to_end(&mut bytes);
        }
        bytes
    }

    /// Times of edits of one page's body, shortest first.
    pub fn edit_body(&self, edits: usize) -> Vec<Duration> {
        let file = self.root.join(page_file(3));
        let original = fs::read_to_string(&file).expect("the page");
        let mut times: Vec<Duration> = (1..=edits)
            .map(|number| {
                let wanted = format!("补写-{number}-次");
                let start = Instant::now();
                fs::write(&file, format!("{original}\n{wanted}。\n")).expect("the edit");
                while !String::from_utf8_lossy(&self.get("section-0/page-3/")).contains(&wanted) {
                    assert!(start.elapsed() < Duration::from_secs(300), "hugo never shows the edit");
                    std::thread::sleep(Duration::from_millis(1));
                }
                let time = start.elapsed();
                std::thread::sleep(Duration::from_millis(50));
                time
            })
            .collect();
        times.sort();
        times
    }

    /// The most memory that the server held, in megabytes.
    pub fn memory_mb(&self) -> usize {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or("");
        line.split_whitespace().nth(1).and_then(|kb| kb.parse::<usize>().ok()).unwrap_or(0) / 1024
    }
}
