//! A name, a visibility, an attribute; in a module, a function, a macro of one's own; one spec several times.
#![deny(warnings, missing_docs, unreachable_pub, unused_qualifications)]

use inner::deep::local::operations::Get;

specwright_macros::client!("specs/good.yaml");
specwright_macros::client!(mod private = "specs/folder");
specwright_macros::client!(
    /// Documented.
    #[cfg(not(test))]
    pub(crate) mod documented = "./specs/../specs/good.yaml"
);
specwright_macros::client!("specs/several");

mod inner {
    pub(crate) mod deep {
        specwright_macros::client!(pub(in crate) mod local = r"specs/good.yaml");
    }
}

macro_rules! mine {
    ($visibility:vis $name:ident, $path:literal) => {
        specwright_macros::client!($visibility mod $name = $path);
    };
}
mine!(pub(crate) handed_on, "specs/folder");

fn inside() -> usize {
    specwright_macros::client!(mod local = "specs/good.yaml");
    size_of::<local::operations::Get>()
}

fn main() {
    let good = good::Client::builder().build();
    let call = good.map(|client| client.get("x").request().clone());
    println!("{:?} {:?}", call.ok(), Get::new("x"));
    println!("{:?}", documented::types::Result::Ok);
    println!("{} {}", inside(), size_of::<private::types::Part>());
    println!("{}", size_of::<handed_on::types::Part>());
    println!("{:?} {:?}", one::operations::Get::new(), two::operations::Get::new());
}
