//! Aligned columns for a terminal. In: rows of text. Out: lines.

/// Rows below a heading, indented by `indent`; nothing where there are no rows.
pub(super) fn grid<const N: usize>(
    out: &mut String,
    indent: usize,
    heads: [&str; N],
    rows: &[[String; N]],
) {
    if rows.is_empty() {
        return;
    }
    let heads = heads.map(str::to_owned);
    let mut widths = [0; N];
    for row in rows.iter().chain([&heads]) {
        for (widest, cell) in widths.iter_mut().zip(row) {
            *widest = (*widest).max(width(cell));
        }
    }
    for row in [&heads].into_iter().chain(rows) {
        let mut line = " ".repeat(indent);
        for (cell, widest) in row.iter().zip(widths) {
            line.push_str(cell);
            // A column that is empty in every row has a heading at least, so this keeps columns apart.
            line.push_str(&" ".repeat(widest - width(cell) + 2));
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
}

/// The first sentence or line of a description, short enough for a table.
pub(super) fn brief(text: Option<&str>) -> String {
    const LONGEST: usize = 72;
    let text = text.unwrap_or_default().trim();
    let line = text.lines().next().unwrap_or_default();
    let sentence = line.find(". ").map_or(line, |end| &line[..end]);
    let sentence = sentence.trim_end_matches('.');
    if sentence.chars().count() <= LONGEST {
        return sentence.to_owned();
    }
    let cut: String = sentence.chars().take(LONGEST - 3).collect();
    format!("{}...", cut.trim_end())
}

/// Columns that a text takes: most East Asian characters take two.
fn width(text: &str) -> usize {
    text.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}

fn is_wide(c: char) -> bool {
    matches!(u32::from(c),
        0x1100..=0x115F | 0x2E80..=0xA4CF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF
        | 0xFE30..=0xFE6F | 0xFF00..=0xFF60 | 0xFFE0..=0xFFE6 | 0x1F300..=0x1F64F | 0x20000..=0x3FFFD)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_align_also_with_wide_characters() {
        let mut out = String::new();
        let row = |a: &str, b: &str| [a.to_owned(), b.to_owned()];
        grid(
            &mut out,
            2,
            ["name", "text"],
            &[row("用户名", "user"), row("id", "")],
        );
        assert_eq!(out, "  name    text\n  用户名  user\n  id\n");
        grid(&mut out, 0, ["none"], &[]);
        assert_eq!(out.lines().count(), 3);
    }

    #[test]
    fn a_description_is_cut_to_its_first_sentence() {
        assert_eq!(brief(Some("One. Two.")), "One");
        assert_eq!(brief(Some("One\nTwo")), "One");
        assert_eq!(brief(None), "");
        let long = brief(Some(&"多".repeat(100)));
        assert_eq!(long.chars().count(), 72);
        assert!(long.ends_with("..."));
    }
}
