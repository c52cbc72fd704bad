//! A UserSig as it is sent, taken apart the way the server does it. Its bytes depend on the compressor, so what is in
//! it is compared.

use std::io::Read;

use base64::{Engine as _, prelude::BASE64_STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;
use specwright_runtime::{self as rt, Core};

use crate::{Nothing, chat, signed};

const KEY: &str = "test-key-0123456789";

static SIGNED: rt::OperationDescription =
    signed(&chat::API, &[rt::Auth::Signature { name: "usersig" }]);

#[test]
fn what_is_sent_holds_the_claims_and_their_signature() {
    let core = Core::builder(&chat::API)
        .set("sdk_app_id", "88888888")
        .set("identifier", "admin \"测试\"")
        .set("secret_key", KEY)
        .build()
        .expect("a client");
    let request = core.prepare(&SIGNED, &Nothing).expect("a request");
    let query = request.uri().query().expect("a query");
    let sent = query.strip_prefix("usersig=").expect("one parameter");
    let claims = unpack(&sent.replace("%2A", "*"));
    let time = claims["TLS.time"].as_i64().expect("a time");
    assert!((rt::Timestamp::now().as_second() - time).abs() < 60);
    let lines = format!(
        "TLS.identifier:admin \"测试\"\nTLS.sdkappid:88888888\nTLS.time:{time}\nTLS.expire:86400\n"
    );
    let mut mac = Hmac::<Sha256>::new_from_slice(KEY.as_bytes()).expect("a key");
    mac.update(lines.as_bytes());
    let sig = BASE64_STANDARD.encode(mac.finalize().into_bytes());
    assert_eq!(
        claims,
        json!({
            "TLS.ver": "2.0",
            "TLS.identifier": "admin \"测试\"",
            "TLS.sdkappid": 88_888_888,
            "TLS.time": time,
            "TLS.expire": 86_400,
            "TLS.sig": sig,
        })
    );
}

/// The full texts that the official SDKs made are read by the same steps back.
#[test]
fn signatures_of_the_official_sdks_are_unpacked_alike() {
    let npm = "eJyrVgrxCdYrSy1SslIy0jNQ0gHzM1NS80oy0zLBwokpuZl5UInilOzEgoLMFCUrCyiAiJdk5qYqWRmaG0ABRDS1oiCzKFXJysLMBCZUnJmuZKXkmm6QaOEWEexUElURlZllGJmUmFiZEeQWaeZe6mSQ5JscGVjiUZqRXBjmaatUCwBbzTDh";
    let pypi = "eJyrVgrxCdYrSy1SslJQMtIzUNJRAItkpqTmlWSmZUIkElNyM-NgUsUp2YkFBZkpQAkLKIDKpFYUZBalgsTNTAwMoIIlmbkgIUNzAyiAGZOZDjLaNd0g0cItItipJKoiKjPLMDIpMbEyI8gt0sy91MkgyTc5MrDEozQjuTDM01apFgDL3TJB";
    let expected = json!({
        "TLS.ver": "2.0",
        "TLS.identifier": "admin",
        "TLS.sdkappid": 88_888_888,
        "TLS.time": 1_700_000_000,
        "TLS.expire": 86_400,
        "TLS.sig": "Eg0a8FXSBtZxZij1YbaayhRFY6GuB0bMcYQtHuhcqVI=",
    });
    assert_eq!(unpack(npm), expected);
    assert_eq!(unpack(pypi), expected);
}

fn unpack(text: &str) -> Value {
    let standard = text.replace('*', "+").replace('-', "/").replace('_', "=");
    let packed = BASE64_STANDARD.decode(standard).expect("base64");
    let mut json = String::new();
    flate2::read::ZlibDecoder::new(&*packed)
        .read_to_string(&mut json)
        .expect("zlib");
    serde_json::from_str(&json).expect("JSON")
}
