//! Signatures that other programs made, and what a signed request may lack.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use serde_json::{Map, json};
use specwright::model::{BodyKind, PathPart};
use specwright_mock::{Fault, FaultKind, Incoming, Served, read};
use specwright_runtime::Timestamp;
use specwright_runtime::signature::{Received, replay};

use crate::made::{Amount, values};
use crate::signatures::sign;
use crate::support::{Both, Known, spec};

/// A token as another program writes it: spaces in the JSON, another order, another compressor.
#[test]
fn tokens_of_other_programs_are_read() {
    let api = spec("specs/tencent_chat.yaml");
    let signature = &api.signatures[0];
    let vector = signature
        .vectors
        .iter()
        .find(|vector| vector.name == "half_a_year")
        .unwrap();
    let signed = sign(&api, signature, vector);
    let (_, sig) = vector
        .expect
        .iter()
        .find(|(step, _)| step == "sig")
        .unwrap();
    let claims = format!(
        r#"{{ "TLS.sig": "{sig}", "TLS.expire": 15552000, "TLS.time": 1700000000, "TLS.sdkappid": 1400000000,
             "TLS.identifier": "xiaojun", "TLS.ver": "2.0" }}"#
    );
    let token = |claims: &str| {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::none());
        std::io::Write::write_all(&mut encoder, claims.as_bytes()).unwrap();
        let spelt = BASE64_STANDARD.encode(encoder.finish().unwrap());
        spelt.replace('+', "*").replace('/', "-").replace('=', "_")
    };
    let with = |claims: &str| {
        let incoming = Incoming {
            target: format!("/?usersig={}", token(claims)),
            ..signed.incoming.clone()
        };
        let mut api = signed.served.api().clone();
        api.operations[0].path = vec![PathPart::Literal("/".to_owned())];
        let served = Served::new(&api, Known(vector.credentials.iter().cloned().collect()));
        read(&served, &incoming, signed.now).map_err(|refused| refused.faults[0].kind)
    };
    assert!(with(&claims).is_ok());
    for (from, to, kind) in [
        ("15552000", "15552001", FaultKind::Signature),
        ("xiaojun", "somebody", FaultKind::Credential),
        ("\"2.0\"", "\"2.1\"", FaultKind::Signature),
        ("{ ", "{ \"TLS.userbuf\": \"\", ", FaultKind::Signature),
        (": 1700000000", ": \"1700000000\"", FaultKind::Signature),
    ] {
        assert_eq!(with(&claims.replace(from, to)).err(), Some(kind), "{from}");
    }
}

/// Other programs put the time elsewhere and encode otherwise: what they sign is what they send.
#[test]
fn queries_of_other_programs_are_signed_as_they_are_sent() {
    let api = spec("examples/specs/binance.yaml");
    let both = Both::new(&api);
    let recipe = &both.served.interpreter().api().signatures[0];
    let now = Timestamp::now();
    let millis = now.as_millisecond();
    let unsigned = format!("timestamp={millis}&note=a+b*c%7E&symbol=LTCBTC&recvWindow=5000");
    let pairs = [
        ("timestamp", millis.to_string().as_str()),
        ("note", "a b*c~"),
        ("symbol", "LTCBTC"),
        ("recvWindow", "5000"),
    ]
    .map(|(name, value)| (name.to_owned(), Some(value.to_owned())));
    let (path, headers) = ("/api/v3/order", http::HeaderMap::new());
    let received = Received {
        method: &http::Method::GET,
        host: "localhost",
        path,
        query: &pairs,
        query_text: &unsigned,
        headers: &headers,
        body: &bytes::Bytes::new(),
    };
    let credential = |name: &str| both.known.0.get(name).map(|value| value.as_str().into());
    let given = [("timestamp", pairs[0].1.as_deref().unwrap())];
    let made = replay(
        both.served.interpreter().api(),
        recipe,
        &received,
        credential,
        now,
        &given,
    )
    .unwrap();
    let signature = String::from_utf8(made[1].1.clone()).unwrap();
    let mut incoming = Incoming {
        method: http::Method::GET,
        target: format!("{path}?{unsigned}&signature={signature}"),
        headers,
        body: bytes::Bytes::new(),
    };
    incoming
        .headers
        .insert("x-mbx-apikey", both.known.0["api_key"].parse().unwrap());
    let faults = |incoming: &Incoming| {
        let refused = read(&both.served, incoming, now).err();
        let faults = refused.map_or_else(Vec::new, |refused| refused.faults);
        faults
            .into_iter()
            .filter(|fault| fault.kind.is_auth())
            .collect::<Vec<_>>()
    };
    assert_eq!(faults(&incoming), []);
    incoming.target = incoming.target.replace("a+b", "a%20b");
    assert_eq!(faults(&incoming)[0].kind, FaultKind::Signature);
}

fn first(both: &Both, incoming: &Incoming) -> Fault {
    let refused = read(&both.served, incoming, Timestamp::now()).expect_err("it is refused");
    refused.faults[0].clone()
}

#[test]
fn what_a_signed_request_lacks_is_named() {
    let api = spec("specs/quickbi.yaml");
    let both = Both::new(&api);
    let operation = &api.operations[0];
    let signed = both.request(operation, &values(&api, operation, Amount::Least), None);
    let without = |name: &str| {
        let (path, query) = signed.target.split_once('?').unwrap();
        let kept: Vec<&str> = query
            .split('&')
            .filter(|pair| !pair.starts_with(name))
            .collect();
        Incoming {
            target: format!("{path}?{}", kept.join("&")),
            ..signed.clone()
        }
    };
    let fault = first(&both, &without("SignatureNonce"));
    assert_eq!(
        (fault.kind, fault.at.name.as_str()),
        (FaultKind::Missing, "SignatureNonce")
    );
    let fault = first(&both, &without("Signature="));
    assert_eq!(
        (fault.kind, fault.at.name.as_str()),
        (FaultKind::NoCredential, "Signature")
    );
    // What the server signed itself helps to find the difference.
    let fault = first(&both, &without("Format"));
    assert_eq!(fault.kind, FaultKind::Signature);
    assert!(fault.help.unwrap().contains("GET&%2F&AccessKeyId"));
    let unsigned = Incoming {
        target: "/?Action=CreateEmbedToken&Version=2021-03-25&Format=JSON&WorksId=1".to_owned(),
        ..signed.clone()
    };
    assert_eq!(first(&both, &unsigned).kind, FaultKind::NoCredential);
}

#[test]
fn signatures_go_into_forms_and_json_too() {
    let api = crate::support::spec_of(
        "credentials: {key: secret}
signatures:
  mac:
    steps:
      time: {now: unix_seconds, field: time}
      text: {pairs: {from: [form, json], sort: name}}
      sum: {hmac: sha256, key: '{key}', of: '{text}', encode: hex, field: sign}
    vectors:
      one: {credentials: {key: k}, now: 1, form: {a: b}, expect: {text: a=b&time=1}}
auth: [{signature: mac}]
operations:
  json: {call: POST /json, params: {a: string, b: i64, c: 'list<string>'}, returns: any}
  form: {call: POST /form, body: form, params: {a: string, b: i64}, returns: any}
",
    );
    let both = Both::new(&api);
    for operation in &api.operations {
        let incoming = both.request(operation, &values(&api, operation, Amount::Most), None);
        let call = read(&both.served, &incoming, Timestamp::now()).unwrap();
        assert_eq!(call.notes, []);
        assert_eq!(call.value("b"), Some(&json!(7)));
        for at in 0..incoming.body.len() {
            let mut bytes = incoming.body.to_vec();
            bytes[at] = if bytes[at] == b'1' { b'2' } else { b'1' };
            let changed = Incoming {
                body: bytes.into(),
                ..incoming.clone()
            };
            assert!(
                read(&both.served, &changed, Timestamp::now()).is_err(),
                "{at}: {changed:?}"
            );
        }
        // The order of members and the blanks between them are not signed here.
        if operation.body == BodyKind::Json {
            let members: Map<String, serde_json::Value> =
                serde_json::from_slice(&incoming.body).unwrap();
            let text = members
                .iter()
                .rev()
                .map(|(name, value)| format!(" {} : {value}", json!(name)));
            let body = format!("{{{}}}", text.collect::<Vec<_>>().join(" ,"));
            let changed = Incoming {
                body: body.into(),
                ..incoming.clone()
            };
            assert!(
                read(&both.served, &changed, Timestamp::now()).is_ok(),
                "{changed:?}"
            );
        }
    }
}
