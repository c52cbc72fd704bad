//! `specwright schema`: the JSON Schema of the spec language on standard output.

use crate::stop::{Stop, print};

/// Prints the schema.
pub(crate) fn run() -> Result<(), Stop> {
    print(&format!("{:#}\n", specwright::schema()))
}
