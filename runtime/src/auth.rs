//! Authorising a request: fixed places for credentials, recipes and signers for what must be computed.

use std::{borrow::Cow, fmt};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use bytes::Bytes;
use http::{HeaderMap, Method};
use jiff::Timestamp;

use crate::{
    Auth, FixedSource, Location, OperationDescription, Secret, SignatureRecipe,
    base_url::BaseUrl,
    credentials::Credentials,
    request::Draft,
    signature::{self, Inputs, Put},
};

/// Text of this length or more that a signer adds is taken for a signature and hidden in errors.
/// Shorter text, such as the name of a method, would only make messages unreadable.
const SIGNATURE_LENGTH: usize = 16;

/// Computes what a request must carry: the way out for APIs whose authorisation is more than a template.
///
/// It runs once for each try, after all parameters are in place and before anything is encoded.
///
/// ```
/// use specwright_runtime::{SignError, Signer, Signing};
///
/// /// Adds the time and the key, and a "signature" of both.
/// struct Sum;
///
/// impl Signer for Sum {
///     fn sign(&self, request: &mut Signing<'_>) -> Result<(), SignError> {
///         let now = request.now().as_second().to_string();
///         let key = request.credential("key")?.to_owned();
///         request.push_query("timestamp", now.clone());
///         request.push_query("signature", format!("{now}/{}/{}", key.len(), request.path()));
///         Ok(())
///     }
/// }
/// ```
pub trait Signer: Send + Sync + 'static {
    /// Adds what the request lacks.
    ///
    /// # Errors
    ///
    /// When it cannot be signed; nothing is sent then.
    fn sign(&self, request: &mut Signing<'_>) -> Result<(), SignError>;
}

/// A request that is complete but for its signature.
pub struct Signing<'r> {
    draft: &'r mut Draft,
    base: &'r BaseUrl,
    credentials: &'r Credentials,
    now: Timestamp,
}

/// Why a request could not be signed.
#[derive(Clone, Debug)]
pub struct SignError(String);

impl Signing<'_> {
    /// HTTP method.
    pub fn method(&self) -> &Method {
        &self.draft.method
    }

    /// Host, and port where the base URL names one.
    pub fn host(&self) -> &str {
        self.base.authority()
    }

    /// Encoded path, that of the base URL included.
    pub fn path(&self) -> String {
        format!("{}{}", self.base.path(), self.draft.path)
    }

    /// Query parameters in order, not encoded; a flag has no value.
    pub fn query(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        self.draft
            .query
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_deref()))
    }

    /// Headers set so far. `Host` and `Content-Length` are not among them.
    pub fn headers(&self) -> &HeaderMap {
        &self.draft.headers
    }

    /// Body as it will be sent.
    pub fn body(&self) -> &[u8] {
        &self.draft.body
    }

    /// The time to sign with.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// A credential of the client.
    ///
    /// # Errors
    ///
    /// When the API has no such credential, or the client was built without it.
    pub fn credential(&self, name: &str) -> Result<&str, SignError> {
        self.credentials.get(name).map_err(SignError)
    }

    /// Adds a query parameter. A value of 16 bytes or more is hidden in errors.
    pub fn push_query(&mut self, name: impl Into<String>, value: impl Into<String>) {
        let value = value.into();
        self.hide_signature(&value);
        self.draft.query.push((name.into(), Some(value)));
    }

    /// Sets a header. A value of 16 bytes or more is hidden in errors.
    ///
    /// # Errors
    ///
    /// When the name or the value cannot stand in a header.
    pub fn set_header(&mut self, name: &str, value: &str) -> Result<(), SignError> {
        self.hide_signature(value);
        self.draft.set_header(name, value, true).map_err(SignError)
    }

    /// Replaces the body.
    pub fn set_body(&mut self, body: impl Into<Bytes>) {
        self.draft.body = body.into();
    }

    /// Hides a text in errors, such as a derived key.
    pub fn hide(&mut self, text: impl Into<Secret>) {
        self.draft.hidden.push(text.into());
    }

    fn hide_signature(&mut self, value: &str) {
        if value.len() >= SIGNATURE_LENGTH {
            self.hide(value);
        }
    }
}

impl fmt::Debug for Signing<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Values stay out: they may be secrets.
        f.debug_struct("Signing")
            .field("method", &self.draft.method)
            .field("host", &self.host())
            .finish_non_exhaustive()
    }
}

impl SignError {
    /// An error with a text for people.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }
}

impl fmt::Display for SignError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for SignError {}

/// The signers that a client was built with.
pub(crate) type Signers = [(&'static str, Box<dyn Signer>)];

/// What authorising takes from outside of the request.
#[derive(Clone, Copy)]
pub(crate) struct Authorities<'a> {
    pub(crate) base: &'a BaseUrl,
    pub(crate) credentials: &'a Credentials,
    pub(crate) signers: &'a Signers,
    pub(crate) recipes: &'static [SignatureRecipe],
    /// Name of the way that the client was told to use, where there are several.
    pub(crate) way: Option<&'a str>,
}

/// Authorises a request: the templates in order, then signatures, which see everything else.
pub(crate) fn authorise(
    draft: &mut Draft,
    auth: &[Auth],
    with: Authorities<'_>,
) -> Result<(), String> {
    let auth = ways(auth, with.way)?;
    auth.iter()
        .try_for_each(|auth| apply_template(draft, *auth, with.credentials))?;
    for auth in auth.iter() {
        match *auth {
            Auth::Signature { name } => by_recipe(draft, name, with)?,
            Auth::Signer { name } => by_signer(draft, name, with)?,
            _ => {}
        }
    }
    Ok(())
}

/// The entries that apply: in place of a choice those of the way that is named, else of the first.
pub(crate) fn ways<'a>(auth: &'a [Auth], way: Option<&str>) -> Result<Cow<'a, [Auth]>, String> {
    if !auth.iter().any(|auth| matches!(auth, Auth::AnyOf(_))) {
        return Ok(Cow::Borrowed(auth));
    }
    let mut found = Vec::new();
    for auth in auth {
        match *auth {
            Auth::AnyOf(choices) => {
                found.extend_from_slice(&ways(choose(choices, way)?, way)?);
            }
            auth => found.push(auth),
        }
    }
    Ok(Cow::Owned(found))
}

fn choose(
    choices: &[(&'static str, &'static [Auth])],
    way: Option<&str>,
) -> Result<&'static [Auth], String> {
    let Some(name) = way else {
        return Ok(choices.first().map_or(&[], |(_, auth)| *auth));
    };
    let found = choices.iter().find(|(known, _)| *known == name);
    found.map(|(_, auth)| *auth).ok_or_else(|| {
        let known: Vec<&str> = choices.iter().map(|(known, _)| *known).collect();
        format!(
            "there is no way of authorisation `{name}` here; there are `{}`",
            known.join("`, `")
        )
    })
}

/// Whether a query parameter of this name is one that each attempt gets anew: for authorisation, a credential, or a value
/// that is never used twice. A service may repeat them in the links that it gives.
pub(crate) fn is_own(operation: &OperationDescription, name: &str) -> bool {
    let is_fixed = operation.fixed.iter().any(|param| {
        let is_constant = matches!(param.source, FixedSource::Constant(_));
        param.location == Location::Query && param.wire == name && !is_constant
    });
    is_fixed || adds(operation.auth, operation.api.signatures, name)
}

fn adds(auth: &[Auth], recipes: &[SignatureRecipe], name: &str) -> bool {
    auth.iter().any(|auth| match auth {
        Auth::Query { name: own, .. } => *own == name,
        Auth::Signature { name: recipe } => {
            let recipe = recipes.iter().find(|known| known.name == *recipe);
            let mut steps = recipe.into_iter().flat_map(|recipe| recipe.steps);
            steps.any(
                |step| matches!(step.put, Some(Put::Query(own) | Put::Field(own)) if own == name),
            )
        }
        Auth::AnyOf(ways) => ways.iter().any(|(_, auth)| adds(auth, recipes, name)),
        _ => false,
    })
}

fn by_recipe(draft: &mut Draft, name: &str, with: Authorities<'_>) -> Result<(), String> {
    let Some(recipe) = with.recipes.iter().find(|recipe| recipe.name == name) else {
        return Err(format!("there is no signature `{name}`"));
    };
    let inputs = Inputs {
        now: Timestamp::now(),
        given: &[],
    };
    signature::run(recipe, draft, with.base, with.credentials, inputs).map(|_| ())
}

fn by_signer(draft: &mut Draft, name: &str, with: Authorities<'_>) -> Result<(), String> {
    let Some((_, signer)) = with.signers.iter().find(|(known, _)| *known == name) else {
        return Err(format!(
            "signer `{name}` is missing: give it to the client builder"
        ));
    };
    let mut signing = Signing {
        draft,
        base: with.base,
        credentials: with.credentials,
        now: Timestamp::now(),
    };
    signer
        .sign(&mut signing)
        .map_err(|error| format!("signer `{name}`: {error}"))
}

fn apply_template(draft: &mut Draft, auth: Auth, credentials: &Credentials) -> Result<(), String> {
    match auth {
        Auth::Header { name, value } => draft.set_header(name, &credentials.fill(value)?, true),
        Auth::Query { name, value } => {
            draft
                .query
                .push((name.to_owned(), Some(credentials.fill(value)?)));
            Ok(())
        }
        Auth::Cookie { name, value } => draft.add_cookie(name, &credentials.fill(value)?),
        Auth::Basic { user, password } => {
            let (user, password) = (credentials.fill(user)?, credentials.fill(password)?);
            if user.contains(':') {
                return Err("the user of basic authorisation may not contain a colon".into());
            }
            let token = BASE64_STANDARD.encode(format!("{user}:{password}"));
            draft.set_header("authorization", &format!("Basic {token}"), true)?;
            draft.hidden.push(token.into());
            Ok(())
        }
        Auth::Signature { .. } | Auth::Signer { .. } | Auth::AnyOf(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn signer(name: &'static str) -> Auth {
        Auth::Signer { name }
    }

    static AUTH: &[Auth] = &[
        signer("before"),
        Auth::AnyOf(&[
            ("first", &[signer("a"), signer("b")]),
            ("second", &[signer("c")]),
            ("nobody", &[]),
        ]),
        signer("after"),
    ];

    fn names(way: Option<&str>) -> Result<Vec<&'static str>, String> {
        let name = |auth: &Auth| match *auth {
            Auth::Signer { name } => name,
            _ => "something else",
        };
        Ok(ways(AUTH, way)?.iter().map(name).collect())
    }

    #[test]
    fn of_a_choice_the_way_that_is_named_applies() {
        let expect = |way, names: &[&'static str]| (way, Ok(names.to_vec()));
        let table = [
            expect(None, &["before", "a", "b", "after"]),
            expect(Some("first"), &["before", "a", "b", "after"]),
            expect(Some("second"), &["before", "c", "after"]),
            expect(Some("nobody"), &["before", "after"]),
            (
                Some("third"),
                Err(
                    "there is no way of authorisation `third` here; there are `first`, `second`, `nobody`"
                        .to_owned(),
                ),
            ),
        ];
        for (way, expected) in table {
            assert_eq!(names(way), expected, "{way:?}");
        }
        // Where there is no choice, none need be known.
        assert!(ways(&[signer("a")], Some("third")).is_ok());
    }
    #[test]
    fn what_authorisation_adds_is_known_by_name() {
        const RECIPE: SignatureRecipe = SignatureRecipe {
            name: "hmac",
            steps: &[signature::Step {
                name: "sign",
                make: signature::Make::Template("x"),
                encode: None,
                replace: &[],
                put: Some(Put::Query("sign")),
            }],
        };
        const TOKEN: Auth = Auth::Query {
            name: "token",
            value: "{token}",
        };
        let auth = [
            Auth::AnyOf(&[("a", &[TOKEN])]),
            Auth::Signature { name: "hmac" },
        ];
        let own = |name| adds(&auth, &[RECIPE], name);
        assert!(own("token") && own("sign") && !own("page"));
    }
}
