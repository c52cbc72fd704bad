//! Pages: asking for one after the other until the service says, in its way, that there are no more.
//!
//! Input: an operation whose [`Paging`](crate::Paging) says how its pages follow each other, and its first request.
//! Output: pages, or their items, as streams.
//!
//! `walk` goes from page to page and knows no types; `after` decides where the next page is. `place` reads what an
//! answer tells of its pages, `field` reads and sets fields of the request, `window` cuts time into pieces, `guard`
//! sees when a service leads in a circle. `walker` makes the calls, `stream` gives pages and items their types.

mod after;
mod field;
mod guard;
mod link;
mod place;
mod state;
mod stream;
mod walk;
mod walker;
mod window;

pub use self::state::PageState;
pub use self::stream::{Items, Pages, items, pages};
pub use self::walk::PageWalk;
