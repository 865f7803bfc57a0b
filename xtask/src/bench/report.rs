//! The figures as a table for people and as JSON.
//!
//! A cell is the middle of all rounds; behind it, in brackets, the least and the most.

use super::machine::Machine;
use super::measure::{Measured, Spread};
use super::stages::{STEPS, Steps};
use super::wasm::Page;
use super::{kamei, limit};
use crate::ground::{Trouble, write};
use serde::Serialize;
use std::fmt::Write;
use std::path::Path;

const MB: f64 = 1e6;
const PAGE: [&str; 4] = ["survey", "absorb", "plan", "rewrite"];

/// All that was measured.
#[derive(Debug, Serialize)]
pub(super) struct Report {
    pub(super) machine: Machine,
    pub(super) rounds: u32,
    pub(super) measured: Vec<Measured>,
    pub(super) steps: Vec<Steps>,
    pub(super) page: Vec<Page>,
}

impl Report {
    /// Writes the figures down.
    pub(super) fn save(&self, path: &Path) -> Result<(), Trouble> {
        let text = serde_json::to_string_pretty(self).map_err(|why| Trouble::new(format!("report: {why}")))?;
        write(path, text)
    }

    /// The tables, in Markdown.
    pub(super) fn table(&self) -> String {
        let mut text = format!("\n{}; {} rounds\n\n", self.machine, self.rounds);
        // Writing into a text cannot fail.
        let _ =
            self.programs(&mut text).and_then(|()| self.where_it_goes(&mut text)).and_then(|()| self.page(&mut text));
        let _ = self.targets(&mut text);
        text
    }

    fn programs(&self, text: &mut String) -> std::fmt::Result {
        writeln!(text, "| files | program | files/s | MB/s | CPU s | files per CPU s | peak MB |")?;
        writeln!(text, "|---|---|---|---|---|---|---|")?;
        for row in &self.measured {
            let (files, bytes) = (row.files as f64, row.bytes as f64);
            writeln!(
                text,
                "| {} | {} | {} | {} | {} | {} | {} |",
                row.title,
                // A bar would end the cell.
                row.name.replace('|', "\\|"),
                cell(row.spread(|used| files / used.wall)),
                cell(row.spread(|used| bytes / used.wall / MB)),
                cell(row.spread(|used| used.cpu)),
                cell(row.spread(|used| files / used.cpu)),
                cell(row.spread(|used| used.peak as f64 / MB)),
            )?;
        }
        Ok(())
    }

    fn where_it_goes(&self, text: &mut String) -> std::fmt::Result {
        writeln!(text, "\nMicroseconds a file, from memory, each step alone:\n")?;
        writeln!(text, "| files | where | {} | files/s without digests | with |", STEPS.join(" | "))?;
        writeln!(text, "|---|---|{}---|---|", "---|".repeat(STEPS.len()))?;
        for steps in &self.steps {
            let files = steps.files as f64;
            let cells: Vec<String> = steps.seconds.iter().map(|spread| cell(spread.times(1e6 / files))).collect();
            let (bare, all) = (files / steps.headers_only(), files / steps.all());
            writeln!(
                text,
                "| {} | {} | {} | {} | {} |",
                steps.title,
                steps.place,
                cells.join(" | "),
                number(bare),
                number(all)
            )?;
        }
        Ok(())
    }

    fn page(&self, text: &mut String) -> std::fmt::Result {
        if self.page.is_empty() {
            return Ok(());
        }
        writeln!(text, "\nThrough the page's surface in Node, digests included, microseconds a file:\n")?;
        writeln!(text, "| files | {} | files/s |", PAGE.join(" | "))?;
        writeln!(text, "|---|{}---|", "---|".repeat(PAGE.len()))?;
        for page in &self.page {
            let files = page.files as f64;
            let cells: Vec<String> = page.seconds.iter().map(|spread| cell(spread.times(1e6 / files))).collect();
            let all: f64 = page.seconds.iter().map(|spread| spread.median).sum();
            writeln!(text, "| {} | {} | {} |", page.title, cells.join(" | "), number(files / all))?;
        }
        Ok(())
    }

    /// The aims of the design beside what was found.
    fn targets(&self, text: &mut String) -> std::fmt::Result {
        let ours = |set: &str| self.measured.iter().find(|row| row.set == set && row.name == kamei::RUN);
        let cost = |row: &Measured| row.spread(|used| used.cpu / row.files as f64).median;
        writeln!(text, "\n| aim | found |")?;
        writeln!(text, "|---|---|")?;
        let is_peer = |row: &&Measured| ![kamei::RUN, kamei::INSPECT, limit::NAME].contains(&row.name.as_str());
        for set in ["small", "patients"] {
            let peers = self.measured.iter().filter(|row| row.set == set).filter(is_peer);
            let fastest = peers.min_by(|a, b| cost(a).total_cmp(&cost(b)));
            if let (Some(ours), Some(peer)) = (ours(set), fastest) {
                let factor = number(cost(peer) / cost(ours));
                writeln!(text, "| {set}: CPU at least 2 x the fastest peer's | {factor} x {} |", peer.name)?;
            }
        }
        for set in ["slices", "cine"] {
            let limit = self.measured.iter().find(|row| row.set == set && row.name == limit::NAME);
            if let (Some(ours), Some(limit)) = (ours(set), limit) {
                let pairs = || limit.runs.iter().zip(&ours.runs);
                let wall = Spread::of(pairs().map(|(limit, ours)| limit.wall / ours.wall).collect());
                let cpu = Spread::of(pairs().map(|(limit, ours)| limit.cpu / ours.cpu).collect());
                writeln!(
                    text,
                    "| {set}: at least 0.7 of sha256sum and tee | {} by the clock, {} by CPU |",
                    cell(wall),
                    cell(cpu)
                )?;
            }
        }
        if let (Some(many), Some(few)) = (ours("subjects"), ours("patients")) {
            writeln!(text, "| 5,000 subjects cost at most 1.5 x a file | {} x |", number(cost(many) / cost(few)))?;
        }
        let ours_all = self.measured.iter().filter(|row| row.name == kamei::RUN);
        let peak = ours_all.map(|row| row.spread(|used| used.peak as f64 / MB).max).fold(0.0, f64::max);
        writeln!(text, "| peak memory below 200 MB | {} MB |", number(peak))?;
        let of = |place: &str, set: &str| self.steps.iter().find(|steps| steps.place == place && steps.set == set);
        if let (Some(wasm), Some(native)) = (of("wasm", "small"), of("native", "small")) {
            let files = wasm.files as f64;
            let (bare, all) = (files / wasm.headers_only(), files / wasm.all());
            writeln!(
                text,
                "| WebAssembly, small: 10,000 files/s a worker | {} without digests, {} with |",
                number(bare),
                number(all)
            )?;
            let (bare, all) = (native.headers_only() / wasm.headers_only(), native.all() / wasm.all());
            writeln!(
                text,
                "| WebAssembly at least half of native | {} without digests, {} with |",
                number(bare),
                number(all)
            )?;
        }
        Ok(())
    }
}

/// `12.3 (11.9-13.0)`.
fn cell(spread: Spread) -> String {
    format!("{} ({}-{})", number(spread.median), number(spread.min), number(spread.max))
}

/// Three digits that matter.
fn number(n: f64) -> String {
    match n {
        n if n >= 100.0 => format!("{n:.0}"),
        n if n >= 10.0 => format!("{n:.1}"),
        n if n >= 0.1 => format!("{n:.2}"),
        _ => format!("{n:.4}"),
    }
}
