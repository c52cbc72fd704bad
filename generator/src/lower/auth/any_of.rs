//! A choice between ways of authorisation, of which one is enough.

use crate::diag::{Code, Diagnostics, Place};
use crate::lower::naming;
use crate::lower::scope::{Scope, at};
use crate::model::Auth;
use crate::spec::{self, Table};

/// The choices of `any_of` at `place`.
pub(super) fn lower(
    scope: &Scope<'_>,
    choices: &Table<Vec<spec::Auth>>,
    place: &Place,
    diags: &mut Diagnostics,
) -> Auth {
    if choices.len() < 2 {
        let message = match choices.len() {
            0 => "there is nothing to choose",
            _ => "one way is no choice",
        };
        diags
            .error(Code::AuthChoice, place.clone().of_key(), message)
            .help("give two or more, or write the way without `any_of`");
    }
    let choice = |(name, entries): (&str, &Vec<spec::Auth>)| {
        let place = at(place, name);
        naming::expect_snake(
            "a way of authorisation",
            name,
            place.clone().of_key(),
            diags,
        );
        for (index, _) in entries
            .iter()
            .enumerate()
            .filter(|(_, one)| one.any_of.is_some())
        {
            let place = at(&place.clone().index(index), "any_of").of_key();
            let message = "a choice cannot be made within a choice";
            diags
                .error(Code::AuthChoice, place, message)
                .help("write its ways beside the others");
        }
        let ways = super::lower(scope, entries, &place, diags).into_iter();
        (name.to_owned(), ways.map(|(way, _)| way).collect())
    };
    Auth::AnyOf(choices.iter().map(choice).collect())
}
