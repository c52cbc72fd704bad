//! What is refused before a parser sees it.

/// The parser's work for each of these signs grows with the number of brackets that are open. Real specs stay far
/// below this sum, even if every interval `[0, 1)` in their texts counts as a bracket that is never closed.
const WORK: usize = 2_000_000_000;

/// Where brackets were nested so deeply that parsing would take minutes.
pub(super) fn too_deep(text: &str) -> Option<usize> {
    let (mut open, mut work) = (0_usize, 0_usize);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            b',' | b':' | b'?' | b'\n' => {}
            _ => continue,
        }
        work += open;
        if work > WORK {
            return Some(at);
        }
    }
    None
}

/// The first character that YAML texts may not hold.
pub(super) fn control_character(text: &str) -> Option<usize> {
    text.bytes()
        .position(|byte| byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r') || byte == 0x7f)
}
