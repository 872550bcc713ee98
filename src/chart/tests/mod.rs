//! Tests of the chart engine: what always holds, what a few scenes look like, and the small rules.

mod faces;
mod invariants;
mod random;
mod rules;
#[allow(dead_code)]
mod samples;
mod snapshots;
