//! Serves the operations of a spec without compiling it: from the model to the data that the runtime works on.
//!
//! A typed client holds its operations as statics and its requests as structs. An [`Interpreter`] makes the same
//! statics while the program runs, and requests and payloads whose fields are found by name, so that one engine, the
//! runtime's, serves both.
//!
//! ```
//! use specwright_interpret::Interpreter;
//! use specwright_runtime::Core;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let spec = "
//! specwright: 1
//! api: library
//! title: Library
//! servers: {main: 'https://library.example'}
//! operations:
//!   list_books:
//!     call: GET /books
//!     params: {author: string, limit: u32}
//!     returns: any
//! ";
//! let loaded = specwright::load_text("library.yaml", spec);
//! let api = loaded.apis.first().ok_or("the spec holds no API")?;
//!
//! let library = Interpreter::new(api);
//! let list = library.operation("list_books").ok_or("there is no such operation")?;
//! let request = list.request([("author", "Le Guin"), ("limit", "2")])?;
//!
//! let core = Core::builder(library.api()).build()?;
//! let prepared = core.prepare(list.description(), &request)?;
//! assert_eq!(prepared.uri(), "https://library.example/books?author=Le%20Guin&limit=2");
//! // `core.execute(..).await` gives an answer, and `list.payload(&answer)` its payload as JSON.
//! # Ok(())
//! # }
//! ```

mod arguments;
mod bounds;
mod codec;
mod describe;
mod dynamic;
mod entries;
mod interpreter;
mod layout;
mod leak;
mod messages;
mod payload;
mod problem;
mod proof;
mod signature;
mod values;

pub use arguments::Arguments;
pub use dynamic::{Dynamic, DynamicRequest};
pub use interpreter::{Interpreter, Operation};
pub use payload::Payload;
pub use problem::Problem;
pub use proof::prove;
pub use values::holds_secret;
