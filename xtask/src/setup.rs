//! `cargo xtask setup`: installs what the other commands need and is not there yet.
//!
//! In: the machine. Out: the wasm target, `www/node_modules`, two browsers.
//! Does not: install anything twice, ask for rights it does not have (it says what to install instead).

use crate::ground::{Ground, Trouble, ask, quietly, read, show, write};
use std::path::{Path, PathBuf};

const WASM: &str = "wasm32-unknown-unknown";
/// The fonts are for the screenshots: without them Japanese is drawn as boxes.
const PACKAGES: [&str; 3] = ["chromium", "firefox-esr", "fonts-noto-cjk"];

/// Installs what is missing.
pub(crate) fn run(ground: &Ground) -> Result<(), Trouble> {
    wasm_target(ground)?;
    npm_packages(ground)?;
    if Browsers::find().is_err() {
        install_browsers(ground)?;
    }
    let browsers = Browsers::find()?;
    println!("setup: browsers {} and {}", browsers.chromium.display(), browsers.firefox.display());
    Ok(())
}

/// What building needs, without the browsers.
pub(crate) fn for_building(ground: &Ground) -> Result<(), Trouble> {
    wasm_target(ground)?;
    npm_packages(ground)
}

fn wasm_target(ground: &Ground) -> Result<(), Trouble> {
    let installed = ask(ground.command("rustup").args(["target", "list", "--installed"]));
    match installed {
        Ok(list) if list.lines().any(|line| line == WASM) => Ok(()),
        Ok(_) => show(ground.command("rustup").args(["target", "add", WASM])),
        // Without rustup the target may have come with the compiler; cargo will say if it did not.
        Err(_) => Ok(()),
    }
}

/// `npm ci`, unless the lock file is the one that was installed last.
fn npm_packages(ground: &Ground) -> Result<(), Trouble> {
    let www = ground.www();
    let lock = read(&www.join("package-lock.json"))?;
    let mark = www.join("node_modules/.installed-lock");
    if std::fs::read_to_string(&mark).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    println!("setup: npm packages");
    let npm = quietly(ground.command("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(&www));
    npm.map_err(|trouble| trouble.remedy("Node 20 or newer with npm is needed"))?;
    write(&mark, lock)
}

/// The browsers that the page is tested in.
pub(crate) struct Browsers {
    pub(crate) chromium: PathBuf,
    pub(crate) firefox: PathBuf,
}

impl Browsers {
    /// Finds both by `CHROME` and `FIREFOX`, else where Debian puts them.
    pub(crate) fn find() -> Result<Self, Trouble> {
        let chromium = find("CHROME", &["/usr/bin/chromium", "/usr/bin/google-chrome"]);
        let firefox = find("FIREFOX", &["/usr/bin/firefox-esr", "/usr/bin/firefox"]);
        match (chromium, firefox) {
            (Some(chromium), Some(firefox)) => Ok(Self { chromium, firefox }),
            (None, Some(_)) => Err(missing("Chromium", "CHROME")),
            (Some(_), None) => Err(missing("Firefox", "FIREFOX")),
            (None, None) => Err(missing("Chromium and Firefox", "CHROME and FIREFOX")),
        }
    }
}

fn find(variable: &str, usual: &[&str]) -> Option<PathBuf> {
    // A variable that is set and wrong must not be overruled silently by another browser.
    let Some(told) = std::env::var_os(variable) else {
        return usual.iter().map(PathBuf::from).find(|at| at.is_file());
    };
    Some(PathBuf::from(told)).filter(|at| at.is_file())
}

fn missing(what: &str, variables: &str) -> Trouble {
    Trouble::new(format!("{what} not found"))
        .remedy(format!("install: apt-get install {}; or set {variables} to the program's path", PACKAGES.join(" ")))
}

fn install_browsers(ground: &Ground) -> Result<(), Trouble> {
    let root = ask(ground.command("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    if !root || !Path::new("/usr/bin/apt-get").exists() || std::env::var_os("CHROME").is_some() {
        return Ok(());
    }
    println!("setup: {} (apt-get)", PACKAGES.join(", "));
    quietly(ground.command("apt-get").arg("update"))?;
    let mut install = ground.command("apt-get");
    install.env("DEBIAN_FRONTEND", "noninteractive").args(["install", "-y", "--no-install-recommends"]).args(PACKAGES);
    quietly(&mut install)
}
