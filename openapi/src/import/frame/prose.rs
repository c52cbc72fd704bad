//! Texts of a document as texts of a spec.

/// A summary and a description as one text; where one says what the other says, once.
pub(super) fn joined(summary: Option<&str>, description: Option<&str>) -> Option<String> {
    let summary = summary.map(str::trim).filter(|text| !text.is_empty());
    let description = description.map(str::trim).filter(|text| !text.is_empty());
    match (summary, description) {
        (None, None) => None,
        (Some(one), None) | (None, Some(one)) => Some(clean(one)),
        (Some(summary), Some(description)) => {
            let bare = summary.trim_end_matches('.');
            let rest = description.get(..bare.len());
            if rest.is_some_and(|start| start.eq_ignore_ascii_case(bare)) {
                return Some(clean(description));
            }
            let stop = if summary.ends_with(['.', '!', '?', ':']) {
                ""
            } else {
                "."
            };
            Some(clean(&format!("{summary}{stop}\n\n{description}")))
        }
    }
}

/// A text without what no YAML file can hold, and without blanks at the ends of its lines.
pub(super) fn clean(text: &str) -> String {
    let keeps = |c: &char| !c.is_control() || matches!(c, '\n' | '\t');
    let text: String = text.replace("\r\n", "\n").chars().filter(keeps).collect();
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n").trim().to_owned()
}

/// Adds a paragraph to a text.
pub(super) fn add(text: &mut Option<String>, paragraph: &str) {
    *text = Some(match text.take() {
        Some(before) => format!("{before}\n\n{paragraph}"),
        None => paragraph.to_owned(),
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_said_twice() {
        let table = [
            (Some("List pets"), None, Some("List pets")),
            (
                Some("List pets"),
                Some("All of them."),
                Some("List pets.\n\nAll of them."),
            ),
            (
                Some("List pets."),
                Some("List pets, all of them."),
                Some("List pets, all of them."),
            ),
            (Some(" "), Some("A\r\nb  \n"), Some("A\nb")),
            (None, None, None),
        ];
        for (summary, description, text) in table {
            assert_eq!(joined(summary, description).as_deref(), text);
        }
    }
}
