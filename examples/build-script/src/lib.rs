//! A client that a build script makes.

// For a committed folder, which `specwright::build_script("specs", "generated")` keeps:
//
// #[rustfmt::skip]
// #[path = "../generated/mod.rs"]
// mod generated;
// pub use generated::parcels;
include!(concat!(env!("OUT_DIR"), "/clients.rs"));

/// The shelf to look at for a parcel; `None` when it has not arrived, or the depot does not know it.
///
/// # Errors
///
/// Whatever else keeps the depot from answering.
pub fn shelf_of(depot: &parcels::Client, number: &str) -> Result<Option<String>, parcels::Error> {
    match depot.show_parcel(number).send_blocking() {
        Ok(parcel) => Ok(parcel.shelf),
        Err(error) if error.code() == Some(&parcels::ErrorCode::NoSuchParcel) => Ok(None),
        Err(error) => Err(error),
    }
}
