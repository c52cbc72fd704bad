//! `specwright inspect`: what specs say, after everything they leave out was filled in.
//!
//! `load -> view -> JSON or table`.

mod grid;
mod table;

use specwright_authoring::view;

use crate::args::{InspectArgs, View};
use crate::stop::{Stop, print};
use crate::{specs, usual};

/// Prints the model of the specs.
pub(crate) fn run(args: &InspectArgs) -> Result<(), Stop> {
    let apis = specs::load_clean(&args.paths)?;
    let usual = usual::policy();
    let apis = apis.iter().map(|api| view::api(api, &usual)).collect();
    let inspection = view::Inspection {
        version: view::VERSION,
        apis,
    };
    print(&match args.format {
        View::Json => json(&inspection)?,
        View::Table => tables(&inspection),
    })
}

fn json(inspection: &view::Inspection) -> Result<String, Stop> {
    let mut text = serde_json::to_string_pretty(inspection)
        .map_err(|error| Stop::Failed(format!("cannot write the model as JSON: {error}")))?;
    text.push('\n');
    Ok(text)
}

fn tables(inspection: &view::Inspection) -> String {
    let mut out = String::new();
    for (index, api) in inspection.apis.iter().enumerate() {
        if index > 0 {
            out.push('\n');
        }
        table::api(&mut out, api);
    }
    out
}
