specwright_macros::client!(
    /// All mistakes are told at once, at the path.
    pub mod mistakes = "specs/mistakes.yaml"
);

fn main() {}
