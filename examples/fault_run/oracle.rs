//! What must come of a call. It knows the documents and the faults, and nothing of the client.

use specwright::model::Retry;
use specwright_apis::rt::Framing;

use crate::faults::Fault;
use crate::scene::Scene;

/// Attempts that the clients of this run make at most.
pub(crate) const MAX_ATTEMPTS: u32 = 3;

/// How a call ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// With a payload.
    Payload,
    /// There was no whole answer.
    NoAnswer,
    /// With this HTTP status and nothing that the document knows.
    Status(u16),
    /// With an answer of status 200 that cannot be read.
    Unreadable,
    /// With the refusal of this row of the error table.
    Row(usize),
}

/// What must come of a call, and how often the service must have seen it.
pub(crate) fn expect(scene: &Scene, plan: &[Fault]) -> (End, u32) {
    let mut renewed = false;
    for attempt in 1.. {
        let fault = plan
            .get(attempt as usize - 1)
            .or(plan.last())
            .copied()
            .unwrap_or(Fault::Fine);
        let (end, again) = step(scene, fault, &mut renewed);
        let asked_too_often = attempt >= MAX_ATTEMPTS && again != Again::Poll;
        if again == Again::No || asked_too_often {
            return (end, attempt);
        }
    }
    unreachable!("the loop ends with the plan")
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Again {
    No,
    Yes,
    Poll,
}

fn step(scene: &Scene, fault: Fault, renewed: &mut bool) -> (End, Again) {
    let if_safe = if scene.idempotent {
        Again::Yes
    } else {
        Again::No
    };
    match fault {
        Fault::Fine | Fault::Slow => (End::Payload, Again::No),
        Fault::Reset(_) | Fault::Stall => (End::NoAnswer, if_safe),
        Fault::Status(429, _) => (End::Status(429), Again::Yes),
        Fault::Status(503, _) => (End::Status(503), if_safe),
        Fault::Status(status, _) | Fault::Redirect(status) => (End::Status(status), Again::No),
        Fault::TruncatedGzip | Fault::Garbage | Fault::Html => match scene.framing {
            // Bytes are bytes: nothing says which of them are meant.
            Some(Framing::Bytes) => (End::Payload, Again::No),
            _ => (End::Unreadable, Again::No),
        },
        // An answer that is handed out as it comes may be of any length, but for a single item of it.
        Fault::Huge { .. } => match scene.framing {
            None => (End::NoAnswer, Again::No),
            Some(Framing::Bytes) => (End::Payload, Again::No),
            Some(_) => (End::Unreadable, Again::No),
        },
        Fault::Row(row) => {
            let again = match scene.rows[row].retry {
                Retry::No => Again::No,
                Retry::Now | Retry::Later => Again::Yes,
                Retry::Poll => Again::Poll,
                Retry::SameKey => if_safe,
                Retry::AfterAuth if scene.renews && !*renewed => {
                    *renewed = true;
                    Again::Yes
                }
                Retry::AfterAuth => Again::No,
            };
            (End::Row(row), again)
        }
    }
}
