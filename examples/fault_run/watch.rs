//! Looks for secrets in everything that the run prints, and at the memory that it takes.

use std::io;
use std::sync::{Arc, Mutex, PoisonError};

/// Beginning of every token that the service sells.
pub(crate) const TOKEN_SOLD: &str = "sold-jwt-b7c9e2f4-";

/// The credentials of the clients: API, name, value. Those with `true` may not be seen anywhere.
pub(crate) const CREDENTIALS: &[(&str, &str, &str, bool)] = &[
    ("te", "token", "te+t0ken/7f3a91c2==", true),
    ("tencent_chat", "sdk_app_id", "88888888", false),
    ("tencent_chat", "identifier", "admin", false),
    ("tencent_chat", "secret_key", "chat-k3y-5d0e8812", true),
    ("weda", "secret_id", "weda-id", false),
    ("weda", "secret_key", "weda-k3y-99a1f6b3", true),
    ("tca", "token", "tca-t0ken-41fe07aa", true),
    ("quickbi", "access_key_id", "testid", false),
    ("quickbi", "access_key_secret", "qbi-s3cret-c0ffee42", true),
];

/// Texts that nobody may see, and where they were seen.
#[derive(Clone, Default)]
pub(crate) struct Watch(Arc<Mutex<Vec<String>>>);

impl Watch {
    /// Looks for secrets in a text; `carried` are those of one call.
    pub(crate) fn look(&self, place: &str, text: &str, carried: &[String]) {
        let fixed = CREDENTIALS
            .iter()
            .filter(|(.., secret)| *secret)
            .map(|(_, _, value, _)| *value);
        // What stands in a header of Basic authorisation, and in a query.
        let derived = [
            "d2VkYS1pZDp3ZWRhLWszeS05OWExZjZiMw==",
            "te%2Bt0ken%2F7f3a91c2%3D%3D",
        ];
        let known = fixed.chain(derived).chain([TOKEN_SOLD]);
        let all = known.chain(carried.iter().map(String::as_str));
        for secret in all.filter(|secret| text.contains(*secret)) {
            let mut leaks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            leaks.push(format!("{place} holds {secret}"));
        }
    }

    /// Where secrets were seen.
    pub(crate) fn leaks(&self) -> Vec<String> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

/// A log that is looked at and thrown away.
impl io::Write for Watch {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.look("a log line", &String::from_utf8_lossy(bytes), &[]);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Memory of this process in KiB, where the system tells.
pub(crate) fn resident() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
