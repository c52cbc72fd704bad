//! Examples: in the documentation, where they are compiled as tests of the crate that holds the generated modules, and
//! as functions of their own for other pages.

use super::spell::{Names, spell};
use crate::plan::{Api, CredentialKind, Doc, ExampleArgument, Operation, Stream, Ty};

/// A function that shows something.
pub(crate) struct Snippet {
    /// A lint that it would run into.
    allow: Option<&'static str>,
    /// All before the body.
    head: String,
    /// Lines of the body; that it went well comes after them.
    body: Vec<String>,
}

impl Snippet {
    /// The whole function.
    pub(crate) fn function(self) -> String {
        let lines = self.body.iter().map(|line| format!("    {line}\n"));
        let lines: String = lines.collect();
        let allow = self.allow.map(|allow| format!("{allow}\n"));
        let allow = allow.unwrap_or_default();
        format!("{allow}{} {{\n{lines}    Ok(())\n}}\n", self.head)
    }

    /// The body as a test that compiles and does not run; the function around it is not shown.
    fn fenced(self) -> Doc {
        let allow = self.allow.map(|allow| format!("# {allow}"));
        let mut doc = vec![
            String::new(),
            "# Examples".into(),
            String::new(),
            "```no_run".into(),
        ];
        doc.extend(allow);
        doc.push(format!("# {} {{", self.head));
        doc.extend(self.body);
        doc.extend(["# Ok(())".into(), "# }".into(), "```".into()]);
        doc
    }
}

/// How a client is made, in the documentation.
pub(super) fn client(api: &Api, crate_path: &str) -> Doc {
    client_snippet(api, crate_path).fenced()
}

/// How a client is made.
pub(crate) fn client_snippet(api: &Api, crate_path: &str) -> Snippet {
    let module = format!("{crate_path}::{}", api.module);
    let credentials = api
        .credentials
        .iter()
        .filter(|credential| !credential.is_token)
        .map(|credential| match credential.kind {
            CredentialKind::Integer => format!("    .{}(1)", credential.method),
            CredentialKind::String | CredentialKind::Secret => {
                format!("    .{}(\"...\")", credential.method)
            }
        });
    let variables = api
        .variables
        .iter()
        .filter(|variable| variable.default.is_none());
    let variables = variables.map(|variable| {
        format!(
            "    .{}({:?})",
            variable.method,
            variable.values.first().map_or("...", String::as_str)
        )
    });
    let mut body = vec![format!("let client = {module}::Client::builder()")];
    body.extend(credentials.chain(variables));
    body.push("    .build()?;".into());
    let head = format!("fn example() -> Result<(), {module}::Error>");
    Snippet {
        allow: None,
        head,
        body,
    }
}

/// How an operation is called, in the documentation.
pub(super) fn call(api: &Api, op: &Operation, crate_path: &str) -> Doc {
    call_snippet(api, op, crate_path).fenced()
}

/// How an operation is called.
pub(crate) fn call_snippet(api: &Api, op: &Operation, crate_path: &str) -> Snippet {
    let module = format!("{crate_path}::{}", api.module);
    let given = op
        .example
        .arguments
        .iter()
        .filter_map(|argument| match argument {
            ExampleArgument::Given(name, ty) => Some(format!(", {name}: {}", spelled(ty, &module))),
            _ => None,
        });
    let head = format!(
        "async fn example(client: &{module}::Client{}) -> Result<(), {module}::Error>",
        given.collect::<String>()
    );
    let arguments: Vec<String> = op.example.arguments.iter().map(literal).collect();
    let call = format!("client.{}({})", op.method, arguments.join(", "));
    Snippet {
        allow: op.deprecated.as_ref().map(|_| "#[allow(deprecated)]"),
        head,
        body: sent(op, &call),
    }
}

/// The lines that send a call: as a whole, page by page or item by item.
fn sent(op: &Operation, call: &str) -> Vec<String> {
    let each = |all: &str, one: &str, source: String| {
        vec![
            format!("let mut {all} = {source};"),
            format!("while let Some({one}) = {all}.next().await {{"),
            format!("    println!(\"{{:?}}\", {one}?);"),
            "}".into(),
        ]
    };
    match (&op.stream, &op.paging, &op.example.binds) {
        (Some(Stream::Bytes), _, _) => each("pieces", "piece", format!("{call}.stream().await?")),
        (Some(_), _, _) => each("items", "item", format!("{call}.stream().await?")),
        (None, Some(_), _) => each("items", "item", format!("{call}.items()")),
        (None, None, Some(name)) => vec![format!("let {name} = {call}.send().await?;")],
        (None, None, None) => vec![format!("{call}.send().await?;")],
    }
}

fn literal(argument: &ExampleArgument) -> String {
    match argument {
        ExampleArgument::Text(text) => format!("{text:?}"),
        ExampleArgument::Integer(number) => number.to_string(),
        ExampleArgument::Float(number) => format!("{number:?}"),
        ExampleArgument::Bool(value) => value.to_string(),
        ExampleArgument::Texts(texts) => format!("{texts:?}"),
        ExampleArgument::Given(name, _) => name.clone(),
    }
}

/// A type as a caller of the module writes it.
fn spelled(ty: &Ty, module: &str) -> String {
    let names = Names {
        runtime: "specwright_runtime::",
        types: &format!("{module}::types::"),
        generics: &[],
    };
    spell(ty, &names)
}
