//! Table, CSV and sentence say the same as the drawing.

use super::samples;
use crate::chart::{
    Break, ChartKind, Size, Status, csv, description, facts, fill_title, heat_table, layout, table, tile_map,
};

#[test]
fn csv_of_every_status() {
    insta::assert_snapshot!(csv(&samples::statuses(true, ChartKind::Bar)));
}

#[test]
fn csv_quotes_what_needs_it() {
    let mut spec = samples::many(false, ChartKind::Bar, 1, false);
    spec.rows[0].place.full = "Jinan, \"city of springs\"".to_owned();
    assert_eq!(csv(&spec), "City,2020 (%)\r\n\"Jinan, \"\"city of springs\"\"\",99.5\r\n");
}

#[test]
fn sentences() {
    let all = [
        description(&samples::ranked(true)),
        description(&samples::ranked(false)),
        description(&samples::statuses(true, ChartKind::Bar)),
        description(&samples::masked(false, ChartKind::Bar)),
        description(&samples::many(true, ChartKind::Bar, 60, true)),
    ];
    insta::assert_snapshot!(all.join("\n"));
}

#[test]
fn tables_say_missing_in_words() {
    let table = table(&samples::change(true, ChartKind::Dumbbell));
    let lines: Vec<String> = table
        .rows
        .iter()
        .map(|row| {
            let cells: Vec<String> = row.cells.iter().map(|c| format!("{}{}", c.text, c.marks.join(""))).collect();
            format!("{} | {}", row.head, cells.join(" | "))
        })
        .collect();
    let heads: Vec<&str> = table.heads.iter().map(|head| head.text.as_str()).collect();
    insta::assert_snapshot!(format!(
        "{}\n{}\n{}\n{:?}",
        table.caption,
        heads.join(" | "),
        lines.join("\n"),
        table.notes
    ));
}

#[test]
fn bars_with_a_change_say_it_in_table_and_drawing_and_file() {
    let mut spec = samples::change(false, ChartKind::Bar);
    spec.words.description = "{n} of {total}[; since {previous}: {up} up, {down} down, {same} unchanged].".to_owned();
    assert_eq!(description(&spec), "15 of 16; since 2019: 10 up, 2 down, 1 unchanged.");
    let table = table(&spec);
    assert_eq!(
        table.heads.iter().map(|head| head.text.as_str()).collect::<Vec<_>>(),
        ["City", "2019 (%)", "2020 (%)", "Change (pts)"]
    );
    let file = csv(&spec);
    let drawn = layout(&spec, Size::Desk);
    for row in table.rows.iter().filter(|row| !row.group && row.cells[1].numeric) {
        let [before, now, change] = &row.cells[..] else { panic!("{row:?}") };
        let printed = |text: &str| drawn.texts.iter().any(|written| written.content == text);
        assert!(printed(&now.text) && printed(&change.text), "{row:?}");
        let line = file.lines().find(|line| line.starts_with(&row.head)).expect("a line of the file");
        for cell in [before, now].into_iter().filter(|cell| cell.numeric) {
            assert!(line.contains(cell.text.trim_end_matches('%')), "{line}: {}", cell.text);
        }
    }
}

#[test]
fn cells_that_cannot_be_compared_are_not_shaded() {
    let heat = heat_table(&samples::statuses(true, ChartKind::Heat));
    for (row, sample) in heat.rows.iter().zip(&samples::statuses(true, ChartKind::Heat).rows) {
        let shaded = row.cells[0].step.is_some();
        assert_eq!(shaded, sample.figure(0).ranked().is_some());
    }
    assert!(heat.group.is_some_and(|group| group.cells[0].step.is_none()));
}

#[test]
fn tiles_keep_the_official_order() {
    let map = tile_map(&samples::strip(true));
    assert_eq!((map.columns, map.rows, map.tiles.len()), (6, 4, 16));
    assert_eq!(map.tiles[3].status, Status::Masked);
    assert_eq!(map.tiles[3].label, "隐去");
    assert_eq!(map.tiles[3].step, None);
}

#[test]
fn panels_become_rows() {
    let spec = samples::panels(true);
    let table = table(&spec);
    assert_eq!(table.rows.len(), 5);
    assert_eq!(table.rows[0].head, "普惠性幼儿园覆盖率（%）");
    assert_eq!(table.rows[0].cells.len(), 7);
    assert_eq!(csv(&spec).lines().count(), 6);
}

#[test]
fn no_change_is_told_across_a_new_definition() {
    let mut spec = samples::change(true, ChartKind::Dumbbell);
    spec.breaks = vec![Break { before_column: 1, note: "口径调整".to_owned() }];
    assert!(table(&spec).rows.iter().all(|row| row.cells[2].text == "–"));
    assert!(fill_title("{change}", &spec).is_err());
    let scene = layout(&spec, Size::Phone);
    assert!(scene.notes.iter().any(|note| note.text == "口径调整"));
}

#[test]
fn nothing_certain_is_no_finding() {
    assert!(!facts(&samples::masked(true, ChartKind::Bar)).contains_key("met"));
}
