//! A DICOM file under a plan: the walk over its elements, each kept, replaced, emptied or removed as the policy says.
//!
//! In: a file, a task. Out: a rope over the file's bytes, and how often each rule changed something.
//! The walk keeps its own stack. What it does not understand it removes; it never passes a byte on
//! that no element owns.
//!
//! Does not: decide (that is `policy`), or look for people (that is `detect`).

use super::super::{Rewritten, Task};
use super::file::{File, ISSUER, PATIENT_ID, SPECIFIC_CHARACTER_SET, is_pixels, reason};
use super::names::Names;
use super::statement::{Statements, file_meta, split};
use super::{dummy, repertoire, risk};
use crate::identity::Domain;
use crate::outcome::{Code, Reason};
use crate::policy::{Action, Place, Rule, decide, tables};
use crate::text::charset::{self, Charset};
use dicom_parser_wasm::{Kind, Node, Rope, Source, Tag, VR, Writer};
use std::borrow::Cow;
use std::collections::BTreeMap;

const PATIENT_NAME: u32 = 0x0010_0010;
const PATIENT_ID_TAG: u32 = 0x0010_0020;
const ACCESSION: u32 = 0x0008_0050;
const STUDY_ID: u32 = 0x0020_0010;
const CONTENT_SEQUENCE: u32 = 0x0040_A730;
/// Referenced Series Sequence; Studies Containing Other Referenced Instances Sequence (PS3.3 C.12.2).
const COMMON_REFERENCES: [Tag; 2] = [Tag(0x0008, 0x1115), Tag(0x0008, 0x1200)];
const OLD_METHOD: Tag = Tag(0x0012, 0x0063);

pub(super) fn rewrite(source: &dyn Source, task: &Task<'_>) -> Result<Rewritten, Reason> {
    let file = File::read(source, task.limits).ok_or_else(|| Reason::new(Code::Changed))??;
    let sop_class = file.sop_class().unwrap_or_default();
    if let Some(reason) = file.damage().or_else(|| risk::class(&sop_class).map(Reason::new)) {
        return Err(reason);
    }
    let instance = file.instance().ok_or_else(|| Reason::new(Code::NoInstance))?;
    let names = Names::new(task);
    let (data_set, changes) = data_set(&file, &sop_class, task, &names)?;
    let new_instance = names.uid(&instance);
    let mut rope = Rope::new();
    file_meta(&mut rope, &sop_class, &new_instance, &file.syntax_and_encoding().0);
    if file.dicom.is_deflated() {
        let plain = data_set.to_vec(file.dicom.stream(source)).map_err(Reason::from)?;
        let mut packed = miniz_oxide::deflate::compress_to_vec(&plain, 6);
        if packed.len() % 2 == 1 {
            packed.push(0);
        }
        rope.own(&packed, Rule::Structure.why());
    } else {
        rope.append(&data_set);
    }
    Ok(Rewritten { path: path(task, &names, &new_instance), rope, changes })
}

/// Where a file lies in the package: subject, study, series, instance, all of them pseudonyms.
fn path(task: &Task<'_>, names: &Names<'_>, instance: &str) -> String {
    let subject = names.subject();
    let uid = |old: &str, none: &str| if old.is_empty() { none.to_owned() } else { names.instance_uid(old) };
    let study = uid(&task.evidence.study, "no-study");
    let series = uid(&task.evidence.series, "no-series");
    format!("{subject}/{study}/{series}/{instance}.dcm")
}

/// The data set under the policy, as a rope over the stream of the data set.
pub(super) fn data_set(
    file: &File<'_>,
    sop_class: &str,
    task: &Task<'_>,
    names: &Names<'_>,
) -> Result<(Rope, BTreeMap<Rule, u64>), Reason> {
    let root = file.charset(None, Charset::default());
    let old_method = file.dicom.find(OLD_METHOD).map(|index| value(file, index)).transpose()?;
    let old_method = old_method.filter(|v| is_clean(task, root, v)).map(|v| v.trim_ascii_end().to_vec());
    let statements = Statements::new(task.policy, task.deeds, old_method.as_deref(), file.has_pictures());
    let mut walk = Walk {
        file,
        task,
        names,
        class: tables::class(Some(sop_class)),
        lists_references: COMMON_REFERENCES.iter().any(|tag| file.dicom.find(*tag).is_some()),
        writer: Writer::with_encoding(&file.dicom, file.syntax_and_encoding().1),
        statements,
        changes: BTreeMap::new(),
        open: Vec::new(),
        path: Vec::new(),
        root,
    };
    walk.run()?;
    Ok((walk.writer.finish(), walk.changes))
}

fn value<'a>(file: &'a File<'_>, index: usize) -> Result<Cow<'a, [u8]>, Reason> {
    file.dicom.value(index, file.source).map_err(|error| reason(&error))
}

struct Open {
    /// Index behind the last node inside.
    end: usize,
    is_sequence: bool,
    charset: Charset,
    /// Inside of a sequence that becomes a dummy.
    is_dummy: bool,
}

struct Walk<'a, 'f> {
    file: &'a File<'f>,
    task: &'a Task<'a>,
    names: &'a Names<'a>,
    class: Option<tables::Class>,
    lists_references: bool,
    writer: Writer<'a>,
    statements: Statements,
    changes: BTreeMap<Rule, u64>,
    open: Vec<Open>,
    path: Vec<u32>,
    root: Charset,
}

impl Walk<'_, '_> {
    fn run(&mut self) -> Result<(), Reason> {
        let nodes = self.file.dicom.nodes();
        let mut index = 0;
        loop {
            while let Some(open) = self.open.last().filter(|open| index >= open.end) {
                if open.is_sequence {
                    self.path.pop();
                }
                self.open.pop();
                self.writer.close();
            }
            let Some(node) = nodes.get(index) else { break };
            let end = usize::try_from(node.end).unwrap_or(nodes.len());
            index = match node.kind {
                Kind::Element | Kind::Sequence | Kind::PixelSequence => {
                    if self.element(index, node)? {
                        index + 1
                    } else {
                        end
                    }
                }
                Kind::Item => {
                    if self.item(index, end) {
                        index + 1
                    } else {
                        end
                    }
                }
                // Delimiters are the writer's business; strays, padding and unparsed bytes are never passed on.
                _ => end.max(index + 1),
            };
        }
        let written = self.statements.write_before(None, &mut self.writer);
        self.count_many(Rule::Statement, written);
        Ok(())
    }

    fn charset(&self) -> Charset {
        self.open.last().map_or(self.root, |open| open.charset)
    }

    fn is_dummy(&self) -> bool {
        self.open.last().is_some_and(|open| open.is_dummy)
    }

    fn count_many(&mut self, rule: Rule, n: u64) {
        if n > 0 {
            *self.changes.entry(rule).or_default() += n;
        }
    }

    /// Opens an item; of a sequence that becomes a dummy, only the first.
    fn item(&mut self, index: usize, end: usize) -> bool {
        let is_dummy = self.is_dummy();
        let parent = self.file.dicom.node(index).and_then(|node| node.parent);
        let is_first = parent.and_then(|p| usize::try_from(p).ok()).is_some_and(|p| index == p + 1);
        if is_dummy && !is_first {
            return false;
        }
        let charset = self.file.charset(Some(index), self.charset());
        self.writer.open(index);
        self.open.push(Open { end, is_sequence: false, charset, is_dummy });
        true
    }

    /// Carries out the decision for one element and says whether it was entered.
    fn element(&mut self, index: usize, node: &Node) -> Result<bool, Reason> {
        let tag = u32::from(node.tag.0) << 16 | u32::from(node.tag.1);
        if self.path.is_empty() {
            let written = self.statements.write_before(Some(tag), &mut self.writer);
            self.count_many(Rule::Statement, written);
            if self.statements.replaces(tag) {
                return Ok(false);
            }
        }
        // A sequence without items is one of its kind too.
        let entry = tables::entry(tag);
        let vr = written_vr(entry, node);
        let is_empty_sequence = node.length == 0 && node.kind == Kind::Element && vr == VR::SQ;
        let is_sequence = node.kind == Kind::Sequence || is_empty_sequence;
        let (path, written, lists_references) = (&self.path, node.vr, self.lists_references);
        let place = Place { class: self.class, path, tag, entry, vr: written, is_sequence, lists_references };
        let (mut action, mut rule) = decide(self.task.policy, &place);
        if self.is_dummy() && action < Action::Dummy && !is_structural(tag, vr) {
            (action, rule) = (Action::Dummy, Rule::DummyItem);
        }
        // A sequence that is no items, or items where the table lists a value: nobody can say what is in it.
        let should_be_sequence = entry.is_some_and(|entry| entry.vr == Some(*b"SQ"));
        if action < Action::Empty && should_be_sequence != is_sequence && (is_sequence || node.length > 0) {
            action = Action::Remove;
        }
        // Fragments are pixel data; nothing else can be written in them, so nobody can say what they are.
        if action < Action::Empty && node.kind == Kind::PixelSequence && !is_pixels(node.tag) {
            action = Action::Remove;
        }
        // Where nothing stands, a dummy would say that something did.
        if (action, rule) == (Action::Dummy, Rule::Vr) && node.length == 0 {
            action = Action::Keep;
        }
        if is_sequence && (should_be_sequence || action != Action::Empty) {
            self.sequence(index, node, tag, action, rule)
        } else {
            self.leaf(index, node, tag, vr, action, rule)
        }
    }

    fn sequence(&mut self, index: usize, node: &Node, tag: u32, action: Action, rule: Rule) -> Result<bool, Reason> {
        let is_empty = usize::try_from(node.end).is_ok_and(|end| end <= index + 1);
        match action {
            Action::Remove => {
                self.count_many(rule, 1);
                Ok(false)
            }
            Action::Empty => {
                self.count_many(rule, 1);
                self.writer.put(node.tag, VR::SQ, &[], rule.why());
                Ok(false)
            }
            Action::Dummy if tag == CONTENT_SEQUENCE => {
                self.count_many(rule, 1);
                self.minimal_content(rule);
                Ok(false)
            }
            _ => {
                let becomes_dummy = action == Action::Dummy;
                if becomes_dummy {
                    self.count_many(rule, 1);
                }
                if is_empty {
                    self.writer.keep(index);
                    return Ok(false);
                }
                let end = usize::try_from(node.end).unwrap_or(usize::MAX);
                let is_dummy = becomes_dummy || self.is_dummy();
                self.writer.open(index);
                self.open.push(Open { end, is_sequence: true, charset: self.charset(), is_dummy });
                self.path.push(tag);
                Ok(true)
            }
        }
    }

    /// The least content tree that every SR class allows: one text below the root container (PS3.3 A.35).
    fn minimal_content(&mut self, rule: Rule) {
        let why = rule.why();
        let w = &mut self.writer;
        w.begin_sequence(split(CONTENT_SEQUENCE), why);
        w.begin_item(why);
        w.put(Tag(0x0040, 0xA010), VR::CS, b"CONTAINS", why);
        w.put(Tag(0x0040, 0xA040), VR::CS, b"TEXT", why);
        w.begin_sequence(Tag(0x0040, 0xA043), why);
        w.begin_item(why);
        w.put(Tag(0x0008, 0x0100), VR::SH, b"121106", why);
        w.put(Tag(0x0008, 0x0102), VR::SH, b"DCM", why);
        w.put(Tag(0x0008, 0x0104), VR::LO, b"Comment", why);
        w.close();
        w.close();
        w.put(Tag(0x0040, 0xA160), VR::UT, b"REMOVED", why);
        w.close();
        w.close();
    }

    fn leaf(
        &mut self,
        index: usize,
        node: &Node,
        tag: u32,
        vr: VR,
        action: Action,
        rule: Rule,
    ) -> Result<bool, Reason> {
        match action {
            Action::Keep => self.kept(index, node, tag, vr)?,
            Action::CleanText => self.text(index, node, vr)?,
            Action::Uid => self.uids(index, node, vr, rule)?,
            Action::Remove => self.count_many(rule, 1),
            Action::Empty | Action::Dummy => self.replace(index, node, tag, vr, action, rule)?,
        }
        Ok(false)
    }

    /// Keeps a value, less what is none of its VR: nobody has looked at that.
    fn kept(&mut self, index: usize, node: &Node, tag: u32, vr: VR) -> Result<(), Reason> {
        // What the source wrote says how it is read, unless that is mere bytes.
        let is_opaque = matches!(node.vr, VR::UN | VR::OB | VR::OW | VR::OD | VR::OF | VR::OL | VR::OV);
        let read_as = if is_opaque { vr } else { node.vr };
        let entry = tables::entry(tag);
        let greatest = entry.map_or(0, |entry| usize::from(entry.vm.greatest));
        // Tables of numbers (US or OW) have no bound in bytes.
        let greatest =
            if is_opaque && node.vr != VR::UN && entry.is_some_and(|e| e.alternatives) { 0 } else { greatest };
        if node.kind != Kind::Element || !repertoire::needs_look(read_as, greatest, node.length) {
            self.writer.keep(index);
            return Ok(());
        }
        let bytes = value(self.file, index)?;
        if read_as == VR::UI && !repertoire::is_uids(&bytes) {
            return self.uids(index, node, vr, Rule::Vr);
        }
        match repertoire::without_foreign(read_as, greatest, &bytes) {
            None => self.writer.keep(index),
            Some(own) => {
                self.count_many(Rule::Vr, 1);
                self.writer.put(node.tag, vr, &own, Rule::Vr.why());
            }
        }
        Ok(())
    }

    fn text(&mut self, index: usize, node: &Node, vr: VR) -> Result<(), Reason> {
        let bytes = value(self.file, index)?;
        let clean = match vr {
            // Without it nobody can read the texts of the file any more.
            _ if node.tag == SPECIFIC_CHARACTER_SET && charset::is_declaration(&bytes) => None,
            // Coded strings: a patient called CT must not empty the modality of every file.
            VR::CS if repertoire::is_codes(&bytes) => {
                self.task.cleaner.clean_code(&self.charset().decode(&bytes).text).map(String::into_bytes)
            }
            _ => cleaned(self.task, self.charset(), &bytes),
        };
        match clean {
            None => self.writer.keep(index),
            Some(clean) => {
                self.count_many(Rule::Text, 1);
                let clean = if clean.len() > longest(vr) { b"REMOVED".to_vec() } else { clean };
                self.writer.put(node.tag, vr, &clean, Rule::Text.why());
            }
        }
        Ok(())
    }

    fn uids(&mut self, index: usize, node: &Node, vr: VR, rule: Rule) -> Result<(), Reason> {
        let bytes = value(self.file, index)?;
        let old = String::from_utf8_lossy(&bytes);
        let new: Vec<String> = old.split('\\').map(|uid| self.names.uid(uid)).collect();
        let is_same = old.split('\\').zip(&new).all(|(old, new)| old.trim_matches(['\0', ' ']) == new);
        if is_same {
            self.writer.keep(index);
        } else {
            self.count_many(rule, 1);
            self.writer.put(node.tag, vr, new.join("\\").as_bytes(), rule.why());
        }
        Ok(())
    }

    /// Empty or a dummy: pseudonyms for the attributes that hold a package together.
    fn replace(
        &mut self,
        index: usize,
        node: &Node,
        tag: u32,
        vr: VR,
        action: Action,
        rule: Rule,
    ) -> Result<(), Reason> {
        self.count_many(rule, 1);
        let is_root = self.path.is_empty();
        let new = match tag {
            PATIENT_NAME | PATIENT_ID_TAG if is_root => self.names.subject().as_bytes().to_vec(),
            PATIENT_ID_TAG => self.nested_patient(index)?.unwrap_or_else(|| b"REMOVED".to_vec()),
            ACCESSION | STUDY_ID if node.length > 0 => {
                let domain = if tag == ACCESSION { Domain::Accession } else { Domain::StudyId };
                let old = self.charset().decode(&value(self.file, index)?).text;
                match old.trim_matches(['\0', ' ']) {
                    "" => Vec::new(),
                    old => self.task.pseudonyms.short(domain, old).into_bytes(),
                }
            }
            _ if action == Action::Empty => Vec::new(),
            _ if vr == VR::UI => return self.uids(index, node, vr, rule),
            _ if rule == Rule::DummyItem => {
                let numbers = value(self.file, index).ok().and_then(|old| dummy::zeros(vr, &old));
                numbers.unwrap_or_else(|| dummy::value(tag, vr))
            }
            _ => dummy::value(tag, vr),
        };
        // What the source wrote as UN stays UN; only UIDs, which other files refer to, get their VR back.
        // Padding is still that of the attribute, not of UN.
        let mut new = new;
        if node.vr == VR::UN && vr != VR::UI {
            if new.len() % 2 == 1 {
                new.push(b' ');
            }
            self.writer.put(node.tag, VR::UN, &new, rule.why());
        } else {
            self.writer.put(node.tag, vr, &new, rule.why());
        }
        Ok(())
    }

    /// The pseudonym of a Patient ID in an item: that of the subject itself where it is the same id.
    fn nested_patient(&self, index: usize) -> Result<Option<Vec<u8>>, Reason> {
        let text = |index| -> Result<String, Reason> {
            let decoded = self.charset().decode(&value(self.file, index)?).text;
            Ok(decoded.trim_matches(['\0', ' ', '\u{3000}']).to_owned())
        };
        let id = text(index)?;
        if id.is_empty() {
            return Ok(None);
        }
        let item = self.file.dicom.node(index).and_then(|node| node.parent).and_then(|p| usize::try_from(p).ok());
        let issuer = item.and_then(|item| self.file.dicom.find_in(Some(item), ISSUER)).map(text).transpose()?;
        let subject = &self.task.evidence.subject;
        let issuer = issuer.unwrap_or_else(|| if id == subject.id { subject.issuer.clone() } else { String::new() });
        debug_assert_eq!(PATIENT_ID, split(PATIENT_ID_TAG));
        Ok(Some(self.task.pseudonyms.subject(&issuer, &id).into_bytes()))
    }
}

/// The VR under which a value of our own is written: the dictionary's, where it names one.
fn written_vr(entry: Option<&tables::Entry>, node: &Node) -> VR {
    let entry = entry.filter(|entry| !entry.alternatives);
    entry.and_then(|entry| entry.vr).and_then(VR::from_binary).unwrap_or(node.vr)
}

/// What gives an item its form rather than its meaning: character set, value and relationship types,
/// the classes of references. UIDs are mapped by their own rule.
fn is_structural(tag: u32, vr: VR) -> bool {
    vr == VR::UI || vr == VR::CS || vr == VR::SQ || tables::is_class_attribute(tag)
}

/// Bytes that a value of this VR may have at most (PS3.5 6.2, characters counted as bytes).
fn longest(vr: VR) -> usize {
    match vr {
        VR::CS | VR::SH | VR::AE => 16,
        VR::LO => 64,
        VR::ST => 1024,
        VR::LT => 10240,
        _ => usize::MAX,
    }
}

fn is_clean(task: &Task<'_>, charset: Charset, bytes: &[u8]) -> bool {
    cleaned(task, charset, bytes).is_none()
}

/// The value without what names somebody, `None` when it holds nothing of the kind.
///
/// What the declared sets cannot read is read in every likely way; a find in any of them replaces the whole
/// value, since nobody knows which bytes to keep.
fn cleaned(task: &Task<'_>, charset: Charset, bytes: &[u8]) -> Option<Vec<u8>> {
    let decoded = charset.decode(bytes);
    if let Some(clean) = task.cleaner.clean(&decoded.text) {
        let encoded = decoded.is_clean.then(|| charset.encode(&clean)).flatten();
        return Some(encoded.unwrap_or_else(|| b"REMOVED".to_vec()));
    }
    if decoded.is_clean {
        return None;
    }
    let readings = [encoding_rs::UTF_8, encoding_rs::SHIFT_JIS, encoding_rs::EUC_JP, encoding_rs::GB18030];
    let hit = readings.into_iter().any(|encoding| {
        let (text, _) = encoding.decode_without_bom_handling(bytes);
        task.cleaner.clean(&text).is_some()
    });
    hit.then(|| b"REMOVED".to_vec())
}
