//! Headings of operations. In: headings of a page. Out: the one that an operation stands below, and a name made of it.

use heck::ToSnakeCase;

use super::naming;
use crate::page::Text;

/// Words that head parts of an operation's section, or whole pages, and name nothing.
const GENERAL: &[&str] = &[
    "a",
    "address",
    "an",
    "api",
    "apis",
    "argument",
    "arguments",
    "attributes",
    "authentication",
    "authorization",
    "base",
    "basic",
    "body",
    "call",
    "code",
    "codes",
    "common",
    "content",
    "curl",
    "data",
    "definition",
    "description",
    "details",
    "doc",
    "docs",
    "documentation",
    "endpoint",
    "endpoints",
    "error",
    "errors",
    "example",
    "examples",
    "field",
    "fields",
    "for",
    "format",
    "general",
    "global",
    "guide",
    "header",
    "headers",
    "http",
    "https",
    "info",
    "information",
    "input",
    "interface",
    "introduction",
    "json",
    "limit",
    "limits",
    "list",
    "message",
    "messages",
    "method",
    "methods",
    "model",
    "models",
    "note",
    "notes",
    "object",
    "objects",
    "of",
    "ok",
    "open",
    "operation",
    "operations",
    "output",
    "overview",
    "parameter",
    "parameters",
    "params",
    "path",
    "payload",
    "permission",
    "permissions",
    "public",
    "query",
    "rate",
    "reference",
    "request",
    "requests",
    "required",
    "resource",
    "resources",
    "response",
    "responses",
    "rest",
    "result",
    "results",
    "return",
    "returned",
    "returns",
    "sample",
    "samples",
    "schema",
    "scope",
    "section",
    "service",
    "spec",
    "specification",
    "status",
    "string",
    "structure",
    "success",
    "summary",
    "syntax",
    "table",
    "the",
    "type",
    "types",
    "uri",
    "url",
    "usage",
    "value",
    "values",
    "variables",
    "version",
    "weight",
    "xml",
];

/// Parts of Chinese headings that say as little.
const GENERAL_PARTS: &[&str] = &[
    "参数",
    "请求",
    "返回",
    "响应",
    "示例",
    "错误码",
    "字段",
    "说明",
    "描述",
    "地址",
    "权限",
    "限制",
    "频率",
    "调用",
    "接口列表",
    "文档",
    "概述",
    "应答",
    "状态码",
    "注意",
    "约束",
    "授权",
    "枚举",
    "요청",
    "응답",
    "파라미터",
    "오류",
    "状态",
];

/// The heading nearest before an operation that is not one of a part of it: between the lines of the operation before
/// and its own.
pub(super) fn of(headings: &[Text], after: usize, line: usize) -> Option<Text> {
    let found = near(headings, after, line).next()?;
    let text = without_number(&found.text);
    (text.chars().count() <= 80).then(|| Text {
        line: found.line,
        text: text.to_owned(),
    })
}

/// The name that the nearest headings of an operation give.
pub(super) fn named(headings: &[Text], after: usize, line: usize) -> Option<String> {
    near(headings, after, line)
        .take(3)
        .find_map(|heading| name(&heading.text))
}

/// Headings between two lines that name something, the nearest first.
fn near(headings: &[Text], after: usize, line: usize) -> impl Iterator<Item = &Text> {
    let end = headings.partition_point(|heading| heading.line <= line);
    headings[..end]
        .iter()
        .rev()
        .take_while(move |heading| heading.line > after)
        .filter(|heading| !is_general(&heading.text))
}

/// Whether a heading tells of all operations.
pub(super) fn is_common(title: &str) -> bool {
    let title = title.to_lowercase();
    [
        "公共",
        "通用",
        "全局",
        "系统级",
        "common ",
        "global ",
        "public parameter",
        "public request",
        "shared ",
    ]
    .iter()
    .any(|word| title.contains(word))
}

/// Whether a heading names nothing of its own: `Response fields (data)`, `请求参数`.
pub(super) fn is_general(title: &str) -> bool {
    let words: Vec<String> = latin(without_number(title));
    if title.chars().any(crate::page::is_cjk) {
        return GENERAL_PARTS.iter().any(|part| title.contains(part)) && !telling(&words);
    }
    words.iter().all(|word| general(word)) || title.starts_with('/') || title.contains("://")
}

fn general(word: &str) -> bool {
    let word = word.to_lowercase();
    GENERAL.contains(&word.as_str()) || word.chars().all(|c| c.is_ascii_digit())
}

/// A heading that ends in `API` or the like is the page's, not an operation's.
fn of_page(words: &[String]) -> bool {
    words.last().is_some_and(|word| {
        let word = word.to_lowercase();
        matches!(
            word.as_str(),
            "api"
                | "apis"
                | "reference"
                | "documentation"
                | "docs"
                | "guide"
                | "overview"
                | "v1"
                | "v2"
                | "v3"
        )
    })
}

/// Whether words beside Chinese ones make a name: two of them, or one with humps.
fn telling(words: &[String]) -> bool {
    let humps = |word: &String| word.to_snake_case().contains('_');
    words.len() > 1 && words.iter().any(|word| !general(word)) || words.iter().any(humps)
}

/// A name for an operation, made of its heading: `2.1 Book a berth` gives `book_berth`. Only words in Latin letters count.
pub(super) fn name(title: &str) -> Option<String> {
    let title = without_number(title);
    let title = title.split(['(', '（', '[', '【']).next().unwrap_or(title);
    let cjk = title.chars().any(crate::page::is_cjk);
    let words = latin(title);
    if cjk && !telling(&words) || words.iter().all(|word| general(word)) || of_page(&words) {
        return None;
    }
    let foreign = |c: char| c.is_alphabetic() && !c.is_ascii() && !crate::page::is_cjk(c);
    let kept: Vec<&str> = words
        .iter()
        .map(String::as_str)
        .filter(|word| !naming::is_dropped(word))
        .collect();
    if title.chars().any(foreign) || kept.is_empty() || kept.len() > 5 {
        return None;
    }
    Some(kept.join(" ").to_snake_case()).filter(|name| naming::is_snake(name) && name.len() <= 50)
}

/// Words in Latin letters, without methods and paths.
fn latin(text: &str) -> Vec<String> {
    let method = |word: &str| matches!(word, "GET" | "POST" | "PUT" | "DELETE" | "PATCH" | "HEAD");
    text.split_whitespace()
        .filter(|word| !word.starts_with('/') && !word.contains("://") && !method(word))
        .flat_map(|word| word.split(|c: char| !c.is_ascii_alphanumeric() && c != '\''))
        .map(|word| word.replace('\'', ""))
        .filter(|word| !word.is_empty())
        .collect()
}

/// A heading without the number of its section.
fn without_number(text: &str) -> &str {
    let rest = text
        .trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '、' | ')' | '-'));
    let numbered = text.starts_with(|c: char| c.is_ascii_digit()) && rest.starts_with([' ', '\t'])
        || text[..text.len() - rest.len()].ends_with(['.', '、', ')']);
    if numbered { rest.trim() } else { text.trim() }
}
