//! The JSON Schema as validators read it, compared with what reading a spec says: by all specs of the repository, by
//! the cases in `tests/rejected`, and by specs into which mistakes were put.

#![cfg(feature = "schema")]

mod accepted;
mod classes;
mod compare;
mod complete;
mod judge;
mod mistakes;
mod rejected;
