//! Signatures with an RSA key: the only module here that names `ring`, which the TLS stack brings anyway.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use ring::{
    rand::SystemRandom,
    signature::{RSA_PKCS1_SHA256, RSA_PKCS1_SHA384, RSA_PKCS1_SHA512, RsaKeyPair},
};

use super::RsaHash;

/// The signature of `bytes` by PKCS #1 version 1.5: the same for the same input.
pub(super) fn sign(hash: RsaHash, key: &[u8], bytes: &[u8]) -> Result<Vec<u8>, String> {
    let key = key_pair(key)?;
    let padding: &dyn ring::signature::RsaEncoding = match hash {
        RsaHash::Sha256 => &RSA_PKCS1_SHA256,
        RsaHash::Sha384 => &RSA_PKCS1_SHA384,
        RsaHash::Sha512 => &RSA_PKCS1_SHA512,
    };
    let mut signature = vec![0; key.public().modulus_len()];
    // The generator of random numbers only blinds the arithmetic.
    key.sign(padding, &SystemRandom::new(), bytes, &mut signature)
        .map_err(|_| "the RSA key cannot sign".to_owned())?;
    Ok(signature)
}

/// Reads a private key: PEM of PKCS #8 or of PKCS #1, or the base64 within it alone, as some vendors hand it out.
fn key_pair(pem: &[u8]) -> Result<RsaKeyPair, String> {
    // No part of the key is repeated.
    let unread = || "the RSA key is no PEM of a private key".to_owned();
    let text = std::str::from_utf8(pem).map_err(|_| unread())?;
    let der = BASE64_STANDARD.decode(body(text)).map_err(|_| unread())?;
    RsaKeyPair::from_pkcs8(&der)
        .or_else(|_| RsaKeyPair::from_der(&der))
        .map_err(|refused| format!("the RSA key cannot be used: {refused}"))
}

/// What stands between the first and the last line, without blanks. In an environment variable line breaks may have
/// been written as `\n`.
fn body(text: &str) -> String {
    let text = text.replace("\\n", "\n");
    let lines = text.lines().map(str::trim);
    lines.filter(|line| !line.starts_with("-----")).collect()
}

#[cfg(test)]
mod tests {
    use ring::signature::{RSA_PKCS1_2048_8192_SHA384, RSA_PKCS1_2048_8192_SHA512};

    use super::super::{Decoding, text};
    use super::*;

    /// The key and the signature of RFC 7515, appendix A.2.
    const PKCS1: &str = include_str!("testdata/rfc7515-a2-pkcs1.pem");
    const PKCS8: &str = include_str!("testdata/rfc7515-a2-pkcs8.pem");
    const SIGNED: &[u8] = b"eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
    const SIGNATURE: &[u8] = b"cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";

    #[test]
    fn the_signature_is_that_of_the_standard_however_the_key_is_written() {
        let bare: String = PKCS1.lines().filter(|line| !line.contains("---")).collect();
        let escaped = PKCS8.trim().replace('\n', "\\n");
        let expected = text::decode(Decoding::Base64Url, SIGNATURE);
        for key in [PKCS1, PKCS8, &bare, &escaped, &PKCS8.replace('\n', "\r\n")] {
            assert_eq!(sign(RsaHash::Sha256, key.as_bytes(), SIGNED), expected);
        }
    }

    #[test]
    fn longer_hashes_are_verified_by_the_public_key() {
        let public = key_pair(PKCS1.as_bytes()).map(|key| key.public().as_ref().to_vec());
        let public = public.expect("a key");
        for (hash, padding) in [
            (RsaHash::Sha384, &RSA_PKCS1_2048_8192_SHA384),
            (RsaHash::Sha512, &RSA_PKCS1_2048_8192_SHA512),
        ] {
            let signature = sign(hash, PKCS8.as_bytes(), b"abc").expect("a signature");
            let key = ring::signature::UnparsedPublicKey::new(padding, &public);
            assert!(key.verify(b"abc", &signature).is_ok(), "{hash:?}");
        }
    }

    #[test]
    fn a_key_that_cannot_be_read_is_not_shown() {
        let cut: String = PKCS1.lines().take(9).collect::<Vec<_>>().join("\n");
        for key in ["", "s3cret key", "c2VjcmV0", &cut, "\u{fffd}"] {
            let refused = sign(RsaHash::Sha256, key.as_bytes(), b"abc").expect_err("no key");
            assert!(refused.starts_with("the RSA key"), "{refused}");
            assert!(key.is_empty() || !refused.contains(key), "{refused}");
        }
    }
}
