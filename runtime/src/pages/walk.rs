//! Where the next page is: decided from what each answer tells, without knowing any type.

use std::{fmt, sync::Arc};

use super::{
    PageState, field, guard,
    place::{self, Page},
    state::{self, At},
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
    pub(super) operation: &'static OperationDescription,
    pub(super) paging: &'static Paging,
    next: Next,
    pub(super) state: PageState,
    /// Whether the request is known to be that of the state.
    checked: bool,
    pub(super) asked: Asked,
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
pub(super) struct Asked {
    /// The parameter that leads from page to page.
    pub(super) from: Option<Json>,
    /// Size of a page.
    pub(super) size: Option<u64>,
    /// The rest of a window: where the next piece begins, and the end of it all.
    pub(super) rest: Option<(Json, Json)>,
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
            state: PageState::start(operation, state::mark(paging, request), at, whole),
            checked: true,
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
            checked: false,
            asked: Asked::default(),
        })
    }

    /// Makes the request that of the next page, and gives the options to send it with; `None` after the last page.
    ///
    /// Called again before [`advance`](Self::advance), it is the same page again.
    ///
    /// # Errors
    ///
    /// When a parameter does not take its value, the state is one of another request, or the service led astray with the
    /// page before. After that the walk is over.
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
            .check(request)
            .and_then(|()| self.set(request))
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
        // The pieces of a window come to an end by themselves, and most of them may be empty.
        let goes_on = match self.paging.step {
            Step::Window { .. } => Ok(()),
            _ => guard.items(count).map_err(str::to_owned),
        };
        let next = goes_on.and_then(|()| self.after(page, count));
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

    /// Where the walk is: before the page that [`prepare`](Self::prepare) asks for. `None` where there is no page any
    /// more.
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

    fn check(&mut self, request: &dyn Record) -> Result<(), String> {
        if !std::mem::replace(&mut self.checked, true) {
            self.state
                .check_request(state::mark(self.paging, request))?;
        }
        Ok(())
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
}

impl fmt::Debug for PageWalk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PageWalk")
            .field("operation", &self.operation.name)
            .field("state", &self.state())
            .finish_non_exhaustive()
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
    let Some(next) = next.map(|next| next.to_json(start_codec)) else {
        return Ok(None);
    };
    if next == first.to_json(start_codec) {
        let name = field_name(request, start);
        return Err(format!(
            "the pieces of time to ask for are too short for the spelling of `{name}`"
        ));
    }
    Ok(Some((next, until.clone())))
}

fn moment(request: &dyn Record, index: usize) -> Result<(Moment, &'static Codec), String> {
    let mut found = None;
    field::read(request, index, &mut |node, field| {
        found = Moment::read(node, field).map(|moment| (moment, field.codec));
    });
    found.ok_or_else(|| format!("parameter `{}` is no time", field_name(request, index)))
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
