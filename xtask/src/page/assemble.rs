//! Puts the bundles and the module into the two documents, and the inner document into the outer one.
//!
//! In: documents with slots (`<!--slot:name-->`). Out: one document, the same bytes for the same parts.
//! Refuses: a slot that is missing or doubled, a bundle that would end its own element.

use super::bundle::Bundles;
use super::manifest::Manifest;
use super::policy::{Allowed, policy};
use crate::ground::{Ground, Trouble, read, read_bytes};
use base64::{Engine, engine::general_purpose::STANDARD};
use flate2::{Compression, GzBuilder};
use std::io::Write;
use std::path::Path;

/// Everything that goes into the page.
pub(crate) struct Parts {
    shell_document: String,
    app_document: String,
    bundles: Bundles,
    module: String,
}

impl Parts {
    /// Reads the documents and packs the module.
    pub(crate) fn read(ground: &Ground, manifest: &Manifest, bundles: Bundles, module: &Path) -> Result<Self, Trouble> {
        let parts = Self {
            shell_document: read(&ground.root.join(&manifest.documents.shell))?,
            app_document: read(&ground.root.join(&manifest.documents.app))?,
            bundles,
            module: packed(&read_bytes(module)?)?,
        };
        let Bundles { shell, shell_style, app, app_style, worker } = &parts.bundles;
        for text in [shell, shell_style, app, app_style, worker] {
            stays_inside(text)?;
        }
        Ok(parts)
    }

    /// The page's text as a person could read it: both documents, without the module.
    pub(crate) fn readable(&self) -> [String; 2] {
        let Bundles { shell, shell_style, app, app_style, worker } = &self.bundles;
        [[&self.shell_document, shell, shell_style].map(String::as_str).join("\n"), {
            [&self.app_document, app, app_style, worker].map(String::as_str).join("\n")
        }]
    }

    /// The finished page.
    pub(crate) fn into_page(self) -> Result<Vec<u8>, Trouble> {
        let Bundles { shell, shell_style, app, app_style, worker } = &self.bundles;
        let inner = policy(&Allowed { scripts: &[app], styles: &[app_style], frames: "'none'" });
        let app_document = fill(
            &self.app_document,
            &[
                ("policy", &meta(&inner)),
                ("style", &format!("<style>{app_style}</style>")),
                ("worker", &data("worker", worker)),
                ("core", &data("core", &self.module)),
                ("script", &format!("<script>{app}</script>")),
            ],
        )?;
        // The frame obeys this policy too, so it must let the frame's own script and style through.
        let outer = policy(&Allowed { scripts: &[shell, app], styles: &[shell_style, app_style], frames: "blob:" });
        let page = fill(
            &self.shell_document,
            &[
                ("policy", &meta(&outer)),
                ("style", &format!("<style>{shell_style}</style>")),
                ("app", &in_attribute(&app_document)),
                ("script", &format!("<script>{shell}</script>")),
            ],
        )?;
        Ok(page.into_bytes())
    }
}

fn meta(policy: &str) -> String {
    format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">")
}

/// An element that carries text and is never run.
fn data(id: &str, text: &str) -> String {
    format!("<script type=\"text/plain\" id=\"{id}\">{text}</script>")
}

fn in_attribute(document: &str) -> String {
    document.replace('&', "&amp;").replace('"', "&quot;")
}

fn packed(module: &[u8]) -> Result<String, Trouble> {
    // No name and no time in the header: the page's bytes depend on the module alone.
    let mut gzip = GzBuilder::new().mtime(0).write(Vec::new(), Compression::best());
    let packed = gzip.write_all(module).and_then(|()| gzip.finish());
    packed.map(|bytes| STANDARD.encode(bytes)).map_err(|why| Trouble::new(format!("cannot pack the module: {why}")))
}

/// Puts texts into their slots.
fn fill(document: &str, slots: &[(&str, &str)]) -> Result<String, Trouble> {
    let mut filled = document.to_owned();
    for (name, text) in slots {
        let slot = format!("<!--slot:{name}-->");
        let (before, after) =
            filled.split_once(&slot).ok_or_else(|| Trouble::new(format!("a document has no slot `{name}`")))?;
        filled = [before, text, after].concat();
    }
    // Not before: a bundle may hold the text of a comment, the documents hold none but the slots.
    match document.matches("<!--slot:").count() {
        count if count == slots.len() => Ok(filled),
        count => Err(Trouble::new(format!("a document has {count} slots, {} were filled", slots.len()))),
    }
}

/// Fails for text that would end its element, or whose digest a browser would compute from other bytes.
fn stays_inside(text: &str) -> Result<(), Trouble> {
    for bad in ["</script", "</style", "<!--", "\r", "\0"] {
        if text.contains(bad) {
            return Err(Trouble::new(format!("a bundle holds {bad:?}, which cannot stand inside a document")));
        }
    }
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_slot_that_nobody_fills_is_an_error() {
        assert!(fill("<!--slot:a--><!--slot:b-->", &[("a", "1")]).is_err());
        assert!(fill("<!--slot:a--><!--slot:a-->", &[("a", "1")]).is_err());
        assert!(fill("", &[("a", "1")]).is_err());
        assert_eq!(fill("[<!--slot:a-->]", &[("a", "1")]).unwrap(), "[1]");
    }

    #[test]
    fn a_document_survives_the_attribute() {
        assert_eq!(in_attribute("<p title=\"a & b\">&lt;"), "<p title=&quot;a &amp; b&quot;>&amp;lt;");
    }

    #[test]
    fn the_same_module_is_packed_to_the_same_text() {
        assert_eq!(packed(b"kamei").unwrap(), packed(b"kamei").unwrap());
        // RFC 1952 2.3.1: bytes 5 to 8 are the time; base64 of 1f 8b 08 00 00 00 00 00 begins so.
        assert!(packed(b"kamei").unwrap().starts_with("H4sIAAAAAA"));
    }

    #[test]
    fn a_bundle_cannot_end_its_element() {
        assert!(stays_inside("let a = '</script>'").is_err());
        assert!(stays_inside("let a = '<\\/script>'").is_ok());
    }
}
