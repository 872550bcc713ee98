//! What the program says when it could not, or would not, write.

use std::path::Path;

use super::messages::Speaker;
use super::{ENVIRONMENT, USAGE};
use crate::i18n::Text;
use crate::output::{Act, DiskError, PublishError, Refusal};
use crate::say;

/// How many paths a message lists.
const LISTED: usize = 10;

/// Says why nothing was written; returns the exit code.
pub fn tell(error: &PublishError, speaker: &Speaker) -> u8 {
    match error {
        PublishError::Disk(error) => failed(error, speaker),
        PublishError::Refused(refusal) => {
            speaker.tell(&why(refusal));
            match refusal {
                Refusal::HoldsRoot { .. }
                | Refusal::TouchesSources { .. }
                | Refusal::LinkToNowhere { .. }
                | Refusal::NotAFolder { .. } => USAGE,
                Refusal::NotOurs { .. }
                | Refusal::ManifestUnreadable { .. }
                | Refusal::InTheWay { .. }
                | Refusal::FoldersInTheWay { .. }
                | Refusal::Busy { .. } => ENVIRONMENT,
            }
        }
    }
}

/// Says what the disk did not do; returns the exit code.
pub fn failed(error: &DiskError, speaker: &Speaker) -> u8 {
    let (path, why) = (error.path.display(), &error.error);
    let act = act(error.act);
    let (zh, en) = (&act.zh, &act.en);
    speaker.tell(&say!("{zh}{path}失败：{why}", "cannot {en} {path}: {why}"));
    ENVIRONMENT
}

/// Paths below each other, the first ones of many.
pub fn list(paths: &[String]) -> Text {
    let shown: String = paths.iter().take(LISTED).map(|path| format!("\n  {path}")).collect();
    match paths.len().saturating_sub(LISTED) {
        0 => say!("{shown}", "{shown}"),
        more => say!("{shown}\n  另有{more}个", "{shown}\n  and {more} more"),
    }
}

fn why(refusal: &Refusal) -> Text {
    match refusal {
        Refusal::HoldsRoot { folder } => {
            let folder = folder.display();
            say!(
                "网站不能写到{folder}：它就是项目文件夹，或者项目在它里面；请用--output-dir指定另外的文件夹",
                "the site cannot be written into {folder}: it is the folder of the project or holds it; name another folder with --output-dir"
            )
        }
        Refusal::TouchesSources { folder, sources } => {
            let (folder, sources) = (folder.display(), sources.display());
            say!(
                "网站不能写到{folder}：{sources}是项目的原稿，不能被覆盖；请用--output-dir指定另外的文件夹",
                "the site cannot be written into {folder}: {sources} belongs to the sources of the project, which are never written over; name another folder with --output-dir"
            )
        }
        Refusal::LinkToNowhere { link } => {
            let link = link.display();
            say!(
                "{link}是链接，指向的文件夹不存在；请先建好那个文件夹，或改链接",
                "{link} is a link to a folder that does not exist; make that folder or change the link"
            )
        }
        Refusal::NotAFolder { path } => {
            let path = path.display();
            say!("{path}不是文件夹", "{path} is not a folder")
        }
        Refusal::NotOurs { folder } => not_ours(folder),
        Refusal::ManifestUnreadable { folder } => {
            let folder = folder.display();
            say!(
                "{folder}/.gongbao-manifest读不出来，不知道哪些文件是本程序写的；加--force把现有文件都当作别人的：与网页同路径的替换，其余保留",
                "{folder}/.gongbao-manifest cannot be read, so that nobody knows which files gongbao wrote; --force takes all for those of others, replaces files at the paths of pages and keeps the rest"
            )
        }
        Refusal::InTheWay { folder, paths } => {
            let (folder, list) = (folder.display(), list(paths));
            let (zh, en) = (&list.zh, &list.en);
            say!(
                "没有写出网站：{folder}里有别人的文件占了网页的位置；请移走，或加--force替换：{zh}",
                "the site was not written: in {folder}, files that gongbao did not make are where pages have to be; move them, or replace them with --force:{en}"
            )
        }
        Refusal::FoldersInTheWay { folder, paths } => {
            let (folder, list) = (folder.display(), list(paths));
            let (zh, en) = (&list.zh, &list.en);
            say!(
                "没有写出网站：{folder}里有文件夹占了网页的位置，里面有东西，--force也不替换；请移走：{zh}",
                "the site was not written: in {folder}, folders that hold something are where pages have to be, and not even --force replaces them; move them:{en}"
            )
        }
        Refusal::Busy { folder, process } => {
            let folder = folder.display();
            let number = process.map(|process| process.to_string());
            let (zh, en) = match number {
                Some(number) => (format!("（进程{number}）"), format!(" (process {number})")),
                None => (String::new(), String::new()),
            };
            say!(
                "另一个gongbao{zh}正在写{folder}；等它结束后再运行",
                "another gongbao{en} is writing {folder}; run this again when it has finished"
            )
        }
    }
}

fn not_ours(folder: &Path) -> Text {
    let folder = folder.display();
    say!(
        "{folder}里有别的文件，不是本程序写的文件夹；加--force也写入：与网页同路径的文件替换，其余保留",
        "{folder} holds files and was not made by gongbao; --force writes into it all the same, replaces files at the paths of pages and keeps the rest"
    )
}

/// The words for what was tried.
fn act(act: Act) -> Text {
    match act {
        Act::Read => say!("读取", "read"),
        Act::Write => say!("写入", "write"),
        Act::Create => say!("新建", "create"),
        Act::Rename => say!("改名", "rename"),
        Act::Remove => say!("删除", "remove"),
        Act::Lock => say!("锁定", "lock"),
    }
}
