//! A typed client where a macro stands, made from a spec of [`specwright`].
//!
//! ```
//! specwright_macros::client!(
//!     /// The depot that sends our parcels.
//!     pub mod parcels = "specs/parcels.yaml"
//! );
//!
//! # fn main() -> Result<(), parcels::Error> {
//! let client = parcels::Client::builder().key("...").build()?;
//! let call = client.get_parcel("P-7");
//! # drop(call);
//! # Ok(())
//! # }
//! ```
//!
//! There is no build script and no generated file; in return nobody reads or reviews what is generated, and the spec is
//! read anew whenever the crate is compiled. For more than a few APIs, and for everything that others depend on, a
//! folder of generated modules serves better: see `docs/use.md` of the project.
//!
//! The crate that uses the macro needs the dependency `specwright-runtime`, and nothing else.

mod expand;
mod input;
mod refusal;

use proc_macro::TokenStream;

/// Makes the clients of a spec, as modules, where it stands.
///
/// ```
/// # use specwright_macros::client;
/// // With the name, the visibility and the attributes of your choice:
/// client!(pub(crate) mod depot = "specs/parcels.yaml");
/// // As `pub mod parcels`, because the spec says `api: parcels`; of a folder with several APIs, a module for each:
/// client!("specs/parcels.yaml");
/// ```
///
/// The path is that of a file or a folder, and starts at the folder of the package's `Cargo.toml`. The macro stands
/// wherever items may: in a file, a module, a function. It may be used several times.
///
/// - The crate is compiled again when one of the spec's files changes. A file that is new in a folder is seen when
///   something else changes, too: rustc lets no macro watch a folder.
/// - Mistakes in the spec are compile errors at the path, each with file, line, column and advice, all of them at once.
///   Warnings are printed while the crate is compiled.
/// - Samples and test vectors of the spec become tests of the crate.
#[proc_macro]
pub fn client(input: TokenStream) -> TokenStream {
    // The generator works on several threads, and the compiler's own tokens cannot leave theirs.
    proc_macro2::fallback::force();
    let expanded = input::Input::parse(input).and_then(expand::expand);
    expanded.unwrap_or_else(refusal::Refusal::into_compile_error)
}
