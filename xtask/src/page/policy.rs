//! The content policy of both documents, by digests of what they hold.
//!
//! In: scripts and styles. Out: the text of the meta element.
//! Both layers forbid every connection; the frame inherits the shell's policy beside its own.

use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

/// What one document's policy must let through.
pub(crate) struct Allowed<'a> {
    /// Inline scripts that may run.
    pub(crate) scripts: &'a [&'a str],
    /// Inline style sheets that may apply.
    pub(crate) styles: &'a [&'a str],
    /// Where frames may go. Firefox takes a download in the frame for a navigation to its Blob.
    pub(crate) frames: &'a str,
}

/// The policy's text.
pub(crate) fn policy(allowed: &Allowed<'_>) -> String {
    [
        "default-src 'none'".to_owned(),
        format!("script-src {} 'wasm-unsafe-eval'", digests(allowed.scripts)),
        "worker-src blob:".to_owned(),
        "connect-src 'none'".to_owned(),
        "img-src blob: data:".to_owned(),
        "media-src blob:".to_owned(),
        format!("style-src {}", digests(allowed.styles)),
        "font-src 'none'".to_owned(),
        format!("frame-src {}", allowed.frames),
        "object-src 'none'".to_owned(),
        "base-uri 'none'".to_owned(),
        "form-action 'none'".to_owned(),
        "require-trusted-types-for 'script'".to_owned(),
        "trusted-types kamei".to_owned(),
    ]
    .join("; ")
}

fn digests(texts: &[&str]) -> String {
    let digest = |text: &&str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())));
    texts.iter().map(digest).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_is_named_by_the_digest_that_browsers_compute() {
        // The example of CSP Level 3, 8.3 "Usage of hash": sha256 of `doSomething();` as given by
        // `printf 'doSomething();' | openssl dgst -sha256 -binary | openssl base64`.
        assert_eq!(digests(&["doSomething();"]), "'sha256-RFWPLDbv2BY+rCkDzsE+0fr8ylGr2R2faWMhq4lfEQc='");
    }

    #[test]
    fn nothing_may_connect() {
        let text = policy(&Allowed { scripts: &[], styles: &[], frames: "'none'" });
        for closed in ["default-src 'none'", "connect-src 'none'", "form-action 'none'", "base-uri 'none'"] {
            assert!(text.split("; ").any(|directive| directive == closed), "{closed} in {text}");
        }
    }
}
