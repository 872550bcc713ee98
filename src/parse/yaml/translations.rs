//! What the YAML parser says, in words that an editor understands.

use crate::i18n::{Text, text};
use crate::say;

/// The parser's words, and what they mean to the writer of the file: cause, then cure.
const KNOWN: &[(&str, [&str; 4])] = &[
    (
        "did not find expected ',' or '}'",
        [
            "花括号里少了逗号，或没有写`}`",
            "a comma or the closing `}` is missing between braces",
            "各项之间写逗号，末尾写`}`；文字里有逗号、冒号或引号的，整段加引号",
            "put commas between the parts and `}` at the end; a text with a comma, colon or quote needs quotes",
        ],
    ),
    (
        "did not find expected ',' or ']'",
        [
            "方括号里少了逗号，或没有写`]`",
            "a comma or the closing `]` is missing between brackets",
            "各项之间写逗号，末尾写`]`；文字里有逗号、冒号或引号的，整段加引号",
            "put commas between the parts and `]` at the end; a text with a comma, colon or quote needs quotes",
        ],
    ),
    (
        "did not find expected key",
        [
            "这里应当是一个键，或者缩进不齐", "a key is expected here, or the indentation is wrong",
            "与上面同级的键左对齐；引号要成对", "align it with the keys above; quotes come in pairs",
        ],
    ),
    (
        "did not find expected '-' indicator",
        [
            "这一行的缩进与列表不齐",
            "this line is not aligned with its list",
            "与上面的`- `左对齐，或与那一项里的键左对齐",
            "align it with the `- ` above, or with the keys of that entry",
        ],
    ),
    (
        "mapping values are not allowed in this context",
        [
            "这里不能再有冒号",
            "a colon cannot stand here",
            "含`: `的文字整段加引号；若是新的键，检查它和上一行的缩进",
            "put a text with `: ` in quotes; if it is a new key, check its indentation and the line above",
        ],
    ),
    (
        "could not find expected ':'",
        [
            "键后面没有`: `", "there is no `: ` after the key", "写成`键: 值`，半角冒号，后面空一格",
            "write `key: value`, with a space after the colon",
        ],
    ),
    (
        "block sequence entries are not allowed in this context",
        [
            "列表不能从这里开始",
            "a list cannot begin here",
            "把`- `放到键的下一行；文字以`- `开头的要加引号",
            "put `- ` on the line after the key; a text that begins with `- ` needs quotes",
        ],
    ),
    (
        "found character that cannot start any token",
        [
            "文字不能以这个字符开头", "a text cannot begin with this character", "把整段文字加上引号",
            "put the whole text in quotes",
        ],
    ),
    (
        "found unexpected end of stream",
        [
            "引号没有结束", "a quote is not closed", "在文字末尾补上同样的引号",
            "add the same quote at the end of the text",
        ],
    ),
    (
        "found unknown escape character",
        [
            "双引号里的反斜线用法不对", "this backslash means nothing between double quotes",
            "改用单引号，或写成`\\\\`", "use single quotes, or write `\\\\`",
        ],
    ),
    (
        "did not find expected alphabetic or numeric character",
        [
            "文字不能以`*`或`&`开头", "a text cannot begin with `*` or `&`", "把整段文字加上引号",
            "put the whole text in quotes",
        ],
    ),
    (
        "undefined alias",
        ["文字不能以`*`开头", "a text cannot begin with `*`", "把整段文字加上引号", "put the whole text in quotes"],
    ),
    (
        "unknown anchor",
        ["文字不能以`*`开头", "a text cannot begin with `*`", "把整段文字加上引号", "put the whole text in quotes"],
    ),
    (
        "control characters are not allowed",
        [
            "有看不见的控制字符", "there is an invisible control character", "删去这个字符，重新输入这一处",
            "delete it and type this place again",
        ],
    ),
    (
        "more than one document",
        [
            "一个文件里有两份内容：中间多了一行`---`", "there are two documents in one file: a line `---` too many",
            "删去中间的`---`", "delete the `---` in between",
        ],
    ),
    (
        "did not find expected <document start>",
        [
            "前面的内容已经结束，这里多出了文字", "the content ended before this line", "检查这一行和上一行的缩进",
            "check the indentation of this line and the one above",
        ],
    ),
    (
        "did not find expected comment or line break",
        [
            "`|`或`>`后面不能接文字",
            "no text can follow `|` or `>`",
            "文字写在下一行并缩进；以`|`、`>`开头的文字要加引号",
            "write the text on the next line, indented; a text that begins with `|` or `>` needs quotes",
        ],
    ),
];

/// Cause and cure for what the parser says.
pub fn translate(said: &str) -> (Text, Text) {
    if let Some((_, [zh, en, cure_zh, cure_en])) = KNOWN.iter().find(|(words, _)| said.contains(words)) {
        return (text(*zh, *en), text(*cure_zh, *cure_en));
    }
    (
        say!("这里不合YAML的写法（{said}）", "this is no YAML ({said})"),
        say!(
            "检查缩进、冒号后的空格和引号；含`: `、`#`或以`[`、`{{`、`*`、`&`开头的文字要加引号",
            "check the indentation, the space after colons, and quotes; a text with `: ` or `#`, or that begins with `[`, `{{`, `*` or `&`, needs quotes"
        ),
    )
}
