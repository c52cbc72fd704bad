//! What helps people who write specs and change them. Reads models and pages, writes texts; no network.
//!
//! | module | takes | gives |
//! | --- | --- | --- |
//! | [`page`] | a vendor's page: Markdown, HTML, cells with tabs, bare lines | its tables, samples, addresses, with lines |
//! | [`import`] | tables of a page | YAML for a spec, and what was not understood |
//! | [`start`] | a page | title and authorisation, for the top of a spec |
//! | [`audit`] | a model and a page | what one names and the other does not |
//! | [`diff`] | two models | changes, what they break, the semver step |
//! | [`view`] | a model | the form that is shown: for JSON, and for templates |
//! | [`docs`] | models, templates | reference pages |

pub mod audit;
pub mod diff;
pub mod docs;
pub mod import;
pub mod page;
pub mod start;
pub mod view;
