//! Tencent Cloud Chat operations data.

use std::sync::atomic::{AtomicUsize, Ordering};

use specwright_apis::rt;
use specwright_apis::tencent_chat::{Client, ErrorCode, Server as Region, types};

use crate::server::{Reply, Server};
use crate::support::always;

const FULL: &str = include_str!("fixtures/chat_full.json");
const TWO: &str = include_str!("fixtures/chat_two_fields.json");

fn client(server: &Server) -> Client {
    Client::builder()
        .sdk_app_id(88_888_888_u64)
        .identifier("admin")
        .secret_key("test-key-0123456789")
        .base_url(server.url_of("tencent_chat"))
        .retry(rt::RetryPolicy::NONE)
        .build()
        .expect("a client")
}

#[tokio::test]
async fn all_fields_are_asked_for_with_an_empty_object() {
    let server = always(Reply::json(200, FULL));
    client(&server).get_app_info().send().await.expect("data");
    let seen = &server.requests()[0];
    assert_eq!(
        (seen.method.as_str(), seen.path()),
        ("POST", "/v4/openconfigsvr/getappinfo")
    );
    assert_eq!(seen.text(), "{}");
    assert_eq!(seen.param("sdkappid").as_deref(), Some("88888888"));
    assert_eq!(seen.param("identifier").as_deref(), Some("admin"));
    let signature = seen.param("usersig").expect("a signature");
    let allowed = |c: char| c.is_ascii_alphanumeric() || "*-_".contains(c);
    // The first bytes of the zlib format, in base64.
    assert!(signature.starts_with("eJ"), "{signature}");
    assert!(signature.chars().all(allowed), "{signature}");
    assert_eq!(seen.param("contenttype").as_deref(), Some("json"));
    let random = seen.param("random").expect("a random number");
    random.parse::<u32>().expect("32 bits");
    assert_eq!(seen.query().len(), 5);
}

#[tokio::test]
async fn chosen_fields_are_named_as_on_the_page() {
    let server = always(Reply::json(200, TWO));
    let fields = [
        types::DataField::ChainIncrease,
        types::DataField::ChainDecrease,
    ];
    let days = client(&server)
        .get_app_info()
        .request_field(fields)
        .send()
        .await
        .expect("data");
    assert_eq!(
        server.requests()[0].text(),
        r#"{"RequestField":["ChainIncrease","ChainDecrease"]}"#
    );
    assert_eq!(days.len(), 2);
    assert_eq!(
        (days[0].chain_decrease, days[0].chain_increase),
        (Some(8), Some(8))
    );
    assert_eq!(
        days[1].date.map(|day| day.to_string()).as_deref(),
        Some("2016-06-04")
    );
    assert_eq!(days[1].active_user_num, None);
}

#[tokio::test]
async fn numbers_sent_as_text_arrive_as_integers() {
    let server = always(Reply::json(200, FULL));
    let days = client(&server).get_app_info().send().await.expect("data");
    let day = &days[0];
    assert_eq!(day.active_user_num, Some(2014));
    assert_eq!(day.c2c_up_msg_num, Some(52209));
    assert_eq!(day.company.as_deref(), Some("Linye"));
    assert_eq!(day.date, Some(rt::Date::constant(2016, 6, 7)));
}

#[tokio::test]
async fn the_trailing_comma_of_the_page_is_refused_as_unreadable() {
    let server = always(Reply::json(200, include_str!("fixtures/chat_full.txt")));
    let error = client(&server)
        .get_app_info()
        .send()
        .await
        .expect_err("not JSON");
    assert_eq!(error.kind(), rt::ErrorKind::Decode);
    assert!(error.body().is_some_and(|body| body.starts_with(b"{")));
}

#[tokio::test]
async fn each_code_of_the_page_is_known() {
    for (code, retryable) in [
        (130_001, false),
        (130_009, true),
        (130_010, true),
        (130_011, true),
    ] {
        let server = always(Reply::json(
            200,
            format!(r#"{{"ErrorCode":{code},"ErrorInfo":"x"}}"#),
        ));
        let error = client(&server)
            .get_app_info()
            .send()
            .await
            .expect_err("an error");
        assert_eq!((error.status(), error.message()), (Some(200), Some("x")));
        assert!(
            !matches!(error.code(), None | Some(ErrorCode::Unknown(_))),
            "{code}"
        );
        assert_eq!(error.is_retryable(), retryable, "{code}");
    }
}

#[tokio::test]
async fn the_public_range_and_codes_beyond_it_pass_through() {
    for (code, public) in [
        (60_000, true),
        (65_432, true),
        (79_999, true),
        (80_000, false),
    ] {
        let server = always(Reply::json(
            200,
            format!(r#"{{"ErrorCode":{code},"ErrorInfo":""}}"#),
        ));
        let error = client(&server)
            .get_app_info()
            .send()
            .await
            .expect_err("an error");
        assert_eq!(
            error.raw_code().map(ToString::to_string),
            Some(code.to_string())
        );
        assert_eq!(
            error.code() == Some(&ErrorCode::PublicError(code)),
            public,
            "{code}"
        );
    }
}

#[tokio::test]
async fn an_expired_signature_is_made_anew_once() {
    let asked = AtomicUsize::new(0);
    let server = Server::start(move |_| match asked.fetch_add(1, Ordering::SeqCst) {
        0 => Reply::json(200, r#"{"ErrorCode":70001,"ErrorInfo":"usersig expired"}"#),
        _ => Reply::json(200, TWO),
    })
    .expect("a port");
    let call = client(&server)
        .get_app_info()
        .with_retry(rt::RetryPolicy::DEFAULT)
        .send();
    call.await.expect("data");
    let randoms: Vec<_> = server
        .requests()
        .iter()
        .map(|seen| seen.param("random"))
        .collect();
    assert_eq!(randoms.len(), 2);
    assert_ne!(randoms[0], randoms[1]);

    let server = always(Reply::json(
        200,
        r#"{"ErrorCode":70001,"ErrorInfo":"usersig expired"}"#,
    ));
    let call = client(&server)
        .get_app_info()
        .with_retry(rt::RetryPolicy::DEFAULT)
        .send();
    let error = call.await.expect_err("expired for ever");
    assert_eq!(error.code(), Some(&ErrorCode::UserSigExpired));
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn neither_key_nor_signature_shows_in_errors() {
    let server =
        Server::start(|seen| Reply::json(200, format!("<oops {}>", seen.target))).expect("a port");
    let client = client(&server);
    let error = client.get_app_info().send().await.expect_err("not JSON");
    let shown = format!(
        "{error} {error:?} {client:?} {:?}",
        String::from_utf8_lossy(error.body().unwrap_or_default())
    );
    let sent = server.requests()[0].param("usersig");
    let sent = sent.expect("a signature");
    for secret in ["test-key-0123456789", sent.as_str()] {
        assert!(!shown.contains(secret), "{shown}");
    }
    assert!(shown.contains("[hidden]"), "{shown}");
}

#[test]
fn every_region_of_the_page_has_its_host() {
    let hosts: Vec<_> = Region::ALL.iter().map(|region| region.url()).collect();
    for host in [
        "console.tim.qq.com",
        "adminapisgp.im.qcloud.com",
        "adminapikr.im.qcloud.com",
        "adminapiger.im.qcloud.com",
        "adminapiind.im.qcloud.com",
        "adminapiusa.im.qcloud.com",
        "adminapiidn.im.qcloud.com",
    ] {
        assert!(
            hosts.contains(&format!("https://{host}").as_str()),
            "{host}"
        );
    }
}
