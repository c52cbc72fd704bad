//! A vendor's page as data: its tables, with the line of each cell. In: text in whatever form it was copied. Out: [`Page`].
//!
//! Nothing here knows what a spec is; [`crate::import`] and [`crate::audit`] give the tables their meaning.
//!
//! Stages: `html` or `lines` (text -> lines and grids of cells), `blocks` (the walk: which lines are a table, a sample,
//! a heading), `pipes`, `tabs`, `spaced`, `bare` (lines -> grid), `grid` (grid -> [`Table`]: head, roles, rows, kind).
//! The form is told for each block, since pages mix them. Every step reads a line a bounded number of times.

mod align;
mod bare;
mod blocks;
mod cells;
mod grid;
mod guess;
mod html;
mod kind;
mod lines;
mod lists;
mod nest;
mod pipes;
mod samples;
mod spaced;
mod tabs;
mod typing;
mod words;

pub(crate) use cells::is_name;
pub use cells::{Need, Place, integer, is_nothing, need, place, range, status};
pub use nest::members::Shown;
pub use typing::TypeWord;
pub(crate) use words::is_cjk;

/// Reads a page in whatever form it was copied. It never fails: what is not understood is a [`Remark`].
///
/// ```
/// use specwright_authoring::page::{read, Role, TableKind};
///
/// let page = read("Request parameters\n\nName | Type | Required\n---|---|---\nlimit | Integer | No\n");
/// let table = &page.tables[0];
/// assert_eq!(table.kind, TableKind::Parameters);
/// assert_eq!(table.cell(&table.rows[0], Role::Name).map(|cell| cell.text.as_str()), Some("limit"));
/// ```
pub fn read(text: &str) -> Page {
    blocks::read(text)
}

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
    /// Something else, such as prices or versions.
    Other,
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
    /// Name of the parameter or field.
    Name,
    /// A value, in a table of values.
    Value,
    /// Code of an error.
    Code,
    /// Type.
    Type,
    /// Whether it must be given.
    Required,
    /// Whether it may be left out: the opposite of `Required`.
    Optional,
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

impl Page {
    /// What the page's samples show of members and values.
    pub fn shown(&self) -> Shown {
        nest::members::of(&self.samples)
    }
}

impl Table {
    /// For each row the names that lead to it, from the top: `[Result, AccessToken]`. Signs of lists are left out.
    /// Rows without a name have none.
    pub fn paths(&self) -> Vec<Vec<String>> {
        nest::paths(self)
    }

    /// Texts of a row in all columns of this role that hold something.
    pub fn texts<'r>(&self, row: &'r Row, role: Role) -> Vec<&'r str> {
        let columns = self
            .columns
            .iter()
            .zip(&row.cells)
            .filter(|(column, _)| column.role == role);
        columns
            .map(|(_, cell)| cell.text.as_str())
            .filter(|text| !text.is_empty())
            .collect()
    }

    /// The same table for another kind: the column of its keys is what that kind needs.
    pub fn as_kind(&self, kind: TableKind) -> Self {
        kind::forced(self, kind)
    }

    /// Text of a row in the first column of this role; `None` where there is no such column or nothing in it.
    pub fn cell<'r>(&self, row: &'r Row, role: Role) -> Option<&'r Text> {
        let index = self.columns.iter().position(|column| column.role == role)?;
        row.cells.get(index).filter(|cell| !cell.text.is_empty())
    }
}
