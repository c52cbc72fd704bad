//! Where a walk over pages is, in a form that outlives the process.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{
    field,
    guard::{Guard, hash},
};
use crate::{Json, OperationDescription, Paging, Record, Step, Value};

/// Changes with the meaning of what is written, so that an old program does not misread a new state.
const VERSION: u32 = 1;

/// Where a walk over pages is: goes to a file or a queue by serde, and lets another process go on there.
///
/// It belongs to one operation and to the request that the walk began with; with another one the walk ends at once. What is in it is nobody's business but the
/// walk's. It may hold what the service put into a cursor or a link, so it is kept like the data itself.
///
/// ```
/// use specwright_runtime::PageState;
///
/// fn keep(state: &PageState) -> serde_json::Result<String> {
///     serde_json::to_string(state)
/// }
/// ```
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct PageState {
    #[serde(rename = "v")]
    version: u32,
    operation: String,
    /// Hash of the request, but for what changes from page to page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    request: Option<u64>,
    pub(super) at: At,
    /// Items on the pages before.
    pub(super) seen: u64,
    /// Items of this page that were handed out already.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub(super) skip: u64,
    /// Whether the walk began at the first page of all.
    pub(super) whole: bool,
    /// What the service said last of the number of all items.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) total: Option<u64>,
    pub(super) guard: Guard,
}

/// Where a page is.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum At {
    /// Where the request says.
    Start,
    /// Behind so many items.
    Offset(u64),
    /// At this number.
    Page(u64),
    /// Where this value of the page before leads.
    Cursor(Json),
    /// Behind the item with this value.
    Item(Json),
    /// At this URL.
    Link(String),
    /// From this time on, in pieces, until that time.
    Window { from: Json, until: Json },
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives references")]
fn is_zero(number: &u64) -> bool {
    *number == 0
}

impl PageState {
    pub(super) fn start(
        operation: &OperationDescription,
        request: u64,
        at: At,
        whole: bool,
    ) -> Self {
        Self {
            version: VERSION,
            operation: name(operation),
            request: Some(request),
            at,
            seen: 0,
            skip: 0,
            whole,
            total: None,
            guard: Guard::default(),
        }
    }

    /// Whether a walk of this operation can go on here.
    pub(super) fn check(&self, operation: &OperationDescription) -> Result<(), String> {
        if self.version != VERSION {
            return Err(format!(
                "the page state has version {}, and this program reads version {VERSION}",
                self.version
            ));
        }
        if self.operation != name(operation) {
            return Err(format!("the page state is not one of `{}`", operation.name));
        }
        Ok(())
    }
}

impl PageState {
    /// Whether the walk began with this request.
    pub(super) fn check_request(&self, request: u64) -> Result<(), String> {
        if self.request.is_none_or(|known| known == request) {
            return Ok(());
        }
        Err("the page state is one of another request".to_owned())
    }
}

/// What tells requests apart. It goes into states, so no secret goes into it.
pub(super) fn mark(paging: &Paging, request: &dyn Record) -> u64 {
    let changes = match paging.step {
        Step::Offset { param } | Step::Cursor { param, .. } | Step::LastItem { param, .. } => {
            [Some(param), paging.size]
        }
        // The size of a page says what its number means.
        Step::Page { param, .. } => [Some(param), None],
        Step::Link { .. } => [None, paging.size],
        Step::Window { from, to, .. } => [Some(from), Some(to)],
    };
    let fields = request.shape().fields.iter().enumerate();
    let is_secret = |index| {
        let mut found = false;
        field::read(request, index, &mut |node, field| {
            let node = field::present(node);
            found = field.secret || node.is_some_and(|it| matches!(it.value(), Value::Secret(_)));
        });
        found
    };
    let stays = fields.filter(|(index, _)| !changes.contains(&Some(*index)) && !is_secret(*index));
    let told: Vec<String> = stays
        .filter_map(|(index, field)| {
            Some(format!("{}={}", field.wire, field::get(request, index)?))
        })
        .collect();
    hash(told.iter().map(String::as_bytes))
}

fn name(operation: &OperationDescription) -> String {
    format!("{}.{}", operation.api.name, operation.name)
}

/// Cursors and links stay out: only the service knows what is in them.
impl fmt::Debug for PageState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PageState")
            .field("operation", &self.operation)
            .field("seen", &self.seen)
            .field("skip", &self.skip)
            .field("total", &self.total)
            .finish_non_exhaustive()
    }
}
