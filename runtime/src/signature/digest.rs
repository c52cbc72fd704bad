//! Hashes, keyed hashes and compression: the only module that names these crates.

use std::io::Write;

use flate2::write::ZlibEncoder;
use hmac::{Hmac, KeyInit, Mac};
use md5::Md5;
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};

use super::{Compression, Hash};

pub(super) fn hash(hash: Hash, bytes: &[u8]) -> Vec<u8> {
    match hash {
        Hash::Md5 => Md5::digest(bytes).to_vec(),
        Hash::Sha1 => Sha1::digest(bytes).to_vec(),
        Hash::Sha256 => Sha256::digest(bytes).to_vec(),
        Hash::Sha384 => Sha384::digest(bytes).to_vec(),
        Hash::Sha512 => Sha512::digest(bytes).to_vec(),
    }
}

pub(super) fn hmac(hash: Hash, key: &[u8], bytes: &[u8]) -> Result<Vec<u8>, String> {
    match hash {
        Hash::Md5 => keyed::<Hmac<Md5>>(key, bytes),
        Hash::Sha1 => keyed::<Hmac<Sha1>>(key, bytes),
        Hash::Sha256 => keyed::<Hmac<Sha256>>(key, bytes),
        Hash::Sha384 => keyed::<Hmac<Sha384>>(key, bytes),
        Hash::Sha512 => keyed::<Hmac<Sha512>>(key, bytes),
    }
}

fn keyed<M: Mac + KeyInit>(key: &[u8], bytes: &[u8]) -> Result<Vec<u8>, String> {
    let mac = <M as KeyInit>::new_from_slice(key);
    let mut mac = mac.map_err(|_| "the key has a length that cannot be".to_owned())?;
    mac.update(bytes);
    Ok(mac.finalize().into_bytes().to_vec())
}

pub(super) fn compress(how: Compression, bytes: &[u8]) -> Result<Vec<u8>, String> {
    let Compression::Zlib = how;
    let mut encoder = ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    let packed = encoder.write_all(bytes).and_then(|()| encoder.finish());
    packed.map_err(|error| format!("cannot compress: {error}"))
}

#[cfg(test)]
mod tests {
    use super::super::text::hex;
    use super::*;

    /// RFC 1321, FIPS 180: the hashes of `abc`.
    #[test]
    fn hashes_are_those_of_their_standards() {
        for (kind, expected) in [
            (Hash::Md5, "900150983cd24fb0d6963f7d28e17f72"),
            (Hash::Sha1, "a9993e364706816aba3e25717850c26c9cd0d89d"),
            (
                Hash::Sha256,
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            ),
        ] {
            assert_eq!(hex(&hash(kind, b"abc")), expected, "{kind:?}");
        }
        assert!(hex(&hash(Hash::Sha384, b"abc")).starts_with("cb00753f45a35e8bb5a03d699ac65007"));
        assert!(hex(&hash(Hash::Sha512, b"abc")).starts_with("ddaf35a193617abacc417349ae204131"));
    }

    /// RFC 2202 and RFC 4231: the second case of each.
    #[test]
    fn keyed_hashes_are_those_of_their_standards() {
        for (kind, expected) in [
            (Hash::Md5, "750c783e6ab0b503eaa86e310a5db738"),
            (Hash::Sha1, "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"),
            (
                Hash::Sha256,
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
            ),
        ] {
            let made = hmac(kind, b"Jefe", b"what do ya want for nothing?");
            assert_eq!(made.map(|bytes| hex(&bytes)), Ok(expected.to_owned()));
        }
        let long = hmac(Hash::Sha384, b"Jefe", b"what do ya want for nothing?");
        assert!(
            long.is_ok_and(|bytes| hex(&bytes).starts_with("af45d2e376484031617f78d2b58a6b1b"))
        );
        let long = hmac(Hash::Sha512, b"Jefe", b"what do ya want for nothing?");
        assert!(
            long.is_ok_and(|bytes| hex(&bytes).starts_with("164b7a7bfcf819e2e395fbe73b56e0a3"))
        );
    }
}
