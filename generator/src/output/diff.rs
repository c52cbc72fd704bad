//! A short unified diff, for people who must see what an edit by hand or a stale folder amounts to.

use std::fmt::Write as _;

/// Lines shown around a change.
const CONTEXT: usize = 2;
/// Above this many pairs of lines the middle of two texts is shown as replaced as a whole: a diff that nobody reads to
/// its end is not worth quadratic time.
const MAX_PAIRS: usize = 1_000_000;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Keep,
    Remove,
    Add,
}

/// The difference of two texts; `None` stands for a file that does not exist. Cut after about `limit` lines.
pub(super) fn unified(path: &str, old: Option<&str>, new: Option<&str>, limit: usize) -> String {
    let before = lines(old);
    let after = lines(new);
    let mut text = format!(
        "--- {}\n+++ {}\n",
        if old.is_some() { path } else { "(none)" },
        if new.is_some() { path } else { "(none)" },
    );
    let steps = steps(&before, &after);
    let body = hunks(&steps, &before, &after);
    for line in body.iter().take(limit) {
        text.push_str(line);
        text.push('\n');
    }
    if body.len() > limit {
        let _ = writeln!(text, "... {} more lines", body.len() - limit);
    }
    text
}

fn lines(text: Option<&str>) -> Vec<&str> {
    text.unwrap_or_default().lines().collect()
}

/// Equal lines at both ends are kept; the rest goes through the longest common subsequence.
fn steps(before: &[&str], after: &[&str]) -> Vec<Step> {
    let head = before
        .iter()
        .zip(after)
        .take_while(|(left, right)| left == right)
        .count();
    let tail = before[head..]
        .iter()
        .rev()
        .zip(after[head..].iter().rev())
        .take_while(|(left, right)| left == right)
        .count();
    let left = &before[head..before.len() - tail];
    let right = &after[head..after.len() - tail];
    let mut steps = vec![Step::Keep; head];
    if left.len().saturating_mul(right.len()) > MAX_PAIRS {
        steps.extend(left.iter().map(|_| Step::Remove));
        steps.extend(right.iter().map(|_| Step::Add));
    } else {
        steps.extend(middle(left, right));
    }
    steps.extend(std::iter::repeat_n(Step::Keep, tail));
    steps
}

fn middle(left: &[&str], right: &[&str]) -> Vec<Step> {
    let width = right.len() + 1;
    // common[i * width + j]: length of the longest common subsequence of left[i..] and right[j..].
    let mut common = vec![0_u32; (left.len() + 1) * width];
    for i in (0..left.len()).rev() {
        for j in (0..right.len()).rev() {
            common[i * width + j] = if left[i] == right[j] {
                common[(i + 1) * width + j + 1] + 1
            } else {
                common[(i + 1) * width + j].max(common[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut steps = Vec::with_capacity(left.len() + right.len());
    while i < left.len() || j < right.len() {
        if i < left.len() && j < right.len() && left[i] == right[j] {
            steps.push(Step::Keep);
            (i, j) = (i + 1, j + 1);
        } else if j == right.len()
            || i < left.len() && common[(i + 1) * width + j] >= common[i * width + j + 1]
        {
            steps.push(Step::Remove);
            i += 1;
        } else {
            steps.push(Step::Add);
            j += 1;
        }
    }
    steps
}

/// The steps near a change as text, with a header before each group.
fn hunks(steps: &[Step], before: &[&str], after: &[&str]) -> Vec<String> {
    let near = near_changes(steps);
    let mut text = Vec::new();
    let (mut i, mut j) = (0, 0);
    let mut inside = false;
    for (at, step) in steps.iter().enumerate() {
        if near[at] {
            if !inside {
                text.push(format!("@@ -{} +{} @@", i + 1, j + 1));
            }
            text.push(match step {
                Step::Keep => format!(" {}", before[i]),
                Step::Remove => format!("-{}", before[i]),
                Step::Add => format!("+{}", after[j]),
            });
        }
        inside = near[at];
        i += usize::from(*step != Step::Add);
        j += usize::from(*step != Step::Remove);
    }
    text
}

fn near_changes(steps: &[Step]) -> Vec<bool> {
    let mut near = vec![false; steps.len()];
    for (at, _) in steps
        .iter()
        .enumerate()
        .filter(|(_, step)| **step != Step::Keep)
    {
        let end = (at + CONTEXT + 1).min(steps.len());
        near[at.saturating_sub(CONTEXT)..end].fill(true);
    }
    near
}

#[cfg(test)]
mod tests {
    use super::unified;

    #[test]
    fn shows_the_change_with_two_lines_around_it() {
        let old = "a\nb\nc\nd\ne\nf\n";
        let new = "a\nb\nc\nD\ne\nf\n";
        let diff = unified("x.rs", Some(old), Some(new), 20);
        assert_eq!(
            diff,
            "--- x.rs\n+++ x.rs\n@@ -2 +2 @@\n b\n c\n-d\n+D\n e\n f\n"
        );
    }

    #[test]
    fn two_far_changes_make_two_groups() {
        let old = "1\na\nb\nc\nd\ne\nf\n2\n";
        let new = "one\na\nb\nc\nd\ne\nf\n2\n3\n";
        let diff = unified("x", Some(old), Some(new), 20);
        assert_eq!(diff.matches("@@").count(), 4, "{diff}");
        assert!(diff.contains("-1\n+one\n") && diff.ends_with(" 2\n+3\n"));
    }

    #[test]
    fn a_missing_file_and_a_long_one() {
        let new: String = (0..50).map(|n| format!("{n}\n")).collect();
        let diff = unified("x", None, Some(&new), 5);
        assert!(diff.starts_with("--- (none)\n+++ x\n@@ -1 +1 @@\n+0\n"));
        assert!(diff.ends_with("... 46 more lines\n"), "{diff}");
    }

    #[test]
    fn a_huge_middle_is_replaced_whole() {
        let old: String = (0..2000).map(|n| format!("a{n}\n")).collect();
        let new: String = (0..2000).map(|n| format!("b{n}\n")).collect();
        let diff = unified("x", Some(&old), Some(&new), 3);
        assert!(diff.contains("... 3998 more lines"), "{diff}");
    }
}
