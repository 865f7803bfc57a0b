//! The JavaScript side of the module.
//!
//! In: the compiled module. Out: the bound module and its glue as an ES module for the bundler.
//! Refuses: glue that it does not know. The generated starter can load a module from an address, the
//! one place with network code in the page; it is cut, and the cut fails when the text changed.

use super::manifest::Manifest;
use crate::ground::{Ground, Trouble, hex_sha256, read, write};
use std::path::{Path, PathBuf};
use wasm_bindgen_cli_support::Bindgen;

/// What binding leaves behind.
pub(crate) struct Bound {
    /// The module as the glue expects it.
    pub(crate) module: PathBuf,
    /// The glue, exporting `wasm_bindgen`.
    pub(crate) glue: PathBuf,
}

/// Generates the bindings.
pub(crate) fn bind(ground: &Ground, manifest: &Manifest, compiled: &Path) -> Result<Bound, Trouble> {
    let out = ground.page_steps().join("bindings");
    let generated = (|| {
        let mut generator = Bindgen::new();
        generator.input_path(compiled).out_name(&manifest.crate_.package).typescript(true);
        generator.omit_default_module_path(true).no_modules(true)?;
        generator.generate(&out)
    })();
    generated.map_err(|why| Trouble::new(format!("wasm-bindgen: {why:#}")))?;
    let glue = read(&out.join(format!("{}.js", manifest.crate_.package)))?;
    let at = out.join("glue.mjs");
    write(&at, without_loader(&glue)? + "\nexport { wasm_bindgen };\n")?;
    Ok(Bound { module: out.join(format!("{}_bg.wasm", manifest.crate_.package)), glue: at })
}

/// The glue's way to find where it was loaded from, of use to nobody but the loader.
const OWN_ADDRESS: &str = "    let script_src;
    if (typeof document !== 'undefined' && document.currentScript !== null) {
        script_src = new URL(document.currentScript.src, location.href).toString();
    }
";

/// A part of the glue that is left out: from a line up to another, known by its digest.
struct Cut {
    from: &'static str,
    to: &'static str,
    sha256: &'static str,
}

/// What only the starter that loads from an address needs. We start with `initSync` alone.
const LOADER: [Cut; 2] = [
    Cut {
        from: "    async function __wbg_load(",
        to: "    function initSync(",
        sha256: "3e47531745f6a924f5f6c439121c0776ca66ffc5bad756bb2eccf9ff6dece57a",
    },
    Cut {
        from: "    let __wbg_init_promise;\n",
        to: "    return Object.assign(__wbg_init, ",
        sha256: "49e9677942c37395d1ef11df268afefe4c7e8dc1fef82dd860e3dc98febe291f",
    },
];

/// The glue without the code that loads a module from an address.
fn without_loader(glue: &str) -> Result<String, Trouble> {
    let (before, after) = glue.split_once(OWN_ADDRESS).ok_or_else(|| changed("let script_src;"))?;
    let mut kept = [before, after].concat();
    for cut in &LOADER {
        let changed = || changed(cut.from.trim());
        let (before, rest) = kept.split_once(cut.from).ok_or_else(changed)?;
        let (inside, after) = rest.split_once(cut.to).ok_or_else(changed)?;
        if hex_sha256(format!("{}{inside}", cut.from).as_bytes()) != cut.sha256 {
            return Err(changed());
        }
        kept = format!("{before}{}{after}", cut.to);
    }
    let (start, end) = ("Object.assign(__wbg_init, ", "Object.assign({ __proto__: null }, ");
    if kept.matches(start).count() != 1 {
        return Err(Trouble::new("the glue of wasm-bindgen no longer ends as known"));
    }
    Ok(kept.replace(start, end))
}

fn changed(at: &str) -> Trouble {
    Trouble::new(format!("the glue of wasm-bindgen changed at `{at}`"))
        .remedy("read what it does now, then mend xtask/src/page/bindings.rs")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn glue_that_is_not_known_is_refused() {
        let refused = without_loader("let wasm_bindgen = (function(exports) { fetch(x); })({});").unwrap_err();
        assert!(refused.to_string().contains("changed at `let script_src;`"), "{refused}");
    }

    #[test]
    fn a_changed_loader_is_refused() {
        let glue = format!("{OWN_ADDRESS}    async function __wbg_load() {{ more(); }}\n    function initSync(");
        let refused = without_loader(&glue).unwrap_err();
        assert!(refused.to_string().contains("changed at `async function __wbg_load(`"), "{refused}");
    }
}
