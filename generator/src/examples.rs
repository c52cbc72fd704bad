//! Rust that uses the client of an API, for pages about it: the examples that the generated documentation has.
//!
//! In: a model without errors. Out: functions as text.

use crate::emit::{call_snippet, client_snippet};
use crate::model::Api;
use crate::plan::plan;

/// Functions that use the client of an API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Examples {
    /// How a client is made.
    pub client: String,
    /// How each operation is called, in the order of the API.
    pub operations: Vec<String>,
}

/// Functions that use the client of an API which is the module of its name in `crate_path`.
///
/// ```
/// let spec = "{specwright: 1, api: library, title: Library, servers: {main: 'https://library.example'}, \
///     operations: {list_books: {call: GET /books, returns: any}}}";
/// let loaded = specwright::load_text("library.yaml", spec);
/// let examples = specwright::examples(&loaded.apis[0], "my_crate");
/// assert_eq!(examples.operations[0], "\
/// async fn example(client: &my_crate::library::Client) -> Result<(), my_crate::library::Error> {
///     let payload = client.list_books().send().await?;
///     Ok(())
/// }
/// ");
/// ```
pub fn examples(api: &Api, crate_path: &str) -> Examples {
    let plan = plan(api);
    let operations = plan.operations.iter();
    Examples {
        client: client_snippet(&plan, crate_path).function(),
        operations: operations
            .map(|op| call_snippet(&plan, op, crate_path).function())
            .collect(),
    }
}
