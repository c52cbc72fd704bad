//! Tokens: bought by an operation of the API, kept, renewed before they expire, and bought again when they are void.
//!
//! Input: a [`Token`](crate::Token) of an operation's policy. Output: its value, with the generation by which it can be
//! declared void. All clones of a client share what is here.

mod cell;
mod exchange;
mod expiry;
mod needed;

use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

use self::cell::Cell;
pub(crate) use self::needed::needed;
use crate::{Core, Error, Secret, Token};

/// The tokens of a client.
#[derive(Default)]
pub(crate) struct Tokens {
    cells: Mutex<Vec<(&'static str, Arc<Cell>)>>,
}

/// A token that was bought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Held {
    pub(crate) value: Secret,
    /// Which of the values that the token has had.
    generation: u64,
}

impl Tokens {
    /// The token's value, bought if need be.
    pub(crate) async fn get(&self, core: &Core, token: &'static Token) -> Result<Held, Error> {
        self.cell(token.name).get(core, token).await
    }

    /// The token's value if it is there.
    pub(crate) fn known(&self, name: &'static str) -> Option<Secret> {
        self.cell(name).known()
    }

    /// The service does not take this value any more. A newer one stays.
    pub(crate) fn give_up(&self, name: &'static str, held: &Held) {
        self.cell(name).drop_generation(held.generation);
    }

    fn cell(&self, name: &'static str) -> Arc<Cell> {
        let mut cells = self.cells.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, cell)) = cells.iter().find(|(known, _)| *known == name) {
            return Arc::clone(cell);
        }
        let cell = Arc::new(Cell::default());
        cells.push((name, Arc::clone(&cell)));
        cell
    }
}

impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tokens").finish_non_exhaustive()
    }
}
