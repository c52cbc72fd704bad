//! Keeps `generated/` equal to what `specs/` say: see `specwright::build_script`.

fn main() {
    specwright::Generator::new()
        .specs("specs")
        .out("generated")
        .features(true)
        .crate_path("specwright_apis")
        .build_script();
}
