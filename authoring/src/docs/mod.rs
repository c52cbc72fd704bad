//! Reference pages. In: APIs, templates. Out: files of Markdown and HTML.
