//! The help of the commands in Chinese; in English it stands at the arguments.

use crate::i18n::Lang;

/// The help of the commands in a language.
pub fn in_language(command: clap::Command, lang: Lang) -> clap::Command {
    match lang {
        Lang::En => command,
        Lang::Zh => chinese(command),
    }
}

fn chinese(command: clap::Command) -> clap::Command {
    let project = |command: clap::Command| {
        command
            .mut_arg("root", |arg| arg.help("项目文件夹：里面有data和content的那一个"))
            .mut_arg("strict", |arg| arg.help("把“建议改”也当作“必须改”"))
            .mut_arg("drafts", |arg| arg.help("草稿也显示"))
    };
    let site = |command: clap::Command| {
        command
            .mut_arg("output_dir", |arg| arg.help("网站写到哪里，从当前文件夹算起；不写就是项目文件夹里的public"))
            .mut_arg("base_url", |arg| arg.help("网站的网址；不写就用data/site.yaml里的base_url"))
            .mut_arg("force", |arg| arg.help("文件夹里有别的文件也写入：与网页同路径的先列出再替换，其余保留"))
    };
    command
        .about("把YAML数据和Markdown文稿做成双语的评价公报网站")
        .mut_arg("lang", |arg| arg.help("提示用哪种语言"))
        .mut_arg("verbose", |arg| arg.help("说明正在做什么、有多少、用多长时间"))
        .mut_subcommand("init", |init| {
            init.about("开始一个网站：把最小的完整网站写到一个文件夹")
                .mut_arg("dir", |arg| arg.help("文件夹；没有就新建，里面已有的文件不会被覆盖"))
        })
        .mut_subcommand("import", |import| {
            import
                .about("收进印发的文件：Word、网页、Markdown或文字变成草稿，电子表格变成数据")
                .mut_arg("files", |arg| arg.help("文件：.docx、.html、.md、.txt；有数值的表格：.xlsx、.csv"))
                .mut_arg("root", |arg| arg.help("项目文件夹：里面有data和content的那一个"))
                .mut_arg("year", |arg| arg.help("被评价的年份；不写就用标题里的"))
                .mut_arg("place", |arg| arg.help("哪个地方的文件，写编号或名称"))
                .mut_arg("kind", |arg| arg.help("是什么：bulletin公报，report报告，case案例，page说明页；不写时，附有案例的是公报，其他是报告"))
                .mut_arg("document", |arg| arg.help("它在公开文件清单里的编号"))
        })
        .mut_subcommand("new", |new| {
            new.about("在项目里该放的位置写一张待填的表")
                .mut_arg("kind", |arg| arg.help("写哪一种：case案例，bulletin公报，report报告，page说明页，indicator指标，place地方，problem问题，table数据表"))
                .mut_arg("root", |arg| arg.help("项目文件夹：里面有data和content的那一个"))
                .mut_arg("title", |arg| arg.help("中文标题或名称"))
                .mut_arg("title_en", |arg| arg.help("英文标题或名称"))
                .mut_arg("year", |arg| arg.help("被评价的年份"))
                .mut_arg("place", |arg| arg.help("地方，写编号或名称；新的地方写它的上级"))
                .mut_arg("slug", |arg| arg.help("网址里的名称；不写就按标题的拼音"))
                .mut_arg("programme", |arg| arg.help("评价的编号；不写就是网站的默认评价"))
                .mut_arg("theme", |arg| arg.help("新指标的主题编号"))
        })
        .mut_subcommand("explain", |explain| {
            explain
                .about("解释提示的代码：什么意思，怎么办")
                .mut_arg("code", |arg| arg.help("代码，如E014，或它的名称；不写就列出全部"))
                .mut_arg("pages", |arg| arg.help("为每个代码在项目里写一页说明"))
        })
        .mut_subcommand("build", |build| {
            site(project(build.about("检查全部内容，把做好的网站写到一个文件夹")))
                .mut_arg("timings", |arg| arg.help("说出每一步用了多少时间"))
                .mut_arg("part", |arg| arg.help("只做一部分网页，如2/4，再用join合起来；不写--output-dir就写到public-part-2-of-4"))
        })
        .mut_subcommand("join", |join| {
            site(join.about("把build --part做的各部分合成一个网站，和一次做成的一模一样"))
                .mut_arg("parts", |arg| arg.help("各部分的文件夹，次序不论"))
                .mut_arg("root", |arg| arg.help("项目文件夹：里面有data和content的那一个"))
                .mut_arg("drafts", |arg| arg.help("各部分做的时候显示草稿"))
        })
        .mut_subcommand("check", |check| {
            project(check.about("检查全部内容；不用--fix就不写任何文件"))
                .mut_arg("format", |arg| arg.help("问题怎样输出：text给人看，json每行一个"))
                .mut_arg("notes", |arg| arg.help("“提示”也逐条列出，不只报数量"))
                .mut_arg("fix", |arg| arg.help("先改正不必问人的问题，并列出改了什么"))
                .mut_arg("documents", |arg| {
                    arg.help("拿这个文件夹里的公开文件（纯文本或Markdown，以编号命名）核对数值和文稿")
                })
                .mut_arg("propose", |arg| arg.help("输出这篇文稿的一份副本，把能确定的数值绑定好"))
                .mut_arg("coverage", |arg| arg.help("逐篇列出数值：已绑定、标明不是数据、两者都不是的各几个"))
        })
        .mut_subcommand("serve", |serve| {
            serve
                .about("边写边看：在浏览器里预览，保存后自动更新")
                .mut_arg("root", |arg| arg.help("项目文件夹：里面有data和content的那一个"))
                .mut_arg("port", |arg| arg.help("端口；被占用时用下一个空闲的；0表示任何空闲的"))
                .mut_arg("interface", |arg| arg.help("监听的网络地址；改动后别的电脑也能看到预览"))
                .mut_arg("open", |arg| arg.help("用浏览器打开预览"))
                .mut_arg("drafts", |arg| arg.help("草稿也显示"))
                .mut_arg("poll", |arg| arg.help("定时查看文件（网络文件夹用）"))
                .mut_arg("edit", |arg| arg.help("可以在浏览器里改文稿和数据，保存时直接写入文件"))
        })
        .mut_subcommand("publish", |publish| {
            site(publish.about("做好网站，并记下公布了什么，以后的改动就不会悄悄过去"))
                .mut_arg("root", |arg| arg.help("项目文件夹：里面有data和content的那一个"))
                .mut_arg("date", |arg| arg.help("这一版的日期，如2021-03-04"))
                .mut_arg("strict", |arg| arg.help("把“建议改”也当作“必须改”"))
        })
        .mut_subcommand("verify", |verify| {
            verify
                .about("核对已发布的文件夹：网页是否就是各版记录的那些")
                .mut_arg("folder", |arg| arg.help("已发布的文件夹"))
        })
        .mut_subcommand("schema", |schema| {
            schema
                .about("输出数据文件和文稿说明部分的JSON Schema，供编辑器补全和解释字段")
                .mut_arg("kind", |arg| arg.help("哪一种文件；不写就列出各种"))
                .mut_arg("out", |arg| arg.help("把全部种类写进一个文件夹"))
        })
        .mut_subcommand("theme", |theme| {
            theme
                .about("给设计者看的主题外观资料")
                .mut_arg("root", |arg| arg.help("项目文件夹：里面有data和content的那一个"))
                .mut_arg("data", |arg| arg.help("列出每个模板和组件得到的数据：名称、类型和一句说明"))
        })
        .mut_subcommand("completion", |completion| {
            completion.about("输出命令补全脚本").mut_arg("shell", |arg| arg.help("哪一种命令行"))
        })
}
