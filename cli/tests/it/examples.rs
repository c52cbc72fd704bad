//! The specs in `examples/specs`, called without being compiled, against a server on loopback.

mod binance;
mod deepseek;
mod lark;

use crate::run::{Run, specwright};
use crate::server::Server;

/// `specwright call` by one of these specs, at this server.
fn call(spec: &str, server: &Server, args: &str) -> Run {
    let command = format!("call ../../examples/specs/{spec}.yaml {args}");
    specwright(&command).arg("--server").arg(server.url())
}
