//! The files of the sample, each with what is special about it (told in `tests/data/README.md`).

use super::element::{DataSet, EXPLICIT, IMPLICIT};
use super::people::{HANAKO, Patient, TAROU};
use super::picture;

const CT: &str = "1.2.840.10008.5.1.4.1.1.2";
const MR: &str = "1.2.840.10008.5.1.4.1.1.4";
const US: &str = "1.2.840.10008.5.1.4.1.1.6.1";
const BASIC_SR: &str = "1.2.840.10008.5.1.4.1.1.88.11";
const KEY_OBJECT: &str = "1.2.840.10008.5.1.4.1.1.88.59";
const PDF: &str = "1.2.840.10008.5.1.4.1.1.104.1";
const DIRECTORY: &str = "1.2.840.10008.1.3.10";

/// The sample's own arc, with the hospital's root in front as scanners do it.
fn uid(study: u32, series: u32, instance: u32) -> String {
    format!("1.2.826.0.1.3680043.10.9999.{study}.{series}.{instance}")
}

/// One examination.
struct Study {
    patient: &'static Patient,
    number: u32,
    date: &'static str,
    accession: &'static str,
    description: &'static str,
}

const CHEST: Study =
    Study { patient: &TAROU, number: 1, date: "20240512", accession: "ACC-20240512-01", description: "CT CHEST" };
const SONO: Study =
    Study { patient: &TAROU, number: 2, date: "20240512", accession: "ACC-20240512-02", description: "US ABDOMEN" };
const BODY: Study =
    Study { patient: &HANAKO, number: 3, date: "20240513", accession: "ACC-20240513-07", description: "MR + CT" };

impl Study {
    /// The parts that every object of a series shares.
    fn object(&self, syntax: &str, class: &str, modality: &str, series: u32, instance: u32) -> DataSet {
        let mut set = DataSet::new(syntax);
        self.patient.put(&mut set);
        set.put(0x0008_0016, "UI", class).put(0x0008_0018, "UI", uid(self.number, series, instance));
        set.put(0x0008_0020, "DA", self.date).put(0x0008_0023, "DA", self.date).put(0x0008_0030, "TM", "101530");
        set.put(0x0008_0050, "SH", self.accession).put(0x0008_0060, "CS", modality);
        set.put(0x0008_0070, "LO", "Made-up Imaging").put(0x0008_1030, "LO", self.description);
        set.put(0x0008_1010, "SH", "STATION_CT_9").put(0x0018_1000, "LO", "SN-4711-0815");
        set.put(0x0020_000D, "UI", uid(self.number, 0, 0)).put(0x0020_000E, "UI", uid(self.number, series, 0));
        set.put(0x0020_0010, "SH", "STUDY77").put(0x0020_0011, "IS", series.to_string());
        set.put(0x0020_0013, "IS", instance.to_string());
        set
    }

    fn file(&self, set: DataSet, class: &str, series: u32, instance: u32) -> Vec<u8> {
        set.into_file(class, &uid(self.number, series, instance))
    }
}

/// The grey picture of one slice and what describes it.
fn slice(set: &mut DataSet, pixels: Vec<u8>, millimetres: &str, position: u32) {
    set.put(0x0008_0008, "CS", "ORIGINAL\\PRIMARY\\AXIAL").put(
        0x0028_0030,
        "DS",
        format!("{millimetres}\\{millimetres}"),
    );
    set.put(0x0018_0050, "DS", "5").put(0x0020_0032, "DS", format!("-180\\-180\\{}", 5 * position));
    set.put(0x0020_0037, "DS", "1\\0\\0\\0\\1\\0");
    set.number(0x0028_0002, 1).put(0x0028_0004, "CS", "MONOCHROME2");
    set.number(0x0028_0010, picture::SIDE as u16).number(0x0028_0011, picture::SIDE as u16);
    set.number(0x0028_0100, 16).number(0x0028_0101, 12).number(0x0028_0102, 11).number(0x0028_0103, 0);
    set.put(0x7FE0_0010, "OW", pixels);
}

fn hounsfield(set: &mut DataSet) {
    set.put(0x0028_1052, "DS", "-1024").put(0x0028_1053, "DS", "1");
    set.put(0x0028_1050, "DS", "40").put(0x0028_1051, "DS", "400");
}

/// A coded entry (PS3.3 8.8).
fn code(of: &DataSet, value: &str, scheme: &str, meaning: &str) -> DataSet {
    let mut item = of.item();
    item.put(0x0008_0100, "SH", value).put(0x0008_0102, "SH", scheme).put(0x0008_0104, "LO", meaning);
    item
}

/// A reference to an instance (PS3.3 10.8).
fn reference(of: &DataSet, class: &str, instance: &str) -> DataSet {
    let mut item = of.item();
    item.put(0x0008_1150, "UI", class).put(0x0008_1155, "UI", instance);
    item
}

fn ct_chest(n: u32) -> Vec<u8> {
    let mut set = CHEST.object(EXPLICIT, CT, "CT", 1, n);
    slice(&mut set, picture::chest(n as i32), "2.8", n);
    hounsfield(&mut set);
    set.put(0x0018_0015, "CS", "CHEST").put(0x0008_103E, "LO", "Chest 5mm");
    // A private block with the name in it, a nested sequence that names the patient again, one without lengths.
    set.put(0x0009_0010, "LO", "MADE-UP PRIVATE").put(0x0009_1001, "LO", "KEEP-OUT PRIVATE NOTE Yamada^Tarou");
    let mut deep = set.item();
    deep.put(0x0008_0100, "SH", "CTCHEST").put(0x0008_0102, "SH", "99LOCAL");
    deep.put(0x0008_0104, "LO", "Chest of Yamada^Tarou");
    let mut request = set.item();
    request.put(0x0010_0020, "LO", TAROU.id).put(0x0040_0007, "LO", "CT for Yamada^Tarou").put(
        0x0040_1001,
        "SH",
        "RP0012345",
    );
    request.sequence(0x0040_0008, &[deep]);
    set.sequence(0x0040_0275, &[request]);
    let source = reference(&set, CT, &uid(1, 1, if n == 1 { 2 } else { 1 }));
    set.open_sequence(0x0008_1140, &source);
    CHEST.file(set, CT, 1, n)
}

fn mr_abdomen(n: u32) -> Vec<u8> {
    let mut set = BODY.object(IMPLICIT, MR, "MR", 1, n);
    slice(&mut set, picture::abdomen(n as i32), "2.9", n);
    set.put(0x0018_0015, "CS", "ABDOMEN").put(0x0008_103E, "LO", "T2 abdomen 花子");
    set.put(0x0018_0020, "CS", "SE").put(0x0018_0080, "DS", "2000").put(0x0018_0081, "DS", "90");
    let mut request = set.item();
    request.put(0x0010_0010, "PN", HANAKO.name).put(0x0040_1400, "LT", "見本^花子さんの希望で午前中に検査");
    set.open_sequence(0x0032_1064, &request);
    BODY.file(set, MR, 1, n)
}

fn ct_head(n: u32) -> Vec<u8> {
    let mut set = BODY.object(EXPLICIT, CT, "CT", 2, n);
    slice(&mut set, picture::head(n as i32), "1.9", n);
    hounsfield(&mut set);
    set.put(0x0018_0015, "CS", "HEAD").put(0x0008_103E, "LO", "Head routine");
    BODY.file(set, CT, 2, n)
}

fn ultrasound() -> Vec<u8> {
    let mut set = SONO.object(EXPLICIT, US, "US", 1, 1);
    set.put(0x0008_0008, "CS", "ORIGINAL\\PRIMARY").number(0x0028_0002, 3).put(0x0028_0004, "CS", "RGB");
    set.number(0x0028_0006, 0).number(0x0028_0010, picture::SONO.0 as u16).number(0x0028_0011, picture::SONO.1 as u16);
    set.number(0x0028_0100, 8).number(0x0028_0101, 8).number(0x0028_0102, 7).number(0x0028_0103, 0);
    set.put(0x7FE0_0010, "OB", picture::ultrasound());
    SONO.file(set, US, 1, 1)
}

/// The sequence that says where referenced instances lie (PS3.3 C.17.2.1).
fn evidence(set: &DataSet) -> DataSet {
    let mut series = set.item();
    series.put(0x0020_000E, "UI", uid(1, 1, 0)).sequence(0x0008_1199, &[reference(set, CT, &uid(1, 1, 1))]);
    let mut study = set.item();
    study.put(0x0020_000D, "UI", uid(1, 0, 0)).sequence(0x0008_1115, &[series]);
    study
}

/// A tree of content: the root container's value type and one text below it (PS3.3 C.17.3).
fn content(set: &mut DataSet, title: &DataSet, text: &[u8]) {
    let mut finding = set.item();
    finding.put(0x0040_A010, "CS", "CONTAINS").put(0x0040_A040, "CS", "TEXT");
    finding.sequence(0x0040_A043, &[code(set, "121071", "DCM", "Finding")]).put(0x0040_A160, "UT", text);
    set.put(0x0040_A040, "CS", "CONTAINER").put(0x0040_A050, "CS", "SEPARATE");
    set.sequence(0x0040_A043, std::slice::from_ref(title)).sequence(0x0040_A730, &[finding]);
}

fn report() -> Vec<u8> {
    let mut set = CHEST.object(EXPLICIT, BASIC_SR, "SR", 2, 1);
    let title = code(&set, "18782-3", "LN", "Radiology Report");
    content(&mut set, &title, b"\x1B$B;3ED\x1B(B \x1B$BB@O:\x1B(B (Yamada^Tarou, 0012345): no nodule. Rei^Jiro");
    let evidence = evidence(&set);
    set.put(0x0040_A491, "CS", "COMPLETE").put(0x0040_A493, "CS", "UNVERIFIED").sequence(0x0040_A375, &[evidence]);
    CHEST.file(set, BASIC_SR, 2, 1)
}

fn key_object() -> Vec<u8> {
    let mut set = CHEST.object(EXPLICIT, KEY_OBJECT, "KO", 3, 1);
    let mut image = set.item();
    image.put(0x0040_A010, "CS", "CONTAINS").put(0x0040_A040, "CS", "IMAGE");
    image.sequence(0x0008_1199, &[reference(&set, CT, &uid(1, 1, 1))]);
    let title = code(&set, "113000", "DCM", "Of Interest");
    set.put(0x0040_A040, "CS", "CONTAINER").put(0x0040_A050, "CS", "SEPARATE").sequence(0x0040_A043, &[title]);
    let evidence = evidence(&set);
    set.sequence(0x0040_A730, &[image]).sequence(0x0040_A375, &[evidence]);
    CHEST.file(set, KEY_OBJECT, 3, 1)
}

fn encapsulated() -> Vec<u8> {
    let mut set = SONO.object(EXPLICIT, PDF, "DOC", 2, 1);
    let pdf = "%PDF-1.4\n1 0 obj<</Title(Letter about Yamada^Tarou)>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";
    set.put(0x0042_0010, "ST", "Letter").put(0x0042_0012, "LO", "application/pdf").put(0x0042_0011, "OB", pdf);
    set.put(0x0028_0301, "CS", "YES");
    SONO.file(set, PDF, 2, 1)
}

fn directory() -> Vec<u8> {
    let mut set = DataSet::new(EXPLICIT);
    let mut record = set.item();
    record.put(0x0004_1430, "CS", "PATIENT").put(0x0010_0010, "PN", "Yamada^Tarou").put(0x0010_0020, "LO", TAROU.id);
    set.put(0x0004_1130, "CS", "SAMPLE").sequence(0x0004_1220, &[record]);
    set.into_file(DIRECTORY, &uid(9, 0, 0))
}

/// All files by path.
pub(super) fn all() -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    let mut add = |path: &str, bytes: Vec<u8>| files.push((path.to_owned(), bytes));
    (1..=6).for_each(|n| add(&format!("PAT1/CT/IM{n:04}"), ct_chest(n)));
    (1..=3).for_each(|n| add(&format!("PAT2/MR/IM{n:04}"), mr_abdomen(n)));
    (1..=2).for_each(|n| add(&format!("PAT2/HEAD/IM{n:04}.dcm"), ct_head(n)));
    add("PAT1/SR/SR0001.dcm", report());
    add("PAT1/KO/KO0001.dcm", key_object());
    add("PAT1/US/US0001.dcm", ultrasound());
    add("PAT1/DOC/DOC0001.dcm", encapsulated());
    add("DICOMDIR", directory());
    let mut cut = ct_chest(6);
    cut.truncate(cut.len() / 2);
    add("PAT1/CT/IM0006-CUT", cut);
    add("PAT2/COPY/IM0001", mr_abdomen(1));
    add("PAT2/note.txt", "見本 花子 様 (KR-2024-0778)\n次回予約 2024-06-03\n".into());
    add("AUTORUN.INF", b"[autorun]\r\nopen=VIEWER.EXE\r\n".to_vec());
    files
}
