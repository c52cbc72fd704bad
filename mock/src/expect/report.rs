//! What a test author reads when calls did not come as they were expected.

use std::fmt;

use super::Rule;
use crate::seen::Seen;

/// An expectation that was not met.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unmet {
    /// Name of the operation, with the parameters that were expected.
    pub call: String,
    /// Where in the test it stands.
    pub place: String,
    /// How many calls were expected.
    pub expected: String,
    /// How many came.
    pub met: u64,
    /// Why calls of the operation did not count.
    pub near: Vec<String>,
}

impl fmt::Display for Unmet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let came = match self.met {
            0 => "never".to_owned(),
            1 => "once".to_owned(),
            met => format!("{met} times"),
        };
        write!(
            f,
            "{} was expected {}, and came {came} ({})",
            self.call, self.expected, self.place
        )?;
        for near in &self.near {
            write!(f, "\n    one came close: {near}")?;
        }
        Ok(())
    }
}

pub(super) fn line(rule: &Rule) -> Unmet {
    let typed = rule.request.iter().flat_map(|typed| &typed.members);
    let given = rule.with.iter().map(|(name, value)| (name, value));
    let with = given
        .chain(typed)
        .map(|(name, value)| match rule.names.is_secret(name) {
            true => format!("{name} = ***"),
            false => format!("{name} = {value}"),
        });
    let with: Vec<String> = with.collect();
    let call = match with.as_slice() {
        [] => format!("`{}`", rule.name),
        with => format!("`{}` with {}", rule.name, with.join(", ")),
    };
    Unmet {
        call,
        place: rule.at.to_string(),
        expected: match rule.times {
            None => "at least once".to_owned(),
            Some(0) => "never".to_owned(),
            Some(1) => "once".to_owned(),
            Some(times) => format!("{times} times"),
        },
        met: rule.met,
        near: rule.near.clone(),
    }
}

/// The whole report.
pub(crate) fn report(unmet: &[Unmet], seen: &[Seen]) -> String {
    let mut text = String::from("the mock server was not called as expected\n");
    for one in unmet {
        text.push_str(&format!("  {one}\n"));
    }
    let refused: Vec<&Seen> = seen.iter().filter(|seen| !seen.is_right()).collect();
    if !refused.is_empty() {
        text.push_str("requests that the spec does not allow:\n");
        for one in refused {
            text.push_str(&format!("  {}\n", shown(one)));
            for fault in &one.faults {
                text.push_str(&format!("    {}\n", fault.says));
            }
        }
    }
    let right: Vec<&Seen> = seen.iter().filter(|seen| seen.is_right()).collect();
    match right.is_empty() {
        true => text.push_str("no other request came\n"),
        false => {
            text.push_str("requests that came:\n");
            for one in right {
                text.push_str(&format!("  {}\n", shown(one)));
            }
        }
    }
    text
}

fn shown(seen: &Seen) -> String {
    let operation = seen.operation.as_deref().unwrap_or("no operation");
    format!(
        "{} {} ({operation}): {}",
        seen.method,
        seen.path(),
        seen.status
    )
}
