//! Pictures, files and videos beside texts.

use std::process::Command;

use gongbao::diag::Code;
use gongbao::engine::{Engine, Options};
use gongbao::i18n::Lang;

use crate::portal::{Made, Portal};

const CASE: &str = "content/2023/beta/cases/clean-wells";
const PAGE: &str = "zh/cases/2023/beta/clean-wells/index.html";

/// What a camera notes; it must not go out.
const PLACE: &[u8] = b"GPS 36.65 117.00 owner of the camera";

/// A photograph, noisy as photographs are, red above and blue below as it lies in the file.
/// The camera was held so that it has to be turned as `orientation` says.
fn photograph(width: u16, height: u16, orientation: u8, seed: u32) -> Vec<u8> {
    let mut pixels = Vec::new();
    let mut noise = seed;
    for y in 0..height {
        for _ in 0..width {
            noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let dim = (noise >> 27) as u8;
            pixels.extend(if y < height / 2 { [200 + dim, dim, dim] } else { [dim, dim, 200 + dim] });
        }
    }
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 90);
    let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    exif.extend([orientation, 0, 0, 0, 0, 0, 0, 0]);
    exif.extend(PLACE);
    encoder.add_app_segment(1, &exif).expect("room for it");
    encoder.encode(&pixels, width, height, jpeg_encoder::ColorType::Rgb).expect("a picture");
    bytes
}

/// A drawing of a few lines.
pub fn drawing(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgb);
    let line = |at: u32| if at.is_multiple_of(40) { [0, 0, 0] } else { [255, 255, 255] };
    let pixels: Vec<u8> =
        (0..height).flat_map(|y| (0..width).flat_map(move |x| line(x * u32::from(y % 50 != 0)))).collect();
    encoder.write_header().and_then(|mut writer| writer.write_image_data(&pixels)).expect("a picture");
    bytes
}

/// A portal whose case has more fields and another body.
fn portal(fields: &str, body: &str) -> Portal {
    let portal = Portal::of("base");
    let front = "---\ntitle: 淘井\nsummary: 乙市把井淘干净。\nthemes: [water]\nsource: {document: notice-2023}\n";
    portal.write(&format!("{CASE}/zh.md"), format!("{front}{fields}---\n{body}\n"));
    portal
}

fn codes(made: &Made) -> Vec<Code> {
    let codes =
        [Code::MissingFile, Code::UnusableFile, Code::PictureIncomplete, Code::UnusedFile, Code::PictureNotShown];
    made.problems.iter().map(|problem| problem.code).filter(|code| codes.contains(code)).collect()
}

/// The files that are made of photographs: path, width, height, length.
fn jpegs(made: &Made) -> Vec<(String, usize, usize, usize)> {
    let jpegs = made.files.iter().filter(|(path, _)| path.starts_with("media/") && path.ends_with(".jpg"));
    let facts = |(path, bytes): (&'_ String, &'_ Vec<u8>)| {
        let mut decoder = zune_jpeg::JpegDecoder::new(std::io::Cursor::new(bytes.as_slice()));
        decoder.decode_headers().expect("a JPEG");
        let (width, height) = decoder.dimensions().expect("a size");
        (path.clone(), width, height, bytes.len())
    };
    jpegs.map(facts).collect()
}

#[test]
fn four_photographs_stand_in_a_case_upright_small_and_without_their_place() {
    let fields = "pictures:\n  - {file: a.jpg, consent: given, credit: {zh: 甲摄, en: A}}\n  - {file: b.jpg, consent: given}\n  \
                  - {file: c.jpg, consent: not-needed}\n  - {file: d.jpeg, consent: given, alt: {zh: 丁, en: D}, caption: {zh: 图丁, en: Picture D}}\n";
    let body = "![甲](a.jpg \"淘井现场\")\n\n前 ![乙](b.jpg) 后\n\n![丙](c.jpg)";
    let portal = portal(fields, body);
    for (seed, name) in ["a.jpg", "b.jpg", "c.jpg", "d.jpeg"].into_iter().enumerate() {
        portal.write(&format!("{CASE}/{name}"), photograph(1200, 900, 6, seed as u32));
    }
    let made = portal.make();
    assert!(codes(&made).is_empty(), "{}", made.printed(Lang::En));
    let page = made.page(PAGE);
    assert_eq!(page.matches("<figure class=\"picture\">").count(), 4);
    assert_eq!(page.matches("loading=\"lazy\"").count(), 3, "the first picture is not lazy");
    assert!(page.contains("width=\"900\" height=\"1200\" alt=\"甲\""), "{page}");
    assert!(page.contains("淘井现场") && page.contains("甲摄"));
    let lead = page.find("alt=\"丁\"").expect("the picture without a place in the text");
    assert!(lead < page.find("alt=\"甲\"").expect("a picture") && page.contains("图丁"));
    let jpegs = jpegs(&made);
    assert_eq!(jpegs.len(), 8, "{jpegs:?}");
    for width in [480, 900] {
        let bytes: usize = jpegs.iter().filter(|(_, w, ..)| *w == width).map(|(.., length)| length).sum();
        assert!(bytes <= 150_000, "{bytes} bytes at {width} pixels");
    }
    assert!(jpegs.iter().all(|(_, width, height, _)| width < height), "not upright: {jpegs:?}");
    for (path, bytes) in &made.files {
        let gone =
            !bytes.windows(8).any(|window| window == &PLACE[..8]) && !bytes.windows(4).any(|window| window == b"Exif");
        assert!(gone, "{path} tells the place");
    }
}

#[test]
fn drawings_lose_nothing_and_are_never_made_larger() {
    let portal = portal("pictures: [{file: plan.png, consent: not-needed}]\n", "![图](plan.png)");
    portal.write(&format!("{CASE}/plan.png"), drawing(700, 300));
    let made = portal.make();
    let page = made.page(PAGE);
    assert!(page.contains("width=\"700\" height=\"300\"") && page.contains("type=\"image/webp\""), "{page}");
    let written: Vec<&String> = made.files.keys().filter(|path| path.starts_with("media/")).collect();
    assert_eq!(written.len(), 2, "{written:?}");
}

#[test]
fn files_are_offered_with_type_and_size() {
    let fields = "attachments: [{file: 通报.pdf, names: {zh: 通报原件, en: The notice}}]\n";
    let portal = portal(fields, "见[表](tables.xlsx)。");
    portal.write(&format!("{CASE}/通报.pdf"), b"%PDF-1.7\nsealed\n%%EOF\n");
    portal.write(&format!("{CASE}/tables.xlsx"), b"PK\x03\x04 a table");
    let made = portal.make();
    assert!(codes(&made).is_empty(), "{}", made.printed(Lang::En));
    let page = made.page(PAGE);
    assert!(
        page.contains(">通报原件</a>") && page.contains("（PDF，1 kB）") && page.contains("（Excel，1 kB）"),
        "{page}"
    );
    assert!(page.contains("download=\"通报.pdf\""));
    assert!(made.files.values().any(|bytes| bytes.starts_with(b"%PDF-1.7\nsealed")));
}

#[test]
fn a_video_has_a_poster_and_a_transcript() {
    let fields = "videos: [{file: clip.mp4, poster: poster.jpg, names: {zh: 短片, en: Clip}, transcript: {zh: 说了这些。, en: This was said.}}]\n";
    let portal = portal(fields, "正文。");
    portal.write(&format!("{CASE}/clip.mp4"), b"\0\0\0\x18ftypmp42");
    portal.write(&format!("{CASE}/poster.jpg"), photograph(64, 48, 1, 1));
    let made = portal.make();
    assert!(codes(&made).is_empty(), "{}", made.printed(Lang::En));
    let page = made.page(PAGE);
    for part in ["<video controls preload=\"none\" poster=", "type=\"video/mp4\"", "说了这些。"] {
        assert!(page.contains(part), "{part} is missing in {page}");
    }
}

#[test]
fn each_fault_of_a_file_is_one_message() {
    let good = photograph(8, 8, 1, 1);
    let svg = b"<svg viewBox='0 0 1 1'><script>x</script></svg>".to_vec();
    for (name, bytes, code) in [
        ("a.jpg", None, Code::MissingFile),
        ("a.png", Some(good.clone()), Code::UnusableFile),
        ("a.svg", Some(svg), Code::UnusableFile),
        ("a.gif", Some(b"GIF89a".to_vec()), Code::UnusableFile),
        ("a.jpg", Some(good[..20].to_vec()), Code::UnusableFile),
        ("a.pdf", Some(b"%PDF-1.7 %%EOF".to_vec()), Code::UnusableFile),
    ] {
        let portal = portal("", &format!("![甲]({name})"));
        if let Some(bytes) = bytes {
            portal.write(&format!("{CASE}/{name}"), bytes);
        }
        assert_eq!(codes(&portal.make()), [code], "{name}");
    }
    let portal = portal("", "正文。");
    portal.write(&format!("{CASE}/a.jpg"), &good);
    assert_eq!(codes(&portal.make()), [Code::UnusedFile]);
}

#[test]
fn without_consent_a_site_is_built_and_no_edition_published() {
    let portal = Portal::of("base");
    let text = portal.read(&format!("{CASE}/zh.md")) + "\n![甲](a.jpg)\n";
    portal.write(&format!("{CASE}/zh.md"), &text);
    portal.write(&format!("{CASE}/a.jpg"), photograph(8, 8, 1, 1));
    let run = |arguments: &[&str]| {
        let program = env!("CARGO_BIN_EXE_gongbao");
        let command =
            [&[arguments[0], "--root"], &[portal.path().to_str().expect("a path")][..], &arguments[1..]].concat();
        Command::new(program).args(command).output().expect("the program").status.code()
    };
    assert_eq!(run(&["build"]), Some(0));
    assert_eq!(run(&["publish", "--date", "2024-05-01"]), Some(1));
    let fields = "pictures: [{file: a.jpg, consent: given}]\n";
    portal.write(&format!("{CASE}/zh.md"), text.replacen("source:", &format!("{fields}source:"), 1));
    assert_eq!(run(&["publish", "--date", "2024-05-01"]), Some(0));
    assert!(!portal.read("data/editions/2024-05-01.yaml").contains(".jpg"), "what is made of a picture is no address");
}

#[test]
fn no_edit_makes_a_picture_twice_and_warm_equals_cold() {
    let portal = portal("pictures: [{file: a.jpg, consent: given}]\n", "![甲](a.jpg)");
    let picture = format!("{CASE}/a.jpg");
    portal.write(&picture, photograph(600, 400, 1, 1));
    let mut engine = Engine::open(portal.path(), Options::default()).expect("a portal");
    engine.all_files();
    assert_eq!(engine.world().pictures.len(), 1);
    let folder = std::fs::canonicalize(portal.path()).expect("a folder");
    let mut take = |path: &str, pictures: usize| {
        engine.apply(Some(&[folder.join(path)]));
        engine.settle(None);
        let warm: Vec<_> = engine.all_files().into_iter().map(|file| (file.path, file.bytes)).collect();
        assert_eq!(engine.world().pictures.len(), pictures, "after a change of {path}");
        let cold: Vec<_> = portal.make().files.into_iter().collect();
        assert!(warm == cold, "warm differs from cold after a change of {path}");
    };
    let text = format!("{CASE}/zh.md");
    portal.write(&text, portal.read(&text) + "\n又一句。\n");
    take(&text, 1);
    portal.write("data/documents.yaml", portal.read("data/documents.yaml").replace("水井通报", "水井的通报"));
    take("data/documents.yaml", 1);
    portal.write(&picture, photograph(600, 400, 3, 2));
    take(&picture, 2);
    portal.remove(&picture);
    take(&picture, 2);
    portal.write(&picture, photograph(600, 400, 1, 1));
    take(&picture, 2);
}
