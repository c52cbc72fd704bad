//! Signatures of the model as the data that the runtime carries out.

use specwright::model;
use specwright_runtime::SignatureRecipe;
use specwright_runtime::signature as rt;

use crate::leak;

/// A signature.
pub(crate) fn recipe(signature: &model::Signature) -> SignatureRecipe {
    SignatureRecipe {
        name: leak::text(&signature.name),
        steps: leak::list(signature.steps.iter().map(step)),
    }
}

fn step(step: &model::Step) -> rt::Step {
    let replace = |(from, to): &(String, String)| (leak::text(from), leak::text(to));
    rt::Step {
        name: leak::text(&step.name),
        make: make(&step.make),
        encode: step.encode.map(encoding),
        replace: leak::list(step.replace.iter().map(replace)),
        put: step.put.as_ref().map(|put| match put {
            model::Put::Query(name) => rt::Put::Query(leak::text(name)),
            model::Put::Header(name) => rt::Put::Header(leak::text(name)),
            model::Put::Field(name) => rt::Put::Field(leak::text(name)),
        }),
    }
}

fn make(make: &model::Make) -> rt::Make {
    match make {
        model::Make::Template(template) => rt::Make::Template(leak::text(template)),
        model::Make::Pairs(pairs) => rt::Make::Pairs(self::pairs(pairs)),
        model::Make::Headers(headers) => rt::Make::Headers(rt::Headers {
            matching: leak::texts(&headers.matching),
            format: leak::text(&headers.format),
            join: leak::text(&headers.join),
        }),
        model::Make::Hash(kind, of) => rt::Make::Hash(hash(*kind), leak::text(of)),
        model::Make::Hmac(kind, key, of) => rt::Make::Hmac {
            hash: hash(*kind),
            key: leak::text(key),
            of: leak::text(of),
        },
        model::Make::Rsa(kind, key, of) => rt::Make::Rsa {
            hash: match kind {
                model::RsaHash::Sha256 => rt::RsaHash::Sha256,
                model::RsaHash::Sha384 => rt::RsaHash::Sha384,
                model::RsaHash::Sha512 => rt::RsaHash::Sha512,
            },
            key: leak::text(key),
            of: leak::text(of),
        },
        model::Make::Param(param) => rt::Make::Param(rt::Param {
            from: if param.is_header {
                rt::ParamSource::Header
            } else {
                rt::ParamSource::Query
            },
            name: leak::text(&param.name),
            remove: param.remove,
        }),
        model::Make::Compress(model::Compression::Zlib, of) => {
            rt::Make::Compress(rt::Compression::Zlib, leak::text(of))
        }
        model::Make::Decode(decoding, of) => {
            let decoding = match decoding {
                model::Decoding::Hex => rt::Decoding::Hex,
                model::Decoding::Base64 => rt::Decoding::Base64,
                model::Decoding::Base64Url => rt::Decoding::Base64Url,
            };
            rt::Make::Decode(decoding, leak::text(of))
        }
        model::Make::Json(members) => rt::Make::Json(leak::list(members.iter().map(member))),
        model::Make::Now(clock) => rt::Make::Now(match clock {
            model::Clock::UnixSeconds => rt::Clock::UnixSeconds,
            model::Clock::UnixMillis => rt::Clock::UnixMillis,
            model::Clock::Pattern(pattern) => rt::Clock::Pattern(leak::text(pattern)),
        }),
        model::Make::Nonce(nonce) => rt::Make::Nonce(match nonce {
            model::Nonce::Uuid => rt::Nonce::Uuid,
            model::Nonce::Hex => rt::Nonce::Hex,
            model::Nonce::RandomU32 => rt::Nonce::RandomU32,
        }),
    }
}

fn pairs(pairs: &model::Pairs) -> rt::Pairs {
    let source = |source: &model::PairSource| match source {
        model::PairSource::Query => rt::PairSource::Query,
        model::PairSource::Form => rt::PairSource::Form,
        model::PairSource::Json => rt::PairSource::Json,
    };
    rt::Pairs {
        from: leak::list(pairs.from.iter().map(source)),
        except: leak::texts(&pairs.except),
        skip_empty: pairs.skip_empty,
        sort: match pairs.sort {
            None => rt::Sort::Given,
            Some(model::Sort::Name) => rt::Sort::Name,
            Some(model::Sort::Encoded) => rt::Sort::Encoded,
        },
        encode: pairs.encode.map(encoding),
        assign: leak::text(&pairs.assign),
        join: leak::text(&pairs.join),
    }
}

fn member((name, member): &(String, model::Member)) -> (&'static str, rt::Member) {
    let member = match member {
        model::Member::Text(template) => rt::Member::Text(leak::text(template)),
        model::Member::Number(template) => rt::Member::Number(leak::text(template)),
    };
    (leak::text(name), member)
}

fn hash(hash: model::Hash) -> rt::Hash {
    match hash {
        model::Hash::Md5 => rt::Hash::Md5,
        model::Hash::Sha1 => rt::Hash::Sha1,
        model::Hash::Sha256 => rt::Hash::Sha256,
        model::Hash::Sha384 => rt::Hash::Sha384,
        model::Hash::Sha512 => rt::Hash::Sha512,
    }
}

fn encoding(encoding: model::Encoding) -> rt::Encoding {
    match encoding {
        model::Encoding::Percent => rt::Encoding::Percent,
        model::Encoding::Form => rt::Encoding::Form,
        model::Encoding::Hex => rt::Encoding::Hex,
        model::Encoding::HexUpper => rt::Encoding::HexUpper,
        model::Encoding::Base64 => rt::Encoding::Base64,
        model::Encoding::Base64Bare => rt::Encoding::Base64Bare,
        model::Encoding::Base64Url => rt::Encoding::Base64Url,
        model::Encoding::Base64UrlBare => rt::Encoding::Base64UrlBare,
        model::Encoding::Lower => rt::Encoding::Lower,
        model::Encoding::Upper => rt::Encoding::Upper,
    }
}
