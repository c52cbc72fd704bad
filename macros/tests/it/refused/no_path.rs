specwright_macros::client!(mod good = specs);

fn main() {}
