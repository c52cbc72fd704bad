//! Signatures, in both ways: the recipes of the specs over what the vendors' packages signed, and requests of the
//! clients for the packages to sign once more.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};
use specwright_apis::rt::testing::{Canned, Vector, check_vector};
use specwright_apis::rt::{ApiDescription, Operation};
use specwright_apis::{quickbi, tencent_chat};

const FOLDER: &str = "target/peers";
const TOKEN: &str = r#"{"RequestId":"1","Success":true,"Result":{"AccessToken":"a","TokeType":4}}"#;
const FIGURES: &str = r#"{"ErrorCode":0,"ErrorInfo":"OK","Result":[]}"#;

/// What `signatures.py` wrote.
#[derive(Deserialize)]
struct Asked {
    recipe: String,
    credentials: BTreeMap<String, String>,
    now: String,
    given: BTreeMap<String, String>,
    method: String,
    url: String,
    #[serde(default)]
    query: Vec<(String, String)>,
    #[serde(default)]
    headers: Vec<(String, String)>,
    #[serde(default)]
    form: Vec<(String, String)>,
    #[serde(default)]
    body: String,
    #[serde(default)]
    expect: BTreeMap<String, String>,
    /// What the last step of the recipe gives.
    authorization: Option<String>,
}

impl Asked {
    fn credential(&self, name: &str) -> &str {
        self.credentials.get(name).expect("a credential")
    }

    /// A value of the query or form, whichever.
    fn value(&self, number: usize) -> String {
        let mut values = self.query.iter().chain(&self.form).cycle();
        let found = values.nth(number).map(|(_, value)| value.clone());
        found.unwrap_or_default()
    }
}

fn asked(recipe: &str) -> Vec<Asked> {
    let path = format!("{FOLDER}/{recipe}.jsonl");
    let text = std::fs::read_to_string(&path).expect("what .ci/peers makes");
    let asked: Vec<Asked> = text
        .lines()
        .map(|line| serde_json::from_str(line).expect("a request"))
        .collect();
    assert_eq!(asked.len(), 1000, "{path}");
    asked
}

/// Vectors are static like the code they are generated into.
fn lasting(text: &str) -> &'static str {
    text.to_owned().leak()
}

fn pairs<'p>(
    pairs: impl IntoIterator<Item = (&'p String, &'p String)>,
) -> &'static [(&'static str, &'static str)] {
    let pairs: Vec<_> = pairs
        .into_iter()
        .map(|(name, value)| (lasting(name), lasting(value)))
        .collect();
    pairs.leak()
}

fn vector(api: &ApiDescription, asked: &Asked) -> Vector {
    let listed = |list: &[(String, String)]| pairs(list.iter().map(|(name, value)| (name, value)));
    let recipe = api.signatures.iter().find(|one| one.name == asked.recipe);
    let last = recipe.and_then(|recipe| recipe.steps.last());
    let last = last.expect("a recipe with steps").name.to_owned();
    let carried = asked.authorization.iter().map(|text| (&last, text));
    Vector {
        recipe: lasting(&asked.recipe),
        credentials: pairs(&asked.credentials),
        now: Some(lasting(&asked.now)),
        given: pairs(&asked.given),
        method: lasting(&asked.method),
        url: lasting(&asked.url),
        query: listed(&asked.query),
        headers: listed(&asked.headers),
        form: listed(&asked.form),
        body: lasting(&asked.body),
        expect: pairs(asked.expect.iter().chain(carried)),
    }
}

fn check(api: &'static ApiDescription, recipe: &str) {
    for asked in asked(recipe) {
        let vector = vector(api, &asked);
        assert!(!vector.expect.is_empty());
        assert_eq!(check_vector(api, &vector), Ok(()), "{vector:?}");
    }
}

fn quickbi_api() -> &'static ApiDescription {
    <quickbi::operations::CreateEmbedToken as Operation>::DESCRIPTION.api
}

#[test]
fn rpc_v1_is_that_of_the_package() {
    check(quickbi_api(), "rpc_v1");
}

#[test]
fn acs3_is_that_of_the_package() {
    check(quickbi_api(), "acs3");
}

#[test]
fn usersig_is_that_of_the_package() {
    let operation = <tencent_chat::operations::GetAppInfo as Operation>::DESCRIPTION;
    check(operation.api, "usersig");
}

/// Leaves what a client would have sent for `signatures.py check`.
fn leave(recipe: &str, sent: impl IntoIterator<Item = Value>) {
    let lines: String = sent.into_iter().map(|line| format!("{line}\n")).collect();
    std::fs::write(format!("{FOLDER}/sent_{recipe}.jsonl"), lines).expect("a file");
}

fn sent(canned: &Canned, asked: &Asked) -> Value {
    let requests = canned.requests();
    assert_eq!(requests.len(), 1);
    let request = &requests[0];
    let headers: BTreeMap<_, _> = request
        .headers()
        .iter()
        .map(|(name, value)| (name.as_str(), value.to_str().expect("text")))
        .collect();
    json!({
        "credentials": asked.credentials,
        "method": request.method().as_str(),
        "url": request.uri().to_string(),
        "headers": headers,
        "body": String::from_utf8_lossy(request.body()),
    })
}

async fn quickbi_request(
    asked: &Asked,
    choose: impl Fn(quickbi::ClientBuilder) -> quickbi::ClientBuilder,
) -> Value {
    let canned = Canned::default().answer(200, "application/json", TOKEN);
    let builder = quickbi::Client::builder()
        .access_key_id(asked.credential("access_key_id"))
        .access_key_secret(asked.credential("access_key_secret"))
        .transport(canned.clone());
    let client = choose(builder).build().expect("a client");
    let call = client.create_embed_token(asked.value(1));
    let call = call.account(asked.value(2), 1).user_id(asked.value(3));
    call.send().await.expect("a token");
    sent(&canned, asked)
}

#[tokio::test]
async fn the_package_is_left_requests_signed_by_rpc_v1() {
    let mut lines = Vec::new();
    for asked in asked("rpc_v1") {
        lines.push(quickbi_request(&asked, |builder| builder).await);
    }
    leave("rpc_v1", lines);
}

#[tokio::test]
async fn the_package_is_left_requests_signed_by_acs3() {
    let mut lines = Vec::new();
    for asked in asked("acs3") {
        lines.push(quickbi_request(&asked, |builder| builder.auth("acs3")).await);
    }
    leave("acs3", lines);
}

#[tokio::test]
async fn the_package_is_left_requests_with_a_usersig() {
    let mut lines = Vec::new();
    for asked in asked("usersig") {
        let canned = Canned::default().answer(200, "application/json", FIGURES);
        let app: u64 = asked.credential("sdk_app_id").parse().expect("a number");
        let client = tencent_chat::Client::builder()
            .sdk_app_id(app)
            .identifier(asked.credential("identifier"))
            .secret_key(asked.credential("secret_key"))
            .transport(canned.clone())
            .build()
            .expect("a client");
        client.get_app_info().send().await.expect("figures");
        lines.push(sent(&canned, &asked));
    }
    leave("usersig", lines);
}
