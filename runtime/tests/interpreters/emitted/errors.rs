//! The error codes of a spec.

use ::specwright_runtime as rt;

const fn row(code: rt::CodePattern, name: &'static str) -> rt::ErrorRow {
    rt::ErrorRow {
        code,
        name,
        text: "what the document says",
        class: rt::Class::Caller,
        retry: rt::RetryAdvice::No,
        status: rt::Option::Some(400),
        messages: &[],
        args: &[],
    }
}

static TABLE: rt::ErrorTable = rt::ErrorTable {
    rows: &[
        row(rt::CodePattern::Integer(0), "Success"),
        row(rt::CodePattern::Integer(-1001), "NotLoggedIn"),
        row(rt::CodePattern::Range(60000, 79999), "Public"),
    ],
};

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub(crate) enum ErrorCode {
    NotLoggedIn,
    Public(i64),
    Unknown(rt::UnknownCode),
}
impl rt::ErrorCode for ErrorCode {
    const TABLE: &'static rt::ErrorTable = &TABLE;
    fn from_row(row: usize, code: &rt::WireCode) -> Self {
        match (row, code) {
            (1, _) => Self::NotLoggedIn,
            (2, rt::WireCode::Integer(code)) => Self::Public(*code),
            _ => Self::unknown(code.clone()),
        }
    }
    fn unknown(code: rt::WireCode) -> Self {
        Self::Unknown(rt::UnknownCode::from(code))
    }
    fn row(&self) -> rt::Option<usize> {
        match self {
            Self::NotLoggedIn => rt::Option::Some(1),
            Self::Public(_) => rt::Option::Some(2),
            Self::Unknown(_) => rt::Option::None,
        }
    }
    fn carried(&self) -> rt::Option<rt::WireCode> {
        match self {
            Self::Public(code) => rt::Option::Some(rt::WireCode::Integer(*code)),
            Self::Unknown(code) => rt::Option::Some(code.wire().clone()),
            _ => rt::Option::None,
        }
    }
}
rt::error_code!(ErrorCode);
