//! A member's name: its bytes as text, and whether it leads anywhere but into the archive.
//!
//! Does not: make names distinct, or fit for a disk: nothing is ever written under them.
//!
//! Sources: PKWARE APPNOTE.TXT 6.3.10, 4.4.4 (UTF-8 flag), 4.6.9 (Info-ZIP Unicode Path), appendix D
//! (code page 437); the CD-Rs of Japanese hospitals, whose names are code page 932 without any flag.

use super::directory::{Fields, extra};

/// Most bytes of a name that are shown. What a system can have is shorter.
const SHOWN: usize = 4096;

const UNICODE_PATH: u16 = 0x7075;

/// Code page 437 from 0x80 on, as IBM's table has it.
const CP437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";

/// A name's bytes as text. In this order: what the flag says, Info-ZIP's field, UTF-8, code page
/// 932, code page 437. Bytes that cannot be decoded are U+FFFD.
pub(super) fn decode(raw: &[u8], is_utf8: bool, extra_field: &[u8]) -> String {
    if is_utf8 {
        return String::from_utf8_lossy(raw).into_owned();
    }
    if let Some(name) = unicode_path(raw, extra_field) {
        return name;
    }
    if let Ok(name) = std::str::from_utf8(raw) {
        return name.to_owned();
    }
    match encoding_rs::SHIFT_JIS.decode_without_bom_handling_and_without_replacement(raw) {
        // The decoder lets 0x80 pass as U+0080; in code page 932 there is no such letter.
        Some(name) if !name.chars().any(|c| ('\u{80}'..'\u{a0}').contains(&c)) => name.into_owned(),
        _ => raw.iter().map(|&byte| cp437(byte)).collect(),
    }
}

/// The name in UTF-8 that stands beside `raw`, if it was made for these very bytes.
fn unicode_path(raw: &[u8], extra_field: &[u8]) -> Option<String> {
    let mut fields = Fields(extra(extra_field, UNICODE_PATH)?);
    fields.skip(1)?; // version
    let is_of_raw = fields.u32()? == crc32fast::hash(raw);
    is_of_raw.then(|| std::str::from_utf8(fields.0).ok().map(str::to_owned)).flatten()
}

fn cp437(byte: u8) -> char {
    match byte.checked_sub(0x80) {
        None => char::from(byte),
        Some(n) => CP437.chars().nth(usize::from(n)).unwrap_or(char::REPLACEMENT_CHARACTER),
    }
}

/// A name that was judged.
pub(super) struct Name {
    /// For people: separated by `/`; what was not safe in it is replaced by `_`.
    pub(super) shown: String,
    /// Leads into the archive and nowhere else.
    pub(super) is_safe: bool,
    /// Ends in a separator.
    pub(super) is_folder: bool,
}

/// Judges a decoded name. `\` separates, too: decoding comes first, as code page 932 has it as a
/// second byte.
pub(super) fn judge(name: &str) -> Name {
    let name = name.replace('\\', "/");
    let mut is_safe = !name.starts_with('/') && !name.contains('\0') && name.len() <= SHOWN;
    let mut shown = String::new();
    for part in name.split('/').filter(|part| !part.is_empty() && *part != ".") {
        let is_first = shown.is_empty();
        if !is_first {
            shown.push('/');
        }
        match part.as_bytes() {
            b".." => {
                is_safe = false;
                shown.push('_');
            }
            [letter, b':', ..] if is_first && letter.is_ascii_alphabetic() => {
                is_safe = false;
                shown.push_str(&part.replacen(':', "_", 1));
            }
            _ => shown.push_str(&part.replace('\0', "\u{fffd}")),
        }
    }
    if shown.is_empty() {
        is_safe = false;
        shown.push('_');
    }
    shown.truncate(shown.floor_char_boundary(SHOWN));
    shown.shrink_to_fit();
    Name { shown, is_safe, is_folder: name.ends_with('/') }
}
