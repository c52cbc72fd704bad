//! A vector of a signature: its steps give what the vector expects.

use specwright::model::{Make, Member, Signature, Step, Vector};
use specwright::{Code, Diagnostics, Place};
use specwright_runtime as rt;
use specwright_runtime::testing::{self, VectorFault};

use super::shown::excerpts;
use crate::leak;

pub(super) fn prove(
    api: &'static rt::ApiDescription,
    signature: &Signature,
    vector: &Vector,
    place: &Place,
    found: &mut Diagnostics,
) {
    let Err(fault) = testing::judge_vector(api, &leaked(&signature.name, vector)) else {
        return;
    };
    let (place, message) = match &fault {
        VectorFault::Differs {
            step,
            found,
            expected,
        } => {
            let (found, expected) = excerpts(found, expected);
            let message = format!("expected {expected}, the steps give {found}");
            (place.clone().key("expect").key(*step), message)
        }
        VectorFault::Time(_) => {
            let now = vector.now.as_deref().unwrap_or_default();
            (place.clone().key("now"), format!("`{now}` is no time"))
        }
        other => (
            place.clone().of_key(),
            format!("nothing can be signed: {other}"),
        ),
    };
    let help = help(signature, vector, &fault);
    found.error(Code::BadVector, place, message).help(help);
}

fn leaked(recipe: &str, vector: &Vector) -> testing::Vector {
    let pairs = |pairs: &[(String, String)]| {
        let pair = |(name, value): &(String, String)| (leak::text(name), leak::text(value));
        leak::list(pairs.iter().map(pair))
    };
    testing::Vector {
        recipe: leak::text(recipe),
        credentials: pairs(&vector.credentials),
        now: leak::maybe(vector.now.as_deref()),
        given: pairs(&vector.given),
        method: leak::text(&vector.method),
        url: leak::text(&vector.url),
        query: pairs(&vector.query),
        headers: pairs(&vector.headers),
        form: pairs(&vector.form),
        body: leak::text(&vector.body),
        expect: pairs(&vector.expect),
    }
}

fn help(signature: &Signature, vector: &Vector, fault: &VectorFault) -> String {
    /// In the year 5138; as milliseconds, in 1973.
    const MILLIS: i64 = 100_000_000_000;
    let seconds: Option<i64> = vector.now.as_deref().and_then(|now| now.parse().ok());
    if let Some(seconds) = seconds.filter(|seconds| seconds.abs() >= MILLIS) {
        return format!(
            "`now` is in seconds, also where the steps tell milliseconds: `{}`",
            seconds / 1000
        );
    }
    if let Some(step) = backslash_before(signature, fault) {
        return format!(
            "the step `{}` has a backslash and an `n`, not a line break: YAML makes one of them in double quotes only",
            step.name
        );
    }
    match fault {
        VectorFault::Differs { .. } => {
            "correct the steps, or the vector; `expect` takes earlier steps too, to see which is the first that differs"
        }
        VectorFault::Time(_) => "write seconds since 1970, or `\"2021-09-10T10:38:18Z\"`",
        _ => "correct the steps, or what the vector gives them",
    }
    .to_owned()
}

/// The first step with a backslash where a line break is meant, unless what is wrong was made before it.
fn backslash_before<'s>(signature: &'s Signature, fault: &VectorFault) -> Option<&'s Step> {
    let VectorFault::Differs { step, .. } = fault else {
        return None;
    };
    let last = signature.steps.iter().position(|one| one.name == *step)?;
    let steps = signature.steps.get(..=last)?;
    steps.iter().find(|step| has_backslash(&step.make))
}

/// Whether a template holds the two characters by which many languages write a line break.
fn has_backslash(make: &Make) -> bool {
    let holds = |text: &String| text.contains("\\n");
    match make {
        Make::Template(text)
        | Make::Hash(_, text)
        | Make::Compress(_, text)
        | Make::Decode(_, text) => holds(text),
        Make::Hmac(_, key, text) | Make::Rsa(_, key, text) => holds(key) || holds(text),
        Make::Pairs(pairs) => holds(&pairs.join) || holds(&pairs.assign),
        Make::Headers(headers) => holds(&headers.join) || holds(&headers.format),
        Make::Json(members) => members.iter().any(|(_, member)| match member {
            Member::Text(text) | Member::Number(text) => holds(text),
        }),
        Make::Param(_) | Make::Now(_) | Make::Nonce(_) => false,
    }
}
