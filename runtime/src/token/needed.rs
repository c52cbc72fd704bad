//! Which tokens of an operation a call needs: where there is a choice of authorisation, those of the way that is used.

use crate::{
    Auth, FixedSource, OperationDescription, SignatureRecipe, Token, auth,
    braces::{Piece, pieces},
    signature::{Make, Member},
};

/// The tokens that a call needs which is authorised in this way; the first one unless it is named.
pub(crate) fn needed<'w>(
    operation: &'static OperationDescription,
    way: Option<&'w str>,
) -> impl Iterator<Item = &'static Token> + use<'w> {
    let has_choice = operation
        .auth
        .iter()
        .any(|auth| matches!(auth, Auth::AnyOf(_)));
    let tokens = operation.policy.tokens.iter();
    tokens.filter(move |token| !has_choice || is_named(operation, way, token.name))
}

fn is_named(operation: &OperationDescription, way: Option<&str>, name: &str) -> bool {
    let is_fixed = operation
        .fixed
        .iter()
        .any(|param| matches!(param.source, FixedSource::Credential(known) if known == name));
    // What is wrong with the choice is told when the request is authorised.
    let ways = auth::ways(operation.auth, way).unwrap_or_default();
    is_fixed
        || ways
            .iter()
            .any(|auth| names(*auth, operation.api.signatures, name))
}

fn names(auth: Auth, recipes: &[SignatureRecipe], name: &str) -> bool {
    match auth {
        Auth::Header { value, .. } | Auth::Query { value, .. } | Auth::Cookie { value, .. } => {
            has(value, name)
        }
        Auth::Basic { user, password } => has(user, name) || has(password, name),
        Auth::Signature { name: recipe } => recipes
            .iter()
            .filter(|known| known.name == recipe)
            .flat_map(|known| known.steps)
            .any(|step| makes_from(&step.make, name)),
        // Code of the caller's may ask for any of them.
        Auth::Signer { .. } => true,
        Auth::AnyOf(_) => false,
    }
}

fn makes_from(make: &Make, name: &str) -> bool {
    match *make {
        Make::Template(of) | Make::Hash(_, of) | Make::Compress(_, of) | Make::Decode(_, of) => {
            has(of, name)
        }
        Make::Hmac { key, of, .. } | Make::Rsa { key, of, .. } => has(key, name) || has(of, name),
        Make::Json(members) => members.iter().any(|(_, member)| match *member {
            Member::Text(of) | Member::Number(of) => has(of, name),
        }),
        Make::Pairs(_) | Make::Headers(_) | Make::Param(_) | Make::Now(_) | Make::Nonce(_) => false,
    }
}

fn has(template: &str, name: &str) -> bool {
    let pieces = pieces(template).unwrap_or_default();
    pieces.contains(&Piece::Name(name))
}
