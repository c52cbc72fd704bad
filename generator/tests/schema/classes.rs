//! Which mistakes are a matter of shape, and which of meaning: the one list of it.

use specwright::Code;

/// What a schema can know of a mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// The text is no value that a schema could judge, or parsers make one of it that hides the mistake.
    Text,
    /// The schema always complains.
    Shape,
    /// The schema complains of some of them: of a wrong form, but not of what the form stands for.
    Sometimes,
    /// The schema never complains: the mistake is in what several values say together.
    Meaning,
}

const SHAPE: &[Code] = &[
    Code::NotAMap,
    Code::UnknownKey,
    Code::WrongType,
    Code::UnknownWord,
    Code::UnknownVersion,
    Code::RepeatedFormat,
    Code::TypeKind,
    Code::BadCall,
    Code::AuthKind,
    Code::SignatureStep,
    Code::NoVector,
    Code::AuthChoice,
    Code::PagingKind,
];
/// With what is beyond it.
const SOMETIMES: &[Code] = &[
    Code::MissingKey,
    Code::BadValue,
    Code::TypeSyntax,
    Code::UnknownType,
    Code::MisplacedKey,
    Code::EnumValues,
    Code::BadVariant,
    Code::BadValueLimit,
    Code::BadStatus,
    Code::BadPath,
    Code::BadRule,
    Code::BadServer,
    Code::ErrorContradiction,
    Code::BadLimit,
    Code::BadPolicy,
    Code::BadName,
    Code::BadSample,
    Code::StreamKind,
];

pub(crate) fn class(code: Code) -> Class {
    match code {
        _ if code.number() < 200 => Class::Text,
        _ if SHAPE.contains(&code) => Class::Shape,
        _ if SOMETIMES.contains(&code) => Class::Sometimes,
        _ => Class::Meaning,
    }
}
