//! The page's surface: thin, one function a step. Runs in a worker, where files can be read synchronously.
//!
//! Does not: hold files, decide, or speak to people: errors are Fluent ids.

use crate::deliver::{self, Entry, Manifest, ManifestFile, Record, ZipWriter};
use crate::formats::{Finding, Limits};
use crate::identity::ProjectKey;
use crate::messages::{Lang, Messages};
use crate::outcome::{Code, Fate, Kind, Outcome, Reason};
use crate::policy::{Decisions, Policy};
use crate::session::{self, Batch, Members, Plan, Surveyed};
use crate::source::{Cached, Memory, ReadCause, ReadError, Source};
use dicom_parser_wasm::Piece;
use js_sys::{Array, Object, Reflect, Uint8Array};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use wasm_bindgen::prelude::*;
use web_sys::{Blob, FileReaderSync};

/// Files up to this many bytes are read whole, once.
const SMALL: f64 = 4_194_304.0;
/// Bytes that are read at a time of larger ones.
const WINDOW: usize = 1 << 20;

/// A browser's file.
struct File {
    blob: Blob,
    reader: FileReaderSync,
}

impl File {
    fn read(&self, start: f64, end: f64) -> Result<Uint8Array, JsValue> {
        let slice = self.blob.slice_with_f64_and_f64(start, end)?;
        Ok(Uint8Array::new(&self.reader.read_as_array_buffer(&slice)?.into()))
    }
}

impl Source for File {
    fn len(&self) -> u64 {
        self.blob.size() as u64
    }

    fn read_at(&self, offset: u64, buf: &mut [u8]) -> Result<usize, ReadError> {
        let end = offset.saturating_add(buf.len() as u64).min(self.len());
        if offset >= end {
            return Ok(0);
        }
        // A file that changed or went away since it was chosen gives NotReadableError.
        let gone = |_| ReadError::new(offset, ReadCause::Changed);
        let bytes = self.read(offset as f64, end as f64).map_err(gone)?;
        let n = (bytes.length() as usize).min(buf.len());
        bytes.subarray(0, n as u32).copy_to(buf.get_mut(..n).unwrap_or_default());
        Ok(n)
    }
}

fn open(blob: &Blob) -> Result<Box<dyn Source>, JsValue> {
    let file = File { blob: blob.clone(), reader: FileReaderSync::new()? };
    if blob.size() <= SMALL {
        return Ok(Box::new(Memory(file.read(0.0, blob.size())?.to_vec())));
    }
    Ok(Box::new(Cached::new(file, WINDOW)))
}

fn error(id: &str) -> JsValue {
    js_sys::Error::new(id).into()
}

fn json<T: Serialize>(value: &T) -> Result<Vec<u8>, JsValue> {
    serde_json::to_vec(value).map_err(|_| error("err-internal"))
}

fn from_json<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Result<T, JsValue> {
    serde_json::from_slice(bytes).map_err(|_| error("err-internal"))
}

fn to_js<T: Serialize>(value: &T) -> Result<JsValue, JsValue> {
    let serializer = serde_wasm_bindgen::Serializer::new().serialize_missing_as_null(true);
    value.serialize(&serializer).map_err(|_| error("err-internal"))
}

/// Version of the program.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// A new project key: 64 hexadecimal digits from the browser's secure random source.
///
/// # Errors
/// `err-no-randomness`.
#[wasm_bindgen]
pub fn new_key() -> Result<String, JsValue> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|_| error("err-no-randomness"))?;
    Ok(ProjectKey::new(bytes).reveal())
}

/// Surveys a file; the result is opaque and as secret as the file. Nothing for an archive: its
/// [`members`] are surveyed instead.
///
/// # Errors
/// None that a file could cause: what cannot be read is held back.
#[wasm_bindgen]
pub fn survey(path: &str, file: &Blob) -> Result<Option<Vec<u8>>, JsValue> {
    let bytes = file.size() as u64;
    let surveyed = match open(file) {
        Err(_) => session::held(path, bytes, Kind::Other, Reason::new(Code::Unreadable)),
        Ok(source) => match Members::open(path, &source) {
            None => session::survey(path, &source, &Limits::default()),
            Some(Ok(_)) => return Ok(None),
            Some(Err(reason)) => session::held(path, bytes, Kind::Archive, reason),
        },
    };
    json(&surveyed).map(Some)
}

#[derive(Serialize)]
struct MemberNote<'a> {
    path: &'a str,
    index: usize,
}

/// The members of an archive, `null` for a file that is none.
///
/// # Errors
/// None that a file could cause.
#[wasm_bindgen]
pub fn members(path: &str, file: &Blob) -> Result<JsValue, JsValue> {
    let Ok(source) = open(file) else { return Ok(JsValue::NULL) };
    let Some(Ok(members)) = Members::open(path, &source) else { return Ok(JsValue::NULL) };
    let notes: Vec<_> = members.paths().iter().enumerate().map(|(index, path)| MemberNote { path, index }).collect();
    to_js(&notes)
}

/// Surveys a member of an archive.
///
/// # Errors
/// None that a file could cause.
#[wasm_bindgen]
pub fn survey_member(path: &str, file: &Blob, index: usize) -> Result<Vec<u8>, JsValue> {
    let source = open(file)?;
    match Members::open(path, &source) {
        Some(Ok(members)) => json(&members.survey(index, &source, &Limits::default())),
        _ => json(&session::held(path, 0, Kind::Other, Reason::new(Code::Changed))),
    }
}

#[derive(Serialize)]
struct Row<'a> {
    path: &'a str,
    kind: Kind,
    bytes: u64,
    status: &'static str,
    code: Option<&'static str>,
    subject: Option<&'a str>,
    study: Option<&'a str>,
    series: Option<&'a str>,
    modality: Option<&'a str>,
}

/// The batch: all that was surveyed.
#[wasm_bindgen]
#[derive(Default)]
pub struct Desk {
    batch: Batch,
}

#[wasm_bindgen]
impl Desk {
    /// An empty batch.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes in a survey and says what a list shows of it.
    ///
    /// # Errors
    /// `err-internal` for bytes that are no survey.
    pub fn absorb(&mut self, surveyed: &[u8]) -> Result<JsValue, JsValue> {
        let surveyed: Surveyed = from_json(surveyed)?;
        self.batch.absorb(&surveyed);
        let (evidence, code) = match &surveyed.finding {
            Finding::Ready { evidence, risks } => (Some(evidence), risks.first().copied()),
            Finding::Held(reason) => (None, Some(reason.code)),
        };
        to_js(&Row {
            path: &surveyed.path,
            kind: surveyed.kind,
            bytes: surveyed.bytes,
            status: code.map_or("ready", |code| code.fate().as_str()),
            code: code.map(Code::as_str),
            subject: evidence.map(|e| e.subject.id.as_str()),
            study: evidence.map(|e| e.study.as_str()),
            series: evidence.map(|e| e.series.as_str()),
            modality: evidence.map(|e| e.modality.as_str()),
        })
    }

    /// Sums over the batch.
    ///
    /// # Errors
    /// None.
    pub fn summary(&self) -> Result<JsValue, JsValue> {
        to_js(&self.batch.summary())
    }

    /// The plan: opaque and as secret as the key in it.
    ///
    /// # Errors
    /// A Fluent id: unknown policy, a key that is none, decisions that contradict each other.
    pub fn plan(&self, policy: &str, key: &str, decisions: &str) -> Result<Vec<u8>, JsValue> {
        let policy = Policy::preset(policy).map_err(|e| error(e.message_id()))?;
        let key = ProjectKey::from_hex(key).ok_or_else(|| error("err-key-format"))?;
        let decisions = match decisions {
            "" => Decisions::default(),
            text => Decisions::from_json(text).map_err(|_| error("err-decisions-format"))?,
        };
        let plan = Plan::new(&self.batch, policy, &key, decisions).map_err(|e| error(e.message_id()))?;
        Ok(plan.to_json().into_bytes())
    }
}

/// What the record needs of one outcome.
#[derive(Serialize, Deserialize)]
struct Note {
    entry: Entry,
    changes: Vec<(u32, u64)>,
    file: Option<ManifestFile>,
    crc32: u32,
}

/// Rewrites files under a plan.
#[wasm_bindgen]
pub struct Bench {
    bench: session::Bench,
    messages: Messages,
}

#[wasm_bindgen]
impl Bench {
    /// A bench for a plan; reasons are told in `lang` (`ja` or `en`).
    ///
    /// # Errors
    /// A Fluent id for bytes that are no plan.
    #[wasm_bindgen(constructor)]
    pub fn new(plan: &[u8], lang: &str) -> Result<Bench, JsValue> {
        let text = std::str::from_utf8(plan).map_err(|_| error("err-plan-format"))?;
        let plan = Plan::from_json(text).map_err(|e| error(e.message_id()))?;
        let bench = session::Bench::new(plan, Limits::default()).map_err(|e| error(e.message_id()))?;
        Ok(Self { bench, messages: Messages::new(Lang::from_locale(lang)) })
    }

    /// Decides about one file and rewrites it. `index` is that of a member of an archive.
    ///
    /// # Errors
    /// None that a file could cause.
    pub fn rewrite(&self, surveyed: &[u8], file: &Blob, index: Option<usize>) -> Result<JsValue, JsValue> {
        let surveyed: Surveyed = from_json(surveyed)?;
        let Ok(source) = open(file) else {
            return self.tell(session::failed(&surveyed, Reason::new(Code::Unreadable)), None, JsValue::NULL);
        };
        // One browser refuses to read a file that changed since it was chosen; another gives the new bytes.
        let is_ready = matches!(surveyed.finding, Finding::Ready { .. });
        if is_ready && index.is_none() && session::digest(&source).ok() != surveyed.sha256 {
            return self.tell(session::failed(&surveyed, Reason::new(Code::Changed)), None, JsValue::NULL);
        }
        let Some(index) = index else {
            let outcome = self.bench.rewrite(&surveyed, &source);
            return self.pour(&surveyed, outcome, &source, Slices::OfFile);
        };
        let archive_path = surveyed.path.split("!/").next().unwrap_or_default();
        let members = match Members::open(archive_path, &source) {
            Some(Ok(members)) => members,
            _ => return self.tell(session::failed(&surveyed, Reason::new(Code::Changed)), None, JsValue::NULL),
        };
        match members.source(index, &source) {
            Ok(member) => {
                let outcome = self.bench.rewrite(&surveyed, &member);
                self.pour(&surveyed, outcome, &member, Slices::Copied)
            }
            Err(reason) => self.tell(session::failed(&surveyed, reason), None, JsValue::NULL),
        }
    }
}

/// Whether ranges of the source can be handed over as slices of the file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Slices {
    OfFile,
    Copied,
}

impl Bench {
    /// Reads the output once for its digest and hands its pieces over.
    fn pour(
        &self,
        surveyed: &Surveyed,
        outcome: Outcome,
        source: &dyn Source,
        how: Slices,
    ) -> Result<JsValue, JsValue> {
        let Some(output) = &outcome.output else { return self.tell(outcome, None, JsValue::NULL) };
        let pieces = Array::new();
        let copies = how == Slices::Copied;
        let poured = deliver::pour(&output.rope, source, WINDOW, |chunk| {
            if copies {
                pieces.push(&Uint8Array::from(chunk));
            }
            Ok::<(), ReadError>(())
        });
        let sealed = match poured {
            Ok(sealed) => sealed,
            Err(error) => return self.tell(session::failed(surveyed, error.into()), None, JsValue::NULL),
        };
        if !copies {
            for piece in output.rope.pieces() {
                pieces.push(&piece_to_js(&piece)?);
            }
        }
        let file = ManifestFile::new(&output.path, outcome.kind, &sealed);
        self.tell(outcome, Some((file, sealed.crc32)), pieces.into())
    }

    fn tell(&self, outcome: Outcome, file: Option<(ManifestFile, u32)>, pieces: JsValue) -> Result<JsValue, JsValue> {
        let changes = outcome.output.iter().flat_map(|output| &output.changes);
        let note = Note {
            entry: Entry::new(&outcome, &self.messages),
            changes: changes.map(|(rule, n)| (rule.number(), *n)).collect(),
            crc32: file.as_ref().map_or(0, |(_, crc32)| *crc32),
            file: file.map(|(file, _)| file),
        };
        let told = Object::new();
        let set = |object: &Object, name: &str, value: JsValue| Reflect::set(object, &name.into(), &value).map(|_| ());
        set(&told, "path", (&note.entry.path).into())?;
        set(&told, "outcome", note.entry.outcome.as_str().into())?;
        set(&told, "code", note.entry.code.clone().map_or(JsValue::NULL, JsValue::from))?;
        let output = match &note.file {
            None => JsValue::NULL,
            Some(file) => {
                let output = Object::new();
                set(&output, "path", (&file.path).into())?;
                set(&output, "sha256", file.sha256.to_hex().into())?;
                set(&output, "crc32", note.crc32.into())?;
                set(&output, "bytes", (file.bytes as f64).into())?;
                set(&output, "pieces", pieces)?;
                output.into()
            }
        };
        set(&told, "output", output)?;
        set(&told, "entry", Uint8Array::from(json(&note)?.as_slice()).into())?;
        Ok(told.into())
    }
}

fn piece_to_js(piece: &Piece<'_>) -> Result<JsValue, JsValue> {
    Ok(match piece {
        Piece::Own(bytes, _) => Uint8Array::from(*bytes).into(),
        Piece::Fill { byte, len, .. } => {
            let run = Uint8Array::new_with_length(u32::try_from(*len).map_err(|_| error("err-internal"))?);
            run.fill(*byte, 0, run.length());
            run.into()
        }
        Piece::Source { start, len } => {
            let slice = Object::new();
            Reflect::set(&slice, &"start".into(), &(*start as f64).into())?;
            Reflect::set(&slice, &"end".into(), &(start.saturating_add(*len) as f64).into())?;
            slice.into()
        }
    })
}

/// The package as a stored ZIP, and the record.
#[wasm_bindgen]
pub struct Package {
    record: Record,
    policy: Policy,
    zip: ZipWriter,
    files: Vec<ManifestFile>,
}

#[wasm_bindgen]
impl Package {
    /// An empty package under a plan.
    ///
    /// # Errors
    /// A Fluent id for bytes that are no plan.
    #[wasm_bindgen(constructor)]
    pub fn new(plan: &[u8]) -> Result<Package, JsValue> {
        let text = std::str::from_utf8(plan).map_err(|_| error("err-plan-format"))?;
        let plan = Plan::from_json(text).map_err(|e| error(e.message_id()))?;
        let policy = plan.policy().clone();
        Ok(Self { record: Record::new(&policy), policy, zip: ZipWriter::default(), files: Vec::new() })
    }

    /// Adds an outcome; gives the local header that stands before its pieces, where something is written.
    ///
    /// # Errors
    /// `err-internal` for bytes that are no entry.
    pub fn add(&mut self, entry: &[u8]) -> Result<Option<Vec<u8>>, JsValue> {
        let Note { entry, changes, file, crc32 } = from_json(entry)?;
        let changes =
            changes.into_iter().filter_map(|(number, n)| Some((crate::policy::Rule::from_number(number)?, n)));
        self.record.add(entry, &changes.collect());
        Ok(file.map(|file| {
            let header = self.zip.member(&file.path, file.bytes, crc32);
            self.files.push(file);
            header
        }))
    }

    /// Adds an input that the core never came to know: a worker ended at it (`internal`), or the browser could not
    /// read it (`unreadable`). Other words count as `internal`.
    pub fn add_held(&mut self, path: &str, code: &str, lang: &str) {
        let code = Code::ALL.iter().copied().find(|known| known.as_str() == code).unwrap_or(Code::Internal);
        let entry = Entry::held(path, code, None, &Messages::new(Lang::from_locale(lang)));
        self.record.add(entry, &BTreeMap::new());
    }

    /// The manifest as a member, the directory, and `run.json`, which must not leave the hospital.
    ///
    /// # Errors
    /// None.
    pub fn finish(mut self) -> Result<JsValue, JsValue> {
        let manifest = Manifest::new(&self.policy, self.files).to_json();
        let mut member =
            self.zip.member(deliver::MANIFEST, manifest.len() as u64, crc32fast::hash(manifest.as_bytes()));
        member.extend_from_slice(manifest.as_bytes());
        self.record.complete = true;
        let done = Object::new();
        let set = |name: &str, value: JsValue| Reflect::set(&done, &name.into(), &value).map(|_| ());
        set("manifest", Uint8Array::from(member.as_slice()).into())?;
        set("directory", Uint8Array::from(self.zip.finish().as_slice()).into())?;
        set("run_json", self.record.to_json().into())?;
        Ok(done.into())
    }

    /// Number of inputs with this fate so far.
    #[must_use]
    pub fn count(&self, fate: &str) -> f64 {
        let of = [Fate::Written, Fate::Withheld, Fate::Refused, Fate::Excluded, Fate::Duplicate];
        let fate = of.into_iter().find(|f| f.as_str() == fate);
        fate.and_then(|fate| self.record.sums.get(&fate)).map_or(0.0, |n| *n as f64)
    }
}
