//! `--all-pages`: every item of every page, printed while the walk goes on, so that memory holds one page.

use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use serde_json::Value as Json;
use specwright_interpret::DynamicRequest;
use specwright_runtime as rt;
use tokio::time::Instant;

use super::{Call, Ended};
use crate::progress::Progress;
use crate::stop::{self, Stop};

/// A walk whose time is up makes one more call, which has no time left and says so.
const NO_TIME: Duration = Duration::from_nanos(1);

/// Prints the items of all pages. After an error the array of those that came is closed all the same; where none came,
/// nothing is printed.
pub(super) async fn print_all(
    call: &Call<'_>,
    request: &mut DynamicRequest,
    lines: bool,
    verbose: bool,
) -> Result<(), Ended> {
    let mut out = Items::new(lines);
    // The line would stand among items, or among what `--verbose` tells.
    let shown = !verbose && !io::stdout().is_terminal();
    let progress = shown.then(|| out.count.progress());
    let walked = walk(call, request, &mut out).await;
    drop(progress);
    if walked.is_ok() || out.printed {
        out.close()?;
    }
    walked
}

async fn walk(call: &Call<'_>, request: &mut DynamicRequest, out: &mut Items) -> Result<(), Ended> {
    let description = call.operation.description();
    let path = description.paging.map_or("", |paging| paging.items);
    let mut walk = rt::PageWalk::new(description, request)?;
    let start = Instant::now();
    // A time beyond what clocks can tell never comes.
    let end = call
        .options
        .deadline
        .and_then(|time| start.checked_add(time));
    let mut options = call.options.clone();
    loop {
        if let Some(end) = end {
            let left = end.saturating_duration_since(Instant::now());
            options.deadline = Some(left.max(NO_TIME));
        }
        let Some(options) = walk.prepare(request, &options)? else {
            break;
        };
        let answer = call.core.execute(description, request, &options).await?;
        let page = call.operation.read(&answer)?;
        // A page that goes on in a circle has been printed already: see to the next one first.
        walk.advance(page.typed(), &answer)?;
        let Some(items) = page.into_json().and_then(|page| at(page, path)) else {
            continue;
        };
        if !out.print(items)? {
            break;
        }
    }
    Ok(())
}

/// The items at a path of member names. Where a name has dots itself, the longest one that fits is taken.
fn at(mut page: Json, path: &str) -> Option<Vec<Json>> {
    let mut rest = path;
    while !rest.is_empty() {
        let starts = |name: &&String| {
            let rest = rest.strip_prefix(name.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        let names = page.as_object()?.keys();
        let name = names.filter(starts).max_by_key(|name| name.len())?.clone();
        rest = rest.get(name.len() + 1..).unwrap_or_default();
        page = page.get_mut(&name)?.take();
    }
    match page {
        Json::Array(items) => Some(items),
        _ => None,
    }
}

/// How much came.
#[derive(Clone, Default)]
struct Count(Arc<(AtomicUsize, AtomicUsize)>);

impl Count {
    fn add(&self, items: usize) {
        let (pages, all) = &*self.0;
        pages.fetch_add(1, Ordering::Relaxed);
        all.fetch_add(items, Ordering::Relaxed);
    }

    /// Tells of it on the terminal.
    fn progress(&self) -> Progress {
        let count = self.clone();
        Progress::start(move || {
            let (pages, items) = &*count.0;
            let many = |number: &AtomicUsize, what| match number.load(Ordering::Relaxed) {
                1 => format!("1 {what}"),
                number => format!("{number} {what}s"),
            };
            format!("{}, {}", many(pages, "page"), many(items, "item"))
        })
    }
}

/// Items on standard output: one array, or one item per line.
struct Items {
    lines: bool,
    printed: bool,
    count: Count,
}

impl Items {
    fn new(lines: bool) -> Self {
        Self {
            lines,
            printed: false,
            count: Count::default(),
        }
    }

    /// Prints the items of a page; whether there is still a reader.
    fn print(&mut self, items: Vec<Json>) -> Result<bool, Stop> {
        self.count.add(items.len());
        let mut text = String::new();
        for item in items {
            if self.lines {
                text.push_str(&format!("{item}\n"));
                continue;
            }
            text.push_str(if self.printed { ",\n" } else { "[\n" });
            self.printed = true;
            let item = format!("{item:#}");
            let mut separator = "";
            for line in item.lines() {
                text.push_str(&format!("{separator}  {line}"));
                separator = "\n";
            }
        }
        if text.is_empty() {
            return Ok(true);
        }
        stop::write(text.as_bytes())
    }

    /// Ends the array.
    fn close(&self) -> Result<(), Stop> {
        match (self.lines, self.printed) {
            (true, _) => Ok(()),
            (false, true) => stop::print("\n]\n"),
            (false, false) => stop::print("[]\n"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn items_are_found_by_their_path() {
        let page = json!({"a": {"b": [1]}, "a.b": {"c": [2]}, "d": null});
        for (path, expected) in [
            ("a", None),
            ("a.b", None),
            ("a.b.c", Some(2)),
            ("d", None),
            ("e", None),
            ("", None),
        ] {
            let found = at(page.clone(), path);
            assert_eq!(found, expected.map(|item| vec![item.into()]), "{path}");
        }
        assert_eq!(at(json!({"a": {"b": [1]}}), "a.b"), Some(vec![1.into()]));
        assert_eq!(at(json!([3]), ""), Some(vec![3.into()]));
    }
}
