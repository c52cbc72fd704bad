//! Requests of clients: what is right is taken, and what lacks something is refused for that.

use serde_json::Value as Json;
use specwright_mock::{FaultKind, Incoming, Refused, read};
use specwright_runtime::Timestamp;

use crate::made::{Amount, is_required, values};
use crate::support::{Both, SPECS, spec, ways};

fn shown(refused: &Refused) -> String {
    let faults: Vec<String> = refused
        .faults
        .iter()
        .map(|fault| format!("{:?}: {}", fault.kind, fault.line()))
        .collect();
    faults.join("\n  ")
}

fn told(incoming: &Incoming) -> String {
    format!(
        "{} {} {:?} {}",
        incoming.method,
        incoming.target,
        incoming.headers,
        String::from_utf8_lossy(&incoming.body)
    )
}

#[test]
fn what_clients_send_is_taken_with_its_values() {
    let mut count = 0;
    for path in SPECS {
        let api = spec(path);
        let both = Both::new(&api);
        for (index, operation) in api.operations.iter().enumerate() {
            for amount in [Amount::Least, Amount::Most] {
                let given = values(&api, operation, amount);
                for way in ways(operation) {
                    let incoming = both.request(operation, &given, way.as_deref());
                    let call =
                        read(&both.served, &incoming, Timestamp::now()).unwrap_or_else(|refused| {
                            panic!(
                                "{path} {} {amount:?} {way:?}:\n  {}\n{}",
                                operation.name,
                                shown(&refused),
                                told(&incoming)
                            )
                        });
                    assert_eq!(call.operation, index, "{path} {}", operation.name);
                    assert_eq!(call.notes, [], "{path} {}", operation.name);
                    for (name, value) in &given {
                        let found = call.value(name);
                        assert!(found.is_some(), "{path} {} {name}", operation.name);
                        if let Json::String(text) = value
                            && text.starts_with("a é")
                        {
                            assert_eq!(found, Some(value), "{path} {} {name}", operation.name);
                        }
                    }
                    count += 1;
                }
            }
        }
    }
    assert!(count > 200, "{count} requests");
}

#[test]
fn what_is_required_is_missed() {
    let mut count = 0;
    for path in SPECS {
        let api = spec(path);
        let both = Both::new(&api);
        for operation in &api.operations {
            let given = values(&api, operation, Amount::Least);
            let required = operation.params.iter().filter(|param| is_required(param));
            for param in required {
                let way = ways(operation).into_iter().next().flatten();
                let incoming = both.request(operation, &given, way.as_deref());
                let Some(incoming) = crate::support::without(&incoming, param) else {
                    continue;
                };
                let mut served = specwright_mock::Served::new(&api, both.known.clone());
                served.strictness.check_credentials = false;
                let refused =
                    read(&served, &incoming, Timestamp::now()).expect_err(&told(&incoming));
                let first = &refused.faults[0];
                assert_eq!(
                    first.kind,
                    FaultKind::Missing,
                    "{path} {}: {}",
                    operation.name,
                    shown(&refused)
                );
                assert_eq!(first.at.name, param.field.wire);
                count += 1;
            }
        }
    }
    assert!(count > 50, "{count} parameters");
}
