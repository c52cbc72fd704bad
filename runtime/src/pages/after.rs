//! Where the page after the present one is.

use super::{
    field, link,
    place::{self, Page},
    state::At,
    walk::PageWalk,
};
use crate::{Codec, Json, ListNode, Step, Value};

impl PageWalk {
    /// Where the page after this one is.
    pub(super) fn after(&mut self, page: Page<'_>, count: u64) -> Result<Option<At>, String> {
        if let Step::Window { .. } = self.paging.step {
            let rest = self.asked.rest.take();
            return Ok(rest.map(|(from, until)| At::Window { from, until }));
        }
        let more = page.truth(self.paging.more);
        if more == Some(false) {
            return Ok(None);
        }
        match self.paging.step {
            Step::Offset { .. } => Ok(self.after_offset(count, more)),
            Step::Page { first, pages, .. } => {
                Ok(self.after_page(first, page.count(pages), count, more))
            }
            Step::Cursor { next, .. } => {
                let Some(cursor) = page.get(next) else {
                    return without_way("cursor", more);
                };
                self.state.guard.cursor(&cursor.to_string())?;
                Ok(Some(At::Cursor(cursor)))
            }
            Step::Link { next } => {
                let Some(Json::String(link)) = page.get(next) else {
                    return without_way("link", more);
                };
                let link = link::without_auth(link.trim(), self.operation);
                if link.is_empty() {
                    return without_way("link", more);
                }
                self.state.guard.cursor(&link)?;
                Ok(Some(At::Link(link)))
            }
            Step::LastItem { field, plus, .. } => self.after_item(page, field, plus, count, more),
            Step::Window { .. } => Ok(None),
        }
    }

    fn after_offset(&self, count: u64, more: Option<bool>) -> Option<At> {
        let base = self.asked.from.as_ref().and_then(field::count).unwrap_or(0);
        let end = base.saturating_add(count);
        if self.is_last(end, count, more) {
            return None;
        }
        let step = if count == 0 { self.asked.size? } else { count };
        Some(At::Offset(base.saturating_add(step)))
    }

    fn after_page(
        &self,
        first: u64,
        pages: Option<u64>,
        count: u64,
        more: Option<bool>,
    ) -> Option<At> {
        let asked = self.asked.from.as_ref().and_then(field::count);
        let number = asked.unwrap_or(first);
        let before = number.saturating_sub(first);
        // A number of pages that is smaller than what came is not believed.
        let pages = pages.filter(|pages| *pages > before || count == 0);
        if pages.is_some_and(|pages| more.is_none() && before.saturating_add(1) >= pages) {
            return None;
        }
        let end = match self.asked.size {
            _ if self.state.whole => self.state.seen,
            Some(size) => before.saturating_mul(size).saturating_add(count),
            None => 0,
        };
        // Where the service says that there are more pages, an empty one is not the last.
        if pages.is_none() && self.is_last(end, count, more) {
            return None;
        }
        Some(At::Page(number.checked_add(1)?))
    }

    fn after_item(
        &mut self,
        page: Page<'_>,
        path: &'static str,
        plus: i64,
        count: u64,
        more: Option<bool>,
    ) -> Result<Option<At>, String> {
        let end = if self.state.whole { self.state.seen } else { 0 };
        if count == 0 {
            return without_way("item to go on from", more);
        }
        if self.is_last(end, count, more) {
            return Ok(None);
        }
        let last = last_value(page, self.paging.items, path);
        let last = last.ok_or_else(|| format!("the last item of the page has no `{path}`"))?;
        let next = match plus {
            0 => last,
            _ => added(&last, plus).ok_or_else(|| {
                format!("`{path}` of the last item is no number to count on from")
            })?,
        };
        if same(self.asked.from.as_ref(), &next) {
            return Err("the last item of the page leads to the same page again".to_owned());
        }
        self.state.guard.cursor(&next.to_string())?;
        Ok(Some(At::Item(next)))
    }

    /// Whether a page that ends at this item is the last one. A service's own word on whether there is more counts
    /// most, then the number of all items, then how full the page is.
    fn is_last(&self, end: u64, count: u64, more: Option<bool>) -> bool {
        if more == Some(true) {
            return false;
        }
        match self.state.total {
            _ if count == 0 => true,
            Some(total) if total == end => true,
            // There are to be more, so the service gives smaller pages than it was asked for.
            Some(total) if total > end => false,
            // A number of items that is smaller than what came is not believed.
            _ => self.paging.short_ends && self.asked.size.is_some_and(|size| count < size),
        }
    }
}

/// The end, unless the service says that there is more without saying where.
fn without_way(what: &str, more: Option<bool>) -> Result<Option<At>, String> {
    match more {
        Some(true) => Err(format!(
            "the service says that there is more, but gives no {what}"
        )),
        _ => Ok(None),
    }
}

/// The value that the last item of a page has at a path.
fn last_value(page: Page<'_>, items: &str, path: &str) -> Option<Json> {
    let mut found = None;
    let mut look = |list: &dyn ListNode, codec: &Codec| {
        let Some(last) = list.len().checked_sub(1) else {
            return;
        };
        place::visit(list.item(last), codec, path, &mut |node, codec| {
            found = Some(crate::encode_value(node, codec));
        });
    };
    place::visit(
        page.payload,
        page.codec,
        items,
        &mut |node, codec| match node.value() {
            Value::List(list) => look(list, codec),
            Value::Json(Json::Array(items)) => look(items, codec),
            _ => {}
        },
    );
    found.filter(|value| !value.is_null())
}

fn added(value: &Json, plus: i64) -> Option<Json> {
    let sum = |number: i128| -> Option<Json> {
        let sum = number.checked_add(plus.into())?;
        let signed = i64::try_from(sum).ok().map(Json::from);
        signed.or_else(|| u64::try_from(sum).ok().map(Json::from))
    };
    match value {
        Json::Number(number) => sum(number.as_i128()?),
        Json::String(text) => sum(text.trim().parse().ok()?),
        _ => None,
    }
}

/// Whether two values stand for the same, one perhaps as a number and one as its text.
fn same(left: Option<&Json>, right: &Json) -> bool {
    let text = |value: &Json| match value {
        Json::String(text) => text.clone(),
        other => other.to_string(),
    };
    left.is_some_and(|left| text(left) == text(right))
}
