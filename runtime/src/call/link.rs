//! Following the link of a next page: on the same server only, whatever the link says.

use http::Uri;

use crate::{
    Auth, OperationDescription,
    base_url::BaseUrl,
    request::Outline,
    signature::{Put, Recipe},
};

/// Takes path and query from a link. It may be a whole URL, or begin with its path or query.
pub(super) fn follow(
    outline: &mut Outline,
    operation: &'static OperationDescription,
    base: &BaseUrl,
    link: &str,
) -> Result<(), String> {
    // The link stays out of messages: it may hold what is secret.
    let (path, query) = if let Some(query) = link.strip_prefix('?') {
        (base.full_path(outline.path()), query.to_owned())
    } else {
        let uri: Uri = link
            .parse()
            .map_err(|_| "the link of the next page is no URL".to_owned())?;
        check_host(base, &uri)?;
        (
            uri.path().to_owned(),
            uri.query().unwrap_or_default().to_owned(),
        )
    };
    let Some(path) = path
        .strip_prefix(base.path())
        .filter(|path| path.starts_with('/'))
    else {
        return Err("the link of the next page leads out of the API".to_owned());
    };
    let own = |name: &str| adds(operation.auth, operation.api.signatures, name);
    outline.follow(path.to_owned(), &query, own)
}

/// Requests are sent to the base URL's own server in any case, so its scheme does not matter: services behind a proxy
/// write links with another one.
fn check_host(base: &BaseUrl, uri: &Uri) -> Result<(), String> {
    let Some(authority) = uri.authority() else {
        return Ok(());
    };
    let port = authority.port_u16();
    let same_port = port.is_none_or(|port| port == base.port());
    if authority.host().eq_ignore_ascii_case(base.host()) && same_port {
        return Ok(());
    }
    Err(format!(
        "the link of the next page leads to another host than {}",
        base.authority()
    ))
}

/// Whether authorisation puts a query parameter of this name.
fn adds(auth: &[Auth], recipes: &[Recipe], name: &str) -> bool {
    auth.iter().any(|auth| match auth {
        Auth::Query { name: own, .. } => *own == name,
        Auth::Signature { name: recipe } => {
            let recipe = recipes.iter().find(|known| known.name == *recipe);
            let mut steps = recipe.into_iter().flat_map(|recipe| recipe.steps);
            steps.any(|step| matches!(step.put, Some(Put::Query(own)) if own == name))
        }
        Auth::AnyOf(ways) => ways.iter().any(|(_, auth)| adds(auth, recipes, name)),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECIPE: Recipe = Recipe {
        name: "hmac",
        steps: &[crate::signature::Step {
            name: "sign",
            make: crate::signature::Make::Template("x"),
            encode: None,
            replace: &[],
            put: Some(Put::Query("sign")),
        }],
    };

    #[test]
    fn a_link_leads_to_the_same_server_only() {
        let base = BaseUrl::parse("https://api.example.com/v1").unwrap_or_else(|_| unreachable!());
        let check = |link: &str| check_host(&base, &link.parse().unwrap_or_default()).is_ok();
        for link in [
            "https://api.example.com/v1/items?page=2",
            "https://API.example.com:443/v1/items",
            "http://api.example.com/v1/items",
            "/v1/items?page=2",
        ] {
            assert!(check(link), "{link}");
        }
        for link in [
            "https://evil.example.com/v1/items",
            "https://api.example.com.evil.com/v1/items",
            "https://api.example.com@evil.com/v1/items",
            "https://api.example.com:8443/v1/items",
        ] {
            assert!(!check(link), "{link}");
        }
    }

    #[test]
    fn what_authorisation_adds_is_not_taken_from_a_link() {
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
