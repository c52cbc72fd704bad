//! What a row tells of a value beside its type: the values of an enum, a default, a constant. In: cells of a row.
//! Out: findings.

use specwright::model::{Api, FixedParam, Param, Type, Value};
use specwright::places;

use super::rows::Named;
use super::values;
use crate::audit::context::Context;
use crate::audit::evidence::listed::{self, Listed};
use crate::audit::evidence::text;
use crate::audit::finding::{Kind, Problem};
use crate::audit::ledger::{Ledger, finding};
use crate::audit::shape;
use crate::page::{self, Role, Table, Text};

/// Values that a description lists: where half of them at least are values of the enum, all are.
pub(crate) fn choices(
    context: &Context<'_>,
    ledger: &mut Ledger,
    table: &Table,
    row: &Named<'_>,
    own: &Value,
) {
    let Some(cell) = table.cell(row.row, Role::Description) else {
        return;
    };
    let Some(id) = shape::choice_of(context.api, &own.ty) else {
        return;
    };
    let is_one = |word: &str| values::is_one(context.def(id), word);
    // The text of a cell has no markup any more; the line of the page has.
    let line = cell.line.checked_sub(1);
    let line = line.and_then(|index| context.page.lines.get(index));
    let words = line.map_or_else(Vec::new, |line| text::in_code(line));
    let words: Vec<&str> = words
        .into_iter()
        .filter(|word| **word != row.name)
        .collect();
    let known = words.iter().filter(|word| is_one(word)).count();
    let mut told: Vec<&str> = match known * 2 < words.len() {
        true => Vec::new(),
        false => words,
    };
    let listed = listed::values(&cell.text);
    let known: Vec<&Listed<'_>> = listed.iter().filter(|one| is_one(one.value)).collect();
    if known.len() >= 2 && known.len() * 2 >= listed.len() {
        // A word that is listed in another way than the values is none.
        let alike = |one: &&Listed<'_>| known.iter().any(|known| known.is_like(one));
        told.extend(listed.iter().filter(alike).map(|one| one.value));
    }
    for word in told {
        values::of_type(context, ledger, &own.ty, word, cell.line);
    }
}

/// The default that the page names, in its column or in the description, against that of the spec. A spec may leave
/// a default to the server.
pub(crate) fn default(
    context: &Context<'_>,
    ledger: &mut Ledger,
    table: &Table,
    row: &Named<'_>,
    operation: usize,
    param: &Param,
) {
    let Some(own) = &param.field.doc.default else {
        return;
    };
    let column = table.cell(row.row, Role::Default);
    let column = column.map(|cell| (cell, cell.text.trim().trim_matches(['`', '"', '\''])));
    let column = column.filter(|(_, text)| !page::is_nothing(text));
    let told = || {
        let cell = table.cell(row.row, Role::Description)?;
        Some((cell, listed::default(&cell.text)?))
    };
    let Some((cell, written)) = column.or_else(told) else {
        return;
    };
    if is_same(own, written) || !can_be(context.api, &param.field.value, written) {
        return;
    }
    let name = row.last();
    let message =
        format!("the default of `{name}` is `{written}` in the document, and `{own}` in the spec");
    let operation = &context.api.operations[operation];
    let place = places::param(context.api, operation, param);
    let new = finding(
        Kind::Value,
        Problem::Differs,
        name,
        Some(cell.line),
        message,
    );
    ledger.add(new.of(&operation.name).at(place.key("default")));
}

fn is_same(own: &str, written: &str) -> bool {
    let number = |text: &str| text.parse::<f64>().ok();
    let same = number(own).is_some() && number(own) == number(written);
    let yes = own.eq_ignore_ascii_case("true") && ["1", "yes"].contains(&written);
    let no = own.eq_ignore_ascii_case("false") && ["0", "no"].contains(&written);
    own.eq_ignore_ascii_case(written) || same || yes || no
}

/// Whether a text can be a value of a type at all, and not a remark on it.
fn can_be(api: &Api, value: &Value, written: &str) -> bool {
    if let Some(id) = shape::choice_of(api, &value.ty) {
        return values::is_one(&api.types[id.0], written);
    }
    match api.bare(&value.ty) {
        Type::Bool => ["true", "false"].contains(&&*written.to_lowercase()),
        Type::I32 | Type::I64 | Type::U32 | Type::U64 | Type::F64 => written.parse::<f64>().is_ok(),
        Type::String => written.is_ascii() && !written.contains(char::is_whitespace),
        _ => false,
    }
}

/// The constant that the page names, in its columns or in the description, against that of the spec.
pub(crate) fn constant(
    context: &Context<'_>,
    ledger: &mut Ledger,
    table: &Table,
    row: &Named<'_>,
    operation: usize,
    param: &FixedParam,
) {
    let columns = [Role::Example, Role::Default].map(|role| table.cell(row.row, role));
    let columns = columns.into_iter().flatten();
    let columns = columns.filter(|cell| !page::is_nothing(&cell.text));
    let told = table.cell(row.row, Role::Description);
    let told = told.and_then(|cell| Some((cell, listed::constant(&cell.text)?)));
    let all = columns
        .map(|cell: &Text| (cell, cell.text.as_str()))
        .chain(told);
    for (cell, value) in all {
        values::of_constant(context, ledger, operation, param, value, cell.line);
    }
}
