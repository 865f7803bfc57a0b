//! Kinds of files that are known by their first bytes or their name, and held back.
//!
//! In: a name and up to 4 KiB. Out: a kind, and the code with which it is held back.
//! Does not: open anything further. A kind that gets a format of its own leaves this list.
//!
//! Sources: the formats' own signatures; PS3.10 for media; reference lists in data/ for later kinds.

use crate::outcome::{Code, Kind};
use image::ImageFormat;

/// What a file seems to be, by its first bytes, then its name.
pub fn recognise(name: &str, head: &[u8]) -> (Kind, Code) {
    let lower = name.to_ascii_lowercase();
    let ends = |list: &[&str]| list.iter().any(|end| lower.ends_with(end));
    if is_genome(&lower, head) {
        return (Kind::Other, Code::Genome);
    }
    if head.starts_with(b"MZ") || ends(&["autorun.inf", ".exe", ".dll", ".bat", ".cmd", ".msi", ".jar", ".app", ".ocx"])
    {
        return (Kind::Other, Code::Viewer);
    }
    let starts = |bytes: &[u8]| head.starts_with(bytes);
    let inside = |at: usize, bytes: &[u8]| head.get(at..).is_some_and(|rest| rest.starts_with(bytes));
    if starts(b"%PDF-") || starts(b"\xD0\xCF\x11\xE0") || ends(&[".docx", ".xlsx", ".pptx", ".odt", ".rtf", ".pdf"]) {
        return (Kind::Other, Code::DocumentUndecided);
    }
    if inside(4, b"ftyp") {
        let is_picture = [&b"heic"[..], b"heix", b"mif1", b"msf1", b"hevc", b"avif"].iter().any(|b| inside(8, b));
        return if is_picture { (Kind::Photo, Code::PhotoUndecided) } else { (Kind::Video, Code::VideoUndecided) };
    }
    if starts(b"RIFF") && inside(8, b"WAVE") || starts(b"ID3") || starts(b"fLaC") {
        return (Kind::Waveform, Code::SoundUndecided);
    }
    if starts(b"RIFF") && inside(8, b"AVI ") || starts(b"\x1A\x45\xDF\xA3") || starts(b"\x00\x00\x01\xBA") {
        return (Kind::Video, Code::VideoUndecided);
    }
    if image::guess_format(head).is_ok_and(is_photo) || starts(b"\xFF\x4F\xFF\x51") || inside(4, b"jP  ") {
        return (Kind::Photo, Code::PhotoUndecided);
    }
    if starts(b"PK\x03\x04") || starts(b"PK\x05\x06") {
        return (Kind::Archive, Code::NotYet);
    }
    if starts(b"\x1F\x8B") || starts(b"7z\xBC\xAF\x27\x1C") || starts(b"Rar!") || starts(b"BZh") || starts(b"\xFD7zXZ")
    {
        return (Kind::Archive, Code::NotYet);
    }
    if starts(b"MSH|") || ends(&[".hl7"]) {
        return (Kind::Hl7, Code::NotYet);
    }
    if starts(b"age-encryption.org/") {
        return (Kind::Other, Code::Encrypted);
    }
    match readable(head) {
        Some(text) => of_text(&lower, &text),
        None => (Kind::Other, Code::UnknownKind),
    }
}

fn is_photo(format: ImageFormat) -> bool {
    use ImageFormat::{Bmp, Gif, Jpeg, Png, Tiff, WebP};
    matches!(format, Jpeg | Png | Tiff | WebP | Bmp | Gif)
}

fn of_text(lower: &str, text: &str) -> (Kind, Code) {
    let trimmed = text.trim_start_matches('\u{FEFF}').trim_start();
    if trimmed.starts_with('<') && text.contains("urn:hl7-org:v3") {
        return (Kind::Cda, Code::DocumentUndecided);
    }
    if trimmed.starts_with('{') && text.contains("\"resourceType\"") {
        return (Kind::Fhir, Code::NotYet);
    }
    if lower.ends_with(".csv") || lower.ends_with(".tsv") {
        return (Kind::Table, Code::NotYet);
    }
    if trimmed.starts_with('<') {
        return (Kind::Other, Code::DocumentUndecided);
    }
    (Kind::Text, Code::ProseUndecided)
}

/// The beginning as text, in UTF-8 or in one of the Japanese encodings; `None` for binary data.
fn readable(head: &[u8]) -> Option<String> {
    let control = |b: &u8| *b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0C | 0x1B);
    if head.is_empty() || head.iter().any(control) {
        return None;
    }
    let encodings = [encoding_rs::UTF_8, encoding_rs::SHIFT_JIS, encoding_rs::EUC_JP, encoding_rs::ISO_2022_JP];
    encodings.into_iter().find_map(|encoding| {
        // The window may cut the last character in two.
        (0..4).find_map(|cut| {
            let whole = head.get(..head.len().checked_sub(cut)?)?;
            encoding.decode_without_bom_handling_and_without_replacement(whole).map(std::borrow::Cow::into_owned)
        })
    })
}

fn is_genome(lower: &str, head: &[u8]) -> bool {
    const NAMES: [&str; 16] = [
        ".vcf",
        ".vcf.gz",
        ".bcf",
        ".fastq",
        ".fastq.gz",
        ".fq",
        ".fq.gz",
        ".bam",
        ".cram",
        ".sam",
        ".bed.gz",
        ".fasta",
        ".fa.gz",
        ".gvcf",
        ".plink",
        ".bim",
    ];
    const HEADS: [&[u8]; 6] = [b"##fileformat=VCF", b"BAM\x01", b"CRAM", b"@HD\t", b"@SQ\t", b"\x6C\x1B\x01"];
    if NAMES.iter().any(|end| lower.ends_with(end)) || HEADS.iter().any(|h| head.starts_with(h)) {
        return true;
    }
    // BGZF, the block compression of BAM and VCF: gzip with an extra field "BC".
    if head.starts_with(b"\x1F\x8B\x08\x04") && head.get(12..14) == Some(b"BC") {
        return true;
    }
    is_fastq(head) || is_chip(head) || is_fasta(head) || is_pedigree(head)
}

/// PLINK's pedigree text: six fields about a person, then pairs of alleles.
fn is_pedigree(head: &[u8]) -> bool {
    let is_allele = |field: &str| matches!(field, "A" | "C" | "G" | "T" | "0" | "1" | "2" | "N" | "-");
    let first = lines(head).next().and_then(|line| std::str::from_utf8(line).ok()).unwrap_or_default();
    let alleles: Vec<&str> = first.split_ascii_whitespace().skip(6).collect();
    // The window may cut the last field.
    alleles.len() >= 20 && alleles.iter().all(|field| is_allele(field))
}

fn lines(head: &[u8]) -> impl Iterator<Item = &[u8]> {
    head.split(|b| *b == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line))
}

fn is_bases(line: &[u8]) -> bool {
    line.len() >= 20 && line.iter().all(|b| matches!(b.to_ascii_uppercase(), b'A' | b'C' | b'G' | b'T' | b'N'))
}

fn is_fastq(head: &[u8]) -> bool {
    let mut lines = lines(head);
    let (name, bases, plus) = (lines.next(), lines.next(), lines.next());
    name.is_some_and(|l| l.starts_with(b"@"))
        && bases.is_some_and(is_bases)
        && plus.is_some_and(|l| l.starts_with(b"+"))
}

fn is_fasta(head: &[u8]) -> bool {
    let mut lines = lines(head);
    lines.next().is_some_and(|l| l.starts_with(b">")) && lines.next().is_some_and(is_bases)
}

/// A table of a genotyping chip: many lines that begin with an rs number.
fn is_chip(head: &[u8]) -> bool {
    let is_row = |line: &&[u8]| {
        line.strip_prefix(b"rs").is_some_and(|rest| rest.iter().take_while(|b| b.is_ascii_digit()).count() >= 3)
    };
    lines(head).filter(is_row).count() >= 10
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, head: &[u8], kind: Kind, code: Code) {
        assert_eq!(recognise(name, head), (kind, code), "{name}");
    }

    #[test]
    fn photos_films_sounds_and_documents_wait_for_a_person() {
        check("x", b"\xFF\xD8\xFF\xE0\0\x10JFIF", Kind::Photo, Code::PhotoUndecided);
        check("x.dcm", b"\x89PNG\r\n\x1a\n", Kind::Photo, Code::PhotoUndecided);
        check("x", b"\0\0\0\x18ftypheic", Kind::Photo, Code::PhotoUndecided);
        check("x", b"\0\0\0\x18ftypmp42", Kind::Video, Code::VideoUndecided);
        check("x", b"RIFF\0\0\0\0WAVE", Kind::Waveform, Code::SoundUndecided);
        check("x", b"%PDF-1.7", Kind::Other, Code::DocumentUndecided);
        check("x.xml", b"<ClinicalDocument xmlns=\"urn:hl7-org:v3\">", Kind::Cda, Code::DocumentUndecided);
    }

    #[test]
    fn genome_is_refused_under_every_name() {
        check("a.txt", b"##fileformat=VCFv4.2\n", Kind::Other, Code::Genome);
        check("a.txt", b"@r1\nACGTACGTACGTACGTACGTACGT\n+\nIIII", Kind::Other, Code::Genome);
        check("a.dcm", b"BAM\x01", Kind::Other, Code::Genome);
    }

    #[test]
    fn text_is_read_in_japanese_encodings_and_held() {
        check("a.txt", "患者 山田".as_bytes(), Kind::Text, Code::ProseUndecided);
        check("a.txt", b"\x8A\xB3\x8E\xD2 \x8E\x52\x93\x63", Kind::Text, Code::ProseUndecided);
        check("a.csv", b"id,name\n", Kind::Table, Code::NotYet);
    }

    #[test]
    fn viewers_are_left_out_and_noise_is_unknown() {
        check("viewer.exe", b"MZ\x90\0", Kind::Other, Code::Viewer);
        check("AUTORUN.INF", b"[autorun]", Kind::Other, Code::Viewer);
        check("x", b"\x00\x01\x02\x03\xFF", Kind::Other, Code::UnknownKind);
    }
}
