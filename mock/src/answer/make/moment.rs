//! Dates, instants and lengths of time, made up. The whole calendar lies within one year that has passed, so that the
//! same request gives the same answer tomorrow.

use specwright_runtime as rt;

use super::Spot;

/// The first second of 2024.
const BEGIN: i64 = 1_704_067_200;
/// Seconds of a year.
const YEAR: u64 = 365 * 24 * 3600;

/// An instant of whole seconds, which every spelling keeps.
pub(super) fn timestamp(spot: Spot<'_>) -> rt::Timestamp {
    let after = spot.dice.below(YEAR).cast_signed();
    rt::Timestamp::from_second(BEGIN + after).unwrap_or(rt::Timestamp::UNIX_EPOCH)
}

/// A day with a time.
pub(super) fn instant(spot: Spot<'_>) -> rt::DateTime {
    let text = timestamp(spot).to_string();
    let civil = text.trim_end_matches('Z').parse();
    civil.unwrap_or_else(|_| rt::empty())
}

/// A length of time below two hours.
pub(super) fn duration(spot: Spot<'_>) -> rt::Duration {
    rt::Duration::from_secs(spot.dice.below(7200))
}
