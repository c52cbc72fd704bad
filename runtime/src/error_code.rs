//! Error codes: from what the wire says to a row of the error table, and from there to a variant.
//!
//! The table is always open. A code that no row stands for is kept as it came.

use std::fmt;

use crate::{Class, CodePattern, ErrorRow, ErrorTable, RetryAdvice, WireCode};

/// The error codes of an API: the enum that a generated module calls `ErrorCode`.
///
/// [`WireCode`] implements it too, for callers that have no generated code: every code is then simply itself.
pub trait ErrorCode: Clone + PartialEq + fmt::Debug + Send + Sync + 'static {
    /// All documented rows.
    const TABLE: &'static ErrorTable;

    /// The variant of the row at this index; a row without a variant gives the unknown variant.
    fn from_row(row: usize, code: &WireCode) -> Self;

    /// The variant for a code that no row stands for.
    fn unknown(code: WireCode) -> Self;

    /// Index of the row, unless the code is unknown.
    fn row(&self) -> Option<usize>;

    /// The code inside a variant that carries one: that of a range, and the unknown one.
    fn carried(&self) -> Option<WireCode>;
}

/// A code that the error table does not know.
///
/// It is opaque, because a later version of the table may know it:
/// compare with [`ErrorCode`] values made from the wire rather than match on this.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct UnknownCode(WireCode);

impl UnknownCode {
    /// Wraps a code.
    pub fn new(code: WireCode) -> Self {
        Self(code)
    }

    /// What the wire said.
    pub fn wire(&self) -> &WireCode {
        &self.0
    }
}

impl From<WireCode> for UnknownCode {
    fn from(code: WireCode) -> Self {
        Self(code)
    }
}

impl fmt::Display for UnknownCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

static NO_TABLE: ErrorTable = ErrorTable { rows: &[] };

impl ErrorCode for WireCode {
    const TABLE: &'static ErrorTable = &NO_TABLE;

    fn from_row(_row: usize, code: &WireCode) -> Self {
        code.clone()
    }

    fn unknown(code: WireCode) -> Self {
        code
    }

    fn row(&self) -> Option<usize> {
        None
    }

    fn carried(&self) -> Option<WireCode> {
        Some(self.clone())
    }
}

impl ErrorTable {
    /// Index of the row that stands for a code; an exact row wins over a range, the earlier of two equals wins.
    ///
    /// An integer that arrives as text is found among integers, and an integer that arrives bare among texts.
    pub fn find(&self, code: &WireCode) -> Option<usize> {
        let code = self.canonical(code);
        let exact = self.rows.iter().position(|row| match (&row.code, &code) {
            (CodePattern::Integer(known), WireCode::Integer(code)) => known == code,
            (CodePattern::Text(known), WireCode::Text(code)) => known == code,
            _ => false,
        });
        exact.or_else(|| {
            self.rows.iter().position(|row| match (row.code, &code) {
                (CodePattern::Range(from, to), WireCode::Integer(code)) => {
                    (from..=to).contains(code)
                }
                _ => false,
            })
        })
    }

    /// The row that stands for a code.
    pub fn row(&self, code: &WireCode) -> Option<&'static ErrorRow> {
        self.rows.get(self.find(code)?)
    }

    /// The code as this table spells codes: an integer if its rows are integers, text if they are text.
    /// Two spellings of one code are thus one value. A code that cannot be spelt so stays as it is.
    pub fn canonical(&self, code: &WireCode) -> WireCode {
        let text_rows = matches!(
            self.rows.first(),
            Some(ErrorRow {
                code: CodePattern::Text(_),
                ..
            })
        );
        match code {
            WireCode::Integer(code) if text_rows => WireCode::Text(code.to_string()),
            WireCode::Text(text) if !text_rows && !self.rows.is_empty() => {
                match text.trim().parse() {
                    Ok(code) => WireCode::Integer(code),
                    Err(_) => code.clone(),
                }
            }
            _ => code.clone(),
        }
    }
}

/// The value of an API's code type for what the wire said.
pub fn code_from_wire<C: ErrorCode>(code: &WireCode) -> C {
    let canonical = C::TABLE.canonical(code);
    match C::TABLE.find(&canonical) {
        Some(row) => C::from_row(row, &canonical),
        None => C::unknown(canonical),
    }
}

/// What the wire says for a code.
pub fn code_to_wire<C: ErrorCode>(code: &C) -> WireCode {
    if let Some(code) = code.carried() {
        return code;
    }
    match code_row(code).map(|row| row.code) {
        Some(CodePattern::Integer(code) | CodePattern::Range(code, _)) => WireCode::Integer(code),
        Some(CodePattern::Text(code)) => WireCode::Text(code.to_owned()),
        None => WireCode::Text(String::new()),
    }
}

/// The row that a code belongs to.
pub fn code_row<C: ErrorCode>(code: &C) -> Option<&'static ErrorRow> {
    C::TABLE.rows.get(code.row()?)
}

impl ErrorRow {
    /// A message without its variable parts: the arguments of the first template that fits, by name.
    pub(crate) fn arguments(&self, message: &str) -> Vec<(&'static str, String)> {
        let found = self
            .messages
            .iter()
            .find_map(|template| fit(template, message.trim()));
        self.args
            .iter()
            .copied()
            .zip(found.unwrap_or_default())
            .collect()
    }
}

/// What stands for each `%s` of a template, if the message was made from it.
/// Each but the last takes as little as it can.
fn fit(template: &str, message: &str) -> Option<Vec<String>> {
    let mut literals = template.trim().split("%s");
    let mut rest = message.strip_prefix(literals.next()?)?;
    let mut literals: Vec<&str> = literals.collect();
    let Some(last) = literals.pop() else {
        return rest.is_empty().then(Vec::new);
    };
    let mut found = Vec::new();
    for literal in literals {
        let (argument, tail) = rest.split_once(literal)?;
        found.push(argument.to_owned());
        rest = tail;
    }
    found.push(rest.strip_suffix(last)?.to_owned());
    Some(found)
}

/// Advice of a row in one word, for messages and machines.
impl fmt::Display for RetryAdvice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::No => "no",
            Self::Now => "now",
            Self::Later => "later",
            Self::AfterAuth => "after_auth",
            Self::Poll => "poll",
            Self::SameKey => "same_key",
        })
    }
}

/// Class in one word, for messages and machines.
impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Success => "success",
            Self::Auth => "auth",
            Self::Permission => "permission",
            Self::Caller => "caller",
            Self::NotFound => "not_found",
            Self::Conflict => "conflict",
            Self::Quota => "quota",
            Self::Rate => "rate",
            Self::NotReady => "not_ready",
            Self::Server => "server",
            Self::Timeout => "timeout",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn row(code: CodePattern) -> ErrorRow {
        ErrorRow {
            code,
            name: "Row",
            text: "",
            class: Class::Server,
            retry: RetryAdvice::No,
            status: None,
            messages: &[],
            args: &[],
        }
    }

    static INTEGERS: ErrorTable = ErrorTable {
        rows: &[
            row(CodePattern::Range(60000, 79999)),
            row(CodePattern::Integer(60007)),
            row(CodePattern::Integer(-1)),
        ],
    };
    static TEXTS: ErrorTable = ErrorTable {
        rows: &[
            row(CodePattern::Text("Report.NotExist")),
            row(CodePattern::Text("404")),
        ],
    };

    #[test]
    fn exact_rows_win_over_ranges() {
        assert_eq!(INTEGERS.find(&WireCode::Integer(60007)), Some(1));
        assert_eq!(INTEGERS.find(&WireCode::Integer(60008)), Some(0));
        assert_eq!(INTEGERS.find(&WireCode::Integer(80000)), None);
    }

    #[test]
    fn either_spelling_of_a_code_is_found() {
        assert_eq!(INTEGERS.find(&WireCode::Text("-1".into())), Some(2));
        assert_eq!(INTEGERS.find(&WireCode::Text("minus one".into())), None);
        assert_eq!(TEXTS.find(&WireCode::Integer(404)), Some(1));
        assert_eq!(TEXTS.find(&WireCode::Text("report.notexist".into())), None);
    }

    #[test]
    fn arguments_come_out_of_messages() {
        let cases: &[(&str, &str, Option<&[&str]>)] = &[
            (
                "The parameter is invalid:%s.",
                "The parameter is invalid:WorksId.",
                Some(&["WorksId"]),
            ),
            (
                "The parameter is invalid:%s.",
                "The parameter is invalid:a.b.",
                Some(&["a.b"]),
            ),
            ("The parameter is invalid:%s.", "Something else", None),
            (
                "%s of %s",
                "one of two of three",
                Some(&["one", "two of three"]),
            ),
            ("%s", "", Some(&[""])),
            ("exact", "exact", Some(&[])),
            ("exact", "exactly", None),
            ("a%sa", "a", None),
            ("%s%s", "ab", Some(&["", "ab"])),
        ];
        for (template, message, expected) in cases {
            let expected =
                expected.map(|found| found.iter().map(ToString::to_string).collect::<Vec<_>>());
            assert_eq!(
                fit(template, message),
                expected,
                "{template} against {message}"
            );
        }
    }
}
