//! An API made up for these tests, written by hand in the shape of generated code.

use specwright_runtime::{self as rt, testing::Canned};

pub(crate) const TOKEN: &str = "tok/en+s3cret=";
pub(crate) const PASSWORD: &str = "p\"ss wörd";

pub(crate) static ERRORS: rt::ErrorTable = rt::ErrorTable {
    rows: &[
        row(
            rt::CodePattern::Integer(0),
            "Success",
            rt::Class::Success,
            rt::RetryAdvice::No,
        ),
        row(
            rt::CodePattern::Range(60000, 79999),
            "Public",
            rt::Class::Server,
            rt::RetryAdvice::No,
        ),
        row(
            rt::CodePattern::Integer(-1001),
            "NotLoggedIn",
            rt::Class::Auth,
            rt::RetryAdvice::No,
        ),
        row(
            rt::CodePattern::Integer(60007),
            "TooFast",
            rt::Class::Rate,
            rt::RetryAdvice::Later,
        ),
        row(
            rt::CodePattern::Integer(60008),
            "TooSlow",
            rt::Class::Timeout,
            rt::RetryAdvice::SameKey,
        ),
        row(
            rt::CodePattern::Integer(70001),
            "Expired",
            rt::Class::Auth,
            rt::RetryAdvice::AfterAuth,
        ),
        rt::ErrorRow {
            messages: &["The parameter is invalid:%s.", "%s must be at most %s"],
            args: &["parameter", "limit"],
            ..row(
                rt::CodePattern::Integer(-1008),
                "Invalid",
                rt::Class::Caller,
                rt::RetryAdvice::No,
            )
        },
    ],
};

const fn row(
    code: rt::CodePattern,
    name: &'static str,
    class: rt::Class,
    retry: rt::RetryAdvice,
) -> rt::ErrorRow {
    rt::ErrorRow {
        code,
        name,
        text: "as documented",
        class,
        retry,
        status: None,
        messages: &[],
        args: &[],
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Code {
    Public(i64),
    NotLoggedIn,
    TooFast,
    TooSlow,
    Expired,
    Invalid,
    Unknown(rt::UnknownCode),
}

impl rt::ErrorCode for Code {
    const TABLE: &'static rt::ErrorTable = &ERRORS;
    fn from_row(row: usize, code: &rt::WireCode) -> Self {
        match (row, code) {
            (1, rt::WireCode::Integer(code)) => Self::Public(*code),
            (2, _) => Self::NotLoggedIn,
            (3, _) => Self::TooFast,
            (4, _) => Self::TooSlow,
            (5, _) => Self::Expired,
            (6, _) => Self::Invalid,
            _ => Self::unknown(code.clone()),
        }
    }
    fn unknown(code: rt::WireCode) -> Self {
        Self::Unknown(rt::UnknownCode::new(code))
    }
    fn row(&self) -> Option<usize> {
        match self {
            Self::Public(_) => Some(1),
            Self::NotLoggedIn => Some(2),
            Self::TooFast => Some(3),
            Self::TooSlow => Some(4),
            Self::Expired => Some(5),
            Self::Invalid => Some(6),
            Self::Unknown(_) => None,
        }
    }
    fn carried(&self) -> Option<rt::WireCode> {
        match self {
            Self::Public(code) => Some(rt::WireCode::Integer(*code)),
            Self::Unknown(code) => Some(code.wire().clone()),
            _ => None,
        }
    }
}

pub(crate) static API: rt::ApiDescription = rt::ApiDescription {
    name: "demo",
    servers: &[
        rt::Server {
            name: "main",
            url: "https://{env}.example.com/base/",
        },
        rt::Server {
            name: "other",
            url: "http://other.example.com",
        },
    ],
    variables: &[rt::Variable {
        name: "env",
        default: Some("prod"),
        values: &[],
        env: "DEMO_ENV",
    }],
    credentials: &[
        rt::Credential {
            name: "app_id",
            secret: false,
            env: "DEMO_APP_ID",
        },
        rt::Credential {
            name: "token",
            secret: true,
            env: "DEMO_TOKEN",
        },
        rt::Credential {
            name: "password",
            secret: true,
            env: "DEMO_PASSWORD",
        },
    ],
    signatures: &[],
    errors: &ERRORS,
};

/// What most operations share.
pub(crate) const BASE: rt::OperationDescription = rt::OperationDescription {
    api: &API,
    name: "",
    method: "GET",
    path: &[rt::PathPart::Literal("/x")],
    params: &[],
    fixed: &[],
    body: rt::BodyKind::None,
    rules: &[],
    auth: &[],
    envelopes: &[CODE],
    formats: &[rt::Format::Json],
    payload: &rt::Codec::Plain,
    answers: &[],
    idempotent: true,
    paging: None,
    framing: None,
    policy: &rt::Policy::DEFAULT,
};

/// `{"code": 0, "message": "", "data": {..}}`
pub(crate) const CODE: rt::Envelope = rt::Envelope {
    when: rt::Condition {
        has: &["code"],
        ..rt::Condition::ALWAYS
    },
    success: Some(rt::Condition {
        equals: &[("code", "0")],
        ..rt::Condition::ALWAYS
    }),
    payload: Some("data"),
    code: Some("code"),
    message: Some("message"),
    request_id: Some("request.id"),
    stack: Some("stack"),
    retry_after: None,
    field_errors: Some(rt::FieldErrors {
        at: "invalid_fields",
        field: "field",
        message: "message",
    }),
};

pub(crate) const fn param(location: rt::Location) -> rt::Param {
    rt::Param {
        location,
        style: rt::Style::Plain,
    }
}

/// A client whose answers are prepared.
pub(crate) fn client(canned: &Canned) -> rt::Core {
    builder()
        .transport(canned.clone())
        .build()
        .expect("a client")
}

pub(crate) fn builder() -> rt::CoreBuilder {
    rt::CoreBuilder::new(&API)
        .set("app_id", "1400")
        .set("token", TOKEN)
        .set("password", PASSWORD)
        // Repetitions have tests of their own.
        .retry(rt::RetryPolicy::NONE)
}

/// A record with its operation: `operation!(Name { field: Type = rt::Field.., } -> Output, Description)`.
macro_rules! operation {
    ($name:ident { $($field:ident: $type:ty = $shape:expr),* $(,)? } -> $output:ty, $description:expr) => {
        $crate::api::record!($name { $($field: $type = $shape),* });
        impl specwright_runtime::Operation for $name {
            type Output = $output;
            type Code = $crate::api::Code;
            const DESCRIPTION: &'static specwright_runtime::OperationDescription = &$description;
        }
    };
}

macro_rules! record {
    ($name:ident { $($field:ident: $type:ty = $shape:expr),* $(,)? }) => {
        #[derive(Clone, PartialEq)]
        pub(crate) struct $name { $(pub $field: $type),* }
        impl specwright_runtime::Empty for $name {
            fn empty() -> Self {
                Self { $($field: specwright_runtime::empty()),* }
            }
        }
        impl specwright_runtime::Record for $name {
            fn shape(&self) -> &'static specwright_runtime::Shape {
                static SHAPE: specwright_runtime::Shape =
                    specwright_runtime::Shape { name: stringify!($name), fields: &[$($shape),*], extra: None };
                &SHAPE
            }
            fn slots(&mut self, visit: &mut specwright_runtime::Slots<'_>) {
                visit(&mut [$(&mut self.$field),*]);
            }
            fn refs(&self, visit: &mut specwright_runtime::Refs<'_>) {
                visit(&[$(&self.$field),*]);
            }
        }
        specwright_runtime::record!($name);
    };
}

pub(crate) use {operation, record};

record!(Item {
    id: i64 = rt::Field::required("id", "id", &rt::Codec::Plain),
    name: Option<String> = rt::Field::optional("name", "name", &rt::Codec::Plain),
});

operation!(GetItem {} -> Item, rt::OperationDescription { name: "get_item", ..BASE });
operation!(MakeItem {} -> Item, rt::OperationDescription { name: "make_item", method: "POST", idempotent: false, ..BASE });
operation!(Touch {} -> (), rt::OperationDescription { name: "touch", method: "DELETE", ..BASE });

/// Authorised in every way that is a template.
pub(crate) const EVERY_AUTH: &[rt::Auth] = &[
    rt::Auth::Header {
        name: "X-Token",
        value: "Token {token}",
    },
    rt::Auth::Query {
        name: "token",
        value: "{token}",
    },
    rt::Auth::Basic {
        user: "{app_id}",
        password: "{password}",
    },
];

operation!(Guarded {
    pin: rt::Secret = rt::Field::required("pin", "pin", &rt::Codec::Plain).secret(),
} -> Item, rt::OperationDescription {
    name: "guarded",
    method: "POST",
    params: &[param(rt::Location::BodyField)],
    body: rt::BodyKind::Json,
    auth: EVERY_AUTH,
    ..BASE
});
