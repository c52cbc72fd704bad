//! Clients where a macro stands: under a name of one's own, under the spec's name, and inside a function.

specwright_macros::client!(
    /// What is in the kitchen.
    pub mod kitchen = "specs/larder"
);

/// What hangs on the wall.
pub mod wall {
    specwright_macros::client!("specs/clock.yaml");
}

/// The labels of the jars that are nearly empty.
///
/// # Errors
///
/// Whatever keeps the larder from answering.
pub fn shopping_list(larder: &kitchen::Client) -> Result<Vec<String>, kitchen::Error> {
    let jars = larder.list_jars().below(100).send_blocking()?;
    Ok(jars.into_iter().map(|jar| jar.label).collect())
}

/// How a clock is asked to ring, without asking it.
pub fn alarm(minutes: u32) -> impl std::fmt::Debug {
    specwright_macros::client!(mod local = "specs/clock.yaml");
    let mut request = local::operations::Set::new(minutes);
    request.tone = Some(local::types::String::Bird);
    request
}
