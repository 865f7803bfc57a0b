//! `cargo xtask oracle [FOLDER]`: what independent programs say of our outputs, committed as digests.
//!
//! In: a folder of DICOM (the sample study, else as named). Out: `tests/data/oracle-sample.json` or
//! `oracle-corpus.json`: tool versions, and for each output its SHA-256 and whether pydicom reads it to
//! its end, dcmdump reads it, and dciodvfy complains of a kind that it does not complain of in the input.
//! Does not: run in CI; the tools are installed where it runs (Debian: dcmtk, dicom3tools; PyPI: pydicom).

use crate::ground::{Ground, Trouble, ask, hex_sha256, quietly, read, read_bytes, write};
use crate::page::Profile;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

const PYDICOM: &str = "pydicom==3.0.2";
/// Everything that can be written is asked about, so every risk counts as decided.
const DECISIONS: &str = r#"{"format":"kamei-decisions/1","decisions":[
  {"select":{"path":"*"},"action":"clear"},{"select":{"path":"*"},"action":"keep-surface"}]}"#;
/// Reads a file to its end, nested items too; prints the version first, then a line a file.
const READ_ALL: &str = "import sys, pydicom, warnings
warnings.simplefilter('ignore')
print(pydicom.__version__)
for path in sys.stdin.read().splitlines():
    try:
        for element in pydicom.dcmread(path).iterall():
            element.value
        print('ok')
    except Exception as error:
        print(type(error).__name__)
";

pub(crate) fn run(ground: &Ground, words: &[&str]) -> Result<(), Trouble> {
    let (folder, name) = match words {
        [] => (ground.root.join("tests/data/sample-study"), "sample"),
        [folder] => (PathBuf::from(folder), "corpus"),
        _ => return Err(Trouble::new("oracle: too many words").remedy("cargo xtask oracle [FOLDER]")),
    };
    let outputs = process(ground, &folder)?;
    let read = pydicom(ground, &outputs)?;
    let mut files = Vec::new();
    let mut faults = 0;
    for (n, (input, output)) in outputs.iter().enumerate() {
        let dcmdump = succeeds("dcmdump", &["-q", "+r"], output)? || !succeeds("dcmdump", &["-q", "+r"], input)?;
        let (before, after) = (complaints(input)?, complaints(output)?);
        let new: BTreeSet<_> = after.difference(&before).cloned().collect();
        let pydicom = read.get(n + 1).map_or("nothing", String::as_str);
        faults += usize::from(!dcmdump) + usize::from(pydicom != "ok") + new.len();
        let sha256 = hex_sha256(&read_bytes(output)?);
        files.push(json!({ "sha256": sha256, "pydicom": pydicom, "dcmdump": dcmdump, "dciodvfy_new": new }));
    }
    files.sort_by_key(|file| file.get("sha256").map(Value::to_string));
    let tools = json!({
        "pydicom": read.first(),
        "dcmdump": first_line("dcmdump", &["--version"])?,
        "dciodvfy": first_line("dciodvfy", &["-version"])?,
    });
    let report = json!({ "tools": tools, "files": files });
    let text = serde_json::to_string_pretty(&report).map_err(|error| Trouble::new(error.to_string()))? + "\n";
    write(&ground.root.join(format!("tests/data/oracle-{name}.json")), text)?;
    println!("{} outputs asked about, {faults} faults", outputs.len());
    if faults == 0 { Ok(()) } else { Err(Trouble::new("an independent program found a fault in an output")) }
}

/// Runs the command line over the folder; gives every written output with its input.
fn process(ground: &Ground, folder: &Path) -> Result<Vec<(PathBuf, PathBuf)>, Trouble> {
    let program = crate::build::command_line(ground, Profile::Dev)?;
    let work = ground.target.join("oracle");
    if work.exists() {
        std::fs::remove_dir_all(&work).map_err(|error| Trouble::new(format!("{}: {error}", work.display())))?;
    }
    let (key, decisions) = (work.join("key"), work.join("decisions.json"));
    write(&key, "5a".repeat(32))?;
    write(&decisions, DECISIONS)?;
    let (package, record) = (work.join("package"), work.join("record"));
    let mut kamei = ground.command(program);
    kamei.arg("run").arg(folder).args(["--policy", "ps3-15-basic", "--key-file"]).arg(&key).arg("--decisions");
    kamei.arg(&decisions).arg("--out").arg(&package).arg("--record").arg(&record);
    // 3 says that something was withheld, which is no fault here.
    let status = kamei.status().map_err(|error| Trouble::new(format!("kamei: {error}")))?;
    if !matches!(status.code(), Some(0 | 3)) {
        return Err(Trouble::new(format!("kamei ended with {status}")));
    }
    let record: Value =
        serde_json::from_str(&read(&record.join("run.json"))?).map_err(|e| Trouble::new(e.to_string()))?;
    let inputs = record.get("inputs").and_then(Value::as_array).into_iter().flatten();
    let pair = |input: &Value| {
        let output = input.get("outputs")?.get(0)?.as_str()?;
        let path = input.get("path")?.as_str()?;
        (!path.contains("!/")).then(|| (folder.join(path), package.join(output)))
    };
    Ok(inputs.filter_map(pair).collect())
}

fn pydicom(ground: &Ground, outputs: &[(PathBuf, PathBuf)]) -> Result<Vec<String>, Trouble> {
    let venv = ground.target.join("oracle-venv");
    let python = venv.join("bin/python");
    if !python.exists() {
        quietly(Command::new("python3").args(["-m", "venv"]).arg(&venv))?;
        quietly(Command::new(venv.join("bin/pip")).args(["install", "--quiet", PYDICOM]))?;
    }
    let list = ground.target.join("oracle/outputs.txt");
    let paths: Vec<String> = outputs.iter().map(|(_, output)| output.display().to_string()).collect();
    write(&list, paths.join("\n"))?;
    let stdin = std::fs::File::open(&list).map_err(|error| Trouble::new(error.to_string()))?;
    let said = ask(Command::new(python).args(["-c", READ_ALL]).stdin(stdin))?;
    Ok(said.lines().map(str::to_owned).collect())
}

fn started(program: &str, error: &std::io::Error) -> Trouble {
    Trouble::new(format!("{program}: {error}")).remedy("apt-get install dcmtk dicom3tools")
}

fn succeeds(program: &str, flags: &[&str], file: &Path) -> Result<bool, Trouble> {
    let output = Command::new(program).args(flags).arg(file).output().map_err(|error| started(program, &error))?;
    Ok(output.status.success())
}

fn first_line(program: &str, flags: &[&str]) -> Result<String, Trouble> {
    let output = Command::new(program).args(flags).output().map_err(|error| started(program, &error))?;
    let said = [output.stdout, output.stderr].concat();
    Ok(String::from_utf8_lossy(&said).lines().find(|line| !line.trim().is_empty()).unwrap_or_default().to_owned())
}

/// Kinds of dciodvfy's errors: without values, positions and names in brackets. A deflated data set it takes for
/// noise, so nothing it says of one counts.
fn complaints(file: &Path) -> Result<BTreeSet<String>, Trouble> {
    let deflated = read_bytes(file)?.windows(22).take(1000).any(|w| w == b"1.2.840.10008.1.2.1.99");
    if deflated {
        return Ok(BTreeSet::new());
    }
    let output = Command::new("dciodvfy").arg(file).output().map_err(|error| started("dciodvfy", &error))?;
    let said = [output.stdout, output.stderr].concat();
    let errors = String::from_utf8_lossy(&said).lines().filter(|line| line.starts_with("Error")).map(kind).collect();
    Ok(errors)
}

fn kind(line: &str) -> String {
    let (mut out, mut depth) = (String::new(), 0_usize);
    for c in line.chars() {
        match c {
            '<' | '(' | '[' => depth += 1,
            '>' | ')' | ']' => depth = depth.saturating_sub(1),
            c if depth == 0 && !c.is_ascii_digit() => out.push(c),
            _ => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}
