//! The requests of a spec.

use ::specwright_runtime as rt;

pub(crate) static API: rt::ApiDescription = rt::ApiDescription {
    name: "quickbi",
    servers: &[rt::Server {
        name: "default",
        url: "https://example.com",
    }],
    variables: &[],
    credentials: &[rt::Credential {
        name: "access_key_id",
        secret: true,
        env: "QUICKBI_ACCESS_KEY_ID",
    }],
    signatures: &[],
    errors: &rt::ErrorTable { rows: &[] },
};

/// Makes a token.
#[derive(Clone, PartialEq)]
#[must_use = "a request does nothing until it is sent"]
pub(crate) struct CreateEmbedToken {
    pub(crate) works_id: rt::String,
    pub(crate) account_name: rt::Option<rt::String>,
}
impl CreateEmbedToken {
    pub(crate) fn new(works_id: impl rt::Into<rt::String>) -> Self {
        Self {
            works_id: works_id.into(),
            account_name: rt::Option::None,
        }
    }
}
impl rt::Empty for CreateEmbedToken {
    fn empty() -> Self {
        Self {
            works_id: rt::empty(),
            account_name: rt::empty(),
        }
    }
}
impl rt::Record for CreateEmbedToken {
    fn shape(&self) -> &'static rt::Shape {
        static SHAPE: rt::Shape = rt::Shape {
            name: "CreateEmbedToken",
            extra: rt::Option::None,
            fields: &[
                rt::Field::required("WorksId", "works_id", &rt::Codec::Plain),
                rt::Field::optional("AccountName", "account_name", &rt::Codec::Plain),
            ],
        };
        &SHAPE
    }
    fn slots(&mut self, f: &mut rt::Slots<'_>) {
        f(&mut [&mut self.works_id, &mut self.account_name])
    }
    fn refs(&self, f: &mut rt::Refs<'_>) {
        f(&[&self.works_id, &self.account_name])
    }
}
rt::record!(CreateEmbedToken);
impl rt::Operation for CreateEmbedToken {
    type Output = super::types::EmbedToken;
    type Code = super::errors::ErrorCode;
    const DESCRIPTION: &'static rt::OperationDescription = &rt::OperationDescription {
        api: &API,
        name: "create_embed_token",
        method: "GET",
        path: &[rt::PathPart::Literal("/")],
        params: &[
            rt::Param {
                location: rt::Location::Query,
                style: rt::Style::Plain,
            },
            rt::Param {
                location: rt::Location::Query,
                style: rt::Style::Plain,
            },
        ],
        fixed: &[],
        body: rt::BodyKind::None,
        rules: &[],
        auth: &[],
        envelopes: &[rt::Envelope {
            when: rt::Condition::ALWAYS,
            success: rt::Option::Some(rt::Condition::ALWAYS),
            payload: rt::Option::None,
            code: rt::Option::None,
            message: rt::Option::None,
            request_id: rt::Option::None,
            stack: rt::Option::None,
            retry_after: rt::Option::None,
            field_errors: rt::Option::None,
        }],
        formats: &[rt::Format::Json],
        payload: &rt::Codec::Plain,
        answers: &[],
        idempotent: true,
        paging: rt::Option::None,
        framing: rt::Option::None,
        policy: &rt::Policy::DEFAULT,
    };
}
