//! A vendor's page as data: its tables, with the line of each cell. In: text in whatever form it was copied. Out: [`Page`].
//!
//! Nothing here knows what a spec is; [`crate::import`] and [`crate::audit`] give the tables their meaning.

/// What a page shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// Lines of the text that the positions below count in; for HTML those of its source.
    pub lines: Vec<String>,
    /// Headings and captions, in order.
    pub headings: Vec<Text>,
    /// Tables, in order.
    pub tables: Vec<Table>,
    /// Blocks that are samples: JSON, XML, URLs, HTTP messages, code.
    pub samples: Vec<Text>,
    /// Running text that is none of the above, by paragraph.
    pub prose: Vec<Text>,
    /// What looked like a table or a row and was not understood.
    pub remarks: Vec<Remark>,
}

/// A piece of text and the line (from 1) that it starts on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// Line of the page, from 1.
    pub line: usize,
    /// The text, without markup; blanks at its ends removed.
    pub text: String,
}

/// A table.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// What its rows are about.
    pub kind: TableKind,
    /// Line of its head, from 1.
    pub line: usize,
    /// The nearest heading or caption before it.
    pub title: Option<Text>,
    /// Columns, left to right.
    pub columns: Vec<Column>,
    /// Rows without the head.
    pub rows: Vec<Row>,
}

/// What the rows of a table are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableKind {
    /// Parameters of a request.
    Parameters,
    /// Fields of an answer, or of a type.
    Fields,
    /// Error codes.
    Errors,
    /// Values of an enum.
    Values,
    /// Endpoints: methods and paths.
    Endpoints,
    /// Names with descriptions, and nothing tells more.
    Names,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// What it holds.
    pub role: Role,
    /// Its heading, as written.
    pub heading: String,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Name of the parameter or field; the value, in a table of values.
    Name,
    /// Code of an error.
    Code,
    /// Type.
    Type,
    /// Whether it must be given.
    Required,
    /// Part of the request it goes to.
    Location,
    /// Example value.
    Example,
    /// Default value.
    Default,
    /// What it means.
    Description,
    /// The message of an error, as the wire has it.
    Message,
    /// HTTP status.
    Status,
    /// What to do about an error.
    Advice,
    /// HTTP method.
    Method,
    /// Path of an endpoint.
    Path,
    /// Length, range, pattern: limits of a value.
    Limits,
    /// Anything else.
    Other,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Line it starts on, from 1.
    pub line: usize,
    /// A cell per column; empty where the row has none.
    pub cells: Vec<Text>,
    /// How deep it is nested below the row before it, in tables that show members of members (`└ name`, `a.b`,
    /// `>name`, indentation); 0 at the top.
    pub depth: usize,
}

/// Something that was not understood, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Line of the page, from 1.
    pub line: usize,
    /// What it is and what was made of it.
    pub text: String,
}

impl Table {
    /// Text of a row in the first column of this role; `None` where there is no such column or nothing in it.
    pub fn cell<'r>(&self, row: &'r Row, role: Role) -> Option<&'r Text> {
        let index = self.columns.iter().position(|column| column.role == role)?;
        row.cells.get(index).filter(|cell| !cell.text.is_empty())
    }
}
