//! Keys and words that people know from elsewhere: other description languages, web frameworks, vendors' pages.
//!
//! In: what is written, and what is allowed there. Out: what it is called here. Types have a table of their own beside
//! their names.

/// A key as others call it, and what to write if one of the keys allowed is `meant`.
struct Key {
    others: &'static [&'static str],
    meant: &'static str,
    help: &'static str,
}

const fn key(others: &'static [&'static str], meant: &'static str, help: &'static str) -> Key {
    Key {
        others,
        meant,
        help,
    }
}

/// The first that fits counts.
const KEYS: &[Key] = &[
    key(
        &[
            "description",
            "desc",
            "summary",
            "comment",
            "doc",
            "docs",
            "note",
            "notes",
            "remark",
        ],
        "text",
        "write `text`",
    ),
    key(
        &["parameters", "arguments", "inputs", "fields", "request"],
        "params",
        "write `params`",
    ),
    key(
        &["path", "method", "url", "uri", "endpoint", "route", "verb"],
        "call",
        "method and path stand in one key: `call: GET /orders/{id}`",
    ),
    key(
        &["response", "responses", "result", "output", "returntype"],
        "returns",
        "write `returns`, with the type of what comes back",
    ),
    key(
        &["pagination", "paging", "pages"],
        "paginate",
        "write `paginate`",
    ),
    key(&["examples", "tests"], "samples", "write `samples`"),
    key(
        &["contenttype", "consumes"],
        "body",
        "write `body`, for instance `body: form`",
    ),
    key(
        &["produces", "accept"],
        "formats",
        "write `formats`, for instance `formats: [json]`",
    ),
    key(
        &[
            "security",
            "authentication",
            "authorization",
            "authorisation",
        ],
        "auth",
        "write `auth`",
    ),
    key(
        &["name", "id"],
        "api",
        "write `api`: the name of the API, in snake case",
    ),
    key(
        &["openapi", "swagger", "version"],
        "specwright",
        "a spec starts with `specwright: 1`, the version of its own language; it is no OpenAPI document",
    ),
    key(
        &[
            "baseurl", "basepath", "base", "host", "hosts", "url", "endpoint",
        ],
        "servers",
        "write `servers: {main: \"https://..\"}`",
    ),
    key(
        &["baseurl", "uri", "host", "endpoint"],
        "url",
        "write `url`",
    ),
    key(
        &[
            "schemas",
            "definitions",
            "models",
            "components",
            "structs",
            "enums",
        ],
        "types",
        "write `types`",
    ),
    key(
        &["paths", "endpoints", "routes", "methods", "apis", "calls"],
        "operations",
        "write `operations`: a name of its own for each, with `call: GET /path` in it",
    ),
    key(
        &["codes", "errorcodes", "exceptions"],
        "errors",
        "write `errors`",
    ),
    key(
        &["properties", "members", "attributes", "columns"],
        "fields",
        "write `fields`",
    ),
    key(
        &["values", "choices", "enumeration"],
        "enum",
        "write `enum`",
    ),
    key(&["anyof", "union", "variants"], "one_of", "write `one_of`"),
    key(
        &["optional"],
        "required",
        "leave it out: what is not `required: true` is optional",
    ),
    key(&["location", "position", "paramtype"], "in", "write `in`"),
    key(&["const", "constant", "fixed"], "value", "write `value`"),
    key(&["initial", "fallback"], "default", "write `default`"),
    key(
        &["alias", "wirename", "rename", "key"],
        "name",
        "write `name`, the name as the server has it",
    ),
    key(
        &["items"],
        "type",
        "write `type: list<..>` with the type of the items",
    ),
    key(
        &["enum", "values", "properties"],
        "type",
        "define it under `types` with a name, and write the name as `type`",
    ),
    key(
        &["minimum", "gte", "ge"],
        "min",
        "write `min`, or `above` if the number itself is not allowed",
    ),
    key(
        &["maximum", "lte", "le"],
        "max",
        "write `max`, or `below` if the number itself is not allowed",
    ),
    key(&["exclusiveminimum", "gt"], "above", "write `above`"),
    key(&["exclusivemaximum", "lt"], "below", "write `below`"),
    key(
        &["multipleof", "divisibleby", "step"],
        "multiple_of",
        "write `multiple_of`",
    ),
    key(&["minlen"], "min_length", "write `min_length`"),
    key(
        &["maxlen", "length", "size"],
        "max_length",
        "write `max_length`",
    ),
    key(
        &["regex", "regexp", "match", "matches"],
        "pattern",
        "write `pattern`",
    ),
    key(&["minproperties"], "min_items", "write `min_items`"),
    key(&["maxproperties"], "max_items", "write `max_items`"),
    key(
        &["uniqueitems", "distinct"],
        "unique",
        "write `unique: true`",
    ),
    key(
        &["httpstatus", "httpcode", "statuscode", "http"],
        "status",
        "write `status`",
    ),
    key(
        &["retryable", "retries"],
        "retry",
        "write `retry`, with one of its words",
    ),
    key(
        &["category", "kind", "type"],
        "class",
        "write `class`, with one of its words",
    ),
    key(&["msg"], "message", "write `message`"),
];

/// Keys of a condition that name no member of it.
const OF_A_CONDITION: &[&str] = &["status", "equals", "has", "lacks"];

/// What a key of others is called where these keys are allowed, and which of them the map has.
pub(super) fn key_help(
    written: &str,
    allowed: &[&str],
    has: impl Fn(&str) -> bool,
) -> Option<String> {
    if let Some(help) = glued(written, allowed) {
        return Some(help);
    }
    let folded = fold(written);
    let fits = |one: &&Key| one.others.contains(&folded.as_str()) && allowed.contains(&one.meant);
    if let Some(one) = KEYS.iter().find(fits) {
        let is_there = has(one.meant) && one.help.starts_with("write");
        return Some(match is_there {
            true => format!("`{}` is there already", one.meant),
            false => one.help.to_owned(),
        });
    }
    if allowed == OF_A_CONDITION {
        return Some(format!(
            "members of the answer stand under `equals`: `{{equals: {{{written}: ..}}}}`"
        ));
    }
    let is_text = !written.is_ascii() && allowed.contains(&"text");
    is_text.then(|| "quote a text that holds a comma, if this is the rest of one".to_owned())
}

/// `{type:i32}`: one key, as there is no blank.
fn glued(written: &str, allowed: &[&str]) -> Option<String> {
    let (key, value) = written.split_once(':')?;
    let is_glued = allowed.contains(&key) && !value.is_empty();
    is_glued.then(|| format!("a blank is missing after the colon: write `{key}: {value}`"))
}

/// A word as others call it, without its case and signs, and the one that is meant if it is allowed.
const WORDS: &[(&[&str], &str)] = &[
    // How a body is sent, formats of answers, spellings.
    (&["formdata", "multipartformdata", "upload"], "multipart"),
    (
        &[
            "urlencoded",
            "wwwformurlencoded",
            "xwwwformurlencoded",
            "applicationxwwwformurlencoded",
        ],
        "form",
    ),
    (&["applicationjson", "object", "jsonstring"], "json"),
    (&["applicationxml", "textxml"], "xml"),
    (
        &["raw", "plain", "textplain", "string", "str", "quoted"],
        "text",
    ),
    (
        &["binary", "octetstream", "applicationoctetstream", "file"],
        "bytes",
    ),
    (&["empty", "null", "nothing"], "none"),
    (&["csv", "commaseparated"], "comma"),
    (&["ssv", "spacedelimited"], "space"),
    (&["pipes", "pipedelimited", "bar"], "pipe"),
    // Layouts.
    (&["multi", "explode", "repeated"], "repeat"),
    (&["array", "indexed", "php"], "brackets"),
    (&["deepobject", "nested"], "deep"),
    // Kinds of credentials.
    (&["password", "token", "key", "apikey"], "secret"),
    (&["str", "text"], "string"),
    (&["int", "number", "long", "i64", "u64"], "integer"),
    // Parts of a request.
    (&["url", "uri", "param", "params", "querystring"], "query"),
    (&["head"], "header"),
    (&["formdata", "form", "json"], "body"),
    // What is made anew for each call.
    (
        &[
            "timestamp",
            "time",
            "now",
            "unix",
            "epochseconds",
            "unixtime",
        ],
        "unix_seconds",
    ),
    (
        &["timestampms", "millis", "ms", "epochmillis", "unixms"],
        "unix_millis",
    ),
    (&["guid", "uuid4", "uuidv4", "requestid"], "uuid"),
    (&["nonce", "random", "rand"], "random_u32"),
    // Failures.
    (
        &[
            "client",
            "clienterror",
            "badrequest",
            "parameter",
            "validation",
            "invalid",
        ],
        "caller",
    ),
    (
        &["servererror", "internal", "system", "unavailable"],
        "server",
    ),
    (
        &[
            "unauthorized",
            "unauthenticated",
            "authentication",
            "signature",
        ],
        "auth",
    ),
    (
        &["forbidden", "denied", "authorization", "accessdenied"],
        "permission",
    ),
    (
        &[
            "ratelimit",
            "ratelimited",
            "throttled",
            "throttling",
            "toomanyrequests",
        ],
        "rate",
    ),
    (&["missing", "unknown"], "not_found"),
    (&["duplicate", "exists", "alreadyexists"], "conflict"),
    (&["limit", "exceeded"], "quota"),
    (&["pending", "processing", "busy"], "not_ready"),
    (&["ok", "none"], "success"),
    (&["never", "none"], "no"),
    (&["immediately", "always", "yes"], "now"),
    (&["backoff", "wait", "delay"], "later"),
];

/// What a word of others is called where these words are allowed.
pub(super) fn word_help(written: &str, allowed: &[&str]) -> Option<String> {
    if allowed.contains(&"always")
        && let Some((path, value)) = written.split_once("==").or_else(|| written.split_once('='))
    {
        let (path, value) = (path.trim(), value.trim());
        return Some(format!(
            "write `{{equals: {{{path}: {value}}}}}`: the member, and the value that it has"
        ));
    }
    let folded = fold(written);
    let near = digest(&folded, allowed).or_else(|| {
        let fits = |(others, meant): &&(&[&str], &str)| {
            others.contains(&folded.as_str()) && allowed.contains(meant)
        };
        WORDS.iter().find(fits).map(|(_, meant)| *meant)
    })?;
    Some(format!("write `{near}`"))
}

/// `HmacSHA256`, `SHA-256` and `SHA256withRSA` name a digest among other things.
fn digest<'a>(folded: &str, allowed: &[&'a str]) -> Option<&'a str> {
    let known = |word: &&&str| {
        let is_digest = word.starts_with("sha") || word.starts_with("md5");
        let rest = folded.strip_prefix("hmac").unwrap_or(folded);
        let rest = rest.strip_suffix("withrsa").unwrap_or(rest);
        let rest = rest.strip_prefix("rsa").unwrap_or(rest);
        is_digest && rest == **word
    };
    allowed.iter().find(known).copied()
}

/// Without case and signs: `Content-Type` and `contentType` are one word.
fn fold(word: &str) -> String {
    let letters = word.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_of_others_is_named_only_where_ours_is_allowed() {
        let operation = ["text", "call", "params", "returns", "body"];
        let help = key_help("description", &operation, |_| false);
        assert_eq!(help.as_deref(), Some("write `text`"));
        assert_eq!(key_help("description", &["call"], |_| false), None);
        assert_eq!(
            key_help("Content-Type", &operation, |_| false).as_deref(),
            Some("write `body`, for instance `body: form`")
        );
        let help = key_help("code", OF_A_CONDITION, |_| false).unwrap_or_default();
        assert!(help.contains("`{equals: {code: ..}}`"), "{help}");
        let help = key_help("type:i32", &["type"], |_| false).unwrap_or_default();
        assert!(help.contains("`type: i32`"), "{help}");
    }

    #[test]
    fn a_word_of_others_is_named_only_where_ours_is_allowed() {
        let table: [(&str, &[&str], Option<&str>); 7] = [
            ("HmacSHA256", &["md5", "sha256"], Some("write `sha256`")),
            ("SHA-1", &["md5", "sha1"], Some("write `sha1`")),
            ("SHA256withRSA", &["sha256"], Some("write `sha256`")),
            (
                "form-data",
                &["json", "multipart"],
                Some("write `multipart`"),
            ),
            ("password", &["string", "secret"], Some("write `secret`")),
            ("password", &["string"], None),
            (
                "code == 0",
                &["always", "never"],
                Some("write `{equals: {code: 0}}`: the member, and the value that it has"),
            ),
        ];
        for (word, allowed, help) in table {
            assert_eq!(word_help(word, allowed).as_deref(), help, "{word}");
        }
    }
}
