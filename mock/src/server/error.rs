//! Why a server does not start.

use std::fmt;
use std::io;
use std::net::SocketAddr;

/// Why a server does not start.
///
/// Its `Debug` is what people read, since a test that returns it is ended with that.
#[non_exhaustive]
pub enum StartError {
    /// The address cannot be listened on.
    Listen {
        /// The address.
        address: SocketAddr,
        /// Why.
        error: io::Error,
    },
    /// There is no thread to run in.
    Thread(io::Error),
    /// The specs have mistakes: what `specwright check` says of them.
    Spec(String),
    /// The explorer cannot call an API.
    Explorer(String),
    /// Two APIs have this name.
    Twice(String),
    /// No API has this credential.
    Credential {
        /// Its name.
        name: String,
        /// One that there is, with a similar name.
        near: Option<String>,
    },
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Listen { address, error } if error.kind() == io::ErrorKind::AddrInUse => {
                write!(f, "port {} is in use by another program", address.port())
            }
            Self::Listen { address, error } => write!(f, "cannot listen on {address}: {error}"),
            Self::Thread(error) => write!(f, "cannot start a thread: {error}"),
            Self::Spec(report) => write!(f, "the specs have mistakes\n{report}"),
            Self::Explorer(problem) => write!(f, "the explorer cannot be served: {problem}"),
            Self::Twice(name) => write!(f, "two of the specs are of an API with the name `{name}`"),
            Self::Credential { name, near } => {
                write!(f, "no API that is served has a credential `{name}`")?;
                match near {
                    Some(near) => write!(f, "; did you mean `{near}`?"),
                    None => Ok(()),
                }
            }
        }
    }
}

impl fmt::Debug for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for StartError {}
