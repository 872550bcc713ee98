//! What is said when the program itself fails.

use std::backtrace::Backtrace;
use std::io::Write;
use std::panic::{PanicHookInfo, set_hook};

use crate::i18n::{Lang, for_terminal};
use crate::say;

/// Has a failure of the program explained to whoever runs it, before it ends.
pub fn explain(lang: Lang) {
    set_hook(Box::new(move |info| {
        let _ = write!(std::io::stderr().lock(), "{}", words(info, lang));
    }));
}

fn words(info: &PanicHookInfo<'_>, lang: Lang) -> String {
    let payload = info.payload();
    let why = payload.downcast_ref::<&str>().copied().or(payload.downcast_ref::<String>().map(String::as_str));
    let why = for_terminal(why.unwrap_or("?")).into_owned();
    let at = info.location().map(ToString::to_string).unwrap_or_default();
    let (version, system) = (env!("CARGO_PKG_VERSION"), std::env::consts::OS);
    let trace = Backtrace::capture();
    let text = say!(
        "gongbao本身出错了，不是文稿的错；已发布的网站没有改动。\n请把下面几行、所用的命令和（可以公开的话）刚才改过的文件发给维护者：\n  gongbao {version} {system}\n  {at}\n  {why}\n设环境变量RUST_BACKTRACE=1再运行一次，会列出经过，一并发来。\n",
        "gongbao itself failed; this is no mistake of yours, and the published site is untouched.\nPlease send its maintainers these lines, the command, and the file that you changed last if it may be shown:\n  gongbao {version} {system}\n  {at}\n  {why}\nRun it again with RUST_BACKTRACE=1 in the environment to list how it came to this, and send that too.\n"
    );
    let mut words = text.get(lang).clone();
    if trace.status() == std::backtrace::BacktraceStatus::Captured {
        words.push_str(&format!("{trace}\n"));
    }
    words
}
