//! Types as static layouts that a dynamic value is made from. In: types of the model. Out: leaked layouts.
//!
//! Every type is laid out once, so a recursive one refers to itself.

use std::collections::HashMap;
use std::sync::OnceLock;

use specwright::model::{self, Api, ChoiceWire, Presence, Type, TypeId, TypeKind};
use specwright::names;
use specwright_runtime as rt;

use crate::{bounds, codec, leak};

/// What a dynamic value looks like.
#[derive(Debug)]
pub(crate) enum Layout {
    /// A value without parts; `Named` and containers never stand here.
    Scalar(Type),
    Option(&'static Layout),
    /// An option that tells null from absence.
    Apart(&'static Layout),
    List(&'static Layout),
    Map(&'static Layout),
    Record(&'static OnceLock<RecordLayout>),
    Choice(&'static rt::ChoiceShape, bool),
    Union(&'static OnceLock<UnionLayout>),
}

/// A struct: its shape and the layouts of its fields; that of the extra members last.
#[derive(Debug)]
pub(crate) struct RecordLayout {
    pub(crate) shape: rt::Shape,
    pub(crate) fields: Vec<&'static Layout>,
}

/// A one-of: its shape and the layouts of its variants.
#[derive(Debug)]
pub(crate) struct UnionLayout {
    pub(crate) shape: rt::UnionShape,
    pub(crate) variants: Vec<&'static Layout>,
}

/// Types nested deeper than this, or more of them, are taken as any JSON: a generic struct that holds itself with ever
/// new arguments, or a ring of aliases, must not hang us.
const DEEPEST: usize = 200;
const MOST: usize = 20_000;

/// The layouts of the types of one API that were made so far.
pub(crate) type Known = HashMap<(TypeId, Vec<Type>), &'static Layout>;

/// Lays out types of one API.
pub(crate) struct Layouts<'a> {
    api: &'a Api,
    known: &'a mut Known,
}

impl<'a> Layouts<'a> {
    pub(crate) fn new(api: &'a Api, known: &'a mut Known) -> Self {
        Self { api, known }
    }

    /// A type outside any struct.
    pub(crate) fn of(&mut self, ty: &Type) -> &'static Layout {
        self.within(ty, &[], 0)
    }

    /// The request of an operation: every parameter may be absent, the caller sees to the required ones.
    pub(crate) fn request(&mut self, op: &model::Operation) -> &'static RecordLayout {
        let field = |param: &model::Param| rt::Field {
            // Only these are written when they are empty: as null.
            required: param.field.presence == Presence::RequiredNullable,
            default: None,
            ..self.shape_field(&param.field)
        };
        let shape = rt::Shape {
            name: leak::text(&names::type_name(&op.name)),
            fields: leak::list(op.params.iter().map(field)),
            extra: None,
        };
        let mut fields: Vec<&'static Layout> = Vec::new();
        for param in &op.params {
            let inner = self.of(&param.field.value.ty);
            fields.push(leak::one(match param.field.presence {
                Presence::Apart => Layout::Apart(inner),
                _ => Layout::Option(inner),
            }));
        }
        leak::one(RecordLayout { shape, fields })
    }

    /// The payload of an operation: told by the HTTP status where its successes hold different things.
    pub(crate) fn payload(&mut self, op: &model::Operation) -> &'static Layout {
        let outcomes = op.outcomes();
        let Some(rest) = outcomes.iter().position(|one| one.is_rest) else {
            return self.of(&op.returns.ty);
        };
        let entry = |answer: &model::Answer| {
            let is_same = |one: &model::Answer| std::ptr::eq(one, answer);
            let mut all = outcomes.iter();
            let index = all.position(|one| one.answer.is_some_and(is_same))?;
            Some((answer.status.0, answer.status.1, index))
        };
        let tagging = rt::Tagging::Status {
            entries: leak::list(op.answers.iter().filter_map(entry)),
            rest,
        };
        let variants = outcomes.iter().zip(names::outcomes(&outcomes));
        let shape = rt::UnionShape {
            name: leak::text(&names::answer_type(&op.name)),
            tagging,
            variants: leak::list(variants.map(|(one, name)| rt::Variant {
                tag: leak::text(&name),
                codec: codec::leaked(&one.value.codec),
            })),
            other: None,
        };
        let variants = outcomes.iter().map(|one| self.of(&one.value.ty));
        let variants = variants.collect();
        let cell = leak::one(OnceLock::new());
        cell.get_or_init(|| UnionLayout { shape, variants });
        leak::one(Layout::Union(cell))
    }

    fn within(&mut self, ty: &Type, args: &[Type], depth: usize) -> &'static Layout {
        if depth > DEEPEST || self.known.len() > MOST {
            return leak::one(Layout::Scalar(Type::Any));
        }
        leak::one(match ty {
            Type::List(item) => Layout::List(self.within(item, args, depth + 1)),
            Type::Map(item) => Layout::Map(self.within(item, args, depth + 1)),
            Type::Nullable(inner) => Layout::Option(self.within(inner, args, depth + 1)),
            Type::Param(index) => match args.get(*index) {
                Some(ty) => return self.within(ty, &[], depth + 1),
                None => Layout::Scalar(Type::Any),
            },
            Type::Named(id, given) => {
                let given: Vec<Type> = given.iter().map(|ty| ty.with_arguments(args)).collect();
                return self.named(*id, given, depth + 1);
            }
            scalar => Layout::Scalar(scalar.clone()),
        })
    }

    fn named(&mut self, id: TypeId, args: Vec<Type>, depth: usize) -> &'static Layout {
        let key = (id, args);
        if let Some(known) = self.known.get(&key) {
            return known;
        }
        let args = key.1.clone();
        let api = self.api;
        match api
            .types
            .get(id.0)
            .map(|def| (def.name.as_str(), &def.kind))
        {
            Some((_, TypeKind::Alias(value))) => self.within(&value.ty, &args, depth),
            Some((name, TypeKind::Choice(choice))) => {
                let layout = leak::one(Layout::Choice(choice_shape(name, choice), choice.closed));
                self.known.insert(key, layout);
                layout
            }
            Some((name, TypeKind::Struct(shape))) => {
                let cell = leak::one(OnceLock::new());
                let layout = leak::one(Layout::Record(cell));
                self.known.insert(key, layout);
                let record = self.record(name, shape, &args, depth);
                cell.get_or_init(|| record);
                layout
            }
            Some((name, TypeKind::Union(union))) => {
                let cell = leak::one(OnceLock::new());
                let layout = leak::one(Layout::Union(cell));
                self.known.insert(key, layout);
                let union = self.union(name, union, &args, depth);
                cell.get_or_init(|| union);
                layout
            }
            Some((_, TypeKind::Error)) | None => leak::one(Layout::Scalar(Type::Any)),
        }
    }

    fn record(
        &mut self,
        name: &str,
        shape: &model::Struct,
        args: &[Type],
        depth: usize,
    ) -> RecordLayout {
        let mut fields: Vec<&'static Layout> = Vec::new();
        for field in &shape.fields {
            let inner = self.within(&field.value.ty, args, depth);
            fields.push(match field.presence {
                Presence::Required | Presence::Defaulted(_) => inner,
                Presence::RequiredNullable | Presence::Optional => leak::one(Layout::Option(inner)),
                Presence::Apart => leak::one(Layout::Apart(inner)),
            });
        }
        if let Some(extra) = &shape.extra {
            let inner = self.within(extra, args, depth);
            fields.push(leak::one(Layout::Map(inner)));
        }
        let shape = rt::Shape {
            name: leak::text(&names::type_name(name)),
            fields: leak::list(shape.fields.iter().map(|field| self.shape_field(field))),
            extra: shape.extra.is_some().then_some(&rt::Codec::Plain),
        };
        RecordLayout { shape, fields }
    }

    fn union(
        &mut self,
        name: &str,
        union: &model::Union,
        args: &[Type],
        depth: usize,
    ) -> UnionLayout {
        let variants = union.variants.iter();
        let layouts = variants
            .clone()
            .map(|variant| self.within(&variant.value.ty, args, depth));
        let mut layouts: Vec<&'static Layout> = layouts.collect();
        let mut told: Vec<rt::Variant> = variants
            .clone()
            .map(|variant| rt::Variant {
                tag: leak::text(&variant.tag),
                codec: codec::leaked(&variant.value.codec),
            })
            .collect();
        let takes_all = |variant: &model::Variant| *self.api.bare(&variant.value.ty) == Type::Any;
        let mut other = variants.clone().position(takes_all);
        if union.open {
            other = Some(told.len());
            layouts.push(leak::one(Layout::Scalar(Type::Any)));
            told.push(rt::Variant {
                tag: names::REST,
                codec: &rt::Codec::Plain,
            });
        }
        let shape = rt::UnionShape {
            name: leak::text(&names::type_name(name)),
            tagging: tagging(&union.tagging),
            variants: leak::list(told),
            other,
        };
        UnionLayout {
            shape,
            variants: layouts,
        }
    }

    fn shape_field(&self, field: &model::Field) -> rt::Field {
        let default = match &field.presence {
            Presence::Defaulted(value) => Some(leak::text(&value.to_string())),
            _ => None,
        };
        rt::Field {
            wire: leak::text(&field.wire),
            rust: leak::text(&names::field(field)),
            required: matches!(
                field.presence,
                Presence::Required | Presence::RequiredNullable
            ),
            secret: field.value.ty == Type::Secret,
            codec: codec::leaked(&field.value.codec),
            default,
            bounds: bounds::leaked(&self.api.checks(&field.limits, &field.value.ty)),
        }
    }
}

fn choice_shape(name: &str, choice: &model::Choice) -> &'static rt::ChoiceShape {
    let texts = choice.values.iter().filter_map(|value| match &value.wire {
        ChoiceWire::Text(text) => Some(leak::text(text)),
        ChoiceWire::Integer(_) => None,
    });
    let integers = choice.values.iter().filter_map(|value| match value.wire {
        ChoiceWire::Integer(number) => Some(number),
        ChoiceWire::Text(_) => None,
    });
    let by_number = matches!(
        choice.values.first().map(|one| &one.wire),
        Some(ChoiceWire::Integer(_))
    );
    leak::one(rt::ChoiceShape {
        name: leak::text(&names::type_name(name)),
        values: match by_number {
            true => rt::ChoiceValues::Integer(leak::list(integers)),
            false => rt::ChoiceValues::Text(leak::list(texts)),
        },
    })
}

fn tagging(tagging: &model::Tagging) -> rt::Tagging {
    match tagging {
        model::Tagging::Order => rt::Tagging::Order,
        model::Tagging::Inside(tag) => rt::Tagging::Inside(leak::text(tag)),
        model::Tagging::Beside(tag, content) => rt::Tagging::Beside {
            tag: leak::text(tag),
            content: leak::text(content),
        },
        model::Tagging::Key => rt::Tagging::Key,
    }
}
