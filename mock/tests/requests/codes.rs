//! Requests with one change, and the code with which the API would refuse each.

use serde_json::Value as Json;
use specwright_mock::{Incoming, read, refuse};
use specwright_runtime::Timestamp;

use crate::made::{Amount, values};
use crate::refusals::judged;
use crate::support::{Both, spec, ways};

/// A request with one change, and the key of the row that refuses it.
struct Case {
    spec: &'static str,
    operation: &'static str,
    change: fn(&mut Incoming),
    row: &'static str,
    status: u16,
}

fn query(incoming: &mut Incoming, change: impl Fn(&str) -> Option<String>) {
    let (path, query) = incoming.target.split_once('?').unwrap();
    let pairs: Vec<String> = query.split('&').filter_map(change).collect();
    incoming.target = format!("{path}?{}", pairs.join("&"));
}

pub(crate) fn drop(incoming: &mut Incoming, name: &str) {
    query(incoming, |pair| {
        (pair.split('=').next() != Some(name)).then(|| pair.to_owned())
    });
}

pub(crate) fn put(incoming: &mut Incoming, name: &str, value: &str) {
    query(incoming, |pair| {
        let is_it = pair.split('=').next() == Some(name);
        Some(if is_it {
            format!("{name}={value}")
        } else {
            pair.to_owned()
        })
    });
}

pub(crate) fn member(incoming: &mut Incoming, name: &str, value: Json) {
    let mut body: Json = serde_json::from_slice(&incoming.body).unwrap();
    body[name] = value;
    incoming.body = body.to_string().into();
}

pub(crate) const TE: &str = "specs/te.yaml";
pub(crate) const CHAT: &str = "specs/tencent_chat.yaml";
pub(crate) const WEDA: &str = "specs/weda.yaml";
pub(crate) const TCA: &str = "specs/tca";
pub(crate) const QUICKBI: &str = "specs/quickbi.yaml";
const LARK: &str = "examples/specs/lark.yaml";
const DEEPSEEK: &str = "examples/specs/deepseek.yaml";
const BINANCE: &str = "examples/specs/binance.yaml";

fn bearer(incoming: &mut Incoming, value: &str) {
    incoming
        .headers
        .insert("authorization", value.parse().unwrap());
}

const CASES: &[Case] = &[
    Case {
        spec: TE,
        operation: "get_virtual_event",
        change: |one| drop(one, "token"),
        row: "-1001",
        status: 200,
    },
    Case {
        spec: TE,
        operation: "get_virtual_event",
        change: |one| put(one, "token", "x"),
        row: "-1014",
        status: 200,
    },
    Case {
        spec: TE,
        operation: "get_virtual_event",
        change: |one| drop(one, "eventName"),
        row: "-2004",
        status: 200,
    },
    Case {
        spec: TE,
        operation: "get_virtual_event",
        change: |one| put(one, "projectId", "x"),
        row: "-3004",
        status: 200,
    },
    Case {
        spec: CHAT,
        operation: "get_app_info",
        change: |one| drop(one, "sdkappid"),
        row: "60012",
        status: 200,
    },
    Case {
        spec: CHAT,
        operation: "get_app_info",
        change: |one| drop(one, "usersig"),
        row: "70002",
        status: 200,
    },
    Case {
        spec: CHAT,
        operation: "get_app_info",
        change: |one| put(one, "usersig", "x"),
        row: "70003",
        status: 200,
    },
    Case {
        spec: CHAT,
        operation: "get_app_info",
        change: |one| put(one, "sdkappid", "1400000001"),
        row: "60006",
        status: 200,
    },
    Case {
        spec: CHAT,
        operation: "get_app_info",
        change: |one| one.body = "{".into(),
        row: "130001",
        status: 200,
    },
    Case {
        spec: CHAT,
        operation: "get_app_info",
        change: |one| member(one, "RequestField", 1.into()),
        row: "70402",
        status: 200,
    },
    Case {
        spec: WEDA,
        operation: "get_record",
        change: |one| bearer(one, "Bearer x"),
        row: "INVALID_ACCESS_TOKEN",
        status: 200,
    },
    Case {
        spec: TCA,
        operation: "create_repo",
        change: |one| bearer(one, "Token x"),
        row: "1000",
        status: 401,
    },
    Case {
        spec: TCA,
        operation: "create_repo",
        change: |one| member(one, "scm_url", 1.into()),
        row: "1000",
        status: 400,
    },
    Case {
        spec: QUICKBI,
        operation: "create_embed_token",
        change: |one| put(one, "Signature", "x"),
        row: "SignatureDoesNotMatch",
        status: 500,
    },
    Case {
        spec: QUICKBI,
        operation: "create_embed_token",
        change: |one| put(one, "AccessKeyId", "x"),
        row: "InvalidAccessKeyId.NotFound",
        status: 500,
    },
    Case {
        spec: QUICKBI,
        operation: "create_embed_token",
        change: |one| put(one, "Timestamp", "2016-02-23T12%3A46%3A24Z"),
        row: "InvalidTimeStamp.Expired",
        status: 500,
    },
    Case {
        spec: QUICKBI,
        operation: "create_embed_token",
        change: |one| put(one, "Timestamp", "now"),
        row: "InvalidTimeStamp.Format",
        status: 500,
    },
    Case {
        spec: LARK,
        operation: "list_chats",
        change: |one| {
            one.headers.remove("authorization");
        },
        row: "99991661",
        status: 401,
    },
    Case {
        spec: LARK,
        operation: "list_chats",
        change: |one| bearer(one, "Bearer old-token"),
        row: "99991677",
        status: 401,
    },
    Case {
        spec: LARK,
        operation: "send_message",
        change: |one| drop(one, "receive_id_type"),
        row: "99992402",
        status: 400,
    },
    Case {
        spec: DEEPSEEK,
        operation: "create_chat_completion",
        change: |one| bearer(one, "Bearer x"),
        row: "401",
        status: 401,
    },
    Case {
        spec: DEEPSEEK,
        operation: "create_chat_completion",
        change: |one| member(one, "model", 1.into()),
        row: "422",
        status: 422,
    },
    Case {
        spec: DEEPSEEK,
        operation: "create_chat_completion",
        change: |one| one.body = "{".into(),
        row: "400",
        status: 400,
    },
    Case {
        spec: BINANCE,
        operation: "new_order",
        change: |one| put(one, "signature", "00"),
        row: "-1022",
        status: 401,
    },
    Case {
        spec: BINANCE,
        operation: "new_order",
        change: |one| put(one, "timestamp", "1"),
        row: "-1021",
        status: 401,
    },
    Case {
        spec: BINANCE,
        operation: "new_order",
        change: |one| {
            one.headers.remove("x-mbx-apikey");
        },
        row: "-2015",
        status: 401,
    },
];

#[test]
fn what_is_wrong_is_said_in_the_apis_own_codes() {
    let mut wrong = Vec::new();
    for case in CASES {
        let api = spec(case.spec);
        let both = Both::new(&api);
        let Some(operation) = api.operations.iter().find(|one| one.name == case.operation) else {
            wrong.push(format!("{} has no operation {}", case.spec, case.operation));
            continue;
        };
        let way = ways(operation).into_iter().next().flatten();
        let mut incoming = both.request(
            operation,
            &values(&api, operation, Amount::Least),
            way.as_deref(),
        );
        (case.change)(&mut incoming);
        let refused = read(&both.served, &incoming, Timestamp::now()).expect_err(case.row);
        let reply = refuse(&both.served, &refused);
        let index = refused.operation.unwrap();
        let error = judged(&both.served, index, &reply);
        let code = error
            .raw_code()
            .map(ToString::to_string)
            .unwrap_or_default();
        if code != case.row || reply.status != case.status {
            wrong.push(format!(
                "{} {} wants {} {}, gets {code} {} {:?}\n    {:?}",
                case.spec,
                case.operation,
                case.row,
                case.status,
                reply.status,
                String::from_utf8_lossy(&reply.body),
                refused.faults
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
