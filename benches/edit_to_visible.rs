//! Edit-to-visible: from the write of a file until an HTTP client that holds the page's
//! event stream has the new bytes.
//!
//!     cargo bench --bench edit_to_visible -- [PAGES …] [--edits N]
//!
//! For each size a portal is generated in a temporary folder, the real program serves
//! it, and each kind of edit is made N times (100 unless said). Printed: median, 95th
//! percentile and worst in milliseconds, the time from start to the first page, and the
//! most memory that the server held.
//!
//! With `--hugo PROGRAM` the body edit is measured on `hugo server` as well, on as many
//! pages, in the same run, and the ratio is printed.

#[allow(dead_code)]
mod generator;
mod hugo;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use generator::{FIRST_YEAR, Size, case_address, case_folder, city_slug, generate, observation_id};

/// Makes a text and what a page must show then, from the text before and a number.
type Change = Box<dyn Fn(&str, usize) -> (String, String)>;

fn main() {
    let asked = Asked::read(std::env::args().skip(1));
    println!("{:>8} {:<14} {:>8} {:>8} {:>8}", "pages", "edit", "median", "p95", "worst");
    for size in &asked.sizes {
        let body = measure(*size, asked.edits);
        if let Some(program) = &asked.hugo {
            measure_hugo(program, *size, asked.hugo_edits, body);
        }
    }
}

/// What the command line asks for.
struct Asked {
    sizes: Vec<usize>,
    edits: usize,
    hugo: Option<String>,
    hugo_edits: usize,
}

impl Asked {
    fn read(mut arguments: impl Iterator<Item = String>) -> Asked {
        let mut asked = Asked { sizes: Vec::new(), edits: 100, hugo: None, hugo_edits: 10 };
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().expect("a value behind the option");
            match argument.as_str() {
                "--bench" => {}
                "--edits" => asked.edits = value().parse().expect("a number of edits"),
                "--hugo" => asked.hugo = Some(value()),
                "--hugo-edits" => asked.hugo_edits = value().parse().expect("a number of edits"),
                size => asked.sizes.push(size.parse().expect("a number of pages")),
            }
        }
        if asked.sizes.is_empty() {
            asked.sizes = vec![200, 2_000];
        }
        asked
    }
}

/// The value below which a share of sorted times lies, in milliseconds.
fn share(times: &[Duration], share: f64) -> f64 {
    times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1000.0
}

/// Prints median, p95 and worst of sorted times; returns the median.
fn print_row(pages: usize, name: &str, times: &[Duration]) -> f64 {
    let [median, p95, worst] = [0.5, 0.95, 1.0].map(|part| share(times, part));
    println!("{pages:>8} {name:<14} {median:>8.1} {p95:>8.1} {worst:>8.1}");
    median
}

fn measure_hugo(program: &str, pages: usize, edits: usize, body: f64) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    hugo::generate(folder.path(), pages).expect("a generated site");
    let (hugo, first) = hugo::Hugo::start(program, folder.path());
    let times = hugo.edit_body(edits);
    let median = print_row(pages, "hugo, body", &times);
    println!(
        "{pages:>8} hugo: first page after {:.2} s; memory {} MB; its body edit takes {:.0} times as long",
        first.as_secs_f64(),
        hugo.memory_mb(),
        median / body
    );
}

/// One portal, served, and all kinds of edits. Returns the median of an edit of a body.
fn measure(pages: usize, edits: usize) -> f64 {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = fs::canonicalize(folder.path()).expect("the folder");
    generate(&root, Size::of_pages(pages)).expect("a generated portal");
    // A theme of its own, so that its files can be edited.
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("themes"), &root.join("themes"));
    let start = Instant::now();
    let mut server = Server::start(&root);
    let first = server.get("zh/");
    assert!(first.starts_with(b"HTTP/1.1 200"), "the first page");
    let to_first_page = start.elapsed();
    let case = root.join(case_folder(FIRST_YEAR, 0, 3, 0)).join("zh.md");
    let page = format!("zh/{}", case_address(FIRST_YEAR, 0, 3, 0));
    let city = format!("zh/{FIRST_YEAR}/{}/", city_slug(0, 3));
    let observations = root.join(format!("data/observations/{FIRST_YEAR}/{}.yaml", city_slug(0, 3)));
    let early = |text: &str, n: usize| (format!("{text}\n早{}了。\n", stems(n)), format!("早{}了", stems(n)));
    let original = fs::read_to_string(&case).expect("the file to edit");
    // The first edit also waits until all folders are watched.
    let (text, wanted) = early(&original, 0);
    let first_edit = server.edit(&case, &text, &page, &[], &wanted);
    let mut times = Vec::new();
    while times.len() < edits && server.unread() > 0 {
        let (text, wanted) = early(&original, times.len() + 1);
        times.push(server.edit(&case, &text, &page, &[], &wanted));
    }
    server.settle(&case, &original);
    times.sort();
    print_row(pages, "first edit", &[first_edit]);
    if !times.is_empty() {
        print_row(pages, "body, at start", &times);
    }
    server.wait_until_read();
    let all_read = start.elapsed();
    let dependents = server.pages_that_show(&format!("案例0（{FIRST_YEAR}年）"), &places_of_title());
    let kinds: [(&str, &PathBuf, &str, Change); 8] = [
        (
            "body",
            &case,
            &page,
            Box::new(|text, n| (format!("{text}\n补写{}。\n", stems(n)), format!("补写{}。", stems(n)))),
        ),
        // A figure that is not bound is a note of the portal.
        ("body, figure", &case, &page, Box::new(|text, n| (format!("{text}\n补写{n}所。\n"), format!("补写{n}所。")))),
        (
            "title",
            &case,
            &page,
            Box::new(|text, n| {
                let title = format!("改题{}", stems(n));
                (replace_line(text, "title: ", &format!("title: {title}")), title)
            }),
        ),
        (
            "title, all",
            &case,
            &page,
            Box::new(|text, n| {
                let title = format!("改题{}", stems(n));
                (replace_line(text, "title: ", &format!("title: {title}")), title)
            }),
        ),
        (
            "observation",
            &observations,
            &city,
            Box::new(|text, n| {
                let value = format!("{}.{}", 100 + n, n % 10);
                (set_value(text, &observation_id(FIRST_YEAR, 0, 3, 1), &value), value)
            }),
        ),
        (
            "word",
            &root.join("themes/gongbao/words/zh.yaml"),
            &page,
            Box::new(|text, n| (text.replacen("home: ", &format!("home: 第{n}次"), 1), format!("第{n}次"))),
        ),
        (
            "template",
            &root.join("themes/gongbao/templates/base.html"),
            &page,
            Box::new(|text, n| (text.replace("</footer>", &format!("<!-- n{n}n --></footer>")), format!("n{n}n"))),
        ),
        (
            "style",
            &root.join("themes/gongbao/styles/base.css"),
            "assets/main.css",
            Box::new(|text, n| (format!("{text}\n.bench-{n}{{color:red}}\n"), format!(".bench-{n}{{"))),
        ),
    ];
    let mut of_body = f64::NAN;
    for (name, file, page, change) in kinds {
        let original = fs::read_to_string(file).expect("the file to edit");
        let others: &[String] = if name == "title, all" { &dependents } else { &[] };
        let mut times: Vec<Duration> = (1..=edits)
            .map(|number| {
                let (text, wanted) = change(&original, number);
                server.edit(file, &text, page, others, &wanted)
            })
            .collect();
        server.settle(file, &original);
        times.sort();
        let name = if others.is_empty() { name.to_owned() } else { format!("title, +{}", others.len()) };
        let median = print_row(pages, &name, &times);
        if name == "body" {
            of_body = median;
        }
    }
    println!(
        "{pages:>8} first page after {:.2} s; all texts read after {:.1} s at most; memory {} MB",
        to_first_page.as_secs_f64(),
        all_read.as_secs_f64(),
        server.memory_kb() / 1024
    );
    of_body
}

/// The pages that may show the title of the first case of a city: home, its neighbours,
/// the lists, the city in the year and over the years.
fn places_of_title() -> Vec<String> {
    let slug = city_slug(0, 3);
    let lists = [
        String::new(),
        format!("{FIRST_YEAR}/{slug}/"),
        format!("cities/{slug}/"),
        format!("cases/{FIRST_YEAR}/{slug}/"),
        format!("cases/{FIRST_YEAR}/"),
        "cases/".to_owned(),
        "cases/themes/first/".to_owned(),
    ];
    let neighbours = (1..6).map(|case| case_address(FIRST_YEAR, 0, 3, case));
    lists.into_iter().chain(neighbours).map(|page| format!("zh/{page}")).collect()
}

/// The number of unread texts in a message.
fn unread_in(message: &str) -> usize {
    let digits = message.split("\"unread\":").nth(1).map(|rest| rest.chars().take_while(char::is_ascii_digit));
    digits.and_then(|digits| digits.collect::<String>().parse().ok()).unwrap_or(0)
}

/// A word for a number that no grammar of figures takes for one.
fn stems(number: usize) -> String {
    const STEMS: [char; 10] = ['木', '火', '土', '金', '水', '山', '石', '田', '禾', '竹'];
    number.to_string().bytes().map(|digit| STEMS[usize::from(digit - b'0') % STEMS.len()]).collect()
}

fn replace_line(text: &str, start: &str, line: &str) -> String {
    text.lines().map(|old| if old.starts_with(start) { line } else { old }).map(|line| format!("{line}\n")).collect()
}

fn set_value(text: &str, id: &str, value: &str) -> String {
    let record = text.find(id).expect("the record");
    let start = record + text[record..].find("value: '").expect("its value") + "value: '".len();
    let end = start + text[start..].find('\'').expect("its end");
    format!("{}{value}{}", &text[..start], &text[end..])
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("the theme") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a file");
        }
    }
}

struct Server {
    child: Child,
    port: u16,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    fn start(root: &Path) -> Server {
        let mut child = Command::new(env!("CARGO_BIN_EXE_gongbao"))
            .args(["serve", "--lang", "en", "--port", "17000", "--root"])
            .arg(root)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("its output")).read_line(&mut line).expect("a line");
        let port = line.split("127.0.0.1:").nth(1).and_then(|rest| rest.split('/').next()?.parse().ok());
        Server { child, port: port.expect("an address in the line") }
    }

    fn connect(&self, path: &str) -> TcpStream {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a connection");
        stream.set_nodelay(true).expect("no delay");
        write!(stream, "GET /{path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n").expect("a request");
        stream
    }

    fn get(&self, path: &str) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.connect(path).read_to_end(&mut bytes).expect("an answer");
        bytes
    }

    /// Writes a file and waits until the page has what is wanted; then asks for the others,
    /// which must have it too.
    fn edit(&mut self, file: &Path, text: &str, page: &str, others: &[String], wanted: &str) -> Duration {
        self.get(page);
        others.iter().for_each(|other| drop(self.get(other)));
        let shown = if page.ends_with(".css") { "zh/" } else { page };
        let (mut events, mut line) = self.events(shown);
        let start = Instant::now();
        fs::write(file, text).expect("the edit");
        loop {
            line.clear();
            events.read_line(&mut line).expect("an event");
            if line.contains("\"page\"") || line.contains("\"style\"") {
                let bytes = self.get(page);
                if String::from_utf8_lossy(&bytes).contains(wanted) {
                    others.iter().for_each(|other| self.must_show(other, wanted));
                    return start.elapsed();
                }
            }
        }
    }

    /// The event stream of a page, and its first message.
    fn events(&self, page: &str) -> (BufReader<TcpStream>, String) {
        let mut events = BufReader::new(self.connect(&format!("_gongbao/events?page={page}")));
        let mut line = String::new();
        while !line.starts_with("data:") {
            line.clear();
            events.read_line(&mut line).expect("the stream");
        }
        (events, line)
    }

    /// How many texts are still to be read.
    fn unread(&self) -> usize {
        unread_in(&self.events("zh/").1)
    }

    /// Waits until the problems of all texts were told.
    fn wait_until_read(&self) {
        let (mut events, mut line) = self.events("zh/");
        while !line.contains("\"problems\"") || unread_in(&line) > 0 {
            line.clear();
            events.read_line(&mut line).expect("the stream");
        }
    }

    /// Those of some pages that show a title in a link.
    fn pages_that_show(&self, title: &str, pages: &[String]) -> Vec<String> {
        let slug = city_slug(0, 3);
        let shows = |page: &&String| {
            let text = String::from_utf8_lossy(&self.get(page)).into_owned();
            // Links are relative: from pages of the same city they do not name it.
            let links = [format!("/{slug}/case-0/"), "\"../case-0/".to_owned(), "\"case-0/".to_owned()];
            let own_list = page.ends_with(&format!("cases/{FIRST_YEAR}/{slug}/"));
            let links = &links[..if own_list { 3 } else { 2 }];
            text.contains(title) && links.iter().any(|link| text.contains(link))
        };
        pages.iter().filter(shows).cloned().collect()
    }

    fn must_show(&self, page: &str, wanted: &str) {
        let bytes = self.get(page);
        assert!(String::from_utf8_lossy(&bytes).contains(wanted), "{page} is stale");
    }

    /// Puts a file back and lets the server come to rest.
    fn settle(&self, file: &Path, text: &str) {
        fs::write(file, text).expect("the file put back");
        std::thread::sleep(Duration::from_millis(300));
    }

    fn memory_kb(&self) -> usize {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or("");
        line.split_whitespace().nth(1).and_then(|kb| kb.parse().ok()).unwrap_or(0)
    }
}
