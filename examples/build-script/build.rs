//! Makes the clients of `specs/` whenever a spec changes.

fn main() {
    specwright::Generator::new()
        .specs("specs")
        .into_out_dir()
        .build_script();
    // To read, review and commit what is generated, this is all: specwright::build_script("specs", "generated");
    // `src/lib.rs` has the lines that go with it.
}
