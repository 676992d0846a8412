//! Takes bytes. Gives the id git gives them, so that a reader can find them with `git cat-file`.

use sha1::{Digest, Sha1};
use std::fmt::Write as _;
use std::io::{self, Read};

/// Git's id of a blob: sha1 over `blob <length>\0` and the bytes as they are on disk; 40 hex digits.
pub(super) fn blob_id(bytes: &[u8]) -> String {
    let mut sha = head(bytes.len() as u64);
    sha.update(bytes);
    hex(sha)
}

/// The same of a file that is not held in memory; an error too where its length is not the one said before.
pub(super) fn blob_id_of(mut file: impl Read, length: u64) -> io::Result<String> {
    let mut sha = head(length);
    if io::copy(&mut file, &mut sha)? != length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(hex(sha))
}

fn head(length: u64) -> Sha1 {
    Sha1::new().chain_update(format!("blob {length}\0"))
}

fn hex(sha: Sha1) -> String {
    sha.finalize().iter().fold(String::with_capacity(40), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::{blob_id, blob_id_of};

    #[test]
    fn the_id_is_what_git_hash_object_says() {
        assert_eq!(blob_id(b""), "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391");
        assert_eq!(blob_id(b"hello\n"), "ce013625030ba8dba906f756967f9e9ca394464a");
        assert_eq!(blob_id_of(&b"hello\n"[..], 6).unwrap(), blob_id(b"hello\n"));
        assert!(blob_id_of(&b"hello\n"[..], 7).is_err());
    }
}
