//! What a request or an answer may hold: members by name, down to the types of the spec. In: an operation. Out: a tree
//! that is walked beside a sample.

use specwright::model::{
    Api, Codec, FixedSource, Location, Operation, Put, Tagging, Type, TypeId, TypeKind, Value,
};

/// A node of a body: members that envelopes name, and types.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shape {
    pub(crate) members: Vec<(String, Shape)>,
    pub(crate) values: Vec<Value>,
    /// Error codes stand here.
    pub(crate) is_code: bool,
    /// The only value that it has.
    pub(crate) constant: Option<String>,
}

/// Where a member leads.
pub(crate) enum Step {
    /// To this node; by these fields, where it is one of a struct.
    To(Shape, Vec<(TypeId, usize)>),
    /// Somewhere that the spec leaves open.
    Open,
    /// Nowhere: the struct that lacks it, where there is one.
    Nowhere(Option<TypeId>),
}

impl Shape {
    /// The body of an answer: all that its envelopes read, and the payload.
    pub(crate) fn answer(operation: &Operation) -> Self {
        let mut root = Self::default();
        for envelope in &operation.envelopes {
            if let Some(path) = &envelope.code {
                root.at(path).is_code = true;
            }
            for path in [
                &envelope.message,
                &envelope.request_id,
                &envelope.stack,
                &envelope.retry_after,
            ]
            .into_iter()
            .flatten()
            {
                root.at(path);
            }
            if let Some((at, field, message)) = &envelope.field_errors {
                let errors = root.at(at);
                errors.at(field);
                errors.at(message);
            }
            for condition in envelope.success.iter().chain([&envelope.when]) {
                let equal = condition.equals.iter().map(|(path, _)| path);
                for path in equal.chain(&condition.has).chain(&condition.lacks) {
                    root.at(path);
                }
            }
            if envelope.success.is_some() {
                let payload = root.at(envelope.payload.as_deref().unwrap_or_default());
                payload.values.push(operation.returns.clone());
                payload.values.extend(operation.head().cloned());
            }
        }
        root
    }

    /// The body of a request.
    pub(crate) fn request(api: &Api, operation: &Operation) -> Self {
        let mut root = Self::default();
        for param in &operation.params {
            match param.location {
                Location::Body => root.values.push(param.field.value.clone()),
                Location::BodyField => {
                    let shape = Self::of(param.field.value.clone());
                    root.members.push((param.field.wire.clone(), shape));
                }
                _ => {}
            }
        }
        for fixed in &operation.fixed {
            if fixed.location == Location::BodyField {
                let mut shape = Self::default();
                if let FixedSource::Constant(value) = &fixed.source {
                    shape.constant = Some(super::names::plain(value));
                }
                root.members.push((fixed.wire.clone(), shape));
            }
        }
        for put in super::names::puts(api, &operation.auth) {
            if let Put::Field(name) = put {
                root.members.push((name.clone(), Self::default()));
            }
        }
        root
    }

    pub(crate) fn of(value: Value) -> Self {
        Self {
            values: vec![value],
            ..Self::default()
        }
    }

    /// Whether nothing is known of it.
    pub(crate) fn is_empty(&self) -> bool {
        self.members.is_empty() && self.values.is_empty()
    }

    /// The node at a path, made where there is none. `(status)` and the like are no members.
    fn at(&mut self, path: &str) -> &mut Self {
        let mut node = self;
        for name in path
            .split('.')
            .filter(|name| !name.is_empty() && !name.starts_with('('))
        {
            let known = node.members.iter().position(|(member, _)| member == name);
            let index = known.unwrap_or(node.members.len());
            if known.is_none() {
                node.members.push((name.to_owned(), Self::default()));
            }
            node = &mut node.members[index].1;
        }
        node
    }

    /// Follows a member.
    pub(crate) fn step(&self, api: &Api, name: &str) -> Step {
        let (mut to, mut hit, mut hops) = (Self::default(), false, Vec::new());
        if let Some((_, member)) = self.members.iter().find(|(member, _)| member == name) {
            (to, hit) = (member.clone(), true);
        }
        let (mut open, mut owner) = (false, None);
        for value in &self.values {
            match step_into(api, value, name, 0) {
                Inside::Field(id, field, value) => {
                    hops.push((id, field));
                    to.values.push(value);
                    hit = true;
                }
                Inside::Value(value) => {
                    to.values.push(value);
                    hit = true;
                }
                Inside::Open => open = true,
                Inside::Nothing(id) => owner = owner.or(id),
            }
        }
        if hit {
            return Step::To(to, hops);
        }
        // Below a member that only an envelope names there is nothing to compare with.
        if open || self.is_empty() {
            return Step::Open;
        }
        Step::Nowhere(owner)
    }

    /// The structs that a value here may be.
    pub(crate) fn structs(&self, api: &Api) -> Vec<TypeId> {
        let values = self.values.iter();
        values
            .filter_map(|value| struct_of(api, &value.ty))
            .collect()
    }
}

enum Inside {
    Field(TypeId, usize, Value),
    Value(Value),
    Open,
    Nothing(Option<TypeId>),
}

/// Unions of unions and lists of lists end here.
const DEEPEST: usize = 16;

fn step_into(api: &Api, value: &Value, name: &str, depth: usize) -> Inside {
    if depth > DEEPEST || holds_json(&value.codec) {
        return Inside::Open;
    }
    let of = |ty: &Type| Value {
        ty: ty.clone(),
        codec: value.codec.clone(),
    };
    match api.bare(&value.ty) {
        Type::List(item) => step_into(api, &of(item), name, depth + 1),
        Type::Map(item) => Inside::Value(of(item)),
        Type::Any | Type::Param(_) | Type::Error => Inside::Open,
        Type::Named(id, arguments) => match &api.types[id.0].kind {
            TypeKind::Struct(shape) => {
                let field = shape.fields.iter().position(|field| field.wire == name);
                match field {
                    Some(index) => {
                        let declared = &shape.fields[index].value;
                        let ty = declared.ty.with_arguments(arguments);
                        let codec = declared.codec.clone();
                        Inside::Field(*id, index, Value { ty, codec })
                    }
                    None if shape.extra.is_some() => Inside::Open,
                    None => Inside::Nothing(Some(*id)),
                }
            }
            TypeKind::Union(union) => {
                let tags = match &union.tagging {
                    Tagging::Inside(tag) => vec![tag],
                    Tagging::Beside(tag, content) => vec![tag, content],
                    Tagging::Order | Tagging::Key => Vec::new(),
                };
                if tags.iter().any(|tag| *tag == name) || union.tagging == Tagging::Key {
                    return Inside::Open;
                }
                let variants = union.variants.iter();
                let mut steps = variants.map(|one| step_into(api, &one.value, name, depth + 1));
                let found = steps.find(|step| !matches!(step, Inside::Nothing(_)));
                found.unwrap_or(Inside::Nothing(Some(*id)))
            }
            _ => Inside::Open,
        },
        _ => Inside::Nothing(None),
    }
}

fn holds_json(codec: &Codec) -> bool {
    match codec {
        Codec::JsonText | Codec::Row => true,
        Codec::TextOf(inner) | Codec::Absent(_, inner) => holds_json(inner),
        _ => false,
    }
}

/// The struct that a type is, through lists, nulls and aliases.
pub(crate) fn struct_of(api: &Api, ty: &Type) -> Option<TypeId> {
    match api.bare(ty) {
        Type::List(item) => struct_of(api, item),
        Type::Named(id, _) => matches!(api.types[id.0].kind, TypeKind::Struct(_)).then_some(*id),
        _ => None,
    }
}

/// The enum that a type is, through lists, nulls and aliases.
pub(crate) fn choice_of(api: &Api, ty: &Type) -> Option<TypeId> {
    match api.bare(ty) {
        Type::List(item) | Type::Map(item) => choice_of(api, item),
        Type::Named(id, _) => matches!(api.types[id.0].kind, TypeKind::Choice(_)).then_some(*id),
        _ => None,
    }
}
