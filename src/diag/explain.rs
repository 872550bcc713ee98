//! What each code means and what to do about it: one table, for the command `explain` and
//! for the pages that a guide has of each code.

use super::code::Code;
use crate::i18n::{Text, text};

/// What a code means, at more length than a message has room for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// What is the matter.
    pub what: Text,
    /// What to do.
    pub cure: Text,
}

macro_rules! explanations {
    ($($code:ident: $zh:literal, $zh_cure:literal; $en:literal, $en_cure:literal;)+) => {
        /// What a code means.
        pub fn explanation(code: Code) -> Explanation {
            match code {
                $(Code::$code => Explanation { what: text($zh, $en), cure: text($zh_cure, $en_cure) },)+
            }
        }
    };
}

explanations! {
    YamlSyntax: "数据文件的写法不对，读不下去", "看标出的那一行和上一行：冒号后要有空格，引号要成对，缩进只用空格，冒号、逗号用半角";
        "a data file cannot be read: its notation is wrong", "look at the marked line and the one above: a space after each colon, quotes in pairs, indentation with spaces only";
    UnknownField: "这种记录没有这个字段", "照提示改成相近的字段，或删去；`gongbao schema`列出每种文件的全部字段";
        "this kind of record has no such field", "use the field that the message suggests, or delete the line; `gongbao schema` lists the fields of each kind of file";
    DuplicateKey: "同一条记录里一个字段写了两次", "合成一个；多半是漏写了新一条开头的`- `";
        "a field stands twice in one record", "make one of the two; often the `- ` that begins a new entry was forgotten";
    WrongType: "这里要的是另一种内容，比如要列表却写了文字", "照提示的样子写；列表写成`[a, b]`，两种语言写成`{zh: …, en: …}`";
        "something of another kind belongs here, such as a list where a text stands", "write it as the message shows; lists are `[a, b]`, both languages are `{zh: …, en: …}`";
    MissingField: "缺少一个必须有的字段", "补上；提示里写着这个字段是什么";
        "a field that has to be there is missing", "add it; the message says what it is";
    EmptyText: "这里不能空着", "写上内容；这一项可以不要时，整行删去";
        "this must not be empty", "write something; delete the whole line where the field need not be there";
    NotUtf8: "文件不是UTF-8编码的文字", "用编辑器另存为UTF-8；记事本里的“Unicode”是UTF-16，“ANSI”是GBK，都要另存";
        "the bytes are no UTF-8 text", "save it again as UTF-8; what Notepad calls “Unicode” is UTF-16, and “ANSI” is GBK";
    TabIndent: "行首用了制表符", "换成空格，每级两个";
        "a line begins with a tab", "use spaces, two for each level";
    EmptyFile: "文件是空的", "写上内容，或删去这个文件";
        "the file is empty", "write something in it, or delete it";
    Unreadable: "文件读不了：没有权限、链接断了、太大，或在项目之外", "检查权限和大小，把文件本身放进项目文件夹";
        "the file cannot be read: rights, a dead link, its size, or a place outside the project", "check rights and size, and put the file itself into the project";
    UnusableName: "这个名字不能用在网址或文件名里", "只用小写拉丁字母、数字和中间的连字符，如`first-case`";
        "this name cannot stand in an address", "use lower-case Latin letters, digits and single hyphens between them, such as `first-case`";
    WrongCode: "行政区划代码不是六位，或不属于上级", "对照GB/T 2260改正代码或上级";
        "a division code that has not six digits or does not lie below its parent", "correct the code or the parent by GB/T 2260";
    NotDecimal: "这里要写数，只能有数字和小数点", "单位、“约”“余”不写在这里：单位由指标决定，约数写在`qualifier`";
        "a number is wanted: digits and a point", "units and words such as “about” stand elsewhere: the indicator has the unit, `qualifier` the word";
    FigureDiffers: "文稿里绑定的数和数据不一样", "对照公开文件：文字错了改文字，数据错了改数据";
        "a bound figure of a text is not what the data says", "look into the published document, then correct the text or the data";
    OverHundred: "百分比超过100，而这个指标不允许", "多半是小数点错了；毛入学率一类可以超过100的，在指标里写`may_exceed_100: true`";
        "a percentage above 100 where its indicator does not allow it", "the point is probably wrong; for shares that can pass 100 write `may_exceed_100: true` in the indicator";
    NoSource: "这个数没有写出处", "写上`source`：哪份文件、第几条；一个文件里都出自一处的，写在文件开头";
        "a figure does not say where it comes from", "give its `source`: the document and the place in it; once at the head of the file if all have the same";
    UnknownPlace: "没有这个名字的地方", "照提示改写法；新的地方用`gongbao new place`加上";
        "there is no place of this name", "write it as the message suggests; `gongbao new place` adds one";
    UnknownIndicator: "没有这个名字的指标", "照提示改写法；新的指标用`gongbao new indicator`加上";
        "there is no indicator of this name", "write it as the message suggests; `gongbao new indicator` adds one";
    UnknownTheme: "没有这个名字的主题", "主题写在`data/programmes`里；照提示改，或在那里加上";
        "there is no theme of this name", "themes stand in `data/programmes`; write it as suggested, or add it there";
    UnknownDocument: "没有这个编号的公开文件", "公开文件写在`data/documents.yaml`里；照提示改，或在那里加上";
        "there is no published document of this name", "documents stand in `data/documents.yaml`; write it as suggested, or add it there";
    UnknownName: "没有这个名字的记录", "照提示改写法，或先在数据里加上";
        "there is no record of this name", "write it as suggested, or add it to the data first";
    DuplicateId: "同一个编号用了两次", "给其中一条换一个编号";
        "the same id stands twice", "give one of the two another id";
    DuplicateSlug: "同一个网址名称用了两次", "给其中一条换一个名称";
        "the same name in addresses stands twice", "give one of the two another name";
    DuplicateAddress: "两个网页的网址相同", "给其中一个换名称或换文件夹";
        "two pages have one address", "rename one of them or move it to another folder";
    MissingLanguage: "数据里的文字只有一种语言", "补上另一种：`{zh: …, en: …}`";
        "a text of the data exists in one language only", "add the other: `{zh: …, en: …}`";
    NoFrontMatter: "文稿开头没有说明部分", "第一行写`---`，下面写`title:`等，再写一行`---`";
        "a text without front matter", "begin with a line `---`, then `title:` and the others, then a line `---`";
    OpenFrontMatter: "文稿的说明部分没有结束", "在说明部分和正文之间补一行`---`";
        "front matter that is not closed", "put a line `---` between it and the text";
    DeadReference: "链接指向的东西不存在", "照提示改；链接的写法如`place:`、`case:`、`document:`后面接编号";
        "a link to something that is not there", "write it as suggested; links are `place:`, `case:`, `document:` and so on with an id";
    DeadAnchor: "链接指向的那一页里没有这个位置", "改成那一页上有的标题编号，或去掉`#`后面的部分";
        "a link to an anchor that its page does not have", "name a heading that the page has, or leave out what follows `#`";
    RawHtml: "文稿里有HTML代码", "改用Markdown的写法，或删去";
        "HTML in a text", "write it in Markdown, or delete it";
    NotDate: "不是日期，或没有这一天", "写成`2021-03-04`、`2021-03`或`2021`";
        "no date, or none of the calendar", "write `2021-03-04`, `2021-03` or `2021`";
    UnknownChoice: "这里只能写规定的几个词之一", "照提示列出的词写";
        "a word that is not among those allowed here", "use one of the words that the message lists";
    StatusConflict: "数值、状态和约数的说法互相矛盾", "隐去的数不写值；有值的不写隐去";
        "value, status and qualifier contradict each other", "a masked figure has no value, and one with a value is not masked";
    PathConflict: "文件夹说的年份、地方或评价，和文件里写的不同", "两处改成一样";
        "the folder says one year, place or programme and the file another", "make both the same";
    TemplateError: "主题外观的模板有错", "照提示改；`gongbao theme --data`列出模板能用的全部名称";
        "a template of the theme is wrong", "correct it as suggested; `gongbao theme --data` lists what templates are given";
    StyleError: "主题外观的样式有错", "照标出的位置改";
        "a style sheet of the theme is wrong", "correct it at the marked place";
    MissingWord: "一个界面用语缺一种语言", "在`words/zh.yaml`和`words/en.yaml`里都写上";
        "an interface word that one language lacks", "write it in both `words/zh.yaml` and `words/en.yaml`";
    NoSite: "项目里没有`data/site.yaml`", "检查`--root`指的文件夹；新网站用`gongbao init`建";
        "the project has no `data/site.yaml`", "check the folder that `--root` names; `gongbao init` begins a portal";
    WrongParent: "地方的上级绕回到自己，或级别颠倒", "改正`parent`或`level`";
        "the parents of a place lead back to itself, or its levels are upside down", "correct `parent` or `level`";
    UnitMismatch: "这个单位不能换算成指标的单位", "改用指标的单位，或选对指标";
        "the unit cannot be turned into that of the indicator", "use the unit of the indicator, or another indicator";
    LanguageConflict: "同一篇的两种语言说法矛盾", "共用的字段只在一个文件里写，或两个写成一样";
        "the two files of one text contradict each other", "write shared fields in one of the files, or the same in both";
    WrongChart: "文稿里的图画不出来", "照提示改图的种类、指标或年份";
        "a chart in a text that cannot be drawn", "correct its kind, indicator or year as the message says";
    DuplicateObservation: "同一地方、指标、时间有两个数", "删去一个；确是两个不同的数时，用`breakdown`等说明区别";
        "two figures of the same place, indicator and period", "delete one; where both are right, say in `breakdown` how they differ";
    ArithmeticFails: "声明的合计、增幅或占比算下来不对", "对照公开文件改数据；文件自己印错的，把`verdict`写成`does-not-hold`";
        "a declared sum, growth or share does not hold", "correct the data by the document; where the document itself is wrong, write `verdict: does-not-hold`";
    SilentChange: "已公布的数或网页变了，更正记录里没有写", "把提示给出的那一条写进`data/corrections.yaml`；没打算改的，改回去";
        "a published figure or page changed, and the corrections log does not say so", "write the entry that the message gives into `data/corrections.yaml`, or undo the change";
    AddressGone: "已公布的网址没有了", "恢复原来的文件夹名，或在更正记录里写明撤下的原因";
        "a published address is gone", "restore the former name, or say in the corrections log why it was withdrawn";
    BrokenLink: "这段文字像是数据链接，但写法不对", "写成`[93.4%](figure:编号)`：方括号紧接圆括号，用半角";
        "text that looks like a link to the data and is none", "write `[93.4%](figure:id)`, the brackets close together and in half width";
    WrongFormula: "算式读不懂", "数据编号放在花括号里，运算符用`+ - * /`";
        "a formula that cannot be read", "put ids of figures in braces and use `+ - * /`";
    NotAsPrinted: "数值和`as_printed`里照抄的原文不一样", "对照公开文件改正其中一处";
        "a value is not what its `as_printed` says", "correct one of the two by the document";
    TitleNumber: "图的标题里手写了数据算不出来的数", "改用花括号里的名称，让程序填数";
        "a number typed into the title of a chart that its data does not yield", "use a place in braces, which the program fills";
    TitlePlace: "图的标题里花括号中的名称填不上", "改成提示列出的名称之一";
        "a place in braces in the title of a chart that cannot be filled", "use one of the names that the message lists";
    LostText: "文稿里有文字不会出现在网页上", "照提示改写法，让它显示；不要的删去";
        "characters of a text that stand on no page", "write it as the message says, or delete what is not meant";
    MarksInFigure: "数字旁有Markdown记号，网页上的数会变样", "在记号前加反斜线，或去掉记号";
        "a mark of Markdown beside a digit changes a number", "put a backslash before the mark, or take it away";
    IdTaken: "这个名字在网页上已经有了", "换一个名字";
        "an id that the page has already", "choose another name";
    PictureNotShown: "图片不会出现在网页上", "把图片文件放在文稿旁边，照提示写链接";
        "a picture that no page shows", "put the file beside the text and link it as the message says";
    MissingFile: "文稿提到的文件不在旁边", "把文件放进文稿所在的文件夹，或照提示改正文件名";
        "a text names a file that does not lie beside it", "put the file into the folder of the text, or correct its name as suggested";
    UnusableFile: "文稿旁边的文件不能发布：与后缀不符、太大、残缺，或是不收的一种", "照提示换一份；照片用JPEG，图用PNG，扫描件用PDF";
        "a file beside a text cannot be published: not what its ending says, too large, broken, or of a kind that is not taken", "replace it as the message says; JPEG for photographs, PNG for drawings, PDF for scans";
    TableHead: "表格的行头或列头不认识，或没有表头", "照提示改成数据里的名称，或补上表头";
        "a row or column of a table names nothing known, or the table has no heads", "use a name of the data as suggested, or add the heads";
    TableCell: "表格里有一格读不懂", "照提示改这一格；只写数和规定的记号";
        "a cell of a table cannot be read", "correct the cell as suggested: a number and the known signs only";
    FalseCorrection: "更正记录里的一条不真实、没有理由，或公布以后被改过", "对照各版记录改正；公布过的更正不再改动，另写一条";
        "an entry of the corrections log is not true, gives no reason, or was changed after it was published", "correct it by the records of the editions; a published entry stays, and another is added";
    RecordAltered: "某一版的记录被改过或不见了", "从备份或版本库恢复`data/editions`里的那一份";
        "the record of an edition is not what `publish` wrote, or is missing", "restore it in `data/editions` from a backup or the history of the files";
    WordsDiffer: "数旁边的说法（升降、基数、范围、名次的方向）和数据不同", "对照公开文件改文字或数据";
        "the words at a figure say another direction, base, scope or order than the data", "correct the words or the data by the document";

    UnusedFile: "没有用到这个文件", "照提示改名或换文件夹；不需要就删去";
        "nothing reads this file", "rename or move it as suggested, or delete it";
    MissingTranslation: "这一篇只有一种语言", "补上另一种语言的文件；不补时，那一页会写明没有译文";
        "a text exists in one language only", "add the file of the other; until then its page says that there is no translation";
    LiteralEmphasis: "加粗的记号原样留在了文字里", "检查`**`是否成对，里外有没有多余的空格";
        "emphasis marks stayed in the text", "look whether `**` stand in pairs and without spaces inside";
    FigureParity: "一个数在一种语言里绑定了，另一种没有", "在另一种语言里也绑定同一个数";
        "a figure is bound in one language and not in the other", "bind the same figure in both";
    ProblemUnanswered: "后一年的评价没有交代这个问题", "在后一年的`answers`里写上；公开文件没有说的，写`not-reported`";
        "the next evaluation does not account for a problem", "add it to the `answers` of that year; `not-reported` where the document says nothing";
    MaskedRecomputable: "隐去的数可以从旁边公布的数算出来", "与发文单位商量：是否连旁边的也隐去";
        "a masked value can be computed from what is published around it", "ask the issuing office whether that has to be masked too";
    MistypedTerm: "用语和词汇表里的不一样", "改成词汇表的写法";
        "a term is spelt in a way the glossary warns of", "use the spelling of the glossary";
    OddHeading: "标题的级别不对，或标题的记号没有起作用", "正文标题从`##`开始，一级一级往下，`#`后面要有空格";
        "a heading of the first level, one that skips a level, or one whose marks stayed text", "begin with `##`, go down one level at a time, and put a space after the marks";
    YearWithoutEvaluation: "这一年没有评价，却有这一年的文稿", "检查文件夹的年份，或补上这一年的评价";
        "a text of a year in which its programme has no evaluation", "check the year of the folder, or add the evaluation";
    LanguagesSwapped: "中文的位置写了英文，或英文的位置写了中文", "两处对调，或补上译文";
        "English where Chinese belongs, or Chinese where English belongs", "swap the two, or add the translation";
    GradesIncomplete: "评了等级的地方和被评价的地方对不上", "对照公报补上或删去";
        "the places that were graded are not those that were evaluated", "compare with the bulletin";
    FigureElsewhere: "这一页绑定了与本页地方无关的数", "多半是编号抄错；改成本地的数";
        "a figure of a place that has nothing to do with the page", "the id is probably another place's; bind the right figure";
    UnsupportedFigure: "标题或摘要里的数，正文没有绑定", "在正文里绑定它，或在`no_data`里列出";
        "a figure in a title or summary that no bound figure of the text states", "bind it in the text, or list it in `no_data`";
    DerivedUnproved: "标为推算的数，没有声明怎样算出来", "在`data/arithmetic`里加上算式";
        "a value marked as derived that no declared arithmetic yields", "add its formula in `data/arithmetic`";
    ChartWithoutData: "图里没有可画的数", "检查指标和年份，或删去图";
        "a chart without a figure to draw", "check indicator and year, or delete the chart";
    PlaceMixedUp: "链接的文字说一个地方，指向另一个；或数的出处写着别处", "改正其中一处";
        "a link says one place and leads to another, or the source of a figure names another", "correct one of the two";
    TargetDiffers: "目标值和它的依据不一样", "对照依据改正";
        "a target is not the one its basis states", "correct it by its basis";
    LanguagesDiffer: "一个年份、日期或数只有一种语言里有", "两种语言写成一样";
        "a year, a date or a number that only one language of a text has", "say the same in both";
    LinkMixedUp: "链接的文字说一个指标或文件，指向另一个", "改正其中一处";
        "a link says one indicator or document and leads to another", "correct one of the two";
    DatesDiffer: "两处记录的日期不同", "对照公开文件改成一样";
        "two records give different dates for one thing", "make them the same by the document";
    ValueDoubtful: "这个数和绑定它的文字都对不上", "多半是数据抄错；对照公开文件";
        "no text that binds a value states it", "the data is probably mistyped; look into the document";
    ReportWithoutDigest: "数据里的报告没有摘要，因此没有网页", "写一篇摘要，放在提示所说的位置";
        "a report in the data has no digest and therefore no page", "write a digest at the place that the message names";
    UnmeantMarkup: "这种Markdown写法在公文里多半不是有意的", "照提示改写法；想要原样显示，在记号前加反斜线";
        "a construct of Markdown that prose never means", "write it as suggested, or put a backslash before the mark";
    LooseFootnote: "注释只有号没有文字，或只有文字没有号", "正文里写`[^1]`，文末写`[^1]: 注释`";
        "a footnote that is called and not written, or written and not called", "write `[^1]` in the text and `[^1]: note` at its end";
    LinesRunTogether: "各带序号的几行会连成一段", "每行之间空一行，或写成标题、列表";
        "lines with numbers of their own become one paragraph", "put an empty line between them, or make them headings or a list";
    PictureIncomplete: "图片没有替代文字，或没有写明当事人是否同意", "写上`alt`说明图里有什么；在文稿开头的`pictures`里写`consent`";
        "a picture without alternative text, or without a word on consent", "say in `alt` what is to be seen; give `consent` under `pictures` in the front matter";
    FootnoteUnexplained: "表格里的注号没有对应的注", "补上注，或去掉注号";
        "a sign in a table points to a footnote which is not given", "add the footnote, or take the sign away";
    SheetHidden: "电子表格里有隐藏的工作表，没有读", "取消隐藏，或删去那张表";
        "a hidden sheet of a spreadsheet is not read", "show the sheet, or delete it";
    FrameDiffers: "句子、行或段落说的是别的地方或年份的数", "多半是编号抄错；改成那个地方那一年的数";
        "a figure stands in a sentence, row or part about another place or year", "the id is probably that of another figure; bind the right one";
    TwoValues: "两条数据没有区别，数值却不同", "对照公开文件，删去错的，或写明它们的区别";
        "two observations that nothing tells apart have two values", "delete the wrong one, or say how they differ";
    GradesDiffer: "文稿里一个等级的地方或个数和数据不同", "对照公报改正其中一处";
        "a text gives a grade other places, or another number of them, than the data", "correct one of the two by the bulletin";
    ReviewMissing: "文稿还没有经过网站要求的审核", "审核后在文稿开头记下；网站要求哪几审，写在`data/site.yaml`";
        "a text has not passed a review that the site asks for", "enter the review in the front matter; `data/site.yaml` says which are asked for";
    YearsReversed: "地方的最后一年早于它的第一年", "改正`valid`里的`from`或`to`";
        "the last year of a place lies before its first", "correct `from` or `to` in its `valid`";
    CharacterRefused: "有一个改变文字方向或控制程序的字符，读者看不见，文字却变了样", "删去它；多半是从网页或PDF复制来的";
        "a character that turns the direction of text or controls programs", "delete it; it usually came along when text was copied from a page or a PDF";
    FileMisnamed: "数据文件的文件夹或名称只差一点，因此没有读", "照提示改名";
        "the folder or the name of a data file is nearly one that is read, so that it is not", "rename it as the message suggests";
    OverLimit: "数量超过了限额", "多半是弄错了；确实需要的，在`data/site.yaml`的`limits`里放宽提示所说的那一项";
        "there is more of something than the limits of the site allow", "mostly something went wrong; where so much is meant, raise the limit that the message names under `limits` in `data/site.yaml`";
    PlaceEnded: "一个地方撤销以后的年份还有它的数或等级", "改正地方或年份；属于后来的地方的，记到那个地方";
        "a figure or a grade of a place in a year in which it was no more", "correct the place or the year, or enter it under the place that came after";
    CharacterDoubtful: "有一个读者看不见、或看起来像别的字的字符", "删去，或改成看得见的字";
        "a character that nobody sees, or that looks like another", "delete it, or write the character that is meant";
    PersonalData: "文件里像是有身份证号码或手机号码", "删去它；个人信息不能公布，办公电话写座机或热线";
        "a file holds what looks like an identity number or a mobile number", "delete it: personal data may not be published; give an office line where people are to call";

    ByteOrderMark: "文件开头有字节顺序标记", "不影响网页；可以另存为“UTF-8（无BOM）”";
        "the file begins with a byte-order mark", "pages are not affected; save it as UTF-8 without BOM";
    CarriageReturns: "文件用Windows换行", "不影响网页；可以把换行设为LF";
        "the file has Windows line ends", "pages are not affected; save it with LF line ends";
    UnboundFigure: "文稿里的数没有绑定数据", "绑定它；不是数据的写成`[35块](figure:none)`";
        "a figure in prose is not bound to the data", "bind it, or write `[35块](figure:none)` where it is no data";
    UnusedWord: "没有模板和网页用到这个界面用语", "删去，或检查名称";
        "no template and no page asks for an interface word", "delete it, or check its name";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn explanations_are_sentences_without_a_stop_in_both_languages() {
        for code in Code::ALL {
            let Explanation { what, cure } = explanation(*code);
            for text in [what, cure] {
                assert!(crate::i18n::has_han(&text.zh) && !text.zh.ends_with('。'), "{}", code.name());
                assert!(!text.en.is_empty() && !text.en.ends_with('.'), "{}", code.name());
            }
        }
    }
}
