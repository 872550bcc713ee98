//! The session of a desk: a token that only pages of this preview are given.

use crate::source::Fingerprint;

/// The token of one run of the preview.
#[derive(Clone, Debug)]
pub struct Session {
    token: String,
}

impl Session {
    /// A new token, which nobody can guess.
    ///
    /// # Errors
    /// When the system gives no random numbers.
    pub fn begin() -> std::io::Result<Session> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(|error| std::io::Error::other(error.to_string()))?;
        Ok(Session { token: Fingerprint::of(&bytes).short(32) })
    }

    /// For the pages of the desk.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// Whether a request has the token. Fingerprints are compared, so that the time says
    /// nothing of how much was right.
    pub fn is_of(&self, given: &[u8]) -> bool {
        Fingerprint::of(given) == Fingerprint::of(self.token.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_session_has_a_token_of_its_own() {
        let (one, other) = (Session::begin().unwrap(), Session::begin().unwrap());
        assert_eq!(one.token().len(), 32);
        assert!(one.is_of(one.token().as_bytes()) && !one.is_of(other.token().as_bytes()));
        assert!(!one.is_of(b"") && !one.is_of(&one.token().as_bytes()[1..]));
    }
}
