//! What templates are given: the documented form of an API, and beside it what pages need. In: a model. Out: [`ApiPage`].
//!
//! `docs/reference-pages.md` describes it for who writes templates: a key that goes away breaks their pages.

use serde::Serialize;
use specwright::model::{self, Policy, Type, TypeKind};
use specwright::words::{self, TypePiece};
use specwright::{Examples, examples};

use super::anchor::{Anchors, sound};
use super::{call, say};
use crate::view;

/// An API: the keys of its documented form, and these, which take the place of those of the same name.
#[derive(Debug, Serialize)]
pub(super) struct ApiPage {
    #[serde(flatten)]
    pub(super) api: view::Api,
    /// Path of its page below the site, without `.html` or `.md`.
    pub(super) file: String,
    /// Rust that makes a client.
    pub(super) rust: String,
    /// Ways of authorisation, in words.
    pub(super) auth_words: Vec<String>,
    pub(super) tokens: Vec<TokenPage>,
    pub(super) limits: Vec<LimitPage>,
    pub(super) operations: Vec<OperationPage>,
    pub(super) types: Vec<TypePage>,
    pub(super) errors: Vec<ErrorPage>,
}

#[derive(Debug, Serialize)]
pub(super) struct TokenPage {
    #[serde(flatten)]
    pub(super) token: view::Token,
    /// How long it lasts, in words.
    pub(super) expires_words: String,
    /// Anchor of the operation that buys it.
    pub(super) operation_anchor: Option<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct LimitPage {
    #[serde(flatten)]
    pub(super) limit: view::Limit,
    /// Length of the window, in words.
    pub(super) per_words: String,
}

#[derive(Debug, Serialize)]
pub(super) struct OperationPage {
    #[serde(flatten)]
    pub(super) operation: view::Operation,
    pub(super) anchor: String,
    /// Rust that calls it.
    pub(super) rust: String,
    /// Command line that calls it.
    pub(super) call: String,
    pub(super) params: Vec<ParamPage>,
    pub(super) rules: Vec<RulePage>,
    /// The type of the payload, in pieces.
    pub(super) returns_pieces: Vec<Piece>,
    /// What other statuses hold.
    pub(super) answers: Vec<AnswerPage>,
    /// Ways of authorisation, in words.
    pub(super) auth_words: Vec<String>,
    /// How calls are conducted, in words.
    pub(super) conduct: Vec<Fact>,
}

#[derive(Debug, Serialize)]
pub(super) struct AnswerPage {
    #[serde(flatten)]
    pub(super) answer: view::Answer,
    pub(super) type_pieces: Vec<Piece>,
}

#[derive(Debug, Serialize)]
pub(super) struct ParamPage {
    #[serde(flatten)]
    pub(super) param: view::Param,
    pub(super) anchor: String,
    pub(super) type_pieces: Vec<Piece>,
}

#[derive(Debug, Serialize)]
pub(super) struct RulePage {
    #[serde(flatten)]
    pub(super) rule: view::Rule,
    /// The rule in words.
    pub(super) words: String,
}

#[derive(Debug, Serialize)]
pub(super) struct Fact {
    /// What it concerns.
    pub(super) about: &'static str,
    pub(super) words: String,
}

/// A piece of the text of a type.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Piece {
    pub(super) text: String,
    /// Anchor of the type that it names.
    pub(super) anchor: Option<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct TypePage {
    #[serde(flatten)]
    pub(super) def: view::Type,
    pub(super) anchor: String,
    /// Fields of a struct, else none.
    pub(super) fields: Vec<FieldPage>,
    /// Variants of a one-of, else none.
    pub(super) variants: Vec<VariantPage>,
    /// The type that an alias names, or that of the members that a struct does not name; in pieces.
    pub(super) type_pieces: Vec<Piece>,
    /// Operations whose parameters or answers name it.
    pub(super) used_by: Vec<Link>,
}

#[derive(Debug, Serialize)]
pub(super) struct FieldPage {
    #[serde(flatten)]
    pub(super) field: view::Field,
    pub(super) anchor: String,
    pub(super) type_pieces: Vec<Piece>,
}

#[derive(Debug, Serialize)]
pub(super) struct VariantPage {
    #[serde(flatten)]
    pub(super) variant: view::Variant,
    pub(super) type_pieces: Vec<Piece>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct Link {
    pub(super) text: String,
    pub(super) anchor: String,
}

#[derive(Debug, Serialize)]
pub(super) struct ErrorPage {
    #[serde(flatten)]
    pub(super) row: view::ErrorRow,
    pub(super) anchor: String,
    /// The code as text.
    pub(super) code_text: String,
    /// The class in words.
    pub(super) class_words: &'static str,
    /// What to do.
    pub(super) advice: String,
}

/// Everything about one API.
pub(super) fn page(api: &model::Api, usual: &Policy, crate_path: &str) -> ApiPage {
    let mut view = view::api(api, usual);
    let Examples { client, operations } = examples(api, crate_path);
    let mut pages = Pages::new(api);
    let op_anchors: Vec<String> = (api.operations.iter())
        .map(|op| pages.anchors.take("operation", &op.name))
        .collect();
    let types = std::mem::take(&mut view.types);
    let views = std::mem::take(&mut view.operations);
    let ops = api.operations.iter().zip(views).zip(operations);
    let operations = ops
        .zip(&op_anchors)
        .map(|(((op, view), rust), anchor)| pages.operation(op, view, rust, anchor))
        .collect();
    let defs = api.types.iter().enumerate();
    let defs = defs.filter(|(_, def)| !matches!(def.kind, TypeKind::Error));
    let types = defs.zip(types);
    let types = types
        .map(|((id, def), view)| pages.type_def(id, def, view, &op_anchors))
        .collect();
    let rows = api.errors.iter().zip(std::mem::take(&mut view.errors));
    let errors = rows.map(|(row, view)| pages.error(row, view)).collect();
    let tokens = std::mem::take(&mut view.tokens).into_iter();
    let limits = std::mem::take(&mut view.limits).into_iter();
    ApiPage {
        file: format!("api/{}", sound(&api.name)),
        rust: client,
        auth_words: view.auth.iter().map(say::auth).collect(),
        tokens: tokens
            .map(|token| token_page(api, token, &op_anchors))
            .collect(),
        limits: limits
            .map(|limit| LimitPage {
                per_words: view::words::time(limit.per_ms),
                limit,
            })
            .collect(),
        operations,
        types,
        errors,
        api: view,
    }
}

fn token_page(api: &model::Api, token: view::Token, anchors: &[String]) -> TokenPage {
    let mut operations = api.operations.iter().zip(anchors);
    let bought = operations.find(|(op, _)| op.name == token.operation);
    TokenPage {
        expires_words: view::words::expires(&token.expires),
        operation_anchor: bought.map(|(_, anchor)| anchor.clone()),
        token,
    }
}

/// What the parts of a page share.
struct Pages<'a> {
    api: &'a model::Api,
    anchors: Anchors,
    /// Of each type of the API.
    types: Vec<String>,
}

impl<'a> Pages<'a> {
    fn new(api: &'a model::Api) -> Self {
        let mut anchors = Anchors::default();
        let defs = api.types.iter();
        let types = defs.map(|def| anchors.take("type", &def.name)).collect();
        Self {
            api,
            anchors,
            types,
        }
    }

    fn pieces(&self, generics: &[String], ty: &Type) -> Vec<Piece> {
        let pieces = words::type_pieces(self.api, generics, ty).into_iter();
        let piece = |piece: TypePiece| Piece {
            anchor: piece
                .is_named
                .then(|| self.type_anchor(&piece.text))
                .flatten(),
            text: piece.text,
        };
        pieces.map(piece).collect()
    }

    fn type_anchor(&self, name: &str) -> Option<String> {
        let mut defs = self.api.types.iter().zip(&self.types);
        let found = defs.find(|(def, _)| def.name == name);
        found.map(|(_, anchor)| anchor.clone())
    }

    fn operation(
        &mut self,
        op: &model::Operation,
        mut view: view::Operation,
        rust: String,
        anchor: &str,
    ) -> OperationPage {
        let params = std::mem::take(&mut view.params).into_iter().enumerate();
        let params = params.map(|(index, param)| ParamPage {
            anchor: self
                .anchors
                .take("param", &format!("{}.{}", op.name, param.name)),
            // Those that the caller gives come first; the others have no type of the API.
            type_pieces: match op.params.get(index) {
                Some(model) => self.pieces(&[], &model.field.value.ty),
                None => vec![Piece {
                    text: param.ty.clone(),
                    anchor: None,
                }],
            },
            param,
        });
        let params = params.collect();
        let rules = std::mem::take(&mut view.rules).into_iter();
        let facts = say::conduct(&view).into_iter();
        let answers = std::mem::take(&mut view.answers).into_iter();
        let answers = answers.zip(&op.answers).map(|(answer, model)| AnswerPage {
            type_pieces: self.held(&model.value.ty),
            answer,
        });
        let answers = answers.collect();
        OperationPage {
            anchor: anchor.to_owned(),
            rust,
            call: call::call(self.api, op),
            params,
            rules: rules
                .map(|rule| RulePage {
                    words: say::rule(&rule),
                    rule,
                })
                .collect(),
            returns_pieces: self.held(&op.returns.ty),
            answers,
            auth_words: view.auth.iter().map(say::auth).collect(),
            conduct: facts.map(|(about, words)| Fact { about, words }).collect(),
            operation: view,
        }
    }

    /// A type in pieces; none for nothing.
    fn held(&self, ty: &Type) -> Vec<Piece> {
        match ty {
            Type::Unit => Vec::new(),
            ty => self.pieces(&[], ty),
        }
    }

    fn type_def(
        &mut self,
        id: usize,
        def: &model::TypeDef,
        view: view::Type,
        op_anchors: &[String],
    ) -> TypePage {
        let mut page = TypePage {
            anchor: self.types.get(id).cloned().unwrap_or_default(),
            fields: Vec::new(),
            variants: Vec::new(),
            type_pieces: Vec::new(),
            used_by: self.used_by(id, op_anchors),
            def: view,
        };
        match (&def.kind, &mut page.def.kind) {
            (TypeKind::Struct(shape), view::TypeKind::Struct { fields, .. }) => {
                let fields = std::mem::take(fields).into_iter().zip(&shape.fields);
                let fields = fields.map(|(field, model)| FieldPage {
                    anchor: self
                        .anchors
                        .take("field", &format!("{}.{}", def.name, field.name)),
                    type_pieces: self.pieces(&shape.generics, &model.value.ty),
                    field,
                });
                page.fields = fields.collect();
                let extra = shape.extra.as_ref();
                let extra = extra.map(|ty| self.pieces(&shape.generics, ty));
                page.type_pieces = extra.unwrap_or_default();
            }
            (TypeKind::Union(union), view::TypeKind::OneOf { variants, .. }) => {
                let variants = std::mem::take(variants).into_iter().zip(&union.variants);
                let variants = variants.map(|(variant, model)| VariantPage {
                    type_pieces: self.pieces(&[], &model.value.ty),
                    variant,
                });
                page.variants = variants.collect();
            }
            (TypeKind::Alias(value), _) => page.type_pieces = self.pieces(&[], &value.ty),
            _ => {}
        }
        page
    }

    /// The operations that name this type themselves, not through others.
    fn used_by(&self, id: usize, anchors: &[String]) -> Vec<Link> {
        let ops = self.api.operations.iter().zip(anchors);
        let users = ops.filter(|(op, _)| {
            let params = op.params.iter().map(|param| &param.field.value.ty);
            let mut named = params.chain(op.returned());
            named.any(|ty| names_type(ty, id))
        });
        users
            .map(|(op, anchor)| Link {
                text: op.name.clone(),
                anchor: anchor.clone(),
            })
            .collect()
    }

    fn error(&mut self, row: &model::ErrorRow, view: view::ErrorRow) -> ErrorPage {
        let code_text = words::code(&row.code);
        ErrorPage {
            anchor: self.anchors.take("error", &code_text),
            code_text,
            class_words: say::class(row.class).0,
            advice: say::advice(row.class, row.retry),
            row: view,
        }
    }
}

fn names_type(ty: &Type, id: usize) -> bool {
    match ty {
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => names_type(inner, id),
        Type::Named(named, args) => named.0 == id || args.iter().any(|arg| names_type(arg, id)),
        _ => false,
    }
}
