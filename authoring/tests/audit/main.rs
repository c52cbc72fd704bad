//! `audit` on the five specs of this repository and on pages that have the names, tables and layout of the documents they
//! were written from; the words are this project's own. `SPECWRIGHT_DOCUMENTS=DIR` runs the same on the documents
//! themselves, which are not in the repository.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests end by panicking")]

mod complete;
mod differs;
mod hostile;
mod noise;
mod others;
mod pages;
mod removals;
mod told;
