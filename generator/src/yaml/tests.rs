//! Reading and positions of awkward texts.
