//! What a run writes is what the published schemas in `docs/schema` say.
//!
//! A check of our own for the part of JSON Schema 2020-12 that they use; it refuses keywords that it does not know,
//! so that no part of a schema goes unchecked. `pattern` is checked by `a_pattern`.

use crate::kit::{Place, sample};
use serde_json::Value;

fn schema(name: &str) -> Value {
    let path = sample("../../..").join("docs/schema").join(name);
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// Where and why a value is not what a schema says.
fn check(root: &Value, schema: &Value, value: &Value, at: &str) -> Result<(), String> {
    let wrong = |what: &str| Err(format!("{at}: {what}: {value}"));
    for (keyword, says) in schema.as_object().unwrap() {
        match keyword.as_str() {
            "$schema" | "$defs" | "title" | "description" => {}
            "$ref" => {
                let target = root.pointer(says.as_str().unwrap().strip_prefix('#').unwrap());
                check(root, target.unwrap(), value, at)?;
            }
            "type" => {
                let types = says.as_array().cloned().unwrap_or_else(|| vec![says.clone()]);
                if !types.iter().any(|name| is(name.as_str().unwrap(), value)) {
                    return wrong("another type");
                }
            }
            "const" if value != says => return wrong("not the constant"),
            "enum" if !says.as_array().unwrap().contains(value) => return wrong("not in the list"),
            "const" | "enum" => {}
            "anyOf" => {
                if !says.as_array().unwrap().iter().any(|one| check(root, one, value, at).is_ok()) {
                    return wrong("fits none");
                }
            }
            "required" => {
                for name in says.as_array().unwrap() {
                    if value.get(name.as_str().unwrap()).is_none() {
                        return wrong(&format!("{name} is missing"));
                    }
                }
            }
            "properties" => {
                for (name, of) in says.as_object().unwrap() {
                    value.get(name).map_or(Ok(()), |inner| check(root, of, inner, &format!("{at}/{name}")))?;
                }
            }
            "additionalProperties" => {
                let known = schema.get("properties").and_then(Value::as_object);
                for (name, inner) in value.as_object().into_iter().flatten() {
                    match says {
                        _ if known.is_some_and(|known| known.contains_key(name)) => {}
                        Value::Bool(false) => return wrong(&format!("{name} is unknown")),
                        of => check(root, of, inner, &format!("{at}/{name}"))?,
                    }
                }
            }
            "propertyNames" => {
                for name in value.as_object().into_iter().flatten().map(|(name, _)| Value::from(name.as_str())) {
                    check(root, says, &name, at)?;
                }
            }
            "minProperties" => {
                if value.as_object().is_some_and(|map| (map.len() as u64) < says.as_u64().unwrap()) {
                    return wrong("too few");
                }
            }
            "items" => {
                for (n, inner) in value.as_array().into_iter().flatten().enumerate() {
                    check(root, says, inner, &format!("{at}/{n}"))?;
                }
            }
            "minimum" if value.as_u64().is_some_and(|n| n < says.as_u64().unwrap()) => return wrong("too small"),
            "minLength" | "maxLength" => {
                let (limit, is_least) = (says.as_u64().unwrap(), keyword == "minLength");
                let n = value.as_str().map(|text| text.chars().count() as u64);
                if n.is_some_and(|n| if is_least { n < limit } else { n > limit }) {
                    return wrong("length");
                }
            }
            "pattern" if !value.as_str().is_none_or(|text| a_pattern(says.as_str().unwrap(), text)) => {
                return wrong("pattern");
            }
            "minimum" | "pattern" => {}
            other => return Err(format!("the check does not know the keyword {other}")),
        }
    }
    Ok(())
}

fn is(name: &str, value: &Value) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_u64() || value.is_i64(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("type {other}"),
    }
}

/// The three patterns of the schemas, each as a rule.
fn a_pattern(pattern: &str, text: &str) -> bool {
    let parts_are = |separator: char, fits: fn(u8) -> bool| {
        text.split(separator).all(|part| !part.is_empty() && part.bytes().all(fits))
    };
    match pattern {
        "^[0-9a-f]{64}$" => text.len() == 64 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)),
        "^[a-z0-9]+(-[a-z0-9]+)*$" => parts_are('-', |b| b.is_ascii_lowercase() || b.is_ascii_digit()),
        "^[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*$" => parts_are('/', |b| b.is_ascii_alphanumeric() || b"._-".contains(&b)),
        other => panic!("pattern {other}"),
    }
}

#[track_caller]
fn assert_is(name: &str, value: &Value) {
    let schema = schema(name);
    check(&schema, &schema, value, "").unwrap_or_else(|why| panic!("{name}: {why}"));
}

#[track_caller]
fn assert_is_not(name: &str, value: &Value) {
    let schema = schema(name);
    assert!(check(&schema, &schema, value, "").is_err(), "{name} takes {value}");
}

#[test]
fn what_the_sample_run_writes_is_what_the_schemas_say() {
    let place = Place::new();
    std::process::Command::new("mkfifo").arg(place.path("pipe")).status().unwrap();
    place.run(&[], [sample(""), place.path("pipe")]);
    let (run, manifest) = (place.json("record/run.json"), place.json("out/manifest.json"));
    assert_is("run.json", &run);
    assert_is("manifest.json", &manifest);
    for field in ["format", "complete", "sums", "inputs"] {
        let mut less = run.clone();
        less.as_object_mut().unwrap().remove(field);
        assert_is_not("run.json", &less);
    }
    let mut more = manifest;
    more["files"][0]["original"] = "IM0001".into();
    assert_is_not("manifest.json", &more);
}

#[test]
fn decisions_are_taken_by_the_schema_as_by_the_program() {
    let taken = [
        r#"{"format":"kamei-decisions/1","decisions":[]}"#,
        r#"{"format":"kamei-decisions/1","decisions":[{"select":{"path":"us/*.dcm"},"action":"mask",
            "boxes":[{"x":0,"y":0,"w":640,"h":40}],"frames":"all"},{"select":{"series":"1.2"},"action":"keep-surface"}]}"#,
        r#"{"format":"kamei-decisions/1","decisions":[{"select":{"layout":"x"},"action":"mask","frames":[0,1],"boxes":[]}]}"#,
    ];
    let refused = [
        "{}",
        r#"{"format":"kamei-decisions/2","decisions":[]}"#,
        r#"{"format":"kamei-decisions/1","decisions":[{"select":{},"action":"clear"}]}"#,
        r#"{"format":"kamei-decisions/1","decisions":[{"select":{"path":"a"},"action":"burn"}]}"#,
        r#"{"format":"kamei-decisions/1","decisions":[{"select":{"file":"a"},"action":"clear"}]}"#,
        r#"{"format":"kamei-decisions/1","decisions":[{"select":{"path":1},"action":"clear"}]}"#,
        r#"{"format":"kamei-decisions/1","decisions":[],"more":1}"#,
    ];
    let run = |text: &str| {
        let place = Place::new();
        place.write("d.json", text);
        place.run(&["--decisions", "d.json"], [sample("PAT2/MR/IM0002")]).code
    };
    for text in taken {
        assert_is("decisions.json", &serde_json::from_str(text).unwrap());
        assert_eq!(run(text), 0, "{text}");
    }
    for text in refused {
        assert_is_not("decisions.json", &serde_json::from_str(text).unwrap());
        assert_eq!(run(text), 2, "{text}");
    }
}

#[test]
fn the_file_of_open_decisions_fits_its_schema() {
    let place = Place::new();
    place.kamei(["inspect", "--boxes", "d.json", sample("").to_str().unwrap()]);
    assert_is("decisions.json", &place.json("d.json"));
}
