//! Labels above a plot for lines within it: target, group, single places. Chooses for each a level
//! and a side so that no two texts touch and, where possible, no line crosses a text.

use crate::chart::scene::{Anchor, Face, Scene, ScenePoint, line, mark};
use crate::chart::text;

/// The height of one level of labels.
pub const LEVEL: f64 = 18.0;

/// Levels beyond this many flags add nothing but tall headers.
const MOST: usize = 6;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FlagLine {
    Target,
    Group,
    Leader,
}

#[derive(Debug, Clone)]
pub struct Flag {
    pub x: f64,
    pub text: String,
    pub line: FlagLine,
    pub face: Face,
}

#[derive(Debug, Clone, Copy)]
struct Spot {
    level: usize,
    anchor: Anchor,
    left: f64,
    right: f64,
    cost: f64,
}

/// Where the labels of a header stand.
pub struct Header {
    flags: Vec<Flag>,
    spots: Vec<Spot>,
    pub height: f64,
}

/// Places the flags; those that can never fit are returned as texts for the notes.
pub fn place(flags: Vec<Flag>, frame: f64) -> (Header, Vec<String>) {
    let mut kept: Vec<Flag> = Vec::new();
    let mut left_over = Vec::new();
    for flag in flags {
        let fits = text::width(&flag.text, flag.face) <= frame && kept.len() < MOST;
        if fits { kept.push(flag) } else { left_over.push(flag.text) }
    }
    kept.sort_by(|a, b| a.x.total_cmp(&b.x));
    let mut search = Search { flags: &kept, frame, best: None };
    search.extend(&mut Vec::new(), 0.0);
    let spots = search.best.map(|(_, spots)| spots).unwrap_or_default();
    let levels = spots.iter().map(|spot| spot.level + 1).max().unwrap_or(0);
    let height = if levels == 0 { 0.0 } else { levels as f64 * LEVEL + 6.0 };
    (Header { flags: kept, spots, height }, left_over)
}

/// Where the lines of a header run below it.
pub struct Feet<'a> {
    /// The top of the plot; stems in the header end here.
    pub plot_top: f64,
    /// Stretches of the lines of targets and groups.
    pub stretches: &'a [(f64, f64)],
    /// Where leaders to single marks end.
    pub leaders: f64,
}

/// Draws lines and labels of a header that starts at `top`.
pub fn draw(scene: &mut Scene, header: &Header, top: f64, feet: &Feet) {
    // All halos lie under all lines: a halo must not wipe out a neighbour.
    for flag in &header.flags {
        draw_halo(scene, flag, feet);
    }
    for (flag, spot) in header.flags.iter().zip(&header.spots) {
        let from_below = header.height - 6.0 - (spot.level as f64 + 1.0) * LEVEL;
        let centre = top + from_below + LEVEL / 2.0;
        let start = if spot.anchor == Anchor::Middle { centre + 8.0 } else { centre - 6.0 };
        draw_line(scene, flag, start, feet);
        let at = ScenePoint::new(spot.left, centre + flag.face.drop());
        scene.write(flag.face, Anchor::Start, at, &flag.text);
    }
}

fn draw_halo(scene: &mut Scene, flag: &Flag, feet: &Feet) {
    let class = match flag.line {
        FlagLine::Target => "halo",
        FlagLine::Group => "halo thin",
        FlagLine::Leader => return,
    };
    for (top, bottom) in feet.stretches {
        scene.draw(mark(class, line(flag.x, *top, flag.x, *bottom)));
    }
}

fn draw_line(scene: &mut Scene, flag: &Flag, start: f64, feet: &Feet) {
    let class = match flag.line {
        FlagLine::Target => "target-line",
        FlagLine::Group => "group-line",
        FlagLine::Leader => {
            return scene.draw(mark("leader", line(flag.x, start, flag.x, feet.leaders)));
        }
    };
    // The stem and a stretch that begins at its foot are one line: a dash must not be cut in two.
    let joined = feet.stretches.first().filter(|(top, _)| *top <= feet.plot_top + 0.1);
    let stem = joined.map_or(feet.plot_top, |(_, bottom)| *bottom);
    scene.draw(mark(class, line(flag.x, start, flag.x, stem)));
    for (top, bottom) in feet.stretches.iter().skip(usize::from(joined.is_some())) {
        scene.draw(mark(class, line(flag.x, *top, flag.x, *bottom)));
    }
}

struct Search<'a> {
    flags: &'a [Flag],
    frame: f64,
    best: Option<(f64, Vec<Spot>)>,
}

impl Search<'_> {
    /// Depth first over the flags; a branch already dearer than the best is given up.
    fn extend(&mut self, chosen: &mut Vec<Spot>, cost: f64) {
        if self.best.as_ref().is_some_and(|(best, _)| cost >= *best) {
            return;
        }
        let Some(flag) = self.flags.get(chosen.len()) else {
            self.best = Some((cost, chosen.clone()));
            return;
        };
        for spot in candidates(flag, self.flags.len(), self.frame) {
            let Some(extra) = self.clash(chosen, spot, flag) else {
                continue;
            };
            chosen.push(spot);
            self.extend(chosen, cost + spot.cost + extra);
            chosen.pop();
        }
    }

    /// The cost of crossings with the spots chosen before; none when two texts would touch.
    fn clash(&self, chosen: &[Spot], spot: Spot, flag: &Flag) -> Option<f64> {
        let mut cost = 0.0;
        for (other, other_flag) in chosen.iter().zip(self.flags) {
            if other.level == spot.level && spot.left < other.right + 8.0 && other.left < spot.right + 8.0 {
                return None;
            }
            let crossed = (spot.level >= other.level && covers(other, flag.x))
                || (other.level >= spot.level && covers(&spot, other_flag.x));
            cost += if crossed { 50.0 } else { 0.0 };
            // Flags come in the order of their lines; labels in another order would be mistaken.
            let swapped = spot.level == other.level && spot.left < other.left;
            cost += if swapped { 20.0 } else { 0.0 };
        }
        Some(cost)
    }
}

fn covers(spot: &Spot, x: f64) -> bool {
    x > spot.left - 4.0 && x < spot.right + 4.0
}

fn candidates(flag: &Flag, levels: usize, frame: f64) -> Vec<Spot> {
    let width = text::width(&flag.text, flag.face);
    let mut out = Vec::new();
    for level in 0..levels {
        let dear = level as f64 * 3.0;
        let middle = (flag.x - width / 2.0).min(frame - width).max(0.0);
        let shift = (middle - (flag.x - width / 2.0)).abs();
        let mut add = |anchor, left: f64, cost| {
            if left >= 0.0 && left + width <= frame + 0.01 {
                out.push(Spot { level, anchor, left, right: left + width, cost: dear + cost });
            }
        };
        add(Anchor::Middle, middle, shift / 20.0);
        add(Anchor::Start, flag.x + 5.0, 1.0);
        add(Anchor::End, flag.x - 5.0 - width, 1.0);
    }
    out
}
