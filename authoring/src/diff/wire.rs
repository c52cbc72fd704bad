//! Whether what one side sends the other can read. In: values of two models. Out: yes or no.

use std::collections::BTreeSet;

use specwright::model::{Api, Choice, ChoiceWire, Codec, Presence, Type, TypeId, TypeKind, Value};

/// Which types requests and answers hold.
#[derive(Debug, Default)]
pub(super) struct Usage {
    sent: BTreeSet<TypeId>,
    received: BTreeSet<TypeId>,
    /// Structs that travel as lists of their fields somewhere.
    rows: BTreeSet<TypeId>,
}

impl Usage {
    pub(super) fn of(api: &Api) -> Self {
        let named = |types: Vec<&Type>| types.into_iter().filter_map(|ty| ty.named()).collect();
        let params = api.operations.iter().flat_map(|op| &op.params);
        let sent = api.types_within(params.map(|param| &param.field.value.ty));
        let received = api.types_within(api.operations.iter().flat_map(|op| op.returned()));
        Self {
            sent: named(sent),
            received: named(received),
            rows: values(api)
                .filter(|value| is_row(&value.codec))
                .filter_map(|value| item(api, &value.ty))
                .collect(),
        }
    }

    /// Whether the order of the fields of a struct is what tells them apart.
    pub(super) fn is_row(&self, id: usize) -> bool {
        self.rows.contains(&TypeId(id))
    }

    pub(super) fn roles(&self, id: usize) -> Roles {
        Roles {
            sent: self.sent.contains(&TypeId(id)),
            received: self.received.contains(&TypeId(id)),
        }
    }
}

/// All values that an API writes down.
fn values(api: &Api) -> impl Iterator<Item = &Value> {
    let params = api.operations.iter().flat_map(|op| &op.params);
    let params = params.map(|param| &param.field.value);
    let returned = api
        .operations
        .iter()
        .flat_map(|op| [Some(&op.returns), op.head()]);
    let listed = api.operations.iter().flat_map(|op| &op.answers);
    let listed = listed.map(|answer| &answer.value);
    let defined = api.types.iter().flat_map(|def| match &def.kind {
        TypeKind::Struct(item) => item.fields.iter().map(|field| &field.value).collect(),
        TypeKind::Union(item) => item.variants.iter().map(|variant| &variant.value).collect(),
        TypeKind::Alias(value) => vec![value],
        TypeKind::Choice(_) | TypeKind::Error => Vec::new(),
    });
    params
        .chain(returned.flatten())
        .chain(listed)
        .chain(defined)
}

fn is_row(codec: &Codec) -> bool {
    match codec {
        Codec::Row => true,
        Codec::TextOf(inner) | Codec::Absent(_, inner) => is_row(inner),
        _ => false,
    }
}

/// The type of the API that a value is, or its items are.
fn item(api: &Api, ty: &Type) -> Option<TypeId> {
    match api.bare(ty) {
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => item(api, inner),
        other => other.named(),
    }
}

/// Who sends a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Roles {
    /// Clients.
    pub(super) sent: bool,
    /// The service.
    pub(super) received: bool,
}

impl Roles {
    pub(super) const SENT: Self = Self {
        sent: true,
        received: false,
    };
    pub(super) const RECEIVED: Self = Self {
        sent: false,
        received: true,
    };
}

/// One side of a comparison that looks into types.
#[derive(Clone, Copy, Debug)]
pub(super) struct In<'a> {
    pub(super) api: &'a Api,
    /// Names of the types as the other side knows them.
    pub(super) names: &'a [String],
}

/// Whether everything that is written as the first says can be read as the second says.
pub(super) fn reads(from: (In<'_>, &Value), to: (In<'_>, &Value)) -> bool {
    let (written, read) = (&from.1.codec, &to.1.codec);
    let same_spelling = written == read || is_forgiving(written, read);
    let becomes_text =
        *read == Codec::Plain && is_text(to.0, &to.1.ty) && writes_text(from.0, from.1);
    becomes_text || same_spelling && fits((from.0, &from.1.ty), (to.0, &to.1.ty))
}

/// Readers of `text` and `either` take a bare value too.
fn is_forgiving(written: &Codec, read: &Codec) -> bool {
    match (written, read) {
        (Codec::Plain, Codec::Text | Codec::Either) | (Codec::Text, Codec::Either) => true,
        (Codec::Absent(some, inner), Codec::Absent(more, other)) => {
            some.iter().all(|text| more.contains(text))
                && (inner == other || is_forgiving(inner, other))
        }
        (written, Codec::Absent(_, inner)) => written == &**inner || is_forgiving(written, inner),
        _ => false,
    }
}

fn is_text(side: In<'_>, ty: &Type) -> bool {
    matches!(side.api.bare(ty), Type::String | Type::Secret)
}

fn writes_text(side: In<'_>, value: &Value) -> bool {
    let is_time = matches!(
        side.api.bare(&value.ty),
        Type::Date | Type::DateTime | Type::Timestamp
    );
    match &value.codec {
        Codec::Text | Codec::JsonText | Codec::Clock | Codec::Joined(_) => true,
        Codec::Pattern(_) | Codec::Iso => true,
        Codec::Plain => is_time || is_text(side, &value.ty) || is_text_choice(side, &value.ty),
        _ => false,
    }
}

fn is_text_choice(side: In<'_>, ty: &Type) -> bool {
    let choice = choice(side, ty);
    choice.is_some_and(|choice| matches!(choice.values[..], [ref first, ..] if matches!(first.wire, ChoiceWire::Text(_))))
}

fn choice<'a>(side: In<'a>, ty: &'a Type) -> Option<&'a Choice> {
    match side
        .api
        .bare(ty)
        .named()
        .map(|id| &side.api.types[id.0].kind)
    {
        Some(TypeKind::Choice(choice)) => Some(choice),
        _ => None,
    }
}

fn fits(from: (In<'_>, &Type), to: (In<'_>, &Type)) -> bool {
    if let Type::Nullable(inner) = from.1 {
        return matches!(to.1, Type::Nullable(_) | Type::Any) && fits((from.0, inner), to);
    }
    let (a, b) = (from.0.api.bare(from.1), to.0.api.bare(to.1));
    match (a, b) {
        (_, Type::Any) => true,
        (Type::List(a), Type::List(b)) | (Type::Map(a), Type::Map(b)) => {
            fits((from.0, a), (to.0, b))
        }
        (Type::String | Type::Secret, Type::String | Type::Secret) => true,
        (Type::I32, Type::I64 | Type::F64) => true,
        (Type::U32, Type::I64 | Type::U64 | Type::F64) => true,
        (Type::I64 | Type::U64, Type::F64) => true,
        (Type::Named(a, a_args), Type::Named(b, b_args)) => {
            let args = a_args.iter().zip(b_args);
            from.0.names[a.0] == to.0.names[b.0]
                && args.into_iter().all(|(a, b)| fits((from.0, a), (to.0, b)))
        }
        (Type::String, Type::Named(..)) => {
            choice(to.0, b).is_some_and(|choice| !choice.closed) && is_text_choice(to.0, b)
        }
        (Type::Named(..), Type::String) => is_text_choice(from.0, a),
        (a, b) => a == b,
    }
}

/// Whether the value may be missing, and whether it may be null.
fn gaps(presence: &Presence) -> (bool, bool) {
    match presence {
        Presence::Required => (false, false),
        Presence::RequiredNullable => (false, true),
        Presence::Optional | Presence::Apart | Presence::Defaulted(_) => (true, true),
    }
}

/// Whether a reader with the second presence manages with all that a writer with the first may leave out.
pub(super) fn presence_fits(from: &Presence, to: &Presence) -> bool {
    let ((absent, null), (absent_too, null_too)) = (gaps(from), gaps(to));
    (!absent || absent_too) && (!null || null_too)
}
