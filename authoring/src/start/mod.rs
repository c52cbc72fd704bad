//! What a page says of an API as a whole, for the top of a spec. In: a page. Out: title and how requests are authorised,
//! each with its line, where the page leaves no doubt. The base URL comes from [`crate::import`], which takes it off the
//! paths of operations.

mod auth;

use crate::page::{Page, Text};

/// What a page says of an API as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Start {
    /// The first heading.
    pub title: Option<Text>,
    /// How requests are authorised.
    pub auth: Option<Auth>,
}

/// How requests are authorised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Auth {
    /// Line of the page, from 1.
    pub line: usize,
    /// The way.
    pub way: Way,
}

/// A way of authorising requests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// `Authorization: Bearer` and a token.
    Bearer,
    /// User and password.
    Basic,
    /// A key in a header of this name.
    Header(String),
}

/// Looks for what a page says of an API as a whole.
///
/// ```
/// use specwright_authoring::{page, start};
///
/// let page = page::read("# Tides\n\nSend your key in the header `X-Tide-Key`.\n");
/// let start = start::of(&page);
/// assert_eq!(start.title.map(|title| title.text), Some("Tides".to_owned()));
/// assert_eq!(start.auth.map(|auth| auth.way), Some(start::Way::Header("X-Tide-Key".to_owned())));
/// ```
pub fn of(page: &Page) -> Start {
    Start {
        title: page.headings.first().cloned(),
        auth: auth::of(page),
    }
}

#[cfg(test)]
mod tests {
    use super::{Way, of};
    use crate::page::read;

    fn way(text: &str) -> Option<Way> {
        of(&read(text)).auth.map(|auth| auth.way)
    }

    #[test]
    fn headers_with_keys_are_named_in_one_sentence() {
        let header = |name: &str| Some(Way::Header(name.to_owned()));
        assert_eq!(
            way("# A\n\nThe header `X-Key` has your key.\n"),
            header("X-Key")
        );
        assert_eq!(
            way("# A\n\nHi. Send your\napi token as header `Shop-Token`.\n"),
            header("Shop-Token")
        );
        assert_eq!(
            way("# A\n\nSend the header `Authorization: Bearer TOKEN`.\n"),
            Some(Way::Bearer)
        );
    }

    #[test]
    fn what_is_not_sure_is_left_out() {
        for text in [
            "Answers have a header `X-Request-Key`, the key of the response.",
            "Send your key in the header `X-One-Key`.\nSend the other key in the header `X-Two-Key`.",
            "Sign with your key and send the header `X-Sign-Key`.",
            "Every request needs the header `Content-Type` besides your key.",
            "Send your key in the header `Authorization`.",
        ] {
            assert_eq!(way(&format!("# A\n\n{text}\n")), None, "{text}");
        }
    }
}
