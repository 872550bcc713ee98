//! The desk as a browser meets it.

mod checklist;
mod figure;
mod forms;
mod kept;
mod put;
mod saving;

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;

use crate::portal::{Portal, files_below};
use crate::preview::Preview;

const CASE: &str = "content/2023/beta/cases/clean-wells/zh.md";
const ENGLISH: &str = "content/2023/beta/cases/clean-wells/en.md";

/// A preview with a desk, and the token that its page has.
struct Desk {
    preview: Preview,
    token: String,
}

impl Desk {
    fn of(portal: Portal) -> Desk {
        let preview = Preview::serve(portal, &["--poll", "--edit"]);
        let (status, page) = preview.get("/_gongbao/desk/");
        assert_eq!(status, 200);
        let token = page.split("name=\"gongbao-token\" content=\"").nth(1).and_then(|rest| rest.split('"').next());
        Desk { token: token.expect("a token").to_owned(), preview }
    }

    /// Asks for a part of the desk.
    fn ask(&self, path: &str) -> (u16, Value) {
        let (status, text) = self.preview.with(&format!("/_gongbao/desk/{path}"), &self.token_line());
        (status, body_of(&text))
    }

    fn token_line(&self) -> String {
        format!("X-Gongbao-Token: {}\r\n", self.token)
    }

    fn open(&self, file: &str) -> Value {
        let (status, value) = self.ask(&format!("file?{file}"));
        assert_eq!(status, 200, "{file}");
        value
    }

    /// Saves with the usual headers, and others.
    fn save_with(&self, file: &str, seen: &str, text: &[u8], headers: &str) -> (u16, Value) {
        self.post_with(&format!("save?{file}"), text, &format!("X-Gongbao-Seen: {seen}\r\n{headers}"))
    }

    /// Sends something to a part of the desk.
    fn post_with(&self, path: &str, body: &[u8], headers: &str) -> (u16, Value) {
        self.post_as(path, body, "Content-Type: application/x-gongbao-text\r\n", headers)
    }

    /// The same as some media type.
    fn post_as(&self, path: &str, body: &[u8], kind: &str, headers: &str) -> (u16, Value) {
        let length = body.len();
        let host = format!("Host: localhost:{}", self.preview.port);
        let head = format!(
            "POST /_gongbao/desk/{path} HTTP/1.1\r\n{host}\r\n{kind}\
             Content-Length: {length}\r\n{headers}Connection: close\r\n\r\n"
        );
        let (status, answer) = self.preview.raw(&[head.as_bytes(), body].concat());
        (status, body_of(&answer))
    }

    fn post(&self, path: &str, body: &Value) -> (u16, Value) {
        self.post_with(path, body.to_string().as_bytes(), &self.token_line())
    }

    fn save(&self, file: &str, seen: &str, text: &str) -> (u16, Value) {
        self.save_with(file, seen, text.as_bytes(), &self.token_line())
    }

    fn all_files(&self) -> BTreeMap<String, Vec<u8>> {
        all_files(&self.preview.portal)
    }
}

fn all_files(portal: &Portal) -> BTreeMap<String, Vec<u8>> {
    let read = |path: String| (path.clone(), fs::read(portal.path().join(path)).expect("a file"));
    files_below(portal.path()).into_iter().map(read).collect()
}

fn body_of(answer: &str) -> Value {
    let body = answer.split_once("\r\n\r\n").map_or("", |(_, body)| body);
    serde_json::from_str(body).unwrap_or(Value::Null)
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_else(|| panic!("no {key} in {value}"))
}
