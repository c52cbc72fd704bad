//! Where in a request a wish stands. In: texts of a request, and what is wrong with it. Out: whether a fault is there only
//! because a wish took the place of a value.

use specwright::model::Location;

use crate::seam::{Fault, FaultKind};

/// A place that a wish has taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// A piece of the path.
    Path,
    /// A value of the query, by its name.
    Query(String),
    /// A header, or a cookie in it.
    Header(String),
    /// A member of the body, with all names on the way to it.
    Body(String),
}

impl Place {
    /// Whether a fault is about the value in whose place the wish is, and about nothing else.
    fn explains(&self, fault: &Fault) -> bool {
        let is_of_value = matches!(
            fault.kind,
            FaultKind::Type | FaultKind::Value | FaultKind::Limit
        );
        is_of_value
            && match (self, fault.at.location) {
                (Self::Path, Some(Location::Path)) => true,
                (Self::Query(name), Some(Location::Query)) => touches(name, fault),
                (Self::Header(name), Some(Location::Header)) => {
                    fault.at.name.eq_ignore_ascii_case(name)
                }
                (Self::Body(path), Some(Location::Body | Location::BodyField)) => {
                    touches(path, fault)
                }
                _ => false,
            }
    }
}

/// Whether a fault is at a name, within what it names, or about all around it.
fn touches(name: &str, fault: &Fault) -> bool {
    let at = fault.at.dotted();
    let is_within = |inner: &str, outer: &str| {
        let rest = inner.strip_prefix(outer);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    };
    // Entries of a style that spreads stand under their own names.
    is_within(name, &at) || is_within(&at, name) || fault.at.path == name
}

/// What is wrong with a request beside the values that wishes have taken the place of.
pub(crate) fn beside(places: &[Place], faults: &mut Vec<Fault>) {
    let known = faults.len();
    faults.retain(|fault| !places.iter().any(|place| place.explains(fault)));
    // A value that is none was not given, which rules between parameters count.
    if faults.len() < known {
        faults.retain(|fault| fault.kind != FaultKind::Rule);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seam::At;

    #[test]
    fn a_wish_explains_what_is_wrong_in_its_own_place() {
        let fault = |kind, location, name: &str, path: &str| {
            Fault::new(kind, "").at(At::param(location, name).within(path))
        };
        let body = |name: &str, path: &str| fault(FaultKind::Type, Location::BodyField, name, path);
        let query = |name: &str| fault(FaultKind::Value, Location::Query, name, "");
        for (place, fault, explained) in [
            (Place::Body("item.id".to_owned()), body("item", "id"), true),
            (Place::Body("item.id".to_owned()), body("item", ""), true),
            (Place::Body("ids".to_owned()), body("ids", "[0]"), true),
            (
                Place::Body("item.id".to_owned()),
                body("item", "ids"),
                false,
            ),
            (Place::Query("n".to_owned()), query("n"), true),
            (Place::Query("n".to_owned()), query("m"), false),
            (Place::Path, query("n"), false),
            (
                Place::Query("n".to_owned()),
                fault(FaultKind::Missing, Location::Query, "n", ""),
                false,
            ),
        ] {
            let mut faults = vec![fault.clone()];
            beside(std::slice::from_ref(&place), &mut faults);
            assert_eq!(faults.is_empty(), explained, "{place:?} {fault:?}");
        }
    }
}
