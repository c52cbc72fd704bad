//! Single values of a page against what the spec allows: values of enums, constants. In: a value of the page. Out:
//! findings.

use specwright::model::{ChoiceWire, FixedParam, Type, TypeDef, TypeKind};
use specwright::places;

use crate::audit::context::Context;
use crate::audit::evidence::pattern::Pattern;
use crate::audit::finding::{Kind, Problem};
use crate::audit::ledger::{Ledger, finding};
use crate::audit::{names, shape};

/// A value that the page gives for something of this type: one of an enum must be one of the spec's.
pub(crate) fn of_type(
    context: &Context<'_>,
    ledger: &mut Ledger,
    ty: &Type,
    value: &str,
    line: usize,
) {
    let Some(id) = shape::choice_of(context.api, ty) else {
        return;
    };
    let def = context.def(id);
    let TypeKind::Choice(choice) = &def.kind else {
        return;
    };
    if value.is_empty() || value.contains(char::is_whitespace) || Pattern::new(value).has_hole() {
        return;
    }
    match choice.values.iter().position(|one| is_it(&one.wire, value)) {
        Some(index) => {
            ledger.met.values.insert((id, index));
        }
        None => {
            let message = format!("value `{value}` of `{}` is not in the spec", def.name);
            let place = places::type_def(def).key("enum").of_key();
            let new = finding(Kind::Value, Problem::NotInSpec, value, Some(line), message);
            ledger.add(new.of(&def.name).at(place));
        }
    }
}

/// Whether a text is one of the values of an enum.
pub(crate) fn is_one(def: &TypeDef, value: &str) -> bool {
    match &def.kind {
        TypeKind::Choice(choice) => choice.values.iter().any(|one| is_it(&one.wire, value)),
        _ => false,
    }
}

fn is_it(wire: &ChoiceWire, value: &str) -> bool {
    match wire {
        ChoiceWire::Text(text) => text == value,
        ChoiceWire::Integer(number) => number.to_string() == value,
    }
}

/// A value that the page gives for a constant.
pub(crate) fn of_constant(
    context: &Context<'_>,
    ledger: &mut Ledger,
    operation: usize,
    param: &FixedParam,
    value: &str,
    line: usize,
) {
    let Some(own) = names::constant(param) else {
        return;
    };
    let sample = value.trim().trim_end_matches(';');
    let open = sample.is_empty() || Pattern::new(sample).has_hole();
    if open || own == sample || param.wire.eq_ignore_ascii_case("content-type") {
        return;
    }
    let name = &context.api.operations[operation].name;
    let wire = &param.wire;
    let message = format!("`{wire}` is `{sample}` in the document, and always `{own}` in the spec");
    let new = finding(Kind::Value, Problem::Differs, wire, Some(line), message);
    ledger.add(new.of(name).at(context.params_place(operation)));
}
