//! The command `explain`: what a code means, and pages of all codes for a guide.

use super::args::ExplainArguments;
use super::messages::Speaker;
use super::new_files::{NewFile, write_new};
use super::{CLEAN, USAGE};
use crate::diag::{Code, Explanation, explanation, nearest_words, severity_word};
use crate::i18n::Lang;
use crate::say;

/// Explains a code, lists all, or writes their pages.
pub fn explain(arguments: &ExplainArguments, speaker: &Speaker) -> u8 {
    if let Some(root) = &arguments.pages {
        let pages: Vec<NewFile> = Code::ALL.iter().flat_map(|code| Lang::ALL.map(|lang| page(*code, lang))).collect();
        return write_new(root, &pages, speaker).map_or_else(|code| code, |()| CLEAN);
    }
    let Some(asked) = &arguments.code else {
        for code in Code::ALL {
            let what = explanation(*code).what;
            speaker.result(&format!("{} {}\t{}", code.number(), code.name(), what.get(speaker.lang)));
        }
        return CLEAN;
    };
    let known = Code::ALL.iter().find(|code| code.number().eq_ignore_ascii_case(asked) || code.name() == asked);
    let Some(code) = known else {
        speaker.tell(&say!("没有代码`{asked}`", "there is no code `{asked}`"));
        let names = Code::ALL.iter().flat_map(|code| [code.number(), code.name()]);
        let meant = nearest_words(&asked.to_uppercase(), names);
        speaker.tell(&meant.unwrap_or(say!("`gongbao explain`列出全部代码", "`gongbao explain` lists all codes")));
        return USAGE;
    };
    speaker.result(&told(*code, speaker.lang));
    CLEAN
}

fn told(code: Code, lang: Lang) -> String {
    let Explanation { what, cure } = explanation(code);
    let (number, name, severity) = (code.number(), code.name(), severity_word(code.severity(), lang));
    let (what, cure) = (what.get(lang), cure.get(lang));
    let text = say!(
        "{number} {name}（{severity}）\n\n原因  {what}\n办法  {cure}",
        "{number} {name} ({severity})\n\nWhy  {what}\nFix  {cure}"
    );
    text.get(lang).clone()
}

/// The page of a code, as a static page of a portal.
fn page(code: Code, lang: Lang) -> NewFile {
    let Explanation { what, cure } = explanation(code);
    let number = code.number();
    let (what, cure) = (what.get(lang), cure.get(lang));
    let severity = severity_word(code.severity(), lang);
    let (why, fix) = match lang {
        Lang::Zh => ("原因", "办法"),
        Lang::En => ("Why", "Fix"),
    };
    let stop = if lang == Lang::Zh { "。" } else { "." };
    let name = code.name();
    let text = format!(
        "---\ntitle: {number} {name}\nno_data: [{number}]\n---\n\n`{number}` `{name}` {severity}\n\n## {why}\n\n{what}{stop}\n\n## {fix}\n\n{cure}{stop}\n"
    );
    NewFile::new(format!("content/pages/{}/{}.md", number.to_lowercase(), lang.code()), text)
}
