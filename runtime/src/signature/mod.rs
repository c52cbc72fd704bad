//! Signatures that a spec describes: recipes as data, and the one engine that carries them out.
//!
//! In: a [`Recipe`], a request that is complete but for its signature, credentials, the time, fresh values. Out: the
//! request with what the recipe adds to it. Time and fresh values are inputs, so that a test vector can fix them.

mod collect;
mod digest;
mod put;
mod recipe;
mod replay;
mod rsa;
mod run;
mod template;
mod text;
mod vector;

pub use recipe::*;
pub use replay::{Received, replay};
pub(crate) use run::{Inputs, run};
pub(crate) use vector::check;
pub use vector::{Vector, VectorFault};
