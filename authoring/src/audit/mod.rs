//! A spec against the document that it was written from. In: an API, a page. Out: what one names and the other does not.
