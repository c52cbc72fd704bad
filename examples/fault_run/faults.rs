//! What the service does to a call. In: a number and what is known of the operation. Out: one fault per attempt.

use fastrand::Rng;

use crate::scene::Scene;

/// What the service does to one attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The documented answer.
    Fine,
    /// The documented answer, a few bytes at a time.
    Slow,
    /// The connection ends: before an answer, in its head, in its body.
    Reset(Break),
    /// An HTTP status with a page of HTML, perhaps with `Retry-After` in seconds.
    Status(u16, Option<u32>),
    /// No answer until the client gives up.
    Stall,
    /// `Content-Encoding: gzip` and the first half of it.
    TruncatedGzip,
    /// Bytes that mean nothing.
    Garbage,
    /// Status 200 and a page of HTML.
    Html,
    /// 64 MiB, announced or in chunks.
    Huge {
        /// In chunks.
        chunked: bool,
    },
    /// To another port, where nobody may arrive.
    Redirect(u16),
    /// The documented refusal of this row of the error table.
    Row(usize),
}

/// Where a connection ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Break {
    /// Before the answer.
    Silent,
    /// In the head of the answer.
    Head,
    /// In its body.
    Body,
}

impl Fault {
    /// Name in the report.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Fine => "documented answer",
            Self::Slow => "documented answer, slow bytes",
            Self::Reset(Break::Silent) => "connection ends before the answer",
            Self::Reset(Break::Head) => "connection ends in the head",
            Self::Reset(Break::Body) => "connection ends in the body",
            Self::Status(429, None) => "429",
            Self::Status(429, Some(_)) => "429 with Retry-After",
            Self::Status(503, _) => "503",
            Self::Status(..) => "500 from a proxy",
            Self::Stall => "no answer in time",
            Self::TruncatedGzip => "truncated gzip",
            Self::Garbage => "garbage",
            Self::Html => "HTML with status 200",
            Self::Huge { chunked: false } => "64 MiB, announced",
            Self::Huge { chunked: true } => "64 MiB, in chunks",
            Self::Redirect(_) => "redirect to another port",
            Self::Row(_) => "documented error code",
        }
    }
}

/// The faults of a call, one per attempt; the last one goes on.
pub(crate) fn plan(number: usize, seed: u64, scene: &Scene) -> Vec<Fault> {
    let mut rng = Rng::with_seed(seed ^ (number as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    if !scene.rows.is_empty() && rng.u32(..100) < 25 {
        return rows(&mut rng, scene);
    }
    let failures = match rng.u32(..100) {
        0..40 => 0,
        40..75 => 1,
        75..95 => 2,
        _ => 3,
    };
    let mut plan: Vec<Fault> = (0..failures).map(|_| passing(&mut rng)).collect();
    plan.push(last(&mut rng));
    plan
}

/// Once or twice the same documented code, then the documented answer.
fn rows(rng: &mut Rng, scene: &Scene) -> Vec<Fault> {
    let row = Fault::Row(rng.usize(..scene.rows.len()));
    match rng.bool() {
        true => vec![row, Fault::Fine],
        false => vec![row, row, Fault::Fine],
    }
}

fn passing(rng: &mut Rng) -> Fault {
    match rng.u32(..200) {
        0..30 => Fault::Reset(Break::Silent),
        30..55 => Fault::Reset(Break::Head),
        55..80 => Fault::Reset(Break::Body),
        80..115 => Fault::Status(429, None),
        115..118 => Fault::Status(429, Some(1)),
        118..150 => Fault::Status(429, Some(0)),
        150..198 => Fault::Status(503, None),
        _ => Fault::Stall,
    }
}

fn last(rng: &mut Rng) -> Fault {
    match rng.u32(..2000) {
        0..1200 => Fault::Fine,
        1200..1400 => Fault::Slow,
        1400..1500 => Fault::TruncatedGzip,
        1500..1600 => Fault::Garbage,
        1600..1700 => Fault::Html,
        1700..1750 => Fault::Redirect(302),
        1750..1800 => Fault::Redirect(307),
        1800..1850 => Fault::Redirect(308),
        1850..1997 => Fault::Status(500, None),
        1997 => Fault::Huge { chunked: true },
        _ => Fault::Huge { chunked: false },
    }
}
