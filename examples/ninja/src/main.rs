//! Two clients in one program: what it would ask, without asking.

use ferries_client::ferries::operations::ListSailings;
use weather_client::weather::operations::ShowWind;

fn main() {
    let mut sailings = ListSailings::new("north");
    sailings.cars = Some(2);
    println!("{sailings:?}");
    println!("{:?}", ShowWind::new("north"));
}
