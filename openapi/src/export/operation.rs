//! Operations. In: an operation. Out: its operation object.

use specwright::model::{Operation, Rule, RuleKind};

use super::node::{Node, Object, list};
use super::prose::{description, sentence, words};
use super::writer::Writer;

impl Writer<'_> {
    /// An operation.
    pub(super) fn operation(&mut self, op: &Operation, tag: Option<&str>) -> Object {
        let doc = op
            .doc
            .as_deref()
            .map(str::trim)
            .filter(|doc| !doc.is_empty());
        let summary = doc.map_or_else(|| words(&op.name), |doc| sentence(doc).to_owned());
        // A text of one sentence is said once.
        let rest = doc.filter(|doc| doc.trim_end_matches('.') != summary);
        let parameters = self.parameters(op);
        let body = self.request_body(op);
        let server = op.policy.server.as_ref().and_then(|name| {
            let mut servers = self.api.servers.iter();
            servers
                .find(|server| server.name == *name)
                .map(|server| list([self.server(server)]))
        });
        Object::new()
            .with("operationId", op.name.as_str())
            .with("summary", summary)
            .maybe("description", description(rest, &notes(op)))
            .maybe("tags", tag.map(|tag| list([tag])))
            .flag("deprecated", op.deprecated.is_some())
            .maybe("servers", server)
            .filled("parameters", list(parameters))
            .maybe("requestBody", body)
            .with("responses", self.responses(op))
            .with("security", self.security(op))
    }
}

/// What OpenAPI has no words for, in ours.
fn notes(op: &Operation) -> Vec<String> {
    let mut notes = Vec::new();
    notes.extend(
        op.deprecated
            .as_ref()
            .map(|why| format!("Deprecated: {why}.")),
    );
    let rules: Vec<String> = op.rules.iter().filter_map(|rule| said(op, rule)).collect();
    if !rules.is_empty() {
        notes.push(rules.join("\n"));
    }
    notes
}

fn said(op: &Operation, rule: &Rule) -> Option<String> {
    let name = |index: &usize| {
        op.params
            .get(*index)
            .map(|param| format!("`{}`", param.field.wire))
    };
    let names = |all: &[usize]| {
        all.iter()
            .map(name)
            .collect::<Option<Vec<String>>>()
            .map(|all| all.join(", "))
    };
    let text = match &rule.kind {
        RuleKind::Requires(first, others) => format!("{} needs {}", name(first)?, names(others)?),
        RuleKind::Together(all) => format!("{}: all of them or none", names(all)?),
        RuleKind::ExactlyOne(all) => format!("{}: exactly one of them", names(all)?),
        RuleKind::AtLeastOne(all) => format!("{}: at least one of them", names(all)?),
        RuleKind::AtMostOne(all) => format!("{}: at most one of them", names(all)?),
    };
    let doc = rule
        .doc
        .as_ref()
        .map(|doc| format!(" ({doc})"))
        .unwrap_or_default();
    Some(format!("- {text}{doc}."))
}

/// The requirement that most operations share, which stands at the root and not with them.
pub(super) fn most_common(needs: &[Node]) -> Option<Node> {
    let count = |one: &Node| needs.iter().filter(|other| *other == one).count();
    // Of several the first, so that the order of operations decides and nothing else.
    let mut best: Option<(&Node, usize)> = None;
    for one in needs {
        let count = count(one);
        if best.is_none_or(|(_, most)| count > most) {
            best = Some((one, count));
        }
    }
    best.map(|(one, _)| one.clone())
}
