//! Jurisdictions and peer groups.

use std::sync::Arc;

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::parse::{ParsedFile, records};
use crate::portal::ids::JurisdictionId;
use crate::portal::model::Portal;
use crate::portal::names::{NameTable, ParsedFiles};
use crate::portal::records::LinkedJurisdiction;
use crate::say;

/// The places, in the official order.
pub struct CollectedPlaces {
    pub jurisdictions: Vec<LinkedJurisdiction>,
}

impl CollectedPlaces {
    /// All places, each with its parent; their codes and tiles are checked.
    pub fn collect(files: &ParsedFiles, table: &mut NameTable, diagnostics: &mut Diagnostics) -> CollectedPlaces {
        let mut defs: Vec<Arc<records::Jurisdiction>> = files
            .iter()
            .filter_map(|(_, parsed)| {
                let ParsedFile::Jurisdictions(list) = &parsed.file else { return None };
                Some(list)
            })
            .flatten()
            .cloned()
            .collect();
        // Codes sort into the official order; a place without one follows them.
        defs.sort_by(|a, b| sort_key(a).cmp(&sort_key(b)));
        let mut places = CollectedPlaces { jurisdictions: Vec::new() };
        for def in defs {
            let id = JurisdictionId::new(places.jurisdictions.len());
            if table.places.add(&def.slug, id, Code::DuplicateSlug, diagnostics) {
                table.places.also_called(&def.names, id);
                table.places.also_called(&def.short, id);
                places.jurisdictions.push(LinkedJurisdiction {
                    def,
                    parent: None,
                    successors: Vec::new(),
                    predecessors: Vec::new(),
                });
            }
        }
        places.parents(table, diagnostics);
        places.successors(table, diagnostics);
        places.codes(diagnostics);
        places.tiles(diagnostics);
        places
    }

    fn parents(&mut self, table: &NameTable, diagnostics: &mut Diagnostics) {
        for position in 0..self.jurisdictions.len() {
            let def = self.jurisdictions[position].def.clone();
            let Some(parent) = &def.parent else { continue };
            let Some(id) = table.places.resolve(parent, &table.unreadable_names, diagnostics) else { continue };
            let above = &self.jurisdictions[id.index()].def;
            if above.level >= def.level {
                let (child, parent_slug) = (&def.slug.value, &above.slug.value);
                diagnostics.push(
                    Diagnostic::new(
                        Code::WrongParent,
                        parent.span,
                        say!(
                            "`{parent_slug}`的级别不在`{child}`之上",
                            "`{parent_slug}` is not of a higher level than `{child}`"
                        ),
                    )
                    .help(say!("改正`parent`或`level`", "correct `parent` or `level`")),
                );
                continue;
            }
            self.jurisdictions[position].parent = Some(id);
        }
    }

    fn successors(&mut self, table: &NameTable, diagnostics: &mut Diagnostics) {
        for position in 0..self.jurisdictions.len() {
            let def = self.jurisdictions[position].def.clone();
            for name in &def.successors {
                let Some(id) = table.places.resolve(name, &table.unreadable_names, diagnostics) else { continue };
                self.jurisdictions[position].successors.push(id);
                self.jurisdictions[id.index()].predecessors.push(JurisdictionId::new(position));
            }
        }
    }

    /// A code begins with the digits of its parent's: GB/T 2260 gives two digits to the
    /// province, two to the city and two to the county. Two places of one year cannot have
    /// the same; that of a place which is no more can be given to another.
    fn codes(&self, diagnostics: &mut Diagnostics) {
        for (position, place) in self.jurisdictions.iter().enumerate() {
            let Some(code) = &place.def.code else { continue };
            // The list is in the order of codes.
            let coded = self.jurisdictions[..position].iter().rev().map_while(|other| {
                let other = &other.def;
                other.code.as_ref().filter(|earlier| earlier.value == code.value).map(|earlier| (earlier, other.valid))
            });
            let mut coded = coded.collect::<Vec<_>>().into_iter().rev();
            if let Some((first, _)) = coded.find(|(_, valid)| valid.meet(place.def.valid)) {
                let digits = &code.value;
                diagnostics.push(
                    Diagnostic::new(
                        Code::DuplicateId,
                        code.span,
                        say!("代码`{digits}`已经有了", "the code `{digits}` exists already"),
                    )
                    .related(first.span, say!("第一次在这里", "first here"))
                    .help(say!(
                        "对照代码表改正其中一个；先后用过同一代码的两个地方，写明各自的年份（`valid`）",
                        "compare with the list of codes and correct one; of two places that had it one after the other, say the years (`valid`)"
                    )),
                );
            }
            let above = place.parent.map(|id| &self.jurisdictions[id.index()]);
            let Some(above_code) = above.and_then(|above| above.def.code.as_ref()) else { continue };
            let prefix = above_code.trim_end_matches('0');
            let prefix = if prefix.len().is_multiple_of(2) { prefix.to_owned() } else { format!("{prefix}0") };
            // A code of another shape has been reported by itself.
            if crate::parse::records::usable_code(code) && !code.starts_with(&prefix) {
                let (digits, parent) = (&code.value, &above_code.value);
                diagnostics.push(
                    Diagnostic::new(
                        Code::WrongCode,
                        code.span,
                        say!(
                            "代码`{digits}`不在上级`{parent}`之下",
                            "the code `{digits}` does not lie under the parent’s, `{parent}`"
                        ),
                    )
                    .related(above_code.span, say!("上级的代码", "the parent’s code"))
                    .help(say!(
                        "对照GB/T 2260改正代码或`parent`", "compare with GB/T 2260 and correct the code or `parent`"
                    )),
                );
            }
        }
    }

    /// No two places of one parent stand on one tile.
    fn tiles(&self, diagnostics: &mut Diagnostics) {
        for (position, place) in self.jurisdictions.iter().enumerate() {
            let Some(tile) = &place.def.tile else { continue };
            let same = self.jurisdictions[..position]
                .iter()
                .find(|other| other.parent == place.parent && other.def.tile.as_ref() == Some(tile));
            if let Some(other) = same {
                let (row, column) = (tile.row, tile.column);
                diagnostics.push(
                    Diagnostic::new(
                        Code::DuplicateId,
                        tile.span,
                        say!(
                            "第{row}行第{column}列的方格已有别的地方",
                            "the tile in row {row}, column {column} is taken"
                        ),
                    )
                    .related(other.def.slug.span, say!("这个地方占着", "by this place"))
                    .help(say!("给其中一个换位置", "move one of the two")),
                );
            }
        }
    }
}

fn sort_key(place: &records::Jurisdiction) -> (bool, &str, &str) {
    (place.code.is_none(), place.code.as_ref().map_or("", |code| code.value.as_str()), &place.slug.value)
}

/// The members of a peer group, in the official order.
pub fn group_members(
    portal: &Portal,
    group: &records::PeerGroup,
    table: &NameTable,
    diagnostics: &mut Diagnostics,
) -> Vec<JurisdictionId> {
    let mut members: Vec<JurisdictionId> = group
        .members
        .iter()
        .filter_map(|member| table.places.resolve(member, &table.unreadable_names, diagnostics))
        .collect();
    if let Some(parent) = &group.parent
        && let Some(parent) = table.places.resolve(parent, &table.unreadable_names, diagnostics)
    {
        members.extend(portal.jurisdiction_ids().filter(|id| {
            let level = group.level.is_none_or(|level| portal.jurisdiction(*id).def.level == level);
            level && portal.lies_in(*id, parent) && !portal.jurisdiction(*id).def.placeholder
        }));
    }
    members.sort();
    members.dedup();
    members
}
