//! The steps of a run over files in memory, one after the other, so that each can be timed alone.
//!
//! In: files' bytes. Out: counts; whoever calls holds the clock. Digests are steps of their own: they read every
//! byte, while survey and rewrite read headers.
//!
//! Does not: touch a disk, so that the same code is timed natively and in WebAssembly.
#![forbid(unsafe_code)]

use dicom_parser_wasm::Memory;
use kamei::deliver;
use kamei::formats::Limits;
use kamei::identity::{Digest, ProjectKey};
use kamei::outcome::Outcome;
use kamei::policy::{Decisions, Policy};
use kamei::session::{self, Batch, Bench, Plan, Surveyed};
use kamei::source::ReadError;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen::prelude::wasm_bindgen;

const CLEAR: &str = r#"{"format":"kamei-decisions/1","decisions":[{"select":{"path":"*"},"action":"clear"}]}"#;
/// As the shells have it.
const WINDOW: usize = 256 << 10;

/// Files in memory and what the steps made of them.
#[cfg_attr(target_arch = "wasm32", wasm_bindgen)]
#[derive(Debug, Default)]
pub struct Stages {
    files: Vec<(String, Memory<Vec<u8>>)>,
    digests: Vec<Digest>,
    surveyed: Vec<Surveyed>,
    bench: Option<Bench>,
    outcomes: Vec<Outcome>,
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen)]
impl Stages {
    /// No files.
    #[cfg_attr(target_arch = "wasm32", wasm_bindgen(constructor))]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file.
    pub fn add(&mut self, path: String, bytes: Vec<u8>) {
        self.files.push((path, Memory(bytes)));
    }

    /// Digests of all inputs; says how many.
    pub fn digest_in(&mut self) -> usize {
        self.digests = self.files.iter().filter_map(|(_, file)| session::digest(file).ok()).collect();
        self.digests.len()
    }

    /// Surveys the headers of all files whose digests are known; says how many.
    pub fn survey(&mut self) -> usize {
        let known = self.files.iter().zip(&self.digests);
        let survey = |((path, file), digest): (&(String, Memory<Vec<u8>>), &Digest)| {
            session::survey_known(path, *digest, file, &Limits::default())
        };
        self.surveyed = known.map(survey).collect();
        self.surveyed.len()
    }

    /// Joins the surveys and makes the plan, everything cleared; says whether there is one.
    pub fn plan(&mut self) -> bool {
        let mut batch = Batch::default();
        self.surveyed.iter().for_each(|surveyed| batch.absorb(surveyed));
        self.bench = (|| {
            let policy = Policy::preset("ps3-15-basic").ok()?;
            let decisions = Decisions::from_json(CLEAR).ok()?;
            let plan = Plan::new(&batch, policy, &ProjectKey::new([7; 32]), decisions).ok()?;
            Bench::new(plan, Limits::default()).ok()
        })();
        self.bench.is_some()
    }

    /// Rewrites all files; the outputs stay ropes. Says how many may be written.
    pub fn rewrite(&mut self) -> usize {
        let Some(bench) = &self.bench else { return 0 };
        let pairs = self.surveyed.iter().zip(&self.files);
        self.outcomes = pairs.map(|(surveyed, (_, file))| bench.rewrite(surveyed, file)).collect();
        self.outcomes.iter().filter(|outcome| outcome.output.is_some()).count()
    }

    /// Reads all outputs for their digests and checksums; says how many bytes went through.
    pub fn digest_out(&self) -> f64 {
        let mut bytes = 0;
        for (outcome, (_, file)) in self.outcomes.iter().zip(&self.files) {
            let Some(output) = &outcome.output else { continue };
            let sealed = deliver::pour(&output.rope, file, WINDOW, |_| Ok::<(), ReadError>(()));
            bytes += sealed.map_or(0, |sealed| sealed.bytes);
        }
        bytes as f64
    }
}
