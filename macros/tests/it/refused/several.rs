specwright_macros::client!(mod both = "specs/several");

fn main() {}
