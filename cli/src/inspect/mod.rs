//! `specwright inspect`: what specs say, after everything they leave out was filled in.
//!
//! `load -> view -> JSON or table`.

mod grid;
mod table;

use specwright_authoring::view;

use crate::args::{InspectArgs, View};
use crate::stop::{Stop, print, print_json};
use crate::{specs, usual};

/// Prints the model of the specs.
pub(crate) fn run(args: &InspectArgs) -> Result<(), Stop> {
    let apis = specs::load_clean(&args.paths)?.apis;
    let usual = usual::policy();
    let apis = apis.iter().map(|api| view::api(api, &usual)).collect();
    let inspection = view::Inspection {
        version: view::VERSION,
        apis,
    };
    match args.format {
        View::Json => print_json(&inspection),
        View::Table => print(&tables(&inspection)),
    }
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
