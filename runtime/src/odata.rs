//! Conditions and orders in the notation of OData, for parameters such as `$filter` and `$orderby`.
//!
//! Input: field names and values. Output: text in which no value can change what the rest means.

use std::fmt;

use crate::{Date, Timestamp};

/// A field of the records that are asked for.
///
/// A name has letters, digits, `_`, and `.` or `/` where fields are nested. Any other character becomes `_`, so that a
/// name cannot become a condition of its own; for names that come from outside there is [`Field::named`].
///
/// ```
/// use specwright_runtime::odata::field;
///
/// let adult = field("name").eq("张三").and(field("age").gt(17));
/// assert_eq!(adult.to_string(), "name eq '张三' and age gt 17");
///
/// let open = field("state").eq("new").or(field("state").eq("it's open"));
/// assert_eq!(
///     field("age").lt(5.5).and(open).to_string(),
///     "age lt 5.5 and (state eq 'new' or state eq 'it''s open')",
/// );
/// ```
pub fn field(name: impl Into<String>) -> Field {
    let name: String = name.into();
    let name: String = name
        .chars()
        .map(|character| if may_stand(character) { character } else { '_' })
        .collect();
    Field(if name.is_empty() {
        "_".to_owned()
    } else {
        name
    })
}

fn may_stand(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '.' | '/')
}

/// A field of the records that are asked for; [`field`] makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field(String);

/// A condition; its text is the value of `$filter`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "a condition does nothing until it is given as a parameter"]
pub struct Filter {
    text: String,
    binds: Binds,
}

/// What holds the outermost parts of a condition together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Binds {
    Or,
    And,
    /// There is one part only.
    Whole,
}

/// A value in a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Literal(String);

/// An order of records; its text is the value of `$orderby`.
///
/// ```
/// use specwright_runtime::odata::field;
///
/// assert_eq!(field("age").desc().then(field("name").asc()).to_string(), "age desc,name asc");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "an order does nothing until it is given as a parameter"]
pub struct Order(String);

impl Field {
    /// A field by a name that comes from outside; `None` if it is no name of a field.
    ///
    /// ```
    /// use specwright_runtime::odata::Field;
    ///
    /// assert!(Field::named("address/city").is_some());
    /// assert!(Field::named("age gt 0 or age").is_none());
    /// ```
    pub fn named(name: &str) -> Option<Self> {
        (!name.is_empty() && name.chars().all(may_stand)).then(|| Self(name.to_owned()))
    }

    /// The field has this value; `None` stands for null.
    pub fn eq(&self, value: impl Into<Literal>) -> Filter {
        self.compared("eq", value)
    }

    /// The field has another value.
    pub fn ne(&self, value: impl Into<Literal>) -> Filter {
        self.compared("ne", value)
    }

    /// The field is less than this.
    pub fn lt(&self, value: impl Into<Literal>) -> Filter {
        self.compared("lt", value)
    }

    /// The field is at most this.
    pub fn le(&self, value: impl Into<Literal>) -> Filter {
        self.compared("le", value)
    }

    /// The field is greater than this.
    pub fn gt(&self, value: impl Into<Literal>) -> Filter {
        self.compared("gt", value)
    }

    /// The field is at least this.
    pub fn ge(&self, value: impl Into<Literal>) -> Filter {
        self.compared("ge", value)
    }

    /// The field's text has this in it.
    pub fn contains(&self, text: impl AsRef<str>) -> Filter {
        self.called("contains", text.as_ref())
    }

    /// The field's text begins with this.
    pub fn starts_with(&self, text: impl AsRef<str>) -> Filter {
        self.called("startswith", text.as_ref())
    }

    /// The field's text ends with this.
    pub fn ends_with(&self, text: impl AsRef<str>) -> Filter {
        self.called("endswith", text.as_ref())
    }

    /// Smallest first.
    pub fn asc(&self) -> Order {
        Order(format!("{} asc", self.0))
    }

    /// Greatest first.
    pub fn desc(&self) -> Order {
        Order(format!("{} desc", self.0))
    }

    fn compared(&self, operator: &str, value: impl Into<Literal>) -> Filter {
        let (Self(name), Literal(value)) = (self, value.into());
        Filter::whole(format!("{name} {operator} {value}"))
    }

    fn called(&self, function: &str, text: &str) -> Filter {
        let (Self(name), Literal(text)) = (self, Literal::from(text));
        Filter::whole(format!("{function}({name},{text})"))
    }
}

impl Filter {
    fn whole(text: String) -> Self {
        Self {
            text,
            binds: Binds::Whole,
        }
    }

    /// Both conditions hold.
    pub fn and(self, other: Self) -> Self {
        self.joined(" and ", other, Binds::And)
    }

    /// At least one of the conditions holds.
    pub fn or(self, other: Self) -> Self {
        self.joined(" or ", other, Binds::Or)
    }

    /// The condition does not hold.
    #[expect(
        clippy::should_implement_trait,
        reason = "it reads like `and` and `or`"
    )]
    pub fn not(self) -> Self {
        Self::whole(format!("not ({})", self.text))
    }

    fn joined(self, word: &str, other: Self, binds: Binds) -> Self {
        Self {
            text: format!("{}{word}{}", self.within(binds), other.within(binds)),
            binds,
        }
    }

    /// The text as a part of a condition that binds like this. Where two kinds are mixed, parentheses say it.
    fn within(self, binds: Binds) -> String {
        if self.binds == Binds::Whole || self.binds == binds {
            self.text
        } else {
            format!("({})", self.text)
        }
    }
}

impl Order {
    /// Where this order leaves two records equal, the other one decides.
    pub fn then(self, other: Self) -> Self {
        Self(format!("{},{}", self.0, other.0))
    }
}

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Display for Order {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<Filter> for String {
    fn from(filter: Filter) -> Self {
        filter.text
    }
}

impl From<Order> for String {
    fn from(order: Order) -> Self {
        order.0
    }
}

/// Text stands in single quotes, and a quote in it is doubled.
impl From<&str> for Literal {
    fn from(text: &str) -> Self {
        Self(format!("'{}'", text.replace('\'', "''")))
    }
}

impl From<String> for Literal {
    fn from(text: String) -> Self {
        text.as_str().into()
    }
}

impl From<&String> for Literal {
    fn from(text: &String) -> Self {
        text.as_str().into()
    }
}

impl From<bool> for Literal {
    fn from(truth: bool) -> Self {
        Self(truth.to_string())
    }
}

impl From<f64> for Literal {
    fn from(number: f64) -> Self {
        Self(match number {
            f64::INFINITY => "INF".to_owned(),
            f64::NEG_INFINITY => "-INF".to_owned(),
            // Not a number is spelt as here.
            number => number.to_string(),
        })
    }
}

impl From<Timestamp> for Literal {
    fn from(instant: Timestamp) -> Self {
        Self(instant.to_string())
    }
}

impl From<Date> for Literal {
    fn from(date: Date) -> Self {
        Self(date.to_string())
    }
}

/// Null where there is no value.
impl<T: Into<Literal>> From<Option<T>> for Literal {
    fn from(value: Option<T>) -> Self {
        value.map_or_else(|| Self("null".to_owned()), Into::into)
    }
}

macro_rules! integers {
    ($($type:ty),*) => {$(
        impl From<$type> for Literal {
            fn from(number: $type) -> Self {
                Self(number.to_string())
            }
        }
    )*};
}

integers!(i8, i16, i32, i64, u8, u16, u32, u64);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_cannot_leave_their_quotes() {
        let hostile = "' or 1 eq 1 or name eq '";
        assert_eq!(
            field("name").eq(hostile).to_string(),
            "name eq ''' or 1 eq 1 or name eq '''"
        );
        assert_eq!(
            field("name").contains("O'Neil").to_string(),
            "contains(name,'O''Neil')"
        );
        assert_eq!(field("a").ne("").to_string(), "a ne ''");
    }

    #[test]
    fn names_cannot_become_conditions() {
        assert_eq!(field("a eq 1 or b").eq(2).to_string(), "a_eq_1_or_b eq 2");
        assert_eq!(field("a)'(").desc().to_string(), "a___ desc");
        assert_eq!(field("").eq(1).to_string(), "_ eq 1");
        assert_eq!(
            field("地址/城市").eq("北京").to_string(),
            "地址/城市 eq '北京'"
        );
        assert!(Field::named("").is_none() && Field::named("a-b").is_none());
    }

    #[test]
    fn every_kind_of_value_has_its_spelling() {
        let text = |value: Literal| field("x").eq(value).to_string();
        assert_eq!(text((-5).into()), "x eq -5");
        assert_eq!(text(u64::MAX.into()), "x eq 18446744073709551615");
        assert_eq!(text(0.5.into()), "x eq 0.5");
        assert_eq!(text(f64::NAN.into()), "x eq NaN");
        assert_eq!(text(f64::NEG_INFINITY.into()), "x eq -INF");
        assert_eq!(text(true.into()), "x eq true");
        assert_eq!(text(None::<i32>.into()), "x eq null");
        assert_eq!(text(Some("a").into()), "x eq 'a'");
        assert_eq!(
            text(jiff::civil::date(2024, 2, 1).into()),
            "x eq 2024-02-01"
        );
        let instant = Timestamp::from_second(1_700_000_000).expect("an instant");
        assert_eq!(text(instant.into()), "x eq 2023-11-14T22:13:20Z");
    }

    #[test]
    fn mixed_conditions_have_parentheses() {
        let [a, b, c] = ["a", "b", "c"].map(|name| field(name).ge(1));
        let text = |filter: Filter| String::from(filter);
        assert_eq!(
            text(a.clone().and(b.clone()).and(c.clone())),
            "a ge 1 and b ge 1 and c ge 1"
        );
        assert_eq!(
            text(a.clone().or(b.clone()).and(c.clone())),
            "(a ge 1 or b ge 1) and c ge 1"
        );
        assert_eq!(
            text(a.clone().or(b.clone().and(c.clone()))),
            "a ge 1 or (b ge 1 and c ge 1)"
        );
        assert_eq!(
            text(a.clone().or(b.clone()).not()),
            "not (a ge 1 or b ge 1)"
        );
        assert_eq!(
            text(a.not().and(b.not().not())),
            "not (a ge 1) and not (not (b ge 1))"
        );
        assert_eq!(
            text(c.or(field("d").le(2)).or(field("e").starts_with("x"))),
            "c ge 1 or d le 2 or startswith(e,'x')"
        );
    }
}
