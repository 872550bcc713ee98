//! Writes the gallery of all kinds, sizes, languages and hostile data.
use gongbao::chart;
use std::fmt::Write;
#[path = "../src/chart/tests/samples.rs"]
#[allow(dead_code)]
mod samples;

fn main() {
    let css = std::fs::read_to_string("chart-standalone.css").unwrap();
    for (name, spec) in [
        ("ranked", samples::ranked(true)),
        ("status", samples::statuses(false, chart::Kind::RankedBar)),
        ("trend", samples::trend(false, 16)),
    ] {
        let scene = chart::layout(&spec, chart::Size::Desk);
        let meta = chart::Standalone {
            title: &spec.title,
            subtitle: &spec.subtitle,
            source: "来源：《2020年度公报》附表3",
            address: "https://example.org/zh/indicators/coverage/",
            css: &css,
            lang: "zh-CN",
        };
        std::fs::write(format!("standalone-{name}.svg"), chart::standalone_svg(&scene, "f1", &meta)).unwrap();
    }

    for zh in [true, false] {
        for size in [chart::Size::Phone, chart::Size::Desk] {
            for dark in [false, true] {
                page(zh, size, dark);
            }
        }
    }
}

fn page(zh: bool, size: chart::Size, dark: bool) {
    let css = std::fs::read_to_string("chart.css").unwrap();
    let tokens = std::fs::read_to_string(if dark { "dark.css" } else { "light.css" }).unwrap();
    let w = size.width();
    let lang = if zh { "zh-CN" } else { "en" };
    let mut out = format!(
        "<!doctype html><html lang={lang}><meta charset=utf-8><style>{tokens}\n{css}\n.chart.phone,.chart.desk{{display:block!important}} body{{background:var(--paper);color:var(--ink);margin:16px;display:flex;flex-flow:row wrap;gap:40px 36px;align-items:flex-start;font-family:\"PingFang SC\",\"Noto Sans CJK SC\",sans-serif}} :lang(en) body{{font-family:system-ui,\"Noto Sans\",sans-serif}} figure{{margin:0;width:{w}px}} h2{{font-size:18px;margin:0}} p{{font-size:14px;color:var(--ink-2);margin:2px 0 12px}} small{{font-size:13px;display:block;color:var(--ink-2)}}</style><body>"
    );
    for (i, spec) in samples::gallery(zh).iter().enumerate() {
        let scene = chart::layout(spec, size);
        let _ = write!(
            out,
            "<figure><h2>{}. {}</h2><p>{}</p>{}",
            i + 1,
            spec.title,
            spec.subtitle,
            chart::svg(&scene, &format!("f{i}"))
        );
        for n in &scene.notes {
            let _ = write!(out, "<small>{} {}</small>", n.mark, n.text);
        }
        out.push_str("</figure>");
    }
    let name = format!(
        "gallery-{}-{}-{}.html",
        if zh { "zh" } else { "en" },
        size.class(),
        if dark { "dark" } else { "light" }
    );
    std::fs::write(name, out).unwrap();
}
