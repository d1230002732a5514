//! Keys as OpenSSH writes them.

use md5::{Digest, Md5};
use ssh_key::rand_core::OsRng;
use ssh_key::{Algorithm, LineEnding, PrivateKey, PublicKey};

/// A public key, and the private one where it was made here.
#[derive(Debug)]
pub(super) struct Key {
    pub(super) public_key: String,
    /// The MD5 of the public key, in hexadecimal with colons.
    pub(super) fingerprint: String,
    pub(super) private_key: Option<String>,
}

/// Why there is no key.
#[derive(Debug)]
pub(super) enum KeyError {
    /// The text is no public key.
    Unreadable,
    /// No key could be made.
    Generation(ssh_key::Error),
}

impl Key {
    /// Reads a public key, which stays as it is written.
    pub(super) fn import(public_key: String) -> Result<Self, KeyError> {
        let read = PublicKey::from_openssh(public_key.trim()).map_err(|_| KeyError::Unreadable)?;
        let fingerprint = fingerprint(&read).map_err(|_| KeyError::Unreadable)?;
        Ok(Key { public_key, fingerprint, private_key: None })
    }

    /// Makes a pair of Ed25519 keys.
    pub(super) fn generate() -> Result<Self, KeyError> {
        Self::random().map_err(KeyError::Generation)
    }

    fn random() -> Result<Self, ssh_key::Error> {
        let made = PrivateKey::random(&mut OsRng, Algorithm::Ed25519)?;
        Ok(Key {
            public_key: made.public_key().to_openssh()?,
            fingerprint: fingerprint(made.public_key())?,
            private_key: Some(made.to_openssh(LineEnding::LF)?.to_string()),
        })
    }
}

fn fingerprint(key: &PublicKey) -> Result<String, ssh_key::Error> {
    let digest = Md5::digest(key.to_bytes()?);
    let pairs: Vec<_> = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(pairs.join(":"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_public_key_has_the_fingerprint_that_openssh_shows() {
        let text = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQDx8nkQv/zgGgB4rMYmIf+6A4l6Rr+o/6lHBQdW5aYd44bd8JttDCE/F/pNRr0lRE+PiqSPO8nDPHw0010JeMH9gYgnnFlyY3/OcJ02RhIPyyxYpv9FhY+2YiUkpwFOcLImyrxEsYXpD/0d3ac30bNH6Sw9JD9UZHYcpSxsIbECHw== x";
        for written in [text.to_owned(), format!("{text}\n")] {
            let key = Key::import(written.clone()).unwrap();
            assert_eq!((key.public_key, key.private_key), (written, None));
            assert_eq!(key.fingerprint, "1e:2c:9b:56:79:4b:45:77:f9:ca:7a:98:2c:b0:d5:3c");
        }
    }

    #[test]
    fn what_is_no_public_key_is_told() {
        for text in ["", "nope", "ssh-rsa AAAA", "ssh-ed25519 !!! me"] {
            assert!(matches!(Key::import(text.to_owned()), Err(KeyError::Unreadable)), "{text}");
        }
    }

    #[test]
    fn a_new_pair_belongs_together_and_is_like_no_other() {
        let [one, other] = [Key::generate().unwrap(), Key::generate().unwrap()];
        let private = PrivateKey::from_openssh(one.private_key.as_deref().unwrap()).unwrap();
        assert_eq!(private.public_key().to_openssh().unwrap(), one.public_key);
        assert_eq!(Key::import(one.public_key.clone()).unwrap().fingerprint, one.fingerprint);
        assert_ne!(one.public_key, other.public_key);
    }
}
