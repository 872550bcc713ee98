//! `data/site.yaml`: what the portal is called and who answers for it.

use super::limits::Limits;
use super::notation::WebAddress;
use super::programme::Named;
use crate::diag::Spanned;
use crate::i18n::{PartialDate, Text};
use crate::parse::statement::Statement;
use crate::parse::yaml::MaybeEmpty;

record! {
    pub struct Site, "整个网站", "The portal as a whole.";
    names: Text = required, "网站名称", "The name of the portal.";
    short: Text = or(names.clone()), "简称；不写时用名称", "The short name; the name where it is not given.";
    tagline: Statement = required, "一句话：这是什么，由谁发布", "One sentence: what this is, who issues it.";
    organiser: Text = required, "主办单位", "Who answers for the portal.";
    contact: Statement = required, "发现错误怎样反映", "How an error is reported.";
    disclaimer: Statement = required,
        "摘要页上的说明：这不是原文", "The notice under digests: that they are not the original text.";
    programme: Spanned<String> = required,
        "默认的评价，它的页面网址没有前缀", "The programme whose pages have no prefix in their address.";
    theme: Spanned<String> = required, "`themes`下的主题文件夹", "The folder under `themes`.";
    focus: Option<Spanned<String>> = optional, "首页显示的一组可比地方", "The peer group shown on the home page.";
    base_url: Option<String> = optional as WebAddress,
        "网站的网址；命令里写的`--base-url`优先", "The address at which the portal is published; `--base-url` of the command comes first.";
    reviews: Vec<Named> = list,
        "文稿发布前要经过的审核，按先后：初审、复审、终审", "The reviews that a text has to pass before it is published, in their order.";
    host: Host = default, "承载网站须公开的信息", "What the host site has to state.";
    limits: Limits = default, "限额；不写的用默认值", "How much there may be of what; the defaults where nothing is said.";
    data: DataTerms = default, "数据的日期和许可", "The day of the data and the terms of its use.";
}

record! {
    #[derive(Default)]
    pub struct DataTerms, "数据的日期和许可", "On what terms the data may be used, and of when it is.";
    version: Option<PartialDate> = optional,
        "数据的日期；发布过版本后以版本日期为准", "The day of the data until an edition is published; then that of the edition.";
    licences: Vec<Licence> = list, "许可，任选一种", "The licences; any one of them may be chosen.";
}

record! {
    pub struct Licence, "一种许可", "A licence by its SPDX name.";
    id: String = required, "SPDX名称", "Its SPDX name.";
    names: Text = required, "名称", "Its name.";
    url: String = required, "许可全文的网址", "Where its text stands.";
}

record! {
    #[derive(Default)]
    pub struct Host, "政府网站须公开的信息；空着的不显示", "What government practice asks of the host site; empty ones are not drawn.";
    site_id: String = default as MaybeEmpty, "网站标识码", "网站标识码, the identification code of a government site.";
    icp: String = default as MaybeEmpty, "ICP备案号", "The ICP filing number.";
    police: String = default as MaybeEmpty, "公安备案号", "The public-security filing number.";
    home: String = default as MaybeEmpty, "承载网站的网址", "The address of the site that hosts the portal.";
}
