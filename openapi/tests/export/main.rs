//! Exports: what documents say, whether their examples satisfy their schemas, and that import gets the same API back.

mod round_trip;
mod shapes;
mod specs;
mod valid;
