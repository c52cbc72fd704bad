//! Keys about signatures: recipes of steps, and test vectors.

use serde::Deserialize;

use super::{Scalar, Source, Table};

/// How requests are signed: steps that are carried out in order, and test vectors that prove them.
///
/// Texts of steps are templates: `{name}` stands for the result of an earlier step, for `method`, `host`, `path`,
/// `query_string` or `body` of the request, or for a credential; `{{` and `}}` stand for braces.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Signature {
    /// What a reader should know.
    #[serde(default)]
    pub text: Option<String>,
    /// Where the fact comes from.
    #[serde(default)]
    pub source: Option<Source>,
    /// The steps by name, in snake case.
    pub steps: Table<SignatureStep>,
    /// Requests whose signature is known. Each becomes a test; there is at least one.
    #[serde(default)]
    pub vectors: Table<SignatureVector>,
}

/// A step makes one thing: exactly one of `template`, `pairs`, `headers`, `param`, `hash`, `hmac`, `rsa`, `compress`,
/// `decode`, `json`, `now`, `nonce`. Then `encode` spells it, `replace` changes the text, and `query`, `header` or
/// `field` puts it into the request, where later steps see it.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct SignatureStep {
    /// A text, for instance `"{method}&%2F&{encoded}"`. A name alone may stand for bytes.
    pub template: Option<String>,
    /// Parameters of the request as one text.
    pub pairs: Option<SignaturePairs>,
    /// Headers of the request as one text, by name in lower case; `host` is among them.
    pub headers: Option<SignatureHeaders>,
    /// One parameter of the request; nothing where there is none.
    pub param: Option<SignatureParam>,
    /// A hash of `of`.
    pub hash: Option<Hash>,
    /// A keyed hash of `of` with `key`.
    pub hmac: Option<Hash>,
    /// A signature of `of` by RSA (PKCS #1, version 1.5) with the private key `key`, which is PEM of PKCS #8 or PKCS #1.
    pub rsa: Option<RsaHash>,
    /// `of`, compressed.
    pub compress: Option<Compression>,
    /// The bytes that `of` spells.
    pub decode: Option<Decoding>,
    /// A JSON object without spaces: templates by member, in this order.
    pub json: Option<Table<SignatureMember>>,
    /// The time in UTC: `unix_seconds`, `unix_millis`, or a pattern as `format` of a type takes it.
    pub now: Option<String>,
    /// A value that was not used before.
    pub nonce: Option<Nonce>,
    /// Template of what is hashed, signed, compressed or decoded.
    pub of: Option<String>,
    /// Template of the key of `hmac` or `rsa`.
    pub key: Option<String>,
    /// How the result is spelt.
    pub encode: Option<Encoding>,
    /// Texts in the result, once spelt, and what takes their place.
    pub replace: Table<String>,
    /// Name of a query parameter that carries the result.
    pub query: Option<String>,
    /// Name of a header that carries the result.
    pub header: Option<String>,
    /// Name of a field that carries the result: of the body where that is a form or a JSON object, else of the query.
    pub field: Option<String>,
    /// What a reader should know.
    pub text: Option<String>,
}

/// Parameters as one text.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct SignaturePairs {
    /// Parts of the request they are taken from: `[query, form]` unless said otherwise.
    pub from: Option<Vec<PairSource>>,
    /// Names that are left out.
    pub except: Vec<String>,
    /// Leaves out those whose value is empty.
    pub skip_empty: bool,
    /// Their order; those of one name are ordered by value. Without it they stay as the request has them.
    pub sort: Option<Sort>,
    /// How names and values are spelt; as they are unless said otherwise.
    pub encode: Option<Encoding>,
    /// Between a name and its value: `=` unless said otherwise.
    pub assign: Option<String>,
    /// Between two pairs: `&` unless said otherwise.
    pub join: Option<String>,
}

/// One parameter of the request: exactly one of `query` and `header`.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct SignatureParam {
    /// Name of a query parameter.
    pub query: Option<String>,
    /// Name of a header.
    pub header: Option<String>,
    /// Takes it out of the request, for instance to send it elsewhere.
    pub remove: bool,
}

/// Headers as one text.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SignatureHeaders {
    /// Names in lower case; one that ends with `*` stands for all that begin so.
    #[serde(rename = "match")]
    pub matching: Vec<String>,
    /// What is written for each: `{name}` and `{value}` stand for the header's, `{{` and `}}` for braces.
    pub format: String,
    /// Between two headers: nothing unless said otherwise.
    #[serde(default)]
    pub join: Option<String>,
}

/// A member of a JSON object. Short form: the template of a text.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(transform = super::schema::or_text))]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct SignatureMember {
    /// Template of a number.
    pub number: String,
    /// Whether the short form was used: the template is that of a text.
    #[serde(skip)]
    pub is_text: bool,
}

/// A request whose signature is known.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SignatureVector {
    /// What it shows.
    #[serde(default)]
    pub text: Option<String>,
    /// Where it comes from.
    #[serde(default)]
    pub source: Option<Source>,
    /// Values of credentials.
    #[serde(default)]
    pub credentials: Table<Scalar>,
    /// The time: seconds since 1970, or as in `"2021-09-10T10:38:18Z"`. Needed where a step tells the time.
    #[serde(default)]
    pub now: Option<Scalar>,
    /// Results that are taken as they are, by step. Nonces must be given; of other steps, those that make text may be.
    #[serde(default)]
    pub given: Table<Scalar>,
    /// HTTP method: `GET` unless said otherwise.
    #[serde(default)]
    pub method: Option<String>,
    /// URL without a query: `https://example.com/` unless said otherwise.
    #[serde(default)]
    pub url: Option<String>,
    /// Query parameters, not encoded.
    #[serde(default)]
    pub query: Table<Scalar>,
    /// Headers.
    #[serde(default)]
    pub headers: Table<Scalar>,
    /// Fields of a form, not encoded.
    #[serde(default)]
    pub form: Table<Scalar>,
    /// Body, instead of a form.
    #[serde(default)]
    pub body: Option<String>,
    /// What steps must give; bytes in lower-case hex.
    pub expect: Table<Scalar>,
}

/// Declares words of the language that stand for what the runtime knows under the same name.
macro_rules! words {
    ($(#[doc = $doc:literal] $name:ident { $(#[doc = $text:literal] $word:ident,)* })*) => {
        $(
            #[doc = $doc]
            #[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
            #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
            #[serde(rename_all = "snake_case")]
            pub enum $name {
                $(#[doc = $text] $word,)*
            }

            impl $name {
                /// Name of the variant, here and in the runtime.
                pub fn variant(self) -> &'static str {
                    match self { $(Self::$word => stringify!($word),)* }
                }
            }
        )*
    };
}

words! {
    /// A hash.
    Hash {
        /// MD5.
        Md5,
        /// SHA-1.
        Sha1,
        /// SHA-256.
        Sha256,
        /// SHA-384.
        Sha384,
        /// SHA-512.
        Sha512,
    }
    /// A hash below a signature by RSA.
    RsaHash {
        /// SHA-256.
        Sha256,
        /// SHA-384.
        Sha384,
        /// SHA-512.
        Sha512,
    }
    /// A way of compressing.
    Compression {
        /// RFC 1950.
        Zlib,
    }
    /// A spelling.
    Encoding {
        /// `%XX` for all but RFC 3986's unreserved characters.
        Percent,
        /// As HTML forms: space is `+`, and `*` stays while `~` does not.
        Form,
        /// Hexadecimal in lower case.
        Hex,
        /// Hexadecimal in upper case.
        HexUpper,
        /// Base64.
        Base64,
        /// The same without `=` at its end.
        Base64Bare,
        /// Base64 with the alphabet for URLs.
        Base64Url,
        /// The same without `=` at its end.
        Base64UrlBare,
        /// ASCII letters in lower case.
        Lower,
        /// ASCII letters in upper case.
        Upper,
    }
    /// A spelling that is read.
    Decoding {
        /// Hexadecimal.
        Hex,
        /// Base64, with or without `=` at its end.
        Base64,
        /// The same with the alphabet for URLs.
        Base64Url,
    }
    /// A value that was not used before.
    Nonce {
        /// Random UUID.
        Uuid,
        /// 32 random hexadecimal digits.
        Hex,
        /// Random 32-bit unsigned integer.
        RandomU32,
    }
    /// A part of the request that has parameters.
    PairSource {
        /// Query string.
        Query,
        /// Body, if it is a form.
        Form,
        /// Body, if it is a JSON object: its members, those that are no text as they are written.
        Json,
    }
    /// Order of pairs.
    Sort {
        /// By the bytes of their names.
        Name,
        /// By the bytes of their names once spelt.
        Encoded,
    }
}
