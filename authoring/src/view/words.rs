//! Short texts for what is data in the documented form. In: the structs of [`super`]. Out: text for people.

use std::time::Duration;

use specwright::model::Span;

use super::{Auth, Expires, PagePlace, PageStep, Pagination, PollPolicy, RetryPolicy};

/// How long a token lasts: `expires_in, in seconds`.
pub fn expires(expires: &Expires) -> String {
    match expires {
        Expires::Unknown => "until void".to_owned(),
        Expires::After { after_ms } => time(*after_ms),
        Expires::In { path, unit_ms } => match unit_ms {
            1 => format!("{path}, in milliseconds"),
            1_000 => format!("{path}, in seconds"),
            60_000 => format!("{path}, in minutes"),
            3_600_000 => format!("{path}, in hours"),
            other => format!("{path}, times {}", time(*other)),
        },
        Expires::At { path, .. } => format!("until {path}"),
    }
}

/// How failed attempts are repeated: `3 attempts, waits from 200ms to 20s`.
pub fn retry(retry: &RetryPolicy) -> String {
    match retry.max_attempts {
        1 => "never".to_owned(),
        most => format!(
            "{most} attempts, waits from {} to {}",
            time(retry.base_delay_ms),
            time(retry.max_delay_ms)
        ),
    }
}

/// How often it is asked again: `every 1s for 1m`.
pub fn poll(poll: &PollPolicy) -> String {
    match poll.max_wait_ms {
        0 => "never".to_owned(),
        most => format!("every {} for {}", time(poll.interval_ms), time(most)),
    }
}

/// How pages follow each other: `by offset in skip, items in value`.
pub fn pages(pages: &Pagination) -> String {
    let mut text = match &pages.step {
        PageStep::Offset { param } => format!("by offset in {param}"),
        PageStep::Page {
            param,
            first,
            pages,
        } => {
            let told = pages.as_ref().map(|at| format!(" of {}", place(at)));
            let told = told.unwrap_or_default();
            format!("by number in {param} from {first}{told}")
        }
        PageStep::Cursor { param, next } => {
            format!("by cursor in {param} from {}", place(next))
        }
        PageStep::LastItem { param, field, plus } => {
            let plus = match plus {
                0 => String::new(),
                plus => format!(" {plus:+}"),
            };
            format!("by last item in {param} from {field}{plus}")
        }
        PageStep::Link { next } => format!("by link from {}", place(next)),
        PageStep::Window { from, to, span_ms } => {
            format!(
                "by time between {from} and {to} in pieces of {}",
                time(*span_ms)
            )
        }
    };
    if !pages.items.is_empty() {
        text.push_str(&format!(", items in {}", pages.items));
    }
    if let Some(total) = &pages.total {
        text.push_str(&format!(", total in {}", place(total)));
    }
    if let Some(more) = &pages.more {
        text.push_str(&format!(", whether there are more in {}", place(more)));
    }
    match (&pages.size, pages.default_size) {
        (Some(size), Some(usual)) => text.push_str(&format!(", size in {size} or {usual}")),
        (Some(size), None) => text.push_str(&format!(", size in {size}")),
        (None, Some(usual)) => text.push_str(&format!(", {usual} each")),
        (None, None) => {}
    }
    if pages.short_ends {
        text.push_str(", the last one shorter");
    }
    text
}

fn place(place: &PagePlace) -> String {
    match place.part {
        "payload" => place.at.clone(),
        part => format!("{part} {}", place.at),
    }
}

/// A way of authorisation: `header X-Key: {key}`.
pub fn auth(auth: &Auth) -> String {
    match auth {
        Auth::Header { name, value } => format!("header {name}: {value}"),
        Auth::Query { name, value } => format!("query {name}={value}"),
        Auth::Cookie { name, value } => format!("cookie {name}={value}"),
        Auth::Basic { user, password } => format!("basic {user}:{password}"),
        Auth::Signature { name } => format!("signature {name}"),
        Auth::Signer { name } => format!("signer {name}"),
        Auth::AnyOf { choices } => {
            let choices = choices.iter().map(|choice| {
                let ways: Vec<String> = choice.auth.iter().map(self::auth).collect();
                format!("{} ({})", choice.name, ways.join("; "))
            });
            format!("any of {}", choices.collect::<Vec<_>>().join(", "))
        }
    }
}

/// A length of time as a spec would say it.
pub fn time(millis: u64) -> String {
    Span(Duration::from_millis(millis)).to_string()
}
