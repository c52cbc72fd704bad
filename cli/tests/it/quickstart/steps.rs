//! What docs/quickstart.md asks its reader to do, step by step. In: Markdown. Out: files to write, edits and commands, in
//! order, with the lines they stand on, so that outputs can be written anew.

/// A step.
#[derive(Debug)]
pub(crate) enum Step {
    /// A file, named in the line before its block.
    File { name: String, text: String },
    /// A change of the file that its second line names.
    Edit { lines: Vec<String>, at: usize },
    /// A command and what it prints.
    Command(Command),
}

/// A command of a `console` block.
#[derive(Debug)]
pub(crate) struct Command {
    pub(crate) words: Vec<String>,
    /// What is shown below it, without its last line break.
    pub(crate) shown: String,
    /// First line of that, and the line after its last, from 0.
    pub(crate) lines: (usize, usize),
}

/// Reads the steps of a page.
pub(crate) fn read(page: &str) -> Vec<Step> {
    let lines: Vec<&str> = page.lines().collect();
    let mut steps = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let Some(form) = lines[at].strip_prefix("```") else {
            at += 1;
            continue;
        };
        let start = at + 1;
        let end = (start..lines.len())
            .find(|index| lines[*index] == "```")
            .expect("a block ends");
        let block = &lines[start..end];
        match form {
            "console" => steps.extend(commands(block, start)),
            "diff" => steps.push(Step::Edit {
                lines: block.iter().map(|line| (*line).to_owned()).collect(),
                at: start,
            }),
            _ => steps.extend(file(&lines[..at], block)),
        }
        at = end + 1;
    }
    steps
}

/// A block below "`name`:" is a file.
fn file(before: &[&str], block: &[&str]) -> Option<Step> {
    let line = before.iter().rev().find(|line| !line.is_empty())?;
    let name = line.strip_prefix('`')?.strip_suffix("`:")?.to_owned();
    let text = block.iter().map(|line| format!("{line}\n")).collect();
    Some(Step::File { name, text })
}

fn commands(block: &[&str], start: usize) -> Vec<Step> {
    let mut found: Vec<Command> = Vec::new();
    for (index, line) in block.iter().enumerate() {
        let number = start + index;
        match (line.strip_prefix("$ "), found.last_mut()) {
            (Some(command), _) => found.push(Command {
                words: command.split_whitespace().map(str::to_owned).collect(),
                shown: String::new(),
                lines: (number + 1, number + 1),
            }),
            (None, Some(last)) => {
                last.shown.push_str(line);
                last.shown.push('\n');
                last.lines.1 = number + 1;
            }
            (None, None) => panic!("line {}: output without a command", number + 1),
        }
    }
    found.into_iter().map(Step::Command).collect()
}

/// Whether what was printed is what is shown, where `...` alone on a line stands for any lines.
pub(crate) fn agrees(shown: &str, printed: &str) -> bool {
    let parts: Vec<&str> = shown.split("...\n").collect();
    let Some((first, rest)) = parts.split_first() else {
        return false;
    };
    let Some(mut left) = printed.strip_prefix(first) else {
        return false;
    };
    let Some((last, middle)) = rest.split_last() else {
        return left.is_empty();
    };
    for part in middle {
        let Some(at) = left.find(part) else {
            return false;
        };
        left = &left[at + part.len()..];
    }
    left.ends_with(last)
}

/// A text with an edit made in it, which is in the form of `diff -u`.
pub(crate) fn edited(text: &str, edit: &[String]) -> String {
    let mut left: Vec<&str> = text.lines().collect();
    let mut done: Vec<String> = Vec::new();
    let hunks = edit.split(|line| line.starts_with("@@")).skip(1);
    for hunk in hunks {
        let with = |signs: [char; 2]| -> Vec<&str> {
            let lines = hunk
                .iter()
                .filter(|line| line.starts_with(signs) || line.is_empty());
            lines
                .map(|line| line.get(1..).unwrap_or_default())
                .collect()
        };
        let (old, new) = (with([' ', '-']), with([' ', '+']));
        let at = left
            .windows(old.len())
            .position(|window| window == old)
            .unwrap_or_else(|| panic!("the file has no such lines:\n{}", old.join("\n")));
        done.extend(left.drain(..at).map(str::to_owned));
        left.drain(..old.len());
        done.extend(new.into_iter().map(str::to_owned));
    }
    done.extend(left.into_iter().map(str::to_owned));
    done.join("\n") + "\n"
}

#[test]
fn dots_stand_for_lines() {
    assert!(agrees("a\n...\nd\n", "a\nb\nc\nd\n"));
    assert!(agrees("...\nc\n...\n", "a\nc\nd\n"));
    assert!(!agrees("a\n...\nc\n", "a\nb\n"));
    assert!(!agrees("a\n", "a\nb\n"));
}

#[test]
fn an_edit_is_made_where_its_lines_are() {
    let edit: Vec<String> = [
        "--- a",
        "+++ a",
        "@@ -1 +1 @@",
        " b",
        "-c",
        "+C",
        "@@",
        "+z",
        " e",
    ]
    .map(str::to_owned)
    .to_vec();
    assert_eq!(edited("a\nb\nc\nd\ne\n", &edit), "a\nb\nC\nd\nz\ne\n");
}
