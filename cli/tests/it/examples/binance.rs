//! Binance: signed by HMAC or RSA over the query as it is sent, pages by the last item, rows, an unknown outcome.

use ring::{hmac, signature};
use serde_json::json;

use super::call;
use crate::run::Run;
use crate::server::{Reply, Request, Server};

const SECRET: &str = "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j";
/// The published key of RFC 7515, appendix A.2.
const PRIVATE: &str =
    include_str!("../../../../runtime/src/signature/testdata/rfc7515-a2-pkcs8.pem");
const PLACED: &str = r#"{"symbol":"LTCBTC","orderId":28,"price":"0.10","workingFloor":"EXCHANGE"}"#;

fn order(server: &Server, more: &str) -> Run {
    let order = "symbol=LTCBTC side=BUY type=LIMIT timeInForce=GTC quantity=1 price=0.1";
    call("binance", server, &format!("new_order {order} {more}"))
        .env("BINANCE_API_KEY", "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zv")
        .env("BINANCE_SECRET_KEY", SECRET)
}

/// The query up to the signature, and the signature.
fn signed(request: &Request) -> (String, String) {
    let line = request.line.trim_end_matches(" HTTP/1.1");
    let (_, query) = line.split_once('?').expect("a query");
    let (text, signature) = query.split_once("&signature=").expect("a signature");
    (text.to_owned(), signature.to_owned())
}

#[test]
fn an_order_is_signed_over_the_query_that_is_sent() {
    let server = Server::json(200, PLACED);
    let ran = order(&server, "").run();
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(ran.json()["orderId"], 28);
    assert_eq!(ran.json()["price"], "0.10");
    assert_eq!(ran.json()["workingFloor"], "EXCHANGE");
    let request = server.request();
    assert_eq!(request.target(), "POST /api/v3/order");
    assert_eq!(
        request.header("x-mbx-apikey"),
        Some("vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zv")
    );
    assert_eq!(
        (request.body.as_str(), request.line.contains(SECRET)),
        ("", false)
    );
    let (text, sent) = signed(&request);
    let key = hmac::Key::new(hmac::HMAC_SHA256, SECRET.as_bytes());
    let sum = hmac::sign(&key, text.as_bytes());
    let expected: String = sum
        .as_ref()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    assert_eq!(sent, expected);
    let time = request
        .query("timestamp")
        .and_then(|time| time.parse().ok());
    let now = std::time::SystemTime::UNIX_EPOCH
        .elapsed()
        .expect("a clock");
    let age = now.as_millis().saturating_sub(time.expect("a time"));
    assert!(age < 60_000, "{age}");
}

#[test]
fn another_kind_of_key_is_chosen_by_name() {
    let server = Server::json(200, PLACED);
    let ran = order(&server, "--auth rsa")
        .env("BINANCE_PRIVATE_KEY", PRIVATE)
        .run();
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let (text, sent) = signed(&server.request());
    let plain = sent
        .replace("%2B", "+")
        .replace("%2F", "/")
        .replace("%3D", "=");
    let sum = base64(&plain);
    let der = base64(
        &PRIVATE
            .lines()
            .filter(|line| !line.contains("---"))
            .collect::<String>(),
    );
    let pair = signature::RsaKeyPair::from_pkcs8(&der).expect("a key");
    let public = signature::KeyPair::public_key(&pair);
    let key = signature::UnparsedPublicKey::new(&signature::RSA_PKCS1_2048_8192_SHA256, public);
    assert!(key.verify(text.as_bytes(), &sum).is_ok(), "{sent}");
}

/// Three bytes out of four digits.
fn base64(text: &str) -> Vec<u8> {
    let alphabet: Vec<u8> = (b'A'..=b'Z')
        .chain(b'a'..=b'z')
        .chain(b'0'..=b'9')
        .chain(*b"+/")
        .collect();
    let (mut bytes, mut bits, mut count) = (Vec::new(), 0_u32, 0);
    for digit in text.trim_end_matches('=').bytes() {
        let value = alphabet
            .iter()
            .position(|known| *known == digit)
            .expect("base64");
        bits = bits << 6 | u32::try_from(value).expect("six bits");
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count & 0xff) as u8);
        }
    }
    bytes
}

#[test]
fn an_order_of_unknown_outcome_is_repeated_under_its_own_id() {
    let server = Server::by(|_, before| match before {
        0 => Reply::json(r#"{"code":-1007,"msg":"Timeout waiting for response."}"#).status(503),
        _ => Reply::json(PLACED),
    });
    let ran = order(&server, "").run();
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let requests = server.requests();
    assert_eq!(requests.len(), 2);
    let ids: Vec<_> = requests
        .iter()
        .map(|one| one.query("newClientOrderId"))
        .collect();
    assert!(ids[0].is_some_and(|id| id.len() == 36), "{ids:?}");
    assert_eq!(ids[0], ids[1]);
    assert_ne!(signed(&requests[0]).1, signed(&requests[1]).1);
}

#[test]
fn trades_are_walked_by_the_id_of_the_last() {
    let server = Server::by(|request, _| {
        let from: u64 = request
            .query("fromId")
            .and_then(|id| id.parse().ok())
            .expect("an id");
        let trade =
            |id| json!({"id": id, "price": "4.0", "qty": "1", "time": 1_499_865_549_590_u64});
        let trades: Vec<_> = (from..6).take(2).map(trade).collect();
        Reply::json(json!(trades).to_string())
    });
    let ran = call(
        "binance",
        &server,
        "historical_trades symbol=BNBBTC limit=2 fromId=3 --all-pages",
    )
    .run();
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let trades = ran.json();
    let ids: Vec<_> = trades
        .as_array()
        .into_iter()
        .flatten()
        .map(|trade| &trade["id"])
        .collect();
    assert_eq!(ids, [3, 4, 5]);
    let asked: Vec<_> = server
        .requests()
        .iter()
        .filter_map(|one| Some(one.query("fromId")?.to_owned()))
        .collect();
    assert_eq!(asked, ["3", "5"]);
    assert!(
        server
            .requests()
            .iter()
            .all(|one| one.header("x-mbx-apikey").is_none())
    );
}

#[test]
fn rows_stay_rows_and_codes_have_names() {
    let server = Server::json(
        200,
        r#"[[1499040000000,"0.01634790","0.8","0.1","0.2","148976.1",1499644799999,"2434.1",308,"1756.8","28.4","0"]]"#,
    );
    let ran = call("binance", &server, "klines symbol=LTCBTC interval=1m").run();
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(ran.json()[0][0], 1_499_040_000_000_u64);
    assert_eq!(ran.json()[0][1], "0.01634790");
    assert_eq!(ran.json()[0][8], 308);
    let server = Server::json(400, r#"{"code":-1121,"msg":"Invalid symbol."}"#);
    let ran = call("binance", &server, "klines symbol=NONE interval=1m").run();
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert_eq!(ran.error()["error"]["code"], -1121);
    assert_eq!(ran.error()["error"]["name"], "BadSymbol");
}
