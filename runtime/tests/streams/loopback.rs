//! A server on the loopback interface that writes its answer in steps, each when the test says so.

use std::{
    io::{Read, Write},
    net::TcpListener,
    sync::mpsc::{Sender, channel},
    thread,
};

/// What the server does next.
pub(crate) enum Step {
    /// Writes these bytes as one chunk.
    Chunk(&'static [u8]),
    /// Ends the answer properly.
    End,
    /// Closes the connection.
    Close,
}

/// A server for one connection.
pub(crate) struct Server {
    pub(crate) url: String,
    steps: Sender<Step>,
}

impl Server {
    /// Answers with this status and content type as soon as there is a request.
    pub(crate) fn start(status: u16, content_type: &'static str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let (steps, todo) = channel();
        thread::spawn(move || {
            let Ok((mut stream, _)) = listener.accept() else {
                return;
            };
            let mut head = Vec::new();
            let mut byte = [0];
            while !head.ends_with(b"\r\n\r\n") && matches!(stream.read(&mut byte), Ok(1)) {
                head.push(byte[0]);
            }
            let head = format!(
                "HTTP/1.1 {status} Said\r\ncontent-type: {content_type}\r\ntransfer-encoding: chunked\r\n\r\n"
            );
            let _ = stream.write_all(head.as_bytes());
            for step in todo {
                let written = match step {
                    Step::Chunk(bytes) => {
                        let chunk =
                            [format!("{:x}\r\n", bytes.len()).as_bytes(), bytes, b"\r\n"].concat();
                        stream.write_all(&chunk)
                    }
                    Step::End => stream.write_all(b"0\r\n\r\n"),
                    Step::Close => return,
                };
                if written.is_err() {
                    return;
                }
            }
        });
        Self { url, steps }
    }

    pub(crate) fn step(&self, step: Step) {
        self.steps.send(step).expect("a running server");
    }
}
