//! `specwright schema`: the JSON Schema of the spec language, on standard output or in a file for editors.

use std::fs;

use crate::args::SchemaArgs;
use crate::stop::{Stop, print_json, say};

/// Prints the schema, or writes it.
pub(crate) fn run(args: &SchemaArgs) -> Result<(), Stop> {
    let schema = specwright::schema();
    let Some(out) = &args.out else {
        return print_json(&schema);
    };
    let schema = format!("{schema:#}\n");
    let path = out.display();
    // A file that says so already keeps its time, so that nothing that watches it starts anew.
    if fs::read(out).is_ok_and(|there| there == schema.as_bytes()) {
        say(&format!("{path}: unchanged"));
        return Ok(());
    }
    fs::write(out, schema)
        .map_err(|error| Stop::Failed(format!("cannot write `{path}`: {error}")))?;
    say(&format!("{path}: written"));
    Ok(())
}
