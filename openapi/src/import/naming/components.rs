//! Names of components: kept, and shorter where they carry the path of a package.

use std::collections::HashMap;

use super::{Names, type_name};

/// A type name for each component, in their order.
///
/// `io.k8s.api.apps.v1.Deployment` is `Deployment`: of names with dots only as much is kept as tells them from all
/// others.
pub(crate) fn component_names(components: &[&str]) -> Vec<String> {
    let mut taken = Names::new();
    let short = shortened(components);
    // What needs no change has the first right to its name.
    let kept: Vec<Option<String>> = components
        .iter()
        .map(|name| (type_name(name) == *name).then(|| taken.take(name)))
        .collect();
    let named = kept.into_iter().zip(short);
    named
        .map(|(kept, short)| kept.unwrap_or_else(|| taken.take(&short)))
        .collect()
}

/// The last parts of each name that no other name ends with.
fn shortened(components: &[&str]) -> Vec<String> {
    let parts: Vec<Vec<&str>> = components.iter().map(|name| split(name)).collect();
    let most = parts.iter().map(Vec::len).max().unwrap_or(0);
    let mut names: Vec<Option<String>> = vec![None; components.len()];
    for length in 1..=most {
        let mut owners: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, parts) in parts.iter().enumerate() {
            let tail = &parts[parts.len().saturating_sub(length)..];
            owners
                .entry(type_name(&tail.join(" ")))
                .or_default()
                .push(index);
        }
        for (name, owners) in owners {
            let whole = |index: usize| parts[index].len() <= length;
            for index in owners.iter().copied() {
                let alone = owners.len() == 1 || whole(index);
                if alone && names[index].is_none() {
                    names[index] = Some(name.clone());
                }
            }
        }
    }
    let named = names.into_iter().zip(components);
    named
        .map(|(name, component)| name.unwrap_or_else(|| type_name(component)))
        .collect()
}

/// Package and name, apart; a name without a package is one part.
fn split(name: &str) -> Vec<&str> {
    let parts: Vec<&str> = name.split('.').collect();
    let is_word = |part: &&str| {
        part.starts_with(|c: char| c.is_ascii_alphabetic())
            && part
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-')
    };
    match parts.len() > 1 && parts.iter().all(is_word) {
        true => parts,
        false => vec![name],
    }
}
