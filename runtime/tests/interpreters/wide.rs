//! A struct of 200 fields: more than one word of the bit set, and no order that helps.

use std::fmt::Write as _;

use rt::{Codec, Field, Node, Shape};
use specwright_runtime as rt;

use crate::support::{failure, json};

const WIDTH: usize = 200;

#[derive(Clone, PartialEq)]
struct Wide([i64; WIDTH]);

impl rt::Empty for Wide {
    fn empty() -> Self {
        Self([0; WIDTH])
    }
}

impl rt::Record for Wide {
    fn shape(&self) -> &'static Shape {
        static FIELDS: std::sync::OnceLock<Shape> = std::sync::OnceLock::new();
        FIELDS.get_or_init(|| {
            let name = |index: usize| -> &'static str { format!("field_{index}").leak() };
            let field = |index| Field::required(name(index), name(index), &Codec::Plain);
            Shape {
                name: "Wide",
                extra: None,
                fields: (0..WIDTH).map(field).collect::<Vec<_>>().leak(),
            }
        })
    }
    fn slots(&mut self, f: &mut rt::Slots<'_>) {
        f(&mut self.0.each_mut().map(|slot| slot as &mut dyn Node))
    }
    fn refs(&self, f: &mut rt::Refs<'_>) {
        f(&self.0.each_ref().map(|slot| slot as &dyn Node))
    }
}

rt::record!(Wide);

fn text(indices: impl Iterator<Item = usize>) -> String {
    let mut text = String::new();
    for index in indices {
        write!(text, ",\"field_{index}\":{index}").unwrap();
    }
    format!("{{{}}}", text.trim_start_matches(','))
}

#[test]
fn every_order_is_read() {
    let forwards = text(0..WIDTH);
    let backwards = text((0..WIDTH).rev());
    let shuffled = text((0..WIDTH).map(|index| index * 7 % WIDTH));
    for order in [&forwards, &backwards, &shuffled] {
        let wide: Wide = rt::from_json(order.as_bytes()).unwrap();
        assert_eq!(json(&wide), forwards);
    }
}

#[test]
fn every_missing_field_is_noticed() {
    for missing in 0..WIDTH {
        let message = failure::<Wide>(&text((0..WIDTH).filter(|index| *index != missing)));
        assert_eq!(
            message,
            format!("at field_{missing}: a required member is missing")
        );
    }
}
