//! What becomes of every file of the sample study and of every malformed vector, byte for byte.
//!
//! The values in `tests/data/goldens.json` are our own output: they show that nothing changes unseen, and that
//! the page (`tests/wasm/run.mjs` runs the same list) does the same. What does not come from our own output is
//! asserted beside them: another reader reads every file that was written, and finds nothing that was planted.
//!
//! `KAMEI_BLESS=1 cargo test --test goldens` writes the values and fails, so that it cannot be left on.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use dicom_core::DicomValue;
use dicom_object::DefaultDicomObject;
use dicom_object::mem::InMemDicomObject;

use kamei::deliver::{MANIFEST, Manifest, ManifestFile, ZipWriter, pour};
use kamei::formats::Limits;
use kamei::identity::ProjectKey;
use kamei::outcome::Fate;
use kamei::policy::{Decisions, Policy};
use kamei::session::{Batch, Bench, Plan, Surveyed, survey};
use kamei::source::{Cached, Memory, ReadError, Source};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Everything is done under this key: the sample holds no patient, so it may be known.
const KEY: &str = "5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a";
const POLICY: &str = "ps3-15-basic";
/// The vectors are secondary captures, which nobody would look at; without the first decision none were written.
const DECISIONS: &str = r#"{"format":"kamei-decisions/1","decisions":[
  {"select":{"path":"malformed/*"},"action":"clear"},
  {"select":{"series":"1.2.826.0.1.3680043.10.9999.3.2.0"},"action":"keep-surface"},
  {"select":{"path":"sample-study/PAT2/note.txt"},"action":"exclude"}]}"#;

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data")
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Goldens {
    key: String,
    policy: String,
    decisions: String,
    /// Digests of the manifest and of the whole ZIP, members in the order of `files`.
    manifest: String,
    package: String,
    files: Vec<Golden>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Golden {
    path: String,
    outcome: Fate,
    code: Option<String>,
    output: Option<String>,
    sha256: Option<String>,
}

/// Name and bytes of every input, in the order of names.
fn inputs() -> BTreeMap<String, Vec<u8>> {
    let mut inputs = BTreeMap::new();
    let mut todo = vec![data().join("sample-study")];
    while let Some(folder) = todo.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                todo.push(path);
                continue;
            }
            let parts = path.strip_prefix(data()).unwrap().components();
            let name: Vec<_> = parts.map(|part| part.as_os_str().to_str().unwrap()).collect();
            inputs.insert(name.join("/"), std::fs::read(&path).unwrap());
        }
    }
    let vectors = Path::new(env!("CARGO_MANIFEST_DIR")).join("crates/dicom-parser-wasm/tests/malformed.csv");
    for row in csv::Reader::from_path(vectors).unwrap().records() {
        let row = row.unwrap();
        inputs.insert(format!("malformed/{}", &row[0]), vector(&row[3]));
    }
    inputs
}

/// `P` stands for the 128 zeros of a preamble.
fn vector(hex: &str) -> Vec<u8> {
    let (mut bytes, digits) = match hex.strip_prefix('P') {
        Some(rest) => (vec![0; 128], rest),
        None => (Vec::new(), hex),
    };
    bytes.extend((0..digits.len() / 2).map(|n| u8::from_str_radix(&digits[2 * n..2 * n + 2], 16).unwrap()));
    bytes
}

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}

/// How a run sees the bytes of an input.
type Open = for<'a> fn(&'a [u8]) -> Box<dyn Source + 'a>;

fn memory(bytes: &[u8]) -> Box<dyn Source + '_> {
    Box::new(Memory(bytes))
}

/// Gives seven bytes at most, and never all of them at once, as a slow disk or a browser may.
struct Short<'a>(&'a [u8]);

impl Source for Short<'_> {
    fn len(&self) -> u64 {
        self.0.len() as u64
    }

    fn read_at(&self, offset: u64, buf: &mut [u8]) -> Result<usize, ReadError> {
        let n = buf.len().min(7);
        Memory(self.0).read_at(offset, &mut buf[..n])
    }
}

fn short(bytes: &[u8]) -> Box<dyn Source + '_> {
    Box::new(Cached::new(Short(bytes), 64))
}

fn all_surveyed(inputs: &BTreeMap<String, Vec<u8>>, open: Open) -> Vec<Surveyed> {
    inputs.iter().map(|(path, bytes)| survey(path, &open(bytes), &Limits::default())).collect()
}

fn plan(batch: &Batch) -> Plan {
    let (policy, key) = (Policy::preset(POLICY).unwrap(), ProjectKey::from_hex(KEY).unwrap());
    Plan::new(batch, policy, &key, Decisions::from_json(DECISIONS).unwrap()).unwrap()
}

fn batch<'a>(surveyed: impl IntoIterator<Item = &'a Surveyed>) -> Batch {
    let mut batch = Batch::default();
    surveyed.into_iter().for_each(|one| batch.absorb(one));
    batch
}

/// One input under the plan: its golden values, what was written, what the package says of it.
struct Done {
    golden: Golden,
    bytes: Vec<u8>,
    member: Option<(ManifestFile, u32)>,
}

fn rewrite(bench: &Bench, surveyed: &Surveyed, source: &dyn Source) -> Done {
    let outcome = bench.rewrite(surveyed, source);
    let mut bytes = Vec::new();
    let member = outcome.output.as_ref().map(|output| {
        let sealed = pour(&output.rope, source, 1000, |chunk| {
            bytes.extend_from_slice(chunk);
            Ok::<(), ReadError>(())
        });
        let sealed = sealed.unwrap();
        (ManifestFile::new(&output.path, outcome.kind, &sealed), sealed.crc32)
    });
    let golden = Golden {
        path: outcome.path,
        outcome: outcome.fate,
        code: outcome.reason.map(|reason| reason.code.as_str().to_owned()),
        output: outcome.output.map(|output| output.path),
        sha256: member.as_ref().map(|_| hex(&bytes)),
    };
    Done { golden, bytes, member }
}

fn run(inputs: &BTreeMap<String, Vec<u8>>, open: Open) -> (Plan, Vec<Done>) {
    let surveyed = all_surveyed(inputs, open);
    let plan = plan(&batch(&surveyed));
    let bench = Bench::new(plan.clone(), Limits::default()).unwrap();
    let done = surveyed.iter().zip(inputs.values()).map(|(one, bytes)| rewrite(&bench, one, &open(bytes)));
    (plan, done.collect())
}

fn goldens(done: &[Done]) -> Vec<Golden> {
    done.iter().map(|one| one.golden.clone()).collect()
}

/// The ZIP as the page assembles it.
fn package(done: &[Done]) -> (String, Vec<u8>) {
    let (mut zip, mut out, mut files) = (ZipWriter::default(), Vec::new(), Vec::new());
    for one in done {
        let Some((file, crc32)) = &one.member else { continue };
        out.extend(zip.member(&file.path, file.bytes, *crc32));
        out.extend_from_slice(&one.bytes);
        files.push(file.clone());
    }
    let manifest = Manifest::new(&Policy::preset(POLICY).unwrap(), files).to_json();
    out.extend(zip.member(MANIFEST, manifest.len() as u64, crc32fast::hash(manifest.as_bytes())));
    out.extend_from_slice(manifest.as_bytes());
    out.extend(zip.finish());
    (manifest, out)
}

#[test]
fn every_file_becomes_what_it_became() {
    let (_, done) = run(&inputs(), memory);
    let (manifest, zip) = package(&done);
    let found = Goldens {
        key: KEY.into(),
        policy: POLICY.into(),
        decisions: DECISIONS.into(),
        manifest: hex(manifest.as_bytes()),
        package: hex(&zip),
        files: goldens(&done),
    };
    let at = data().join("goldens.json");
    if std::env::var_os("KAMEI_BLESS").is_some() {
        std::fs::write(&at, serde_json::to_string_pretty(&found).unwrap() + "\n").unwrap();
        panic!("written: look at the difference, then run without KAMEI_BLESS");
    }
    let expected: Goldens = serde_json::from_str(&std::fs::read_to_string(&at).unwrap()).unwrap();
    for (found, expected) in found.files.iter().zip(&expected.files) {
        assert_eq!(found, expected);
    }
    assert_eq!(found, expected);
}

#[test]
fn every_fate_is_shown_by_some_file() {
    let (_, done) = run(&inputs(), memory);
    for fate in [Fate::Written, Fate::Withheld, Fate::Refused, Fate::Excluded, Fate::Duplicate] {
        assert!(done.iter().any(|one| one.golden.outcome == fate), "{fate:?}");
    }
}

#[test]
fn neither_order_nor_parts_nor_workers_change_anything() {
    let inputs = inputs();
    let (expected_plan, expected) = run(&inputs, memory);
    let surveyed = all_surveyed(&inputs, memory);
    let mut orders: Vec<Vec<&Surveyed>> = vec![surveyed.iter().rev().collect()];
    // Steps that have no divisor in common with the number of inputs visit each once, far from sorted.
    for step in [37, 53] {
        let order: Vec<_> = (0..surveyed.len()).map(|n| &surveyed[n * step % surveyed.len()]).collect();
        assert_eq!(order.iter().map(|one| &one.path).collect::<BTreeSet<_>>().len(), surveyed.len());
        orders.push(order);
    }
    for order in &orders {
        assert_eq!(plan(&batch(order.iter().copied())).to_json(), expected_plan.to_json());
        let mut merged = Batch::default();
        order.chunks(11).for_each(|part| merged.merge(&batch(part.iter().copied())));
        assert_eq!(plan(&merged).to_json(), expected_plan.to_json());
    }
    let bench = Bench::new(Plan::from_json(&expected_plan.to_json()).unwrap(), Limits::default()).unwrap();
    for workers in [2, 8] {
        let mut done: Vec<Golden> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..workers)
                .map(|worker| {
                    let (bench, surveyed, inputs) = (&bench, &surveyed, &inputs);
                    scope.spawn(move || {
                        let mine = surveyed.iter().skip(worker).step_by(workers);
                        mine.map(|one| rewrite(bench, one, &Memory(&inputs[&one.path])).golden).collect::<Vec<_>>()
                    })
                })
                .collect();
            threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
        });
        done.sort_by(|a, b| a.path.cmp(&b.path));
        assert_eq!(done, goldens(&expected));
    }
}

#[test]
fn bytes_that_come_a_few_at_a_time_give_the_same() {
    let inputs = inputs();
    let (plan, done) = run(&inputs, memory);
    let (short_plan, short_done) = run(&inputs, short);
    assert_eq!(short_plan.to_json(), plan.to_json());
    assert_eq!(goldens(&short_done), goldens(&done));
}

#[test]
fn another_reader_reads_every_output_and_finds_nothing_planted() {
    let planted = planted();
    let (_, done) = run(&inputs(), memory);
    let (mut read, mut unread) = (0, Vec::new());
    for one in done.iter().filter(|one| one.golden.outcome == Fate::Written) {
        let path = &one.golden.path;
        let mut values = vec![one.bytes.clone()];
        match parse(&one.bytes) {
            Ok(object) => walk(&object, &mut values),
            Err(error) => unread.push((path.as_str(), error.to_string())),
        }
        for planted in &planted {
            let hit = values.iter().any(|value| planted.encodings().iter().any(|needle| contains(value, needle)));
            assert!(!hit, "{path}: {:?} is still there", planted.0);
        }
        read += usize::from(values.len() > 20);
    }
    assert!(read >= 60, "{read}");
    // GE's private transfer syntax is no part of the standard; that reader does not know it.
    unread.retain(|(path, _)| *path != "malformed/ge_private_ts");
    assert!(unread.is_empty(), "{unread:#?}");
}

/// The search above must be able to find: in the inputs everything planted is found the same way.
#[test]
fn the_search_finds_what_is_planted_in_the_inputs() {
    let inputs: Vec<Vec<u8>> =
        inputs().into_iter().filter(|(path, _)| path.starts_with("sample")).map(|(_, b)| b).collect();
    for planted in planted() {
        let found = inputs.iter().any(|bytes| planted.encodings().iter().any(|needle| contains(bytes, needle)));
        assert!(found, "{:?}", planted.0);
    }
    let mut values = Vec::new();
    inputs.iter().filter_map(|bytes| parse(bytes).ok()).for_each(|object| walk(&object, &mut values));
    for text in ["Yamada^Tarou", "山田", "花子", "0012345", "KEEP-OUT PRIVATE NOTE"] {
        let needles = Planted(text.into()).encodings();
        assert!(values.iter().any(|value| needles.iter().any(|needle| contains(value, needle))), "{text}");
    }
}

/// A value that must be nowhere.
struct Planted(String);

fn planted() -> Vec<Planted> {
    let text = std::fs::read_to_string(data().join("planted.txt")).unwrap();
    text.lines().map(|line| Planted(line.to_owned())).collect()
}

impl Planted {
    fn text_bytes(&self) -> Vec<u8> {
        self.0.clone().into_bytes()
    }

    /// The value in every encoding in which a file could hold it.
    fn encodings(&self) -> Vec<Vec<u8>> {
        let mut all = vec![self.text_bytes()];
        for encoding in [encoding_rs::SHIFT_JIS, encoding_rs::EUC_JP, encoding_rs::ISO_2022_JP] {
            let (bytes, _, _) = encoding.encode(&self.0);
            // Without the escapes around it: text that goes on has none there.
            let bytes = bytes.strip_prefix(b"\x1B$B").unwrap_or(&bytes);
            all.push(bytes.strip_suffix(b"\x1B(B").unwrap_or(bytes).to_vec());
        }
        all.push(self.0.encode_utf16().flat_map(u16::to_le_bytes).collect());
        all.push(self.0.encode_utf16().flat_map(u16::to_be_bytes).collect());
        all
    }
}

fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

fn parse(bytes: &[u8]) -> Result<DefaultDicomObject, dicom_object::ReadError> {
    // The reader wants to stand at `DICM`.
    dicom_object::from_reader(bytes.get(128..).unwrap_or_default())
}

/// Every value at every depth, as that reader decodes it.
fn walk(object: &InMemDicomObject, values: &mut Vec<Vec<u8>>) {
    for element in object {
        match element.value() {
            DicomValue::Primitive(value) => {
                values.push(value.to_bytes().into_owned());
                values.push(value.to_str().into_owned().into_bytes());
            }
            DicomValue::Sequence(sequence) => sequence.items().iter().for_each(|item| walk(item, values)),
            DicomValue::PixelSequence(pixels) => values.extend(pixels.fragments().iter().cloned()),
        }
    }
}
