//! An API made up for these tests, as data.

use std::{pin::Pin, time::Duration};

use specwright_runtime as rt;

use crate::mock::Mock;

pub(crate) const PASSWORD: &str = "pass/w0rd+";
pub(crate) const APP_ID: &str = "1400";

pub(crate) const NOW: i64 = 101;
pub(crate) const LATER: i64 = 102;
pub(crate) const AFTER_AUTH: i64 = 103;
pub(crate) const POLL: i64 = 104;
pub(crate) const SAME_KEY: i64 = 105;
pub(crate) const NO: i64 = 106;

static ERRORS: rt::ErrorTable = rt::ErrorTable {
    rows: &[
        row(NOW, rt::Class::Server, rt::RetryAdvice::Now),
        row(LATER, rt::Class::Server, rt::RetryAdvice::Later),
        row(AFTER_AUTH, rt::Class::Auth, rt::RetryAdvice::AfterAuth),
        row(POLL, rt::Class::NotReady, rt::RetryAdvice::Poll),
        row(SAME_KEY, rt::Class::Timeout, rt::RetryAdvice::SameKey),
        row(NO, rt::Class::Caller, rt::RetryAdvice::No),
    ],
};

const fn row(code: i64, class: rt::Class, retry: rt::RetryAdvice) -> rt::ErrorRow {
    rt::ErrorRow::new(
        rt::CodePattern::Integer(code),
        "Row",
        "as documented",
        class,
        retry,
    )
}

/// Signs with the password, a nonce and the time.
static SIGNATURES: &[rt::SignatureRecipe] = &[rt::SignatureRecipe {
    name: "hmac",
    steps: &[
        step(
            "nonce",
            rt::signature::Make::Nonce(rt::signature::Nonce::Uuid),
            Some(rt::signature::Put::Header("x-nonce")),
        ),
        rt::signature::Step {
            encode: Some(rt::signature::Encoding::Hex),
            ..step(
                "sign",
                rt::signature::Make::Hmac {
                    hash: rt::signature::Hash::Sha256,
                    key: "{password}",
                    of: "{nonce}{path}{body}",
                },
                Some(rt::signature::Put::Header("x-sign")),
            )
        },
    ],
}];

const fn step(
    name: &'static str,
    make: rt::signature::Make,
    put: Option<rt::signature::Put>,
) -> rt::signature::Step {
    rt::signature::Step {
        name,
        make,
        encode: None,
        replace: &[],
        put,
    }
}

pub(crate) static API: rt::ApiDescription = rt::ApiDescription {
    name: "demo",
    servers: &[
        rt::Server {
            name: "main",
            url: "https://main.example.com/v1",
        },
        rt::Server {
            name: "login",
            url: "https://login.example.com",
        },
    ],
    variables: &[],
    credentials: &[
        credential("app_id", false),
        credential("password", true),
        credential("token", true),
        credential("outer", true),
    ],
    signatures: SIGNATURES,
    errors: &ERRORS,
};

const fn credential(name: &'static str, secret: bool) -> rt::Credential {
    rt::Credential {
        name,
        secret,
        env: "DEMO",
    }
}

const ENVELOPE: rt::Envelope = rt::Envelope {
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
    request_id: None,
    stack: None,
    retry_after: Some("wait"),
    field_errors: None,
};

/// An idempotent operation without any policy.
pub(crate) const GET: rt::OperationDescription = rt::OperationDescription {
    api: &API,
    name: "get",
    method: "GET",
    path: &[rt::PathPart::Literal("/get")],
    params: &[],
    fixed: &[],
    body: rt::BodyKind::None,
    rules: &[],
    auth: &[],
    envelopes: &[ENVELOPE],
    formats: &[rt::Format::Json],
    payload: &rt::Codec::Plain,
    answers: &[],
    idempotent: true,
    paging: None,
    framing: None,
    policy: &rt::Policy::DEFAULT,
};

/// One that is not to be repeated.
pub(crate) const MAKE: rt::OperationDescription = rt::OperationDescription {
    name: "make",
    method: "POST",
    path: &[rt::PathPart::Literal("/make")],
    idempotent: false,
    ..GET
};

/// Authorised by a token that an operation buys with the password.
pub(crate) const TOKENED: rt::OperationDescription = rt::OperationDescription {
    name: "tokened",
    path: &[rt::PathPart::Literal("/tokened")],
    auth: &[rt::Auth::Header {
        name: "authorization",
        value: "Bearer {token}",
    }],
    policy: &rt::Policy {
        tokens: &[TOKEN],
        ..rt::Policy::DEFAULT
    },
    ..GET
};

pub(crate) const TOKEN: rt::Token = rt::Token {
    name: "token",
    operation: &BUY,
    value: "token",
    expiry: rt::Expiry::In("expires_in", Duration::from_secs(1)),
};

pub(crate) const BUY: rt::OperationDescription = rt::OperationDescription {
    name: "buy",
    method: "POST",
    path: &[rt::PathPart::Literal("/buy")],
    auth: &[rt::Auth::Basic {
        user: "{app_id}",
        password: "{password}",
    }],
    ..GET
};

/// A request without parameters.
pub(crate) struct Nothing;

pub(crate) static NOTHING: rt::Shape = rt::Shape {
    name: "Nothing",
    fields: &[],
    extra: None,
};

impl rt::Record for Nothing {
    fn shape(&self) -> &'static rt::Shape {
        &NOTHING
    }
    fn slots(&mut self, visit: &mut rt::Slots<'_>) {
        visit(&mut []);
    }
    fn refs(&self, visit: &mut rt::Refs<'_>) {
        visit(&[]);
    }
}

pub(crate) fn builder(mock: &Mock) -> rt::CoreBuilder {
    rt::CoreBuilder::new(&API)
        .set("app_id", APP_ID)
        .set("password", PASSWORD)
        .transport(mock.clone())
}

pub(crate) fn core(mock: &Mock) -> rt::Core {
    builder(mock).build().expect("a client")
}

/// A call that may be spawned: it borrows nothing.
pub(crate) type Pending = Pin<Box<dyn Future<Output = Result<rt::Answer, rt::Error>> + Send>>;

/// Makes a call with these options.
pub(crate) fn call_with(
    core: &rt::Core,
    operation: &'static rt::OperationDescription,
    change: impl FnOnce(&mut rt::CallOptions),
) -> Pending {
    let mut options = rt::CallOptions::default();
    change(&mut options);
    Box::pin(core.execute(operation, &Nothing, &options))
}

/// Makes a call.
pub(crate) fn call(core: &rt::Core, operation: &'static rt::OperationDescription) -> Pending {
    call_with(core, operation, |_| {})
}
