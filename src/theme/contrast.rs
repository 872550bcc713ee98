//! The contrast of the theme's colour tokens, computed and compared with what reading
//! needs: `contrast.yaml` names the pairs and the ratio that each must reach.
//!
//! The ratio is that of WCAG 2.2, “contrast ratio” and “relative luminance”.

use std::collections::BTreeMap;

use super::Files;
use crate::diag::{Code, Diagnostic, Diagnostics, Spanned};
use crate::parse::Exact;
use crate::parse::yaml::{self, Cx, Decode, Fields, Node};
use crate::say;

/// Two tokens, one drawn on the other.
struct Pair {
    text: Spanned<String>,
    ground: Spanned<String>,
    needed: Exact,
}

impl Decode for Pair {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Pair> {
        let mut fields = Fields::of(node, cx)?;
        let text = fields.required("text", cx);
        let ground = fields.required("ground", cx);
        let needed = fields.required("needed", cx);
        fields.finish(cx);
        Some(Pair { text: text?, ground: ground?, needed: needed? })
    }
}

/// Computes every pair of the theme, in light and in dark.
pub fn check(files: &Files<'_>, problems: &mut Diagnostics) {
    let (Some(list), Some(tokens)) = (files.get("contrast.yaml"), files.get("styles/tokens.css")) else {
        return;
    };
    let Some(node) = yaml::read(list.id, list.text().unwrap_or(""), 0, problems) else { return };
    let mut cx = Cx::new(problems);
    let Some(mut fields) = Fields::of(&node, &mut cx) else { return };
    let schemes = schemes(tokens.text().unwrap_or(""));
    let both: Vec<Pair> = fields.list("pairs", &mut cx);
    let light: Vec<Pair> = fields.list("light", &mut cx);
    let dark: Vec<Pair> = fields.list("dark", &mut cx);
    fields.finish(&mut cx);
    for (scheme, own) in [(&schemes.0, &light), (&schemes.1, &dark)] {
        for pair in both.iter().chain(own) {
            check_pair(pair, scheme, problems);
        }
    }
}

fn check_pair(pair: &Pair, scheme: &Scheme, problems: &mut Diagnostics) {
    let colour = |name: &Spanned<String>, problems: &mut Diagnostics| {
        let found = scheme.colours.get(name.value.as_str()).copied();
        if found.is_none() {
            let wrong = &name.value;
            problems.push(Diagnostic::new(
                Code::StyleError,
                name.span,
                say!("没有颜色`--{wrong}`", "there is no colour `--{wrong}`"),
            ));
        }
        found
    };
    let (Some(text), Some(ground)) = (colour(&pair.text, problems), colour(&pair.ground, problems)) else {
        return;
    };
    let ratio = ratio(text, ground);
    let needed: f64 = pair.needed.to_string().parse().unwrap_or(0.0);
    if ratio < needed {
        let (zh, en) = scheme.name;
        let (text, ground, needed) = (&pair.text.value, &pair.ground.value, &pair.needed);
        problems.push(
            Diagnostic::new(
                Code::StyleError,
                pair.text.span,
                say!(
                    "{zh}下`--{text}`在`--{ground}`上的对比度只有{ratio:.2}，需要{needed}",
                    "in {en}, `--{text}` on `--{ground}` has a contrast of {ratio:.2} where {needed} is needed"
                ),
            )
            .help(say!("在`styles/tokens.css`里调整颜色", "change the colour in `styles/tokens.css`")),
        );
    }
}

/// The colours of one scheme, by token name without the dashes.
struct Scheme {
    name: (&'static str, &'static str),
    colours: BTreeMap<String, [u8; 3]>,
}

/// Light and dark: the tokens before and after the first dark media rule.
fn schemes(css: &str) -> (Scheme, Scheme) {
    let split = css.find("prefers-color-scheme:dark").or_else(|| css.find("prefers-color-scheme: dark"));
    let (light, dark) = css.split_at(split.unwrap_or(css.len()));
    let light = tokens(light);
    let mut in_dark = light.clone();
    in_dark.extend(tokens(dark));
    (Scheme { name: ("浅色", "light mode"), colours: light }, Scheme { name: ("深色", "dark mode"), colours: in_dark })
}

fn tokens(css: &str) -> BTreeMap<String, [u8; 3]> {
    css.split([';', '{', '}'])
        .filter_map(|declaration| {
            let declaration = declaration.rsplit("*/").next()?;
            let (name, value) = declaration.trim().strip_prefix("--")?.split_once(':')?;
            let digits = value.trim().strip_prefix('#')?;
            let number = u32::from_str_radix(digits, 16).ok().filter(|_| digits.len() == 6)?;
            let [_, red, green, blue] = number.to_be_bytes();
            Some((name.trim().to_owned(), [red, green, blue]))
        })
        .collect()
}

fn ratio(a: [u8; 3], b: [u8; 3]) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(colour: [u8; 3]) -> f64 {
    let [red, green, blue] = colour.map(|channel| {
        let value = f64::from(channel) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn black_on_white_is_twenty_one() {
        assert!((ratio([0; 3], [255; 3]) - 21.0).abs() < 1e-9);
    }

    #[test]
    fn tokens_are_read_in_both_schemes() {
        let css = ":root{--ink:#1A2428;--paper:#FFFFFF}@media (prefers-color-scheme:dark){:root{--ink:#E7EDEE}}";
        let (light, dark) = schemes(css);
        assert_eq!(light.colours["ink"], [0x1A, 0x24, 0x28]);
        assert_eq!(dark.colours["ink"], [0xE7, 0xED, 0xEE]);
        assert_eq!(dark.colours["paper"], [0xFF; 3]);
    }
}
