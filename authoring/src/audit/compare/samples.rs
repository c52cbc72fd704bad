//! Samples of a page against the bodies of requests and answers. In: trees of samples. Out: findings.

use specwright::model::{Format, Type, TypeId, TypeKind};
use specwright::{Place, places};

use super::{Led, Near, codes, programs, values};
use crate::audit::context::Context;
use crate::audit::evidence::code::{self, Named, NamedAs};
use crate::audit::evidence::node::{Member, Node};
use crate::audit::evidence::prose;
use crate::audit::evidence::samples::Sample;
use crate::audit::finding::{Kind, Problem};
use crate::audit::ledger::{Ledger, finding};
use crate::audit::shape::{Shape, Step};
use crate::audit::wire;

/// A body that a sample may be one of.
struct Candidate {
    operation: usize,
    is_request: bool,
    is_own: bool,
    shape: Shape,
}

/// Compares all samples.
pub(crate) fn compare(context: &Context<'_>, near: &Near<'_>, ledger: &mut Ledger) {
    let candidates = candidates(context);
    for sample in &context.evidence.samples {
        let Node::Object(members) = &sample.root else {
            continue;
        };
        if is_foreign(context, sample, members) {
            continue;
        }
        let label = sample
            .label
            .as_deref()
            .map(str::to_lowercase)
            .unwrap_or_default();
        if label.contains("header") || members.iter().all(|one| code::is_header(&one.name)) {
            headers(context, near, ledger, members);
        } else if is_call(members) {
            call(context, near, ledger, members);
        } else if !sample.is_data {
            // A piece of a program has names of its own.
            if code::is_body(&label) {
                bodies(context, near, ledger, members);
            }
        } else if label.starts_with("param") || label.starts_with("query") {
            bodies(context, near, ledger, members);
        } else {
            data(context, near, ledger, sample, &candidates);
        }
    }
}

/// Whether a sample is a file of a kind that many projects have, or XML where the interface has none.
fn is_foreign(context: &Context<'_>, sample: &Sample, members: &[Member]) -> bool {
    const SIGNS: [&[&str]; 6] = [
        &["openapi"],
        &["swagger"],
        &["$schema"],
        &["info", "item"],
        &["dependencies"],
        &["devDependencies"],
    ];
    let has = |name: &&str| members.iter().any(|one| one.name == **name);
    let is_file = SIGNS.iter().any(|names| names.iter().all(&has));
    let mut formats = context.api.operations.iter().flat_map(|one| &one.formats);
    is_file || sample.is_xml && !formats.any(|format| *format == Format::Xml)
}

fn candidates(context: &Context<'_>) -> Vec<Candidate> {
    let mut found = Vec::new();
    for index in context.operations() {
        let operation = &context.api.operations[index];
        let is_own = context.expects_operation(operation);
        let shapes = [
            (false, Shape::answer(operation)),
            (true, Shape::request(context.api, operation)),
        ];
        for (is_request, shape) in shapes.into_iter().filter(|(_, shape)| !shape.is_empty()) {
            found.push(Candidate {
                operation: index,
                is_request,
                is_own,
                shape,
            });
        }
    }
    found
}

fn headers(context: &Context<'_>, near: &Near<'_>, ledger: &mut Ledger, members: &[Member]) {
    for member in members {
        programs::header(context, near, ledger, &named(NamedAs::Header, member));
    }
}

fn bodies(context: &Context<'_>, near: &Near<'_>, ledger: &mut Ledger, members: &[Member]) {
    for member in members {
        programs::body(context, near, ledger, &named(NamedAs::Body, member));
    }
}

fn named(kind: NamedAs, member: &Member) -> Named {
    Named {
        line: member.line,
        kind,
        name: member.name.clone(),
        value: match &member.value {
            Node::Text(text) => Some(text.clone()),
            _ => None,
        },
    }
}

/// What functions that make calls take: `{method, headers, body}`.
fn is_call(members: &[Member]) -> bool {
    let of = |name: &str| members.iter().any(|one| one.name == name && !one.quoted);
    of("method") || of("headers")
}

fn call(context: &Context<'_>, near: &Near<'_>, ledger: &mut Ledger, members: &[Member]) {
    for member in members {
        let objects: Vec<&Vec<Member>> = match &member.value {
            Node::Object(inner) => vec![inner],
            Node::Code(found) => found.iter().filter_map(as_object).collect(),
            _ => Vec::new(),
        };
        for inner in objects {
            match member.name.as_str() {
                "headers" => headers(context, near, ledger, inner),
                "body" | "data" | "json" | "params" => bodies(context, near, ledger, inner),
                _ => {}
            }
        }
    }
}

fn as_object(node: &Node) -> Option<&Vec<Member>> {
    match node {
        Node::Object(members) => Some(members),
        _ => None,
    }
}

/// Finds the body that a sample is one of, and compares them member by member.
fn data(
    context: &Context<'_>,
    near: &Near<'_>,
    ledger: &mut Ledger,
    sample: &Sample,
    candidates: &[Candidate],
) {
    let led = near.before(sample.line);
    let weighed = candidates.iter().map(|one| {
        let (met, missed) = weigh(context, &sample.root, &one.shape, 0);
        let is_near = matches!(led, Led::To(near) if near.contains(&one.operation));
        let balance = met as i64 - missed as i64;
        (one, met, (one.is_own, balance, is_near, !one.is_request))
    });
    let known = weighed.filter(|(_, met, _)| *met > 0);
    let best = known.reduce(|best, one| if one.2 > best.2 { one } else { best });
    let is_missing = matches!(led, Led::Missing);
    match best {
        Some((one, met, (_, balance, ..))) if !is_missing || balance >= met as i64 => {
            let mut walk = Walk {
                context,
                ledger,
                of: one,
                is_xml: sample.is_xml,
            };
            walk.node(&sample.root, &one.shape, None);
        }
        None if !is_missing => unknown(ledger, &sample.root, near.place(context, sample.line)),
        _ => {}
    }
}

/// How many members a body has, and how many it lacks.
fn weigh(context: &Context<'_>, node: &Node, shape: &Shape, depth: usize) -> (usize, usize) {
    let (mut met, mut missed) = (0, 0);
    let mut add = |(more, less): (usize, usize)| {
        met += more;
        missed += less;
    };
    match node {
        Node::Object(members) => {
            for member in members {
                match shape.step(context.api, &member.name) {
                    Step::To(to, _) => {
                        add((1, 0));
                        add(weigh(context, &member.value, &to, depth + 1));
                    }
                    Step::Open => {}
                    // An envelope may have members that nobody reads.
                    Step::Nowhere(_) if context.tells_member(&member.name) && depth == 0 => {}
                    Step::Nowhere(_) => add((0, 1)),
                }
            }
        }
        Node::List(items) => items
            .iter()
            .for_each(|item| add(weigh(context, item, shape, depth))),
        _ => {}
    }
    (met, missed)
}

/// A sample of which the spec knows nothing.
fn unknown(ledger: &mut Ledger, root: &Node, place: Place) {
    let Node::Object(members) = root else { return };
    for member in members {
        let message = format!("`{}` is not in the spec", member.name);
        let line = Some(member.line);
        let new = finding(Kind::Field, Problem::NotInSpec, &member.name, line, message);
        ledger.add(new.at(place.clone()));
    }
}

/// A walk through a sample and a body.
struct Walk<'w, 'a> {
    context: &'w Context<'a>,
    ledger: &'w mut Ledger,
    of: &'w Candidate,
    is_xml: bool,
}

impl Walk<'_, '_> {
    fn node(&mut self, node: &Node, shape: &Shape, line: Option<usize>) {
        match node {
            Node::Object(members) => {
                self.ledger
                    .met
                    .structs
                    .extend(shape.structs(self.context.api));
                members.iter().for_each(|member| self.member(member, shape));
            }
            Node::List(items) => items.iter().for_each(|item| self.node(item, shape, line)),
            Node::Text(text) | Node::Number(text) => {
                for value in &shape.values {
                    let line = line.unwrap_or_default();
                    values::of_type(self.context, self.ledger, &value.ty, text, line);
                }
            }
            _ => {}
        }
    }

    fn member(&mut self, member: &Member, shape: &Shape) {
        match shape.step(self.context.api, &member.name) {
            Step::To(to, hops) => {
                self.ledger.met.fields.extend(hops.iter().copied());
                if self.of.is_request {
                    let met = (self.of.operation, member.name.clone());
                    self.ledger.met.params.insert(met);
                }
                self.code(member, &to);
                self.look(member, &to, &hops);
                self.node(&member.value, &to, Some(member.line));
            }
            Step::Open => {}
            Step::Nowhere(owner) => self.missing(member, owner, shape),
        }
    }

    fn code(&mut self, member: &Member, shape: &Shape) {
        if let (true, Node::Text(text) | Node::Number(text)) = (shape.is_code, &member.value) {
            let remark = member.remark.as_deref().unwrap_or_default();
            let told = prose::explained(remark);
            let tells = told.iter().any(|one| one.to_string() == *text);
            codes::of_sample(self.context, self.ledger, text, member.line, tells);
        }
    }

    /// Whether the value looks as the spec says.
    fn look(&mut self, member: &Member, to: &Shape, hops: &[(TypeId, usize)]) {
        let (Some(look), false, [value]) =
            (wire::look_of(&member.value), self.is_xml, &to.values[..])
        else {
            return;
        };
        let Some(looks) =
            wire::looks(self.context.api, value).filter(|looks| !looks.contains(&look))
        else {
            return;
        };
        let names: Vec<&str> = looks.iter().map(|look| look.name()).collect();
        let (name, line) = (&member.name, Some(member.line));
        let message = format!(
            "`{name}` is {} in the document, and {} in the spec",
            look.name(),
            names.join(" or ")
        );
        let new = finding(Kind::Field, Problem::Differs, name, line, message);
        let new = match hops {
            [(id, field), ..] => {
                let def = self.context.def(*id);
                new.of(&def.name).at(field_place(self.context, *id, *field))
            }
            [] => new.at(self.place()),
        };
        self.ledger.add(new);
    }

    fn missing(&mut self, member: &Member, owner: Option<TypeId>, shape: &Shape) {
        let (name, line) = (&member.name, Some(member.line));
        let in_list = shape.values.iter().any(|value| {
            let bare = self.context.api.bare(&value.ty);
            matches!(bare, Type::List(_))
        });
        let is_wrapped = self.is_xml && in_list;
        let is_outer = owner.is_none() || !shape.members.is_empty();
        if is_wrapped || (is_outer && self.context.tells_member(name)) {
            return;
        }
        let def = owner
            .map(|id| self.context.def(id))
            .filter(|_| shape.members.is_empty());
        let operation = &self.context.api.operations[self.of.operation].name;
        let (kind, part) = match self.of.is_request {
            true => (Kind::Parameter, "the request"),
            false => (Kind::Field, "the answer"),
        };
        let new = match def {
            Some(def) => {
                let message = format!("field `{name}` of `{}` is not in the spec", def.name);
                let new = finding(Kind::Field, Problem::NotInSpec, name, line, message);
                new.of(&def.name)
                    .at(places::type_def(def).key("fields").of_key())
            }
            None => {
                let message = format!("`{name}` in {part} of `{operation}` is not in the spec");
                finding(kind, Problem::NotInSpec, name, line, message).at(self.place())
            }
        };
        self.ledger.add(new);
    }

    fn place(&self) -> Place {
        match self.of.is_request {
            true => self.context.params_place(self.of.operation),
            false => self.context.envelope_place(self.of.operation),
        }
    }
}

/// Where a field of a struct stands.
pub(crate) fn field_place(context: &Context<'_>, id: TypeId, index: usize) -> Place {
    let def = context.def(id);
    let place = places::type_def(def);
    match &def.kind {
        TypeKind::Struct(shape) => match shape.fields.get(index) {
            Some(field) => places::field(def, field).of_key(),
            None => place,
        },
        _ => place,
    }
}
