//! Pages, where they can be seen: names that many APIs use for them. In: the parameters of an operation and the schema of
//! its answer. Out: `paginate`, and a remark that it is guessed.

use serde_yaml::{Mapping, Value};

use super::super::node::Node;
use super::super::remark::Remarks;
use super::map::{map, put, put_some};
use super::params::Param;
use super::responses::Answers;
use super::shape_of::{is, properties};

const PAGES: &[&str] = &[
    "page",
    "page_number",
    "pageNumber",
    "pageNo",
    "page_no",
    "pageIndex",
    "page_index",
    "Page",
    "PageNumber",
];
const OFFSETS: &[&str] = &[
    "offset",
    "skip",
    "start",
    "startAt",
    "start_at",
    "first_result",
    "Offset",
    "$skip",
];
const SIZES: &[&str] = &[
    "limit",
    "per_page",
    "perPage",
    "page_size",
    "pageSize",
    "size",
    "count",
    "max_results",
    "maxResults",
    "take",
    "top",
    "PageSize",
    "Limit",
    "$top",
    "first",
];
const CURSORS: &[&str] = &[
    "cursor",
    "page_token",
    "pageToken",
    "next_token",
    "nextToken",
    "starting_after",
    "after",
    "continue",
    "marker",
    "next_marker",
    "page_cursor",
    "pageCursor",
    "continuation_token",
    "continuationToken",
    "PageToken",
    "next_page_token",
];
const AFTER: &[&str] = &["after", "starting_after", "startingAfter", "after_id"];
const NEXT: &[&str] = &[
    "next_cursor",
    "nextCursor",
    "next_page_token",
    "nextPageToken",
    "next_token",
    "nextToken",
    "next_page",
    "nextPage",
    "next_marker",
    "nextMarker",
    "continue",
    "continuation_token",
    "continuationToken",
    "after",
    "end_cursor",
    "endCursor",
    "cursor",
    "next",
    "marker",
];
const LINKS: &[&str] = &[
    "next_page_url",
    "nextPageUrl",
    "next_page_uri",
    "next_url",
    "nextUrl",
    "nextLink",
    "next_link",
    "next_page",
    "nextPage",
    "@odata.nextLink",
    "next",
];
const TOTALS: &[&str] = &[
    "total",
    "total_count",
    "totalCount",
    "totalItems",
    "total_items",
    "totalResults",
    "total_results",
    "itemsTotal",
    "Total",
];
const PAGE_COUNTS: &[&str] = &[
    "total_pages",
    "totalPages",
    "pagesTotal",
    "page_count",
    "pageCount",
    "pages",
    "last_page",
];
const MORE: &[&str] = &[
    "has_more",
    "hasMore",
    "has_next",
    "hasNext",
    "has_next_page",
    "hasNextPage",
    "more",
];
const LISTS: &[&str] = &[
    "items", "data", "results", "values", "entries", "records", "list", "rows", "content",
    "elements",
];

/// What an answer holds, by path: one level deep and below objects of the first level.
struct Seen<'d> {
    members: Vec<(String, Node<'d>)>,
}

impl<'d> Seen<'d> {
    fn of(payload: &Node<'d>) -> Self {
        let mut members = Vec::new();
        for (name, node) in properties(payload) {
            if !is(&node, "array") && !name.contains('.') {
                let below = properties(&node).into_iter();
                members.extend(below.map(|(below, node)| (format!("{name}.{below}"), node)));
            }
            members.push((name.to_owned(), node));
        }
        // What is nearer to the top counts first.
        members.sort_by_key(|(path, _)| path.matches('.').count());
        Self { members }
    }

    /// The first of these names whose member is of one of these types.
    fn find(&self, names: &[&str], types: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| {
            let found = self.members.iter().find(|(path, node)| {
                let last = path
                    .strip_suffix(name)
                    .filter(|before| before.is_empty() || before.ends_with('.'));
                last.is_some() && types.iter().any(|ty| is(node, ty))
            });
            found.map(|(path, _)| path.as_str())
        })
    }

    /// The list of items: the only list at the top, or one that is called so.
    fn items(&self) -> Option<&str> {
        let lists = self.members.iter().filter(|(_, node)| is(node, "array"));
        let top: Vec<&str> = lists
            .map(|(path, _)| path.as_str())
            .filter(|path| !path.contains('.'))
            .collect();
        match top.as_slice() {
            [] => None,
            [only] => Some(only),
            several => LISTS
                .iter()
                .find_map(|name| several.iter().find(|path| *path == name).copied()),
        }
    }
}

/// `paginate` of an operation.
pub(super) fn guess(
    method: &str,
    params: &[Param],
    answers: &Answers<'_>,
    remarks: &Remarks,
) -> Option<Mapping> {
    if !matches!(method, "GET" | "POST") || answers.stream.is_some() || answers.formats.is_some() {
        return None;
    }
    let main = answers.main.as_ref()?;
    let schema = main.media.as_ref()?.node.get("schema")?.schema()?;
    let seen = Seen::of(&schema);
    let is_list = is(&schema, "array");
    let items = seen.items();
    if !is_list && items.is_none() {
        return None;
    }
    let mut out = by_header(main.node.clone(), params)
        .or_else(|| by_cursor(params, &seen))
        .or_else(|| by_link(&seen))
        .or_else(|| by_number(params, &seen))
        .or_else(|| by_last_item(params, &seen, items))?;
    if !is_list {
        put_some(&mut out, "items", items);
    }
    if let Some(size) = param(params, SIZES, WHOLE)
        && !uses(&out, &size.wire)
    {
        put(&mut out, "size", size.wire.as_str());
        let default = size
            .member
            .get("default")
            .and_then(Value::as_u64)
            .filter(|size| *size > 0);
        put_some(&mut out, "default_size", default);
    }
    let is_counted = out.contains_key("offset") || out.contains_key("page");
    if is_counted {
        put_some(&mut out, "total", seen.find(TOTALS, &["integer"]));
    }
    if !is_list {
        put_some(&mut out, "more", seen.find(MORE, &["boolean"]));
    }
    let said = "how pages follow each other is guessed from the names of parameters and members";
    remarks.guessed(&main.node.at, said);
    Some(out)
}

const WHOLE: &[&str] = &["i32", "i64", "u32", "u64"];
const TEXT: &[&str] = &["string"];

fn uses(paginate: &Mapping, wire: &str) -> bool {
    paginate.values().any(|value| match value {
        Value::String(text) => text == wire,
        Value::Mapping(map) => map.get("param").and_then(Value::as_str) == Some(wire),
        _ => false,
    })
}

/// The first parameter of one of these names and types that callers may leave out.
fn param<'p>(params: &'p [Param], names: &[&str], types: &[&str]) -> Option<&'p Param> {
    names.iter().find_map(|name| {
        params.iter().find(|param| {
            let ty = param
                .member
                .get("type")
                .and_then(Value::as_str)
                .unwrap_or_default();
            param.wire == *name && types.contains(&ty) && matches!(param.part, "query" | "body")
        })
    })
}

/// A `Link` header is documented.
fn by_header(response: Node<'_>, params: &[Param]) -> Option<Mapping> {
    let headers = response.table("headers");
    let (_, link) = headers
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case("link"))?;
    // Many services send the header only where there are pages.
    param(params, SIZES, WHOLE).or_else(|| param(params, PAGES, WHOLE))?;
    link.took_all();
    let next = map([("rel", "next".into())]);
    Some(map([("link", next.into())]))
}

fn by_cursor(params: &[Param], seen: &Seen<'_>) -> Option<Mapping> {
    let cursor = param(params, CURSORS, TEXT)?;
    let next = seen.find(NEXT, &["string"])?;
    let (_, node) = seen.members.iter().find(|(path, _)| path == next)?;
    if is_address(node) {
        return None;
    }
    let cursor = map([
        ("param", cursor.wire.as_str().into()),
        ("next", next.into()),
    ]);
    Some(map([("cursor", cursor.into())]))
}

fn by_link(seen: &Seen<'_>) -> Option<Mapping> {
    let next = seen.find(LINKS, &["string"])?;
    let (_, node) = seen.members.iter().find(|(path, _)| path == next)?;
    let is_address = is_address(node) || next.to_ascii_lowercase().contains("url");
    is_address.then(|| map([("link", next.into())]))
}

/// Whether a text is the address of something, by what is said of it.
fn is_address(node: &Node<'_>) -> bool {
    let said = |key: &str| {
        node.value
            .get(key)
            .and_then(Value::as_str)
            .unwrap_or_default()
    };
    let says_url = said("description")
        .split(|c: char| !c.is_ascii_alphanumeric())
        .any(|word| matches!(word.to_ascii_lowercase().as_str(), "url" | "uri"));
    let example = said("example");
    matches!(said("format"), "uri" | "url" | "uri-reference")
        || says_url
        || example.starts_with("http://")
        || example.starts_with("https://")
        || example.starts_with('/')
}

/// A page has what follows an item, and says whether there is more.
fn by_last_item(params: &[Param], seen: &Seen<'_>, items: Option<&str>) -> Option<Mapping> {
    let after = param(params, AFTER, TEXT)?;
    seen.find(MORE, &["boolean"])?;
    let (_, list) = seen
        .members
        .iter()
        .find(|(path, _)| Some(path.as_str()) == items)?;
    let item = list.get("items")?;
    let has_id = super::shape_of::property(&item, "id").is_some_and(|id| is(&id, "string"));
    let last = map([
        ("param", after.wire.as_str().into()),
        ("field", "id".into()),
    ]);
    has_id.then(|| map([("last_item", last.into())]))
}

fn by_number(params: &[Param], seen: &Seen<'_>) -> Option<Mapping> {
    if let Some(offset) = param(params, OFFSETS, WHOLE) {
        // An offset alone may be anything; with a size, or a total, it is one of pages.
        let is_paged =
            param(params, SIZES, WHOLE).is_some() || seen.find(TOTALS, &["integer"]).is_some();
        return is_paged.then(|| map([("offset", offset.wire.as_str().into())]));
    }
    let page = param(params, PAGES, WHOLE)?;
    let is_number = |key: &str| page.member.get(key).and_then(Value::as_u64) == Some(0);
    let starts_at_0 =
        is_number("default") || is_number("min") && !page.member.contains_key("default");
    let pages = seen.find(PAGE_COUNTS, &["integer"]);
    if !starts_at_0 && pages.is_none() {
        return Some(map([("page", page.wire.as_str().into())]));
    }
    let mut number = map([("param", page.wire.as_str().into())]);
    if starts_at_0 {
        put(&mut number, "first", 0);
    }
    put_some(&mut number, "pages", pages);
    Some(map([("page", number.into())]))
}
