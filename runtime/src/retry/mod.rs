//! Whether and when a failed attempt is repeated.
//!
//! Input: the error, the operation, and what the call did so far. Output: a [`Step`], or that the error stands.
//! Nothing is repeated that may have taken effect, unless the spec says that it may.

mod backoff;
mod budget;
mod decide;

pub(crate) use self::{
    budget::Budget,
    decide::{Step, Tries},
};
