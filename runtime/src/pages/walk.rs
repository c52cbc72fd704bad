//! Where the next page is: decided from what each answer tells, without knowing any type.

use std::{fmt, sync::Arc};

use super::{
    PageState, field, guard, link,
    place::{self, Page},
    state::At,
    window::{Moment, Piece},
};
use crate::{
    Answer, CallOptions, Codec, Error, Json, ListNode, Node, OperationDescription, Paging, Record,
    Step, Value, failure::Context,
};

/// A walk over the pages of an operation, for callers that make the calls themselves.
///
/// [`Pages`](crate::Pages) and [`Items`](crate::Items) are this with calls and types. Without them it goes:
///
/// ```
/// use specwright_runtime::{CallOptions, Core, Error, Json, OperationDescription, PageWalk, Record};
///
/// async fn print_all(
///     core: &Core,
///     operation: &'static OperationDescription,
///     request: &mut dyn Record,
/// ) -> Result<(), Error> {
///     let mut walk = PageWalk::new(operation, request)?;
///     while let Some(options) = walk.prepare(request, &CallOptions::default())? {
///         let answer = core.execute(operation, request, &options).await?;
///         let page: Json = answer.read()?;
///         walk.advance(&page, &answer)?;
///         println!("{page}");
///     }
///     Ok(())
/// }
/// ```
#[derive(Clone)]
pub struct PageWalk {
    operation: &'static OperationDescription,
    paging: &'static Paging,
    next: Next,
    state: PageState,
    asked: Asked,
}

/// What comes after the page that was asked for last.
#[derive(Clone)]
enum Next {
    /// The page that the state tells.
    Page,
    /// Nothing.
    Done,
    /// The service leads astray.
    Wrong(Error),
}

/// What the request of the present page says.
#[derive(Clone, Default)]
struct Asked {
    /// The parameter that leads from page to page.
    from: Option<Json>,
    /// Size of a page.
    size: Option<u64>,
    /// The rest of a window: where the next piece begins, and the end of it all.
    rest: Option<(Json, Json)>,
}

impl PageWalk {
    /// A walk that begins with this request as it is.
    ///
    /// # Errors
    ///
    /// When the operation has no pages, or the request lacks the time that is to be cut into pieces.
    pub fn new(
        operation: &'static OperationDescription,
        request: &dyn Record,
    ) -> Result<Self, Error> {
        let paging = paging_of(operation)?;
        let from = leading_field(&paging.step).and_then(|index| field::get(request, index));
        let (at, whole) = match paging.step {
            Step::Window { from, to, .. } => {
                let time = |index| {
                    field::get(request, index).ok_or_else(|| {
                        let name = field_name(request, index);
                        not_built(operation, &format!("paging needs the parameter `{name}`"))
                    })
                };
                let (from, until) = (time(from)?, time(to)?);
                (At::Window { from, until }, true)
            }
            Step::Page { first, .. } => {
                let number = from.as_ref().and_then(field::count);
                (At::Start, number.is_none_or(|number| number == first))
            }
            _ => (At::Start, from.is_none()),
        };
        Ok(Self {
            operation,
            paging,
            next: Next::Page,
            state: PageState::start(operation, at, whole),
            asked: Asked::default(),
        })
    }

    /// A walk that goes on where another one was. The request is that which the other one began with.
    ///
    /// # Errors
    ///
    /// When the state is not one of this operation, or of another version.
    pub fn resume(
        operation: &'static OperationDescription,
        state: PageState,
    ) -> Result<Self, Error> {
        let paging = paging_of(operation)?;
        state
            .check(operation)
            .map_err(|message| not_built(operation, &message))?;
        Ok(Self {
            operation,
            paging,
            next: Next::Page,
            state,
            asked: Asked::default(),
        })
    }

    /// Makes the request that of the next page, and gives the options to send it with; `None` after the last page.
    ///
    /// Called again before [`advance`](Self::advance), it is the same page again.
    ///
    /// # Errors
    ///
    /// When a parameter does not take its value, or the service led astray with the page before. After that the walk is over.
    pub fn prepare(
        &mut self,
        request: &mut dyn Record,
        options: &CallOptions,
    ) -> Result<Option<CallOptions>, Error> {
        match std::mem::replace(&mut self.next, Next::Done) {
            Next::Done => return Ok(None),
            Next::Wrong(error) => return Err(error),
            Next::Page => {}
        }
        let link = self
            .set(request)
            .map_err(|message| not_built(self.operation, &message))?;
        self.next = Next::Page;
        self.asked.size = self
            .paging
            .size
            .and_then(|index| field::count(&field::get(request, index)?))
            .or(self.paging.default_size);
        Ok(Some(CallOptions {
            link,
            ..options.clone()
        }))
    }

    /// Takes notice of a page that came: its payload, in whatever type, and the answer that it was in.
    ///
    /// # Errors
    ///
    /// When it is no page, or the one before again. After that the walk is over.
    pub fn advance(&mut self, payload: &dyn Node, answer: &Answer) -> Result<(), Error> {
        let page = Page {
            payload,
            codec: self.operation.payload,
            answer,
        };
        self.next = Next::Done;
        let astray = |message: &str| answer.astray(message);
        let (count, print) = self.count(page).ok_or_else(|| {
            let path = self.paging.items;
            astray(&format!("the page has no list at `{path}`"))
        })?;
        let guard = &mut self.state.guard;
        guard.page(print).map_err(astray)?;
        self.state.total = page.count(self.paging.total).or(self.state.total);
        self.state.seen = self.state.seen.saturating_add(count);
        self.state.skip = 0;
        let next = guard
            .items(usize::try_from(count).unwrap_or(usize::MAX))
            .map_err(str::to_owned)
            .and_then(|()| self.after(page, count));
        self.next = match next {
            Ok(Some(at)) => {
                self.state.at = at;
                Next::Page
            }
            Ok(None) => Next::Done,
            Err(message) => Next::Wrong(astray(&message)),
        };
        Ok(())
    }

    /// Where the walk is: before the page that [`prepare`](Self::prepare) asks for. `None` where there is no page any more.
    pub fn state(&self) -> Option<PageState> {
        matches!(self.next, Next::Page).then(|| self.state.clone())
    }

    /// The number of all items, if the service said it; it may change from page to page.
    pub fn total(&self) -> Option<u64> {
        self.state.total
    }

    /// How many items the pages so far had.
    pub fn seen(&self) -> u64 {
        self.state.seen
    }

    /// Ends the walk.
    pub(super) fn end(&mut self) {
        self.next = Next::Done;
    }

    /// Sets what leads to the present page; gives the link where that is what leads there.
    fn set(&mut self, request: &mut dyn Record) -> Result<Option<String>, String> {
        let leading = leading_field(&self.paging.step);
        let mut lead = |value: &Json| match leading {
            Some(index) => field::set(request, index, value),
            None => Ok(()),
        };
        match &self.state.at {
            At::Start => {}
            At::Offset(number) | At::Page(number) => lead(&Json::from(*number))?,
            At::Cursor(value) | At::Item(value) => lead(value)?,
            At::Link(link) => return Ok(Some(link.clone())),
            At::Window { from, until } => {
                let Step::Window {
                    from: start,
                    to,
                    span,
                } = self.paging.step
                else {
                    return Err("the page state is one of another kind of paging".to_owned());
                };
                self.asked.rest = cut(request, (start, to), (from, until), span)?;
            }
        }
        self.asked.from = leading.and_then(|index| field::get(request, index));
        Ok(None)
    }

    /// Number of items, and what tells the page from others.
    fn count(&self, page: Page<'_>) -> Option<(u64, Option<u64>)> {
        // Pieces of a window may well be equal: they are asked for by time.
        let prints = !matches!(self.paging.step, Step::Window { .. });
        let look = |list: &dyn ListNode, codec: &Codec| {
            let print = prints.then(|| guard::print(list, codec)).flatten();
            (list.len() as u64, print)
        };
        let mut found = None;
        let mut there = false;
        place::visit(
            page.payload,
            page.codec,
            self.paging.items,
            &mut |node, codec| {
                there = true;
                found = match node.value() {
                    Value::List(list) => Some(look(list, codec)),
                    Value::Json(Json::Array(items)) => Some(look(items, codec)),
                    _ => None,
                };
            },
        );
        // Services leave an empty list out.
        if there { found } else { Some((0, None)) }
    }

    /// Where the page after this one is.
    fn after(&mut self, page: Page<'_>, count: u64) -> Result<Option<At>, String> {
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
        if pages.is_some_and(|pages| more.is_none() && before.saturating_add(1) >= pages) {
            return None;
        }
        let end = match self.asked.size {
            _ if self.state.whole => self.state.seen,
            Some(size) => before.saturating_mul(size).saturating_add(count),
            None => 0,
        };
        let told = pages.is_some() && count > 0;
        if !told && self.is_last(end, count, more) {
            return None;
        }
        Some(At::Page(number.checked_add(1)?))
    }

    fn after_item(
        &self,
        page: Page<'_>,
        path: &'static str,
        plus: i64,
        count: u64,
        more: Option<bool>,
    ) -> Result<Option<At>, String> {
        let end = if self.state.whole { self.state.seen } else { 0 };
        if count == 0 || self.is_last(end, count, more) {
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
        Ok(Some(At::Item(next)))
    }

    /// Whether a page that ends at this item is the last one. A service's own word on whether there is more counts most,
    /// then the number of all items, then how full the page is.
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

impl fmt::Debug for PageWalk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PageWalk")
            .field("operation", &self.operation.name)
            .field("state", &self.state())
            .finish_non_exhaustive()
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

/// Sets the ends of the present piece, and gives what is left after it.
fn cut(
    request: &mut dyn Record,
    (start, end): (usize, usize),
    (from, until): (&Json, &Json),
    span: std::time::Duration,
) -> Result<Option<(Json, Json)>, String> {
    field::set(request, start, from)?;
    field::set(request, end, until)?;
    let (first, start_codec) = moment(request, start)?;
    let (last, end_codec) = moment(request, end)?;
    let Some(Piece {
        end: until_here,
        next,
    }) = first.piece(span, last)
    else {
        return Err("the two ends of the time to ask for are not of the same kind".to_owned());
    };
    field::set(request, end, &until_here.to_json(end_codec))?;
    Ok(next.map(|next| (next.to_json(start_codec), until.clone())))
}

fn moment(request: &dyn Record, index: usize) -> Result<(Moment, &'static Codec), String> {
    let mut found = None;
    field::read(request, index, &mut |node, field| {
        found = Moment::read(node, field).map(|moment| (moment, field.codec));
    });
    found.ok_or_else(|| format!("parameter `{}` is no time", field_name(request, index)))
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

/// The field that leads from page to page.
fn leading_field(step: &Step) -> Option<usize> {
    match *step {
        Step::Offset { param }
        | Step::Page { param, .. }
        | Step::Cursor { param, .. }
        | Step::LastItem { param, .. } => Some(param),
        Step::Link { .. } | Step::Window { .. } => None,
    }
}

fn field_name(request: &dyn Record, index: usize) -> &'static str {
    let fields = request.shape().fields;
    fields.get(index).map_or("", |field| field.wire)
}

fn paging_of(operation: &'static OperationDescription) -> Result<&'static Paging, Error> {
    operation
        .paging
        .ok_or_else(|| not_built(operation, "the operation has no pages"))
}

fn not_built(operation: &'static OperationDescription, message: &str) -> Error {
    Context::operation(operation, Arc::default()).not_built(message)
}
