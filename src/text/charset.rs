//! Character sets of DICOM (PS3.3 C.12.1.1.2, PS3.5 6.1.2): from a value's bytes to text.
//!
//! In: the defined terms of Specific Character Set in force, and a value. Out: text, and whether every
//! byte of it was legal. ISO 2022 escapes are followed element by element; delimiters are left to the
//! caller, who splits the text, not the bytes: `\`, `^` and `=` occur inside of two-byte characters.
//!
//! Does not: guess undeclared encodings; write anything but what is wholly in the default repertoire.
//!
//! Tables: encoding_rs (WHATWG), which has all registered sets but the yen sign and overline of JIS X 0201.

use encoding_rs::{
    EUC_JP, EUC_KR, Encoding, GB18030, GBK, ISO_8859_2, ISO_8859_3, ISO_8859_4, ISO_8859_5, ISO_8859_6, ISO_8859_7,
    ISO_8859_8, ISO_8859_15, UTF_8, WINDOWS_874, WINDOWS_1254,
};

/// One code element: a set that can be designated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Set {
    Ascii,
    /// JIS X 0201 romaji: ASCII with a yen sign and an overline.
    Romaji,
    /// JIS X 0201 katakana, in the upper half.
    Katakana,
    /// A Latin, Cyrillic, Greek, … set in the upper half.
    Single(&'static Encoding),
    /// ISO 8859-1, whose upper controls are not those of WHATWG's table.
    Latin1,
    /// Two bytes, in the lower half.
    Jis0208,
    Jis0212,
    /// Two bytes, in the upper half.
    KsX1001,
    Gb2312,
    /// Nothing.
    None,
}

/// The character sets in force for a data set or item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Charset {
    form: Form,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// A whole encoding that stands alone: UTF-8, GB18030, GBK.
    Whole(&'static Encoding),
    /// Initial sets of the lower and upper half; escapes change them.
    Iso2022 { g0: Set, g1: Set },
}

impl Default for Charset {
    fn default() -> Self {
        Self { form: Form::Iso2022 { g0: Set::Ascii, g1: Set::None } }
    }
}

/// Text that was decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Decoded {
    /// The text; bytes that could not be read are U+FFFD.
    pub(crate) text: String,
    /// Whether every byte was legal in the sets declared.
    pub(crate) is_clean: bool,
}

impl Charset {
    /// The sets that a value of Specific Character Set (0008,0005) declares. Terms that are not
    /// defined count as the default repertoire.
    pub(crate) fn from_value(value: &[u8]) -> Self {
        let text = String::from_utf8_lossy(value);
        let first = text.split('\\').next().unwrap_or_default().trim_matches(['\0', ' ']);
        let form = match first {
            "ISO_IR 192" => Form::Whole(UTF_8),
            "GB18030" => Form::Whole(GB18030),
            "GBK" => Form::Whole(GBK),
            term => {
                let number = term.strip_prefix("ISO_IR ").or_else(|| term.strip_prefix("ISO 2022 IR ")).unwrap_or("6");
                let (g0, g1) = match number {
                    "13" => (Set::Romaji, Set::Katakana),
                    number => (Set::Ascii, upper(number)),
                };
                Form::Iso2022 { g0, g1 }
            }
        };
        Self { form }
    }

    /// The bytes of a text in these sets without escapes; `None` where it does not fit.
    pub(crate) fn encode(&self, text: &str) -> Option<Vec<u8>> {
        if text.is_ascii() {
            return Some(text.as_bytes().to_vec());
        }
        match self.form {
            Form::Whole(encoding) => {
                let (bytes, _, had_errors) = encoding.encode(text);
                (!had_errors).then(|| bytes.into_owned())
            }
            Form::Iso2022 { g0: Set::Ascii, g1: Set::Latin1 } => {
                text.chars().map(|c| u8::try_from(u32::from(c)).ok().filter(|b| *b < 0x80 || *b >= 0xA0)).collect()
            }
            Form::Iso2022 { g0: Set::Ascii, g1: Set::Single(encoding) } => {
                let (bytes, _, had_errors) = encoding.encode(text);
                (!had_errors).then(|| bytes.into_owned())
            }
            Form::Iso2022 { .. } => None,
        }
    }

    /// Decodes a value. The cost is linear.
    pub(crate) fn decode(&self, bytes: &[u8]) -> Decoded {
        if bytes.is_ascii() && !bytes.contains(&0x1B) && !matches!(self.form, Form::Iso2022 { g0: Set::Romaji, .. }) {
            return Decoded { text: String::from_utf8_lossy(bytes).into_owned(), is_clean: true };
        }
        match self.form {
            Form::Whole(encoding) => {
                let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
                Decoded { text: text.into_owned(), is_clean: !had_errors }
            }
            Form::Iso2022 { g0, g1 } => iso2022(bytes, g0, g1),
        }
    }
}

/// Whether a value of Specific Character Set holds defined terms and nothing else (PS3.3 C.12.1.1.2).
pub(crate) fn is_declaration(value: &[u8]) -> bool {
    value.split(|b| *b == b'\\').all(|term| {
        let text = std::str::from_utf8(term).unwrap_or("?").trim_matches(['\0', ' ']);
        let number = text.strip_prefix("ISO_IR ").or_else(|| text.strip_prefix("ISO 2022 IR "));
        matches!(text, "" | "GB18030" | "GBK") || number.is_some_and(|n| n.len() <= 3 && n.parse::<u8>().is_ok())
    })
}

/// The set of an ISO-IR number in the upper half.
fn upper(number: &str) -> Set {
    match number {
        "100" => Set::Latin1,
        "101" => Set::Single(ISO_8859_2),
        "109" => Set::Single(ISO_8859_3),
        "110" => Set::Single(ISO_8859_4),
        "144" => Set::Single(ISO_8859_5),
        "127" => Set::Single(ISO_8859_6),
        "126" => Set::Single(ISO_8859_7),
        "138" => Set::Single(ISO_8859_8),
        "148" => Set::Single(WINDOWS_1254),
        "203" => Set::Single(ISO_8859_15),
        "166" => Set::Single(WINDOWS_874),
        "13" => Set::Katakana,
        _ => Set::None,
    }
}

/// The set that an escape sequence designates, whether to the upper half, and the sequence's length.
fn designation(bytes: &[u8]) -> Option<(Set, bool, usize)> {
    Some(match *bytes {
        [0x1B, b'(', b'B', ..] => (Set::Ascii, false, 3),
        [0x1B, b'(', b'J', ..] => (Set::Romaji, false, 3),
        [0x1B, b')', b'I', ..] => (Set::Katakana, true, 3),
        [0x1B, b'$', b'B' | b'@', ..] => (Set::Jis0208, false, 3),
        [0x1B, b'$', b'(', b'D', ..] => (Set::Jis0212, false, 4),
        [0x1B, b'$', b')', b'C', ..] => (Set::KsX1001, true, 4),
        [0x1B, b'$', b')', b'A', ..] => (Set::Gb2312, true, 4),
        [0x1B, b'-', letter, ..] => {
            let number = match letter {
                b'A' => "100",
                b'B' => "101",
                b'C' => "109",
                b'D' => "110",
                b'L' => "144",
                b'G' => "127",
                b'F' => "126",
                b'H' => "138",
                b'M' => "148",
                b'b' => "203",
                b'T' => "166",
                _ => return None,
            };
            (upper(number), true, 3)
        }
        _ => return None,
    })
}

fn iso2022(bytes: &[u8], g0: Set, g1: Set) -> Decoded {
    let (mut lower, mut higher) = (g0, g1);
    let mut out = Decoded { text: String::with_capacity(bytes.len()), is_clean: true };
    let mut rest = bytes;
    while let Some((&byte, after)) = rest.split_first() {
        if byte == 0x1B {
            match designation(rest) {
                Some((set, is_upper, n)) => {
                    if is_upper {
                        higher = set
                    } else {
                        lower = set
                    }
                    rest = rest.get(n..).unwrap_or_default();
                }
                None => {
                    out.is_clean = false;
                    out.text.push('\u{FFFD}');
                    rest = after;
                }
            }
            continue;
        }
        if byte < 0x20 {
            // PS3.5 6.1.2.5.3: line ends bring back the initial sets.
            if matches!(byte, b'\n' | b'\r' | 0x0C) {
                (lower, higher) = (g0, g1);
            }
            out.text.push(char::from(byte));
            rest = after;
            continue;
        }
        let set = if byte < 0x80 { lower } else { higher };
        rest = rest.get(one(set, byte, after, &mut out)..).unwrap_or_default();
    }
    out
}

/// Decodes one character and says how many bytes it took.
fn one(set: Set, byte: u8, after: &[u8], out: &mut Decoded) -> usize {
    let next = after.first().copied().unwrap_or_default();
    let pair = |encoding: &'static Encoding, lead: Option<u8>| {
        let bytes: Vec<u8> = lead.into_iter().chain([byte | 0x80, next | 0x80]).collect();
        let (text, had_errors) = encoding.decode_without_bom_handling(&bytes);
        (!had_errors && next & 0x7F >= 0x21).then(|| text.into_owned())
    };
    let (text, taken) = match set {
        Set::Ascii if byte < 0x80 => (Some(char::from(byte).to_string()), 1),
        Set::Romaji if byte == 0x5C => (Some("\u{A5}".into()), 1),
        Set::Romaji if byte == 0x7E => (Some("\u{203E}".into()), 1),
        Set::Romaji if byte < 0x80 => (Some(char::from(byte).to_string()), 1),
        Set::Katakana if (0xA1..=0xDF).contains(&byte) => {
            (char::from_u32(0xFF61 + u32::from(byte) - 0xA1).map(String::from), 1)
        }
        Set::Latin1 if byte >= 0xA0 => (Some(char::from(byte).to_string()), 1),
        Set::Single(encoding) if byte >= 0xA0 => {
            let (text, had_errors) = encoding.decode_without_bom_handling(std::slice::from_ref(&byte));
            ((!had_errors).then(|| text.into_owned()), 1)
        }
        // A space or a delimiter can stand in a stretch of two-byte characters only by mistake; it is itself.
        Set::Jis0208 | Set::Jis0212 if byte == 0x20 || byte == 0x7F => (Some(char::from(byte).to_string()), 1),
        Set::Jis0208 => (pair(EUC_JP, None), 2),
        Set::Jis0212 => (pair(EUC_JP, Some(0x8F)), 2),
        Set::KsX1001 => (pair(EUC_KR, None), 2),
        Set::Gb2312 => (pair(GBK, None), 2),
        _ => (None, 1),
    };
    match text {
        Some(text) => {
            out.text.push_str(&text);
            taken
        }
        None => {
            out.is_clean = false;
            out.text.push('\u{FFFD}');
            1
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(declared: &str, bytes: &[u8], expected: &str) {
        let decoded = Charset::from_value(declared.as_bytes()).decode(bytes);
        assert_eq!((decoded.text.as_str(), decoded.is_clean), (expected, true));
    }

    #[test]
    fn the_names_of_ps3_5_annex_h_read_as_printed() {
        let bytes = b"Yamada^Tarou=\x1b$B;3ED\x1b(B^\x1b$BB@O:\x1b(B=\x1b$B$d$^$@\x1b(B^\x1b$B$?$m$&\x1b(B";
        check("\\ISO 2022 IR 87", bytes, "Yamada^Tarou=山田^太郎=やまだ^たろう");
        let kana = b"\xD4\xCF\xC0\xDE^\xC0\xDB\xB3=\x1b$B;3ED\x1b(J^\x1b$BB@O:\x1b(J";
        check("ISO 2022 IR 13\\ISO 2022 IR 87", kana, "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎");
    }

    #[test]
    fn korean_chinese_and_single_byte_sets_read() {
        check("\\ISO 2022 IR 149", b"Hong^Gildong=\x1b$)C\xFB\xF3^\x1b$)C\xD1\xCE\xD4\xD7", "Hong^Gildong=洪^吉洞");
        check("ISO_IR 192", "王^小東".as_bytes(), "王^小東");
        check("GB18030", b"\xCD\xF5^\xD0\xA1\xB6\xAB", "王^小东");
        check("ISO_IR 100", b"Buc^J\xE9r\xF4me", "Buc^Jérôme");
        check("ISO_IR 144", b"\xBB\xEE\xDA\xE1\xD5\xDC", "Люксем");
    }

    #[test]
    fn a_delimiter_inside_of_a_two_byte_character_is_part_of_it() {
        check("\\ISO 2022 IR 87", b"\x1b$B%^%=%\\\x1b(B", "マソボ");
    }

    #[test]
    fn bytes_that_no_declared_set_has_are_told() {
        let decoded = Charset::default().decode(b"Yamada \x8E\x52\x93\x63");
        assert!(!decoded.is_clean);
    }
}
