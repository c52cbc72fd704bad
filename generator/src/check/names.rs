//! Names that become the same identifier in Rust, scope by scope.

use std::collections::HashMap;

use crate::diag::{Code, Diagnostics, Place};
use crate::model::{Api, Class, Field, Operation, Param, RuleKind, TypeDef, TypeKind};
use crate::places;
use crate::{ident, names};

/// The identifiers of one scope, and where each was taken.
#[derive(Debug)]
struct Taken {
    help: &'static str,
    seen: HashMap<String, (String, Place)>,
}

impl Taken {
    fn new(help: &'static str) -> Self {
        Self {
            help,
            seen: HashMap::new(),
        }
    }

    /// Takes an identifier for what is written as `name`, or reports who has it.
    fn take(
        &mut self,
        ident: String,
        name: &str,
        place: impl FnOnce() -> Place,
        diags: &mut Diagnostics,
    ) {
        let shown = ident::plain(&ident).to_owned();
        let Some((first, first_place)) = self.seen.get(&shown) else {
            self.seen.insert(shown, (name.to_owned(), place()));
            return;
        };
        let message = match first == name {
            true => format!("two things are called `{name}`"),
            false => format!("`{first}` and `{name}` are both `{shown}` in Rust"),
        };
        diags
            .error(Code::NameCollision, place(), message)
            .label(first_place.clone(), "the other one")
            .help(self.help);
    }
}

const RENAME: &str = "rename one of them";
const BY_RUST: &str = "give one of them another name with `rust`";
const BY_NAME: &str = "give one of them another name with `name`";

pub(super) fn check(api: &Api, diags: &mut Diagnostics) {
    check_types(api, diags);
    for def in &api.types {
        check_members(def, diags);
    }
    check_operations(api, diags);
    for operation in &api.operations {
        check_params(api, operation, diags);
    }
    check_errors(api, diags);
    check_builder(api, diags);
    check_servers(api, diags);
}

fn check_types(api: &Api, diags: &mut Diagnostics) {
    let mut taken = Taken::new(RENAME);
    for def in &api.types {
        let ident = ident::upper_camel(&def.name);
        taken.take(ident, &def.name, || places::type_def(def).of_key(), diags);
    }
}

fn check_members(def: &TypeDef, diags: &mut Diagnostics) {
    let here = || places::type_def(def);
    match &def.kind {
        TypeKind::Struct(shape) => {
            let mut taken = Taken::new(BY_RUST);
            for (index, field) in shape.fields.iter().enumerate() {
                // Reported as such already.
                if shape.fields[..index]
                    .iter()
                    .any(|earlier| is_same(earlier, field))
                {
                    continue;
                }
                let place = || here().key("fields").key(&field.key).of_key();
                taken.take(names::field(field), &field.key, place, diags);
            }
        }
        TypeKind::Choice(choice) => {
            let mut taken = Taken::new(BY_NAME);
            for value in &choice.values {
                let place = || here().key("enum").key(&value.key).of_key();
                taken.take(ident::upper_camel(&value.name), &value.key, place, diags);
            }
        }
        TypeKind::Union(union) => {
            let mut taken = Taken::new(RENAME);
            for variant in &union.variants {
                let place = || here().key("one_of").key(&variant.key).of_key();
                taken.take(
                    names::of_variant(variant, union.open),
                    &variant.key,
                    place,
                    diags,
                );
            }
        }
        TypeKind::Alias(_) | TypeKind::Error => {}
    }
}

/// One wire name given twice.
fn is_same(a: &Field, b: &Field) -> bool {
    a.wire == b.wire && a.rust == b.rust
}

/// An operation is a method of the client and a struct; the two are spelt differently.
fn check_operations(api: &Api, diags: &mut Diagnostics) {
    let mut requests = Taken::new(RENAME);
    for operation in &api.operations {
        let place = || places::operation(operation).of_key();
        requests.take(
            ident::upper_camel(&operation.name),
            &operation.name,
            place,
            diags,
        );
        if !operation.outcomes().is_empty() {
            let name = names::answer_type(&operation.name);
            let place = || places::operation(operation).key("answers").of_key();
            requests.take(name.clone(), &name, place, diags);
        }
    }
}

fn check_params(api: &Api, operation: &Operation, diags: &mut Diagnostics) {
    let mut taken = Taken::new(BY_RUST);
    for (index, param) in operation.params.iter().enumerate() {
        let same = |earlier: &Param| {
            earlier.location == param.location && is_same(&earlier.field, &param.field)
        };
        if operation.params[..index].iter().any(same) {
            continue;
        }
        let place = || places::param(api, operation, param).of_key();
        taken.take(names::field(&param.field), &param.field.key, place, diags);
    }
    for rule in &operation.rules {
        let Some(setter) = &rule.setter else {
            continue;
        };
        // A joint setter may take the place of the setter of the parameter it is named after.
        let own = |param: &Param| names::field(&param.field) == *setter;
        let mut params = operation.params.iter().enumerate();
        if params.any(|(index, param)| own(param) && is_replaced(&rule.kind, index)) {
            continue;
        }
        let place = || {
            places::operation(operation)
                .key("rules")
                .index(rule.index)
                .key("setter")
        };
        taken.take(ident::snake(setter), setter, place, diags);
    }
}

/// Whether a parameter has no setter of its own, since it must not be given alone.
fn is_replaced(rule: &RuleKind, param: usize) -> bool {
    match rule {
        RuleKind::Requires(first, _) => *first == param,
        RuleKind::Together(all) => all.contains(&param),
        _ => false,
    }
}

fn check_errors(api: &Api, diags: &mut Diagnostics) {
    let mut taken = Taken::new(BY_NAME);
    for row in api.errors.iter().filter(|row| row.class != Class::Success) {
        let place = || places::error_row(row).of_key();
        taken.take(names::variant(row), &row.key, place, diags);
    }
}

/// Credentials and server variables are methods of one builder.
fn check_builder(api: &Api, diags: &mut Diagnostics) {
    let mut taken = Taken::new(RENAME);
    for credential in &api.credentials {
        let ident = ident::builder_method(&credential.name);
        taken.take(
            ident,
            &credential.name,
            || places::credential(credential).of_key(),
            diags,
        );
    }
    for variable in &api.variables {
        let Some(server) = api
            .servers
            .iter()
            .find(|server| server.name == variable.server)
        else {
            continue;
        };
        let place = || {
            places::server(server)
                .key("variables")
                .key(&variable.name)
                .of_key()
        };
        taken.take(
            ident::builder_method(&variable.name),
            &variable.name,
            place,
            diags,
        );
    }
}

fn check_servers(api: &Api, diags: &mut Diagnostics) {
    let mut taken = Taken::new(RENAME);
    for server in &api.servers {
        let ident = ident::upper_camel(&server.name);
        taken.take(
            ident,
            &server.name,
            || places::server(server).of_key(),
            diags,
        );
    }
}
