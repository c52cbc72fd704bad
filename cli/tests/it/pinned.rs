//! Texts that are kept in `tests/pinned/`: a change in what users read is a change to look at.
//! `UPDATE=1` writes them anew.

/// Compares a text with the file of this name.
#[track_caller]
pub(crate) fn check(name: &str, text: &str) {
    let path = crate::run::folder().join("pinned").join(name);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, text).expect("the folder can be written");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(text, kept, "{name} differs; UPDATE=1 writes it anew");
}
