//! Answers that are handed out item by item while they come in.
//!
//! Input: an answer whose head is there and whose body is on its way. Output: items in their type, in order, each as
//! soon as it is complete, or the error that ended them.
//!
//! `opened` tells streams from whole answers, `lines` and `events` cut bytes into frames, `frames` joins both, and
//! `items` reads frames into their type.

mod events;
mod fits;
mod frames;
mod items;
mod lines;
mod opened;

pub use self::frames::{Frames, frames};
pub use self::items::{ItemStream, stream};
pub(crate) use self::opened::Opened;

/// A line or an event of more bytes than this is no item but a mistake, and must not fill the memory.
const FRAME_LIMIT: usize = 16 << 20;

/// What is wrong with a frame that is longer than that.
const TOO_LONG: &str = "an item of the stream is longer than 16 MiB";
