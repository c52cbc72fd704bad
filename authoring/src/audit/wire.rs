//! What a value looks like on the wire, as far as a page can tell. In: types of the spec, values and type words of a
//! page. Out: whether they agree.

use specwright::model::{Api, ChoiceWire, Codec, Type, TypeKind, Value};

use super::evidence::node::Node;
use crate::page::TypeWord;

/// Kinds of wire values that a page tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Look {
    Text,
    Number,
    Bool,
    Object,
    List,
}

impl Look {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "a number",
            Self::Bool => "true or false",
            Self::Object => "an object",
            Self::List => "a list",
        }
    }
}

/// What a value of the spec may look like; `None`: anything.
pub(crate) fn looks(api: &Api, value: &Value) -> Option<Vec<Look>> {
    let by_type = by_type(api, &value.ty)?;
    by_codec(&value.codec, by_type)
}

fn by_type(api: &Api, ty: &Type) -> Option<Vec<Look>> {
    Some(match api.bare(ty) {
        Type::String | Type::Secret | Type::Bytes => vec![Look::Text],
        Type::Date | Type::DateTime | Type::Timestamp => vec![Look::Text],
        Type::Bool => vec![Look::Bool],
        Type::I32 | Type::I64 | Type::U32 | Type::U64 | Type::F64 => vec![Look::Number],
        Type::List(_) => vec![Look::List],
        Type::Map(_) => vec![Look::Object],
        Type::Named(id, _) => match &api.types[id.0].kind {
            TypeKind::Struct(_) => vec![Look::Object],
            TypeKind::Choice(choice) => match choice.values.first()?.wire {
                ChoiceWire::Text(_) => vec![Look::Text],
                ChoiceWire::Integer(_) => vec![Look::Number],
            },
            _ => return None,
        },
        _ => return None,
    })
}

fn by_codec(codec: &Codec, plain: Vec<Look>) -> Option<Vec<Look>> {
    Some(match codec {
        Codec::Plain => plain,
        Codec::Text | Codec::Pattern(_) | Codec::Iso | Codec::Clock => vec![Look::Text],
        Codec::Either => [plain, vec![Look::Text]].concat(),
        Codec::EpochSeconds | Codec::EpochMillis | Codec::Seconds => vec![Look::Number],
        Codec::Joined(_) => vec![Look::Text, Look::List],
        Codec::JsonText => [plain, vec![Look::Text]].concat(),
        Codec::Row => vec![Look::List],
        Codec::TextOf(_) => vec![Look::Text],
        Codec::Absent(_, inner) => [by_codec(inner, plain)?, vec![Look::Text]].concat(),
    })
}

/// What a value of a sample looks like; `None` where that says nothing.
pub(crate) fn look_of(node: &Node) -> Option<Look> {
    match node {
        Node::Object(_) => Some(Look::Object),
        Node::List(_) => Some(Look::List),
        Node::Text(text) => (!text.is_empty()).then_some(Look::Text),
        Node::Number(_) => Some(Look::Number),
        Node::Bool => Some(Look::Bool),
        Node::Null | Node::Elided | Node::Code(_) => None,
    }
}

/// What a type word of a table promises; `None` where that says nothing. Dates and times are spelt in many ways.
pub(crate) fn look_of_word(word: &TypeWord) -> Option<Look> {
    Some(match word {
        TypeWord::Text => Look::Text,
        TypeWord::Integer { .. } | TypeWord::Number { .. } => Look::Number,
        TypeWord::Bool => Look::Bool,
        TypeWord::Object(_) | TypeWord::Map(_) => Look::Object,
        TypeWord::List(_) => Look::List,
        _ => return None,
    })
}

/// Whether a type word fits what the spec has. Pages call numbers that travel as text both, and objects in lists `Object`.
pub(crate) fn fits_word(api: &Api, value: &Value, word: &TypeWord) -> bool {
    let (Some(looks), Some(look)) = (looks(api, value), look_of_word(word)) else {
        return true;
    };
    let spelt = !matches!(value.codec, Codec::Plain);
    let plain = by_type(api, &value.ty);
    let by_meaning = spelt && plain.is_some_and(|plain| plain.contains(&look));
    let item = look == Look::Object && looks.contains(&Look::List);
    looks.contains(&look) || by_meaning || item
}
