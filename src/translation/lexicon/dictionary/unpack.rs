//! Files compressed with gzip; dictzip (`.dict.dz`) is gzip with an index of its own in the header.

use super::error::DictionaryError;
#[cfg(feature = "exchange")]
use flate2::read::MultiGzDecoder;
#[cfg(feature = "exchange")]
use std::io::Read;

/// Largest file that is read, as it stands and uncompressed. The largest in common use, FreeDict's English-German one,
/// has 80 MB.
const LARGEST: u64 = 256 * MEGABYTE;
const MEGABYTE: u64 = 1 << 20;

/// The bytes, uncompressed where they are compressed.
pub fn unpack(bytes: &[u8]) -> Result<Vec<u8>, DictionaryError> {
    unpack_up_to(bytes, LARGEST)
}

fn unpack_up_to(bytes: &[u8], largest: u64) -> Result<Vec<u8>, DictionaryError> {
    let mut out = Vec::new();
    if bytes.starts_with(&[0x1f, 0x8b]) {
        decompress(bytes, largest, &mut out)?;
    } else {
        out.extend_from_slice(bytes);
    }
    if out.len() as u64 > largest {
        return Err(DictionaryError::TooLarge(largest / MEGABYTE));
    }
    Ok(out)
}

#[cfg(feature = "exchange")]
fn decompress(bytes: &[u8], largest: u64, out: &mut Vec<u8>) -> Result<(), DictionaryError> {
    let read = MultiGzDecoder::new(bytes).take(largest + 1).read_to_end(out);
    read.map(|_| ()).map_err(|error| DictionaryError::Broken(error.to_string()))
}

#[cfg(not(feature = "exchange"))]
fn decompress(_: &[u8], _: u64, _: &mut Vec<u8>) -> Result<(), DictionaryError> {
    Err(DictionaryError::Compressed)
}

#[cfg(test)]
#[cfg(feature = "exchange")]
mod tests {
    use super::{DictionaryError, MEGABYTE, unpack, unpack_up_to};
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write as _;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn gzip_is_opened_within_the_limit() {
        assert_eq!(unpack(b"plain").unwrap(), b"plain");
        assert_eq!(unpack(&packed(b"plain")).unwrap(), b"plain");
        let bomb = packed(&vec![b'a'; 3 * MEGABYTE as usize]);
        assert!(bomb.len() < 100_000);
        assert_eq!(unpack_up_to(&bomb, 2 * MEGABYTE), Err(DictionaryError::TooLarge(2)));
        assert!(matches!(unpack(&packed(b"plain")[..12]), Err(DictionaryError::Broken(_))));
    }
}
