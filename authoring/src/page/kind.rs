//! What the rows of a table are about. In: its columns, cells and what stands before it. Out: the kind.

use super::cells::{integer, is_nothing, range};
use super::words::{key, kind as told, member_kind};
use super::{Column, Role, Row, Table, TableKind};

/// The kind of a table. `before` are texts that stand before it, the nearest first. Roles of its key column are set
/// right where the kind says so.
pub(crate) fn kind(
    columns: &mut [Column],
    rows: &[Row],
    before: &[&str],
    last: Option<TableKind>,
) -> TableKind {
    let has = |role: Role| columns.iter().any(|column| column.role == role);
    let marked =
        has(Role::Type) || has(Role::Required) || has(Role::Optional) || has(Role::Location);
    if has(Role::Path) && (has(Role::Method) || !has(Role::Name)) && !marked {
        return TableKind::Endpoints;
    }
    let found = if marked && has(Role::Name) {
        about_members(columns, before, last)
    } else if has(Role::Code) {
        about_codes(columns, rows, before)
    } else if has(Role::Value) {
        if says(before, TableKind::Errors)
            || heading(columns, Role::Value)
                .is_some_and(|text| told(text) == Some(TableKind::Errors))
        {
            TableKind::Errors
        } else {
            TableKind::Values
        }
    } else if has(Role::Name) {
        about_names(columns, rows, before)
    } else {
        TableKind::Other
    };
    let wanted = match found {
        TableKind::Errors => Some(Role::Code),
        TableKind::Values => Some(Role::Value),
        _ => None,
    };
    if let Some(wanted) =
        wanted.filter(|wanted| columns.iter().all(|column| column.role != *wanted))
        && let Some(column) = columns
            .iter_mut()
            .find(|column| matches!(column.role, Role::Name | Role::Value | Role::Code))
    {
        column.role = wanted;
    }
    found
}

fn heading(columns: &[Column], role: Role) -> Option<&str> {
    columns
        .iter()
        .find(|column| column.role == role)
        .map(|column| column.heading.as_str())
}

/// Whether the nearest text that says anything says this.
fn says(before: &[&str], kind: TableKind) -> bool {
    before.iter().find_map(|text| told(text)) == Some(kind)
}

/// Requests or answers: the title, else the heading of the names, else whether something must be given.
fn about_members(columns: &[Column], before: &[&str], last: Option<TableKind>) -> TableKind {
    let of = |text: &str| member_kind(text);
    let name = heading(columns, Role::Name).unwrap_or_default();
    // `Parameter` alone heads answers as well; `请求参数` does not.
    let clear = of(name).filter(|_| {
        key(name).chars().count() > 2
            && !matches!(
                key(name).as_str(),
                "parameter"
                    | "parameters"
                    | "参数名"
                    | "参数名称"
                    | "param"
                    | "parametername"
                    | "field"
                    | "fields"
                    | "字段名"
                    | "字段名称"
                    | "attribute"
                    | "property"
            )
    });
    let needed = columns
        .iter()
        .any(|column| matches!(column.role, Role::Required | Role::Location));
    clear
        .or_else(|| before.first().and_then(|text| of(text)))
        .or_else(|| {
            before
                .iter()
                .skip(1)
                .filter(|text| text.chars().count() <= 60)
                .find_map(|text| of(text))
        })
        .unwrap_or(if needed {
            TableKind::Parameters
        } else {
            // A part of an answer often has a table of its own below it, named after the part.
            last.filter(|last| *last == TableKind::Fields)
                .or_else(|| of(name))
                .unwrap_or(TableKind::Fields)
        })
}

fn about_codes(columns: &[Column], rows: &[Row], before: &[&str]) -> TableKind {
    let name = key(heading(columns, Role::Code).unwrap_or_default());
    let generic = matches!(
        name.as_str(),
        "code" | "codes" | "代码" | "编码" | "statuscode" | "状态码" | "status" | "状态代码" | ""
    );
    let helped = columns
        .iter()
        .any(|column| matches!(column.role, Role::Message | Role::Advice | Role::Status));
    if !generic || helped || says(before, TableKind::Errors) {
        return TableKind::Errors;
    }
    if says(before, TableKind::Values) || !failing(columns, rows, Role::Code) {
        return TableKind::Values;
    }
    TableKind::Errors
}

/// Whether keys look like codes of errors: long or negative numbers, shouted words.
fn failing(columns: &[Column], rows: &[Row], role: Role) -> bool {
    let Some(index) = columns.iter().position(|column| column.role == role) else {
        return false;
    };
    let looks = |text: &str| match integer(text) {
        Some(number) => !(0..100).contains(&number),
        None => {
            range(text).is_some()
                || text.contains('_') && text.to_uppercase() == text
                || text.contains('.')
        }
    };
    let keys = || {
        rows.iter()
            .filter_map(|row| row.cells.get(index))
            .map(|cell| cell.text.as_str())
            .filter(|text| !is_nothing(text))
    };
    let count = keys().count();
    count > 0 && keys().filter(|text| looks(text)).count() * 3 >= count * 2
}

fn about_names(columns: &[Column], rows: &[Row], before: &[&str]) -> TableKind {
    let index = columns
        .iter()
        .position(|column| column.role == Role::Name)
        .unwrap_or(0);
    let keys = || {
        rows.iter()
            .filter_map(|row| row.cells.get(index))
            .map(|cell| cell.text.as_str())
    };
    let numbers = keys().filter(|text| integer(text).is_some()).count();
    let has = |role: Role| columns.iter().any(|column| column.role == role);
    if numbers > 0 && numbers * 5 >= rows.len() * 4 {
        let errors = says(before, TableKind::Errors)
            || has(Role::Advice)
            || has(Role::Message)
            || failing(columns, rows, Role::Name);
        return if errors {
            TableKind::Errors
        } else {
            TableKind::Values
        };
    }
    let name = heading(columns, Role::Name).unwrap_or_default();
    match key(name).as_str() {
        "parameter" | "parameters" | "参数" | "参数名" | "参数名称" | "param" | "params"
        | "name" | "名称" | "key" => {}
        _ => {
            if let Some(kind) =
                told(name).filter(|kind| matches!(kind, TableKind::Parameters | TableKind::Fields))
            {
                return kind;
            }
        }
    }
    if has(Role::Advice) && (says(before, TableKind::Errors))
        || has(Role::Message) && says(before, TableKind::Errors)
    {
        return TableKind::Errors;
    }
    if matches!(
        key(name).as_str(),
        "field" | "fieldname" | "attribute" | "property"
    ) && !says(before, TableKind::Parameters)
    {
        return TableKind::Fields;
    }
    let near = before.iter().find_map(|text| told(text));
    match near {
        Some(TableKind::Errors) if failing(columns, rows, Role::Name) => TableKind::Errors,
        Some(kind @ (TableKind::Parameters | TableKind::Fields | TableKind::Values)) => kind,
        _ => match told(name) {
            Some(kind @ (TableKind::Parameters | TableKind::Fields)) => kind,
            _ => TableKind::Names,
        },
    }
}

/// A table read as another kind than it was taken for.
pub(crate) fn forced(table: &Table, kind: TableKind) -> Table {
    let mut table = table.clone();
    table.kind = kind;
    let wanted = match kind {
        TableKind::Errors => Role::Code,
        TableKind::Values => Role::Value,
        TableKind::Endpoints => Role::Path,
        TableKind::Parameters | TableKind::Fields | TableKind::Names => Role::Name,
        TableKind::Other => return table,
    };
    if table.columns.iter().any(|column| column.role == wanted) {
        return table;
    }
    let key = |column: &&mut Column| {
        matches!(
            column.role,
            Role::Name | Role::Code | Role::Value | Role::Path | Role::Status
        )
    };
    let found = table.columns.iter_mut().find(key);
    if let Some(column) = found {
        column.role = wanted;
    } else if let Some(column) = table.columns.first_mut() {
        column.role = wanted;
    }
    table
}
