//! A failed call as scripts read it. In: the runtime's error. Out: one JSON object on one line.

use serde::Serialize;
use serde_json::Value as Json;
use specwright_interpret::Operation;
use specwright_runtime as rt;

/// `{"error": {...}}`; every key but `data` is always there.
#[derive(Debug, Serialize)]
pub(super) struct Failure {
    error: Facts,
}

#[derive(Debug, Serialize)]
struct Facts {
    /// `api`, `transport`, `decode` or `build`.
    kind: &'static str,
    /// Integer or text, as the error table spells codes.
    code: Option<Json>,
    /// The variant that typed clients give, if the code is documented.
    name: Option<&'static str>,
    message: String,
    http_status: Option<u16>,
    request_id: Option<String>,
    retryable: bool,
    /// How many requests were sent, but for those that buy tokens.
    attempts: u32,
    /// The body, where the spec says what it is for this status and it is that.
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<Json>,
}

impl Failure {
    /// Of a call, whose body may be described.
    pub(super) fn of_call(error: &rt::Error, operation: &Operation<'_>) -> Self {
        let mut failure = Self::of(error, operation.description().api);
        failure.error.data = data(error, operation);
        failure
    }

    /// Of a call or a client.
    pub(super) fn of(error: &rt::Error, api: &rt::ApiDescription) -> Self {
        let said = error.message().or(error.row().map(|row| row.text));
        let said = said.filter(|said| !said.is_empty());
        let message = match (error.path(), said) {
            (Some(path), Some(said)) => format!("{path}: {said}"),
            (_, Some(said)) => said.to_owned(),
            (_, None) => error.to_string(),
        };
        let code = error
            .raw_code()
            .map(|code| match api.errors.canonical(code) {
                rt::WireCode::Integer(code) => Json::from(code),
                rt::WireCode::Text(code) => Json::from(code),
            });
        let error = Facts {
            kind: kind(error.kind()),
            code,
            name: error.row().map(|row| row.name),
            message,
            http_status: error.status(),
            request_id: error.request_id().map(str::to_owned),
            retryable: error.is_retryable(),
            attempts: error.attempts(),
            data: None,
        };
        Self { error }
    }

    /// Of a request that could not be made.
    pub(super) fn unbuilt(message: String) -> Self {
        let error = Facts {
            kind: "build",
            code: None,
            name: None,
            message,
            http_status: None,
            request_id: None,
            retryable: false,
            attempts: 0,
            data: None,
        };
        Self { error }
    }

    pub(super) fn line(&self) -> String {
        // Nothing in it can fail to be JSON; the text of the error is better than nothing all the same.
        serde_json::to_string(self).unwrap_or_else(|error| error.to_string())
    }
}

/// As it came, with the members that the spec does not know; of XML, what the type names.
fn data(error: &rt::Error, operation: &Operation<'_>) -> Option<Json> {
    let mut typed = operation.empty_error(error.status()?)?;
    error.data_into(&mut typed)?.ok()?;
    let is_xml = error.body()?.trim_ascii_start().starts_with(b"<");
    match is_xml {
        true => Some(rt::encode_value(&typed, &rt::Codec::Plain)),
        false => error.data::<Json>()?.ok(),
    }
}

fn kind(kind: rt::ErrorKind) -> &'static str {
    match kind {
        rt::ErrorKind::Api => "api",
        rt::ErrorKind::Transport => "transport",
        rt::ErrorKind::Decode => "decode",
        _ => "build",
    }
}
