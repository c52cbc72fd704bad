//! Base URLs. In: the servers of an API. Out: server objects with their variables.

use specwright::model::{Server, Variable};

use super::node::{Node, Object, list, texts};
use super::overlay::KEY;
use super::prose::described;
use super::writer::Writer;

impl Writer<'_> {
    /// All servers, the default first.
    pub(super) fn servers(&self) -> Node {
        list(self.api.servers.iter().map(|server| self.server(server)))
    }

    /// One server.
    pub(super) fn server(&self, server: &Server) -> Object {
        let named = |variable: &&Variable| server.url.contains(&format!("{{{}}}", variable.name));
        let variables = self.api.variables.iter().filter(named);
        let variables = variables.fold(Object::new(), |all, variable| {
            all.with(&variable.name, this(variable))
        });
        Object::new()
            .with("url", server.url.trim_end_matches('/'))
            .and(described(server.doc.as_deref(), &[]))
            .filled("variables", variables)
            .with(KEY, Object::new().with("name", server.name.as_str()))
    }
}

/// A variable. OpenAPI wants a default; where the document has none, the variable's name shows what belongs there.
fn this(variable: &Variable) -> Object {
    let first = variable.values.first();
    let default = variable
        .default
        .as_ref()
        .or(first)
        .unwrap_or(&variable.name);
    Object::new()
        .filled("enum", texts(&variable.values))
        .with("default", default.as_str())
        .and(described(variable.doc.as_deref(), &[]))
}
