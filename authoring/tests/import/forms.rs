//! One small table, in each form and both languages, gives the same rows.

use specwright_authoring::import::{Options, fragment};
use specwright_authoring::page::{Role, TableKind, read};

use crate::{import, rows, table};

/// A table in all forms.
fn forms(cells: &[&[&str]]) -> Vec<String> {
    let join = |row: &[&str], sign: &str| row.join(sign);
    let lines = |sign: &str| {
        cells
            .iter()
            .map(|row| join(row, sign))
            .collect::<Vec<_>>()
            .join("\n")
    };
    let rule = vec!["---"; cells[0].len()].join("|");
    let pipes = format!(
        "| {} |\n|{rule}|\n| {} |",
        join(cells[0], " | "),
        cells[1..]
            .iter()
            .map(|row| join(row, " | "))
            .collect::<Vec<_>>()
            .join(" |\n| ")
    );
    let led = format!(
        "{}\n{rule}\n{}",
        join(cells[0], " | "),
        cells[1..]
            .iter()
            .map(|row| join(row, " | "))
            .collect::<Vec<_>>()
            .join("\n")
    );
    let row = |row: &&[&str], tag: &str| {
        format!(
            "<tr><{tag}>{}</{tag}></tr>",
            row.join(&format!("</{tag}><{tag}>"))
        )
    };
    let html = format!(
        "<table>{}{}</table>",
        row(&cells[0], "th"),
        cells[1..]
            .iter()
            .map(|cells| row(cells, "td"))
            .collect::<String>()
    );
    let bare = cells
        .iter()
        .flat_map(|row| row.iter().copied())
        .collect::<Vec<_>>()
        .join("\n");
    vec![pipes, led, html, lines("\t"), lines("    "), bare]
}

#[track_caller]
fn same(kind: TableKind, cells: &[&[&str]]) {
    for text in forms(cells) {
        let (found, rows) = table(&text);
        assert_eq!(found, kind, "{text}");
        assert_eq!(rows, cells[1..], "{text}");
        let made = import(&text);
        assert!(
            crate::mistakes(&made.yaml).is_empty(),
            "{}\n{:?}",
            made.yaml,
            crate::mistakes(&made.yaml)
        );
    }
}

#[test]
fn parameters() {
    same(
        TableKind::Parameters,
        &[
            &["Name", "Type", "Required", "Description"],
            &["page_size", "integer", "No", "How many on a page."],
            &["owner", "string", "Yes", "Whose they are."],
        ],
    );
    same(
        TableKind::Parameters,
        &[
            &["参数名", "类型", "必填", "说明"],
            &["page_size", "整数", "否", "每页多少个。"],
            &["owner", "字符串", "是", "属于哪个人。"],
        ],
    );
}

#[test]
fn fields() {
    same(
        TableKind::Fields,
        &[
            &["Field", "Type", "Description"],
            &["parcelId", "String", "Which parcel it is."],
            &["weight", "Long", "In grams, with the box."],
        ],
    );
    same(
        TableKind::Fields,
        &[
            &["返回字段", "类型", "描述"],
            &["parcelId", "String", "这是哪个包裹。"],
            &["weight", "Long", "重量是多少克。"],
        ],
    );
}

#[test]
fn errors() {
    same(
        TableKind::Errors,
        &[
            &["Error code", "Description"],
            &["40001", "The token has expired."],
            &["40002", "There is no such parcel."],
        ],
    );
    same(
        TableKind::Errors,
        &[
            &["错误码", "描述"],
            &["Parcel.NotExist", "没有这个包裹。"],
            &["Too.Frequent", "频率太高了。"],
        ],
    );
}

#[test]
fn values() {
    same(
        TableKind::Values,
        &[
            &["Value", "Description"],
            &["open", "It can be changed."],
            &["shut", "It can not be changed."],
        ],
    );
    same(
        TableKind::Values,
        &[
            &["取值", "说明"],
            &["1", "还可以修改。"],
            &["2", "不可以修改。"],
        ],
    );
}

#[test]
fn endpoints() {
    same(
        TableKind::Endpoints,
        &[
            &["Method", "Path", "Description"],
            &["GET", "/parcels", "Lists the parcels there are."],
            &["POST", "/parcels/new", "Makes a parcel of them."],
        ],
    );
    same(
        TableKind::Endpoints,
        &[
            &["请求方式", "接口地址", "说明"],
            &["GET", "/parcels", "列出所有的包裹。"],
            &["POST", "/parcels/new", "新建一个包裹。"],
        ],
    );
}

#[test]
fn cells_with_markup() {
    let text = "| Name | Type | Description |\n|---|---|---|\n| `a\\|b` | **string** | see [the *page*](https://x.example/a_b), 🎉 <br>then `x|y` |\n";
    let (_, rows) = table(text);
    assert_eq!(
        rows[0],
        ["a|b", "string", "see the page, 🎉 \nthen x|y"].map(str::to_owned)
    );
}

#[test]
fn full_width_signs_and_ticks() {
    let text = "参数名称（必看）\t是否必须\t类型\t描述\na\t√\tＳtring\t一\nb\t×\tint\t二\n";
    let made = import(text);
    assert!(
        made.yaml
            .contains("a: {type: string, required: true, text: 一}"),
        "{}",
        made.yaml
    );
    assert!(
        made.yaml.contains("b: {type: i64,    text: 二}"),
        "{}",
        made.yaml
    );
}

#[test]
fn optional_is_the_opposite_of_required() {
    let made = import("Parameter\tType\tOptional\na\tstring\tno\nb\tstring\tyes\n");
    assert!(
        made.yaml.contains("a: {type: string, required: true}") && made.yaml.contains("b: string"),
        "{}",
        made.yaml
    );
}

#[test]
fn spreadsheet_cells_with_line_breaks() {
    let (_, rows) = table(
        "Name\tType\tDescription\na\tstring\t\"first\nsecond \"\"quoted\"\"\"\nb\tint\tother\n",
    );
    assert_eq!(rows[0][2], "first\nsecond \"quoted\"");
    assert_eq!(rows[1][0], "b");
}

#[test]
fn merged_cells() {
    let html = "<table><tr><th>HTTP status</th><th>Error code</th><th>Message</th></tr>\
        <tr><td rowspan=2>404</td><td>NoParcel</td><td>no such parcel</td></tr><tr><td>NoOwner</td><td>no such owner</td></tr>\
        <tr><td colspan=3>Quota</td></tr><tr><td>429</td><td>TooMany</td><td>slow down</td></tr></table>";
    let page = read(html);
    assert_eq!(page.tables.len(), 2, "{page:#?}");
    assert_eq!(
        rows(&page, 0)[1],
        ["404", "NoOwner", "no such owner"].map(str::to_owned)
    );
    assert_eq!(page.tables[1].title.as_ref().unwrap().text, "Quota");
}

#[test]
fn nested_by_mark_dot_and_column() {
    for text in [
        "Field\tType\tDescription\na\tobject\tx\n└ b\tobject\tx\n└└ c\tstring\tx\n",
        "Field\tType\tDescription\na\tobject\tx\n>b\tobject\tx\n>>c\tstring\tx\n",
        "Field\tType\tDescription\na\tobject\tx\na.b\tobject\tx\na.b.c\tstring\tx\n",
        "| Field | Type | Description |\n|--|--|--|\n| a | object | x |\n| &nbsp;&nbsp;b | object | x |\n| - - c | string | x |\n".replace("&nbsp;&nbsp;b", "- b").as_str(),
        "<table><tr><th colspan=3>Field<th>Type<tr><td>a<td><td><td>object<tr><td><td>b<td><td>object<tr><td><td><td>c<td>string</table>",
    ] {
        let page = read(text);
        let paths = page.tables[0].paths();
        let last: Vec<&str> = paths[2].iter().map(String::as_str).collect();
        assert_eq!(last, ["a", "b", "c"], "{text}\n{page:#?}");
    }
}

#[test]
fn lines_are_those_of_the_page() {
    let page = read(
        "<p>x</p>\n\n<table>\n<tr><th>Name</th><th>Type</th></tr>\n<tr>\n<td>a</td>\n<td>string</td></tr></table>",
    );
    assert_eq!(
        (page.tables[0].line, page.tables[0].rows[0].line),
        (4, 6),
        "{page:#?}"
    );
}

#[test]
fn a_kind_can_be_said() {
    let page = read("Key\tMeaning\n12\tshut\n13\topen\n");
    let said = |kind| {
        fragment(
            &page,
            &Options {
                kind: Some(kind),
                source: None,
            },
        )
        .yaml
    };
    assert!(said(TableKind::Errors).contains("errors:"));
    assert!(said(TableKind::Values).contains("enum:"));
}

#[test]
fn headless_tables_are_told_by_their_cells() {
    let page = read("owner\tstring\tyes\tWhose it is.\nlimit\tint\tno\tHow many.\n");
    let roles: Vec<Role> = page.tables[0]
        .columns
        .iter()
        .map(|column| column.role)
        .collect();
    assert_eq!(roles[..3], [Role::Name, Role::Type, Role::Required]);
    assert!(
        page.remarks
            .iter()
            .any(|remark| remark.text.contains("without headings"))
    );
}
