//! The preview, asked things that are no requests.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::portal::project;
use crate::run::{Target, run};

/// What requests are made of.
const REQUESTS: &[&str] = &[
    "GET ", "HEAD ", "POST ", "/", "/zh/", "..", "%2e%2e/", "%00", "%ff", " HTTP/1.1", " HTTP/1.0", " HTTP/9.9",
    "\r\n", "\r\n\r\n", "Host: ", "localhost", "127.0.0.1", "Host: example.org\r\n", "Range: bytes=0-5\r\n",
    "Range: bytes=-0,9-1\r\n", "Content-Length: 5\r\n", "Content-Length: 99999999999999999999\r\n",
    "Transfer-Encoding: chunked\r\n", "Origin: null\r\n", "Sec-Fetch-Site: cross-site\r\n",
    "/_gongbao/events?page=zh/index.html", "/_gongbao/preview.js", "?", "#", "\u{0}", "字", "Connection: close\r\n",
    "Expect: 100-continue\r\n", ": ", "\t",
];

struct Preview {
    child: Child,
    port: u16,
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Preview {
    fn start() -> Preview {
        let mut child = Command::new(env!("CARGO_BIN_EXE_gongbao"))
            .args(["serve", "--lang", "en", "--port", "0", "--root"])
            .arg(project().join("tests/portals/base"))
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("its output")).read_line(&mut line).expect("a line");
        let port = line.split("127.0.0.1:").nth(1).and_then(|rest| rest.split('/').next()?.parse().ok());
        Preview { child, port: port.expect("an address in the line") }
    }

    fn ask(&self, request: &[u8], patience: Duration) -> Vec<u8> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a connection");
        stream.set_read_timeout(Some(patience)).expect("a limit");
        // A server that refuses may close before everything is written.
        let _ = stream.write_all(request);
        let mut bytes = Vec::new();
        let _ = stream.take(1 << 20).read_to_end(&mut bytes);
        bytes
    }
}

#[test]
fn requests() {
    let preview = Preview::start();
    let host = format!("localhost:{}", preview.port);
    run(&Target { name: "requests", words: REQUESTS, inputs: 120 }, |text| {
        let request = text.replace("\r\n", "\n").replace('\n', "\r\n").replace("localhost", &host);
        // An event stream never ends by itself.
        let answer = preview.ask(request.as_bytes(), Duration::from_millis(150));
        if !answer.is_empty() && !answer.starts_with(b"HTTP/1.") {
            return Err(format!(
                "the answer begins with {:?}",
                String::from_utf8_lossy(&answer[..answer.len().min(40)])
            ));
        }
        let good = format!("GET /zh/ HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        let answer = preview.ask(good.as_bytes(), Duration::from_secs(10));
        if answer.starts_with(b"HTTP/1.1 200") { Ok(()) } else { Err("the next request got no page".to_owned()) }
    });
}
