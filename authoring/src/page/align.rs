//! Which column each piece of a row belongs to. In: pieces in order, the roles of the columns. Out: a cell per column.
//!
//! Copying drops empty cells, and cells of several lines fall apart. The pieces stay in order, so the best arrangement
//! is found by going through the columns once, with the fit of each piece to each role as the measure.

use super::Role;
use super::cells::fit;

/// Pieces of one row that are arranged; what follows belongs to the last of them.
const MAX_PIECES: usize = 24;

/// Pieces that one cell may take.
const MAX_JOINED: usize = 12;

/// A cell per column, and how well they fit. The pieces keep their order; each belongs to some column.
pub(crate) fn align(pieces: &[&str], roles: &[Role]) -> (Vec<Vec<usize>>, i32) {
    let count = pieces.len().min(MAX_PIECES);
    let width = roles.len();
    const NEVER: i32 = -100_000;
    // best[c][p]: columns before c hold the pieces before p; with it the number of pieces that column c - 1 took.
    let mut best = vec![vec![(NEVER, 0usize); count + 1]; width + 1];
    let extra: Vec<i32> = pieces
        .iter()
        .take(count)
        .map(|piece| -1 - fit(piece, Role::Type).max(0) / 3)
        .collect();
    best[0][0] = (0, 0);
    for (column, role) in roles.iter().enumerate() {
        let fits: Vec<i32> = pieces
            .iter()
            .take(count)
            .map(|piece| 2 * fit(piece, *role))
            .collect();
        for done in 0..=count {
            let (score, _) = best[column][done];
            if score == NEVER {
                continue;
            }
            let most = if takes_lines(*role) { MAX_JOINED } else { 1 };
            for taken in 0..=most.min(count - done) {
                let gain = match taken {
                    0 => missing(*role, column),
                    taken => fits[done] + extra[done + 1..done + taken].iter().sum::<i32>(),
                };
                let slot = &mut best[column + 1][done + taken];
                if score + gain > slot.0 {
                    *slot = (score + gain, taken);
                }
            }
        }
    }
    let (score, _) = best[width][count];
    let mut cells = vec![Vec::new(); width];
    if score == NEVER {
        return (cells, NEVER);
    }
    let mut done = count;
    for column in (0..width).rev() {
        let taken = best[column + 1][done].1;
        cells[column] = (done - taken..done).collect();
        done -= taken;
    }
    // What is too much goes where the last piece is.
    if count < pieces.len()
        && let Some(cell) = cells.iter_mut().rev().find(|cell| !cell.is_empty())
    {
        cell.extend(count..pieces.len());
    }
    (cells, score)
}

/// Whether cells of this role may have several lines.
fn takes_lines(role: Role) -> bool {
    matches!(
        role,
        Role::Description | Role::Advice | Role::Message | Role::Limits | Role::Other
    )
}

/// What it costs that a column has no piece.
fn missing(role: Role, column: usize) -> i32 {
    match role {
        _ if column == 0 => -40,
        Role::Name | Role::Code | Role::Value => -8,
        Role::Type | Role::Required | Role::Description => -2,
        _ => -1,
    }
}

/// Cells of a row arranged anew where they do not fit and empty cells show that some were dropped.
///
/// A row that is `whole`, with a cell for each heading, is as its author wrote it, unless a type or the like stands where
/// none belongs.
pub(crate) fn mend(cells: &[String], roles: &[Role], whole: bool) -> Option<Vec<String>> {
    let filled: Vec<&str> = cells
        .iter()
        .map(String::as_str)
        .filter(|text| !text.trim().is_empty())
        .collect();
    if filled.len() == roles.len() || filled.len() < 2 {
        return None;
    }
    let gain = |(column, (text, role)): (usize, (&String, &Role))| match text.trim() {
        "" => missing(*role, column),
        text => 2 * fit(text, *role),
    };
    let now: i32 = cells.iter().zip(roles).enumerate().map(gain).sum();
    let (places, score) = align(&filled, roles);
    let single = places.iter().all(|place| place.len() <= 1);
    if score <= now + 2 || !single {
        return None;
    }
    let mended: Vec<String> = places
        .iter()
        .map(|place| {
            place
                .first()
                .map_or(String::new(), |index| filled[*index].to_owned())
        })
        .collect();
    let told = roles.iter().enumerate().any(|(index, role)| {
        let strict = matches!(
            role,
            Role::Type | Role::Required | Role::Optional | Role::Location
        );
        strict && fit(&cells[index], *role) < 6 && fit(&mended[index], *role) >= 6
    });
    (!whole || told).then_some(mended)
}
