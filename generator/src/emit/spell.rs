//! Rust types as text, where no token is made of them: in examples, and in the list of what callers can name.

use crate::ident;
use crate::plan::Ty;

/// How the names in a type are written.
pub(super) struct Names<'a> {
    /// What stands before a name of the runtime.
    pub(super) runtime: &'a str,
    /// What stands before a type of the API.
    pub(super) types: &'a str,
    /// Type parameters that are written by their number, since their names bind nobody.
    pub(super) generics: &'a [String],
}

/// `Vec<my_crate::shop::types::Order>`
pub(super) fn spell(ty: &Ty, names: &Names<'_>) -> String {
    let runtime = |name: &str| format!("{}{name}", names.runtime);
    let around = |name: &str, inner: &Ty| format!("{name}<{}>", spell(inner, names));
    match ty {
        Ty::String => "String".into(),
        Ty::Bool => "bool".into(),
        Ty::I32 => "i32".into(),
        Ty::I64 => "i64".into(),
        Ty::U32 => "u32".into(),
        Ty::U64 => "u64".into(),
        Ty::F64 => "f64".into(),
        Ty::Bytes => "Vec<u8>".into(),
        Ty::Unit => "()".into(),
        Ty::Secret => runtime("Secret"),
        Ty::File => runtime("FilePart"),
        Ty::Date => runtime("Date"),
        Ty::DateTime => runtime("DateTime"),
        Ty::Timestamp => runtime("Timestamp"),
        Ty::Duration => runtime("Duration"),
        Ty::Json => runtime("Json"),
        Ty::Presence(inner) => around(&runtime("Presence"), inner),
        Ty::Map(inner) => around(&runtime("Map"), inner),
        Ty::List(inner) => around("Vec", inner),
        Ty::Option(inner) => around("Option", inner),
        Ty::Boxed(inner) => around("Box", inner),
        Ty::Param(name) => match names.generics.iter().position(|one| one == name) {
            Some(index) => format!("T{index}"),
            None => name.clone(),
        },
        Ty::Named { ident, args, .. } => {
            let name = format!("{}{}", names.types, ident::plain(ident));
            match args.as_slice() {
                [] => name,
                args => {
                    let args: Vec<String> = args.iter().map(|arg| spell(arg, names)).collect();
                    format!("{name}<{}>", args.join(", "))
                }
            }
        }
    }
}
