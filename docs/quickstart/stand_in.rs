//! Plays Tidewatch on this machine: one berth in one harbour, to be booked once.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};

const BERTHS: &str =
    r#"{"total":"1","berths":[{"id":"B-104","pier":"North","price":"4200","power":true}]}"#;
const BOOKING: &str = r#"{"booking_no":"20261122-7","total_price":"12600"}"#;

fn main() -> io::Result<()> {
    let port = std::env::args().nth(1).unwrap_or_default();
    let listener = TcpListener::bind(format!("127.0.0.1:{port}"))?;
    println!("Tidewatch is played on http://{}", listener.local_addr()?);
    let mut booked = false;
    for stream in listener.incoming() {
        // One caller that goes away is no reason to end.
        let _ = answer(stream?, &mut booked);
    }
    Ok(())
}

fn answer(mut stream: TcpStream, booked: &mut bool) -> io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut head = Vec::new();
    let mut line = String::new();
    while reader.read_line(&mut line)? > 2 {
        head.push(line.trim_end().to_owned());
        line.clear();
    }
    let header = |name: &str| {
        let mut pairs = head.iter().filter_map(|line| line.split_once(": "));
        pairs.find_map(|(key, value)| key.eq_ignore_ascii_case(name).then_some(value))
    };
    let length = header("content-length").and_then(|text| text.parse().ok());
    reader.read_exact(&mut vec![0; length.unwrap_or(0)])?;
    let call = head.first().map_or("", String::as_str);
    let (code, msg, data) = match call {
        _ if header("x-tide-key").is_none() => (1001, "key missing", "{}"),
        _ if call.starts_with("GET /berths?") && call.contains("harbour=NLRTM") => {
            (0, "ok", BERTHS)
        }
        _ if call.starts_with("GET /berths?") => (2004, "unknown harbour", "{}"),
        _ if call.starts_with("POST /bookings") && *booked => (3001, "berth taken", "{}"),
        _ if call.starts_with("POST /bookings") => {
            *booked = true;
            (0, "ok", BOOKING)
        }
        _ => (2001, "bad parameter", "{}"),
    };
    let body = format!(r#"{{"code":{code},"msg":"{msg}","trace":"9f31c0","data":{data}}}"#);
    let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close";
    write!(
        stream,
        "{head}\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
}
