//! Recipes as plain data, like the rest of an operation's description.
//!
//! Texts marked as templates name in braces: earlier steps, `method`, `host`, `path`, `query_string` and `body` of the
//! request, and credentials, in this order; doubled braces stand for braces. The generator has checked that each name is
//! one of them.

/// How requests are signed: steps that are carried out in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recipe {
    /// Name in the spec.
    pub name: &'static str,
    /// Steps; each may use those before it.
    pub steps: &'static [Step],
}

/// A step: makes a text or bytes, spells it, and may put it into the request at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Name by which later steps use the result.
    pub name: &'static str,
    /// What is made.
    pub make: Make,
    /// How it is spelt.
    pub encode: Option<Encoding>,
    /// Texts in the result and what takes their place; the result is read once, from its start.
    pub replace: &'static [(&'static str, &'static str)],
    /// Where the result goes besides later steps.
    pub put: Option<Put>,
}

/// What a step makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Make {
    /// A text from a template; bytes, where the template is the name of bytes alone.
    Template(&'static str),
    /// Parameters of the request as one text.
    Pairs(Pairs),
    /// Headers of the request as one text.
    Headers(Headers),
    /// One parameter or header of the request; nothing where there is none.
    Param(Param),
    /// A hash of a template.
    Hash(Hash, &'static str),
    /// A keyed hash.
    Hmac {
        /// The hash below it.
        hash: Hash,
        /// Template of the key.
        key: &'static str,
        /// Template of what is hashed.
        of: &'static str,
    },
    /// A signature with an RSA key, by PKCS #1 version 1.5.
    Rsa {
        /// The hash below it.
        hash: RsaHash,
        /// Template of the private key: PEM of PKCS #8 or PKCS #1.
        key: &'static str,
        /// Template of what is signed.
        of: &'static str,
    },
    /// A template, compressed.
    Compress(Compression, &'static str),
    /// The bytes that a template spells.
    Decode(Decoding, &'static str),
    /// A JSON object without spaces, members in this order.
    Json(&'static [(&'static str, Member)]),
    /// The time.
    Now(Clock),
    /// A value that was not used before.
    Nonce(Nonce),
}

/// Parameters as one text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pairs {
    /// Where they are taken from, in this order.
    pub from: &'static [PairSource],
    /// Names that are left out.
    pub except: &'static [&'static str],
    /// Leaves out those whose value is empty.
    pub skip_empty: bool,
    /// Their order.
    pub sort: Sort,
    /// Spelling of each name and value.
    pub encode: Option<Encoding>,
    /// Between a name and its value.
    pub assign: &'static str,
    /// Between two pairs.
    pub join: &'static str,
}

/// A part of the request that has parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PairSource {
    /// Query string.
    Query,
    /// Body, if it is a form.
    Form,
    /// Body, if it is a JSON object: its members, those that are no text as they stand.
    Json,
}

/// One parameter or header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Param {
    /// Where it is.
    pub from: ParamSource,
    /// Its name.
    pub name: &'static str,
    /// Takes it out of the request.
    pub remove: bool,
}

/// Where a parameter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParamSource {
    /// Query string.
    Query,
    /// Headers.
    Header,
}

/// Order of pairs; those of one name are ordered by value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// As the request has them.
    Given,
    /// By the bytes of their names.
    Name,
    /// By the bytes of their names once spelt.
    Encoded,
}

/// Headers as one text, by name, in lower case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Headers {
    /// Names in lower case; one that ends with `*` stands for all that begin so. `host` is among the headers.
    pub matching: &'static [&'static str],
    /// What is written for each: `{name}` and `{value}` stand for the header's, doubled braces for braces.
    pub format: &'static str,
    /// Between two headers.
    pub join: &'static str,
}

/// A hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hash {
    /// MD5, for services that ask for it.
    Md5,
    /// SHA-1, for services that ask for it.
    Sha1,
    /// SHA-256.
    Sha256,
    /// SHA-384.
    Sha384,
    /// SHA-512.
    Sha512,
}

/// A hash below a signature with an RSA key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RsaHash {
    /// SHA-256.
    Sha256,
    /// SHA-384.
    Sha384,
    /// SHA-512.
    Sha512,
}

/// A way of compressing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compression {
    /// RFC 1950.
    Zlib,
}

/// A spelling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// `%XX` for all but RFC 3986's unreserved characters.
    Percent,
    /// As HTML forms: space is `+`, and `*` stays while `~` does not.
    Form,
    /// Digits and `a` to `f`.
    Hex,
    /// Digits and `A` to `F`.
    HexUpper,
    /// RFC 4648, section 4.
    Base64,
    /// The same without `=` at its end.
    Base64Bare,
    /// RFC 4648, section 5.
    Base64Url,
    /// The same without `=` at its end.
    Base64UrlBare,
    /// ASCII letters in lower case.
    Lower,
    /// ASCII letters in upper case.
    Upper,
}

/// A spelling that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decoding {
    /// Digits and `a` to `f` or `A` to `F`.
    Hex,
    /// RFC 4648, section 4, with or without `=` at its end.
    Base64,
    /// RFC 4648, section 5, with or without `=` at its end.
    Base64Url,
}

/// A member of a JSON object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Member {
    /// Template of a text.
    Text(&'static str),
    /// Template of a number.
    Number(&'static str),
}

/// How the time is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// Seconds since 1970.
    UnixSeconds,
    /// Milliseconds since 1970.
    UnixMillis,
    /// By a pattern, in UTC.
    Pattern(&'static str),
}

/// A value that was not used before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nonce {
    /// A random UUID.
    Uuid,
    /// 32 random hexadecimal digits.
    Hex,
    /// A random 32-bit unsigned integer.
    RandomU32,
}

/// Where the result of a step goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Put {
    /// A query parameter of this name.
    Query(&'static str),
    /// A header of this name.
    Header(&'static str),
    /// A member of this name in a body that is a form or a JSON object; else a query parameter.
    Field(&'static str),
}
