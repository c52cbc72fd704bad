//! The words are those that a spec may say, by its schema.

use super::*;

/// The words of a list in the schema, which is what a spec may say.
#[track_caller]
fn are_those_of(list: &str, words: impl IntoIterator<Item = &'static str>) {
    let schema = crate::spec::schema();
    let known = schema["$defs"][list]["enum"].as_array();
    let mut known: Vec<&str> = known
        .into_iter()
        .flatten()
        .flat_map(|it| it.as_str())
        .collect();
    let mut words: Vec<&str> = words.into_iter().collect();
    known.sort_unstable();
    words.sort_unstable();
    assert_eq!(words, known, "{list}");
}

#[test]
fn words_are_those_that_a_spec_may_say() {
    use Location::{Body, BodyField, Cookie, Header, Path, Query};
    are_those_of(
        "In",
        [Path, Query, Header, Cookie, BodyField, Body].map(location),
    );
    use Style::{Brackets, Deep, Flag, Label, Matrix, Spread};
    let styles = [Brackets, Style::Json, Spread, Flag, Deep, Label, Matrix];
    // A repeated parameter is what there is without a word.
    let styles = styles.into_iter().filter_map(style).chain(["repeat"]);
    are_those_of("Style", styles);
    use Fresh::{IdempotencyKey, RandomU32, UnixMillis, UnixSeconds, Uuid};
    let freshes = [RandomU32, Uuid, UnixSeconds, UnixMillis, IdempotencyKey];
    are_those_of("Fresh", freshes.map(fresh));
    are_those_of(
        "Format",
        [Format::Json, Format::Xml, Format::Text].map(format),
    );
    use BodyKind::{Bytes, Form, Json, Multipart, None, Text};
    are_those_of("Body", [None, Json, Form, Multipart, Text, Bytes].map(body));
    use CredentialKind::{Integer, Secret, String};
    are_those_of("CredentialKind", [String, Secret, Integer].map(credential));
    use Basis::{Documented, Guessed, Observed};
    are_those_of("Basis", [Documented, Observed, Guessed].map(basis));
}

#[test]
fn words_of_failures_are_those_that_a_spec_may_say() {
    use Class::*;
    let classes = [
        Success, Auth, Permission, Caller, NotFound, Conflict, Quota, Rate, NotReady, Server,
        Timeout,
    ];
    are_those_of("Class", classes.map(class));
    use Retry::{AfterAuth, Later, No, Now, Poll, SameKey};
    are_those_of(
        "Retry",
        [No, Now, Later, AfterAuth, Poll, SameKey].map(retry),
    );
}

#[test]
fn words_of_spellings_are_those_that_a_spec_may_say() {
    let joined = [",", ";", " ", "|"].map(Codec::Joined);
    let codecs = [Codec::Text, Codec::Either, Codec::JsonText, Codec::Row];
    let words: Vec<String> = codecs.iter().chain(&joined).filter_map(codec).collect();
    let schema = crate::spec::schema();
    let known = schema["$defs"]["Wire"]["enum"]
        .as_array()
        .map_or(0, Vec::len);
    assert_eq!(words.len(), known);
    for word in words {
        let spec = format!(
            "specwright: 1\napi: a\nservers: {{main: \"https://a.example\"}}\n\
             types: {{A: {{fields: {{b: {{type: any, wire: {word}}}}}}}}}\noperations: {{}}\n"
        );
        let loaded = crate::load_text("a.yaml", spec);
        let mut problems = loaded.diagnostics.iter();
        assert!(
            problems.all(|one| one.code() != crate::Code::UnknownWord),
            "{word}"
        );
    }
}
