//! A value for which absence and null are two facts.

use crate::{Empty, Node, OptionNode, Slot, Value};

/// A value for which absence and null are told apart: in an update, the one leaves what is there, the other removes it.
///
/// ```
/// use specwright_runtime::Presence;
///
/// let name = Presence::from(Some("n"));
/// assert_eq!(name.value(), Some(&"n"));
/// assert_eq!(Presence::<&str>::Null.value(), None);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Presence<T> {
    /// Not there at all.
    #[default]
    Absent,
    /// There, and null.
    Null,
    /// There.
    Present(T),
}

impl<T> Presence<T> {
    /// The value, if there is one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Present(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The value, if there is one.
    pub fn into_value(self) -> Option<T> {
        match self {
            Self::Present(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// Whether it is not there at all.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether it is null.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
}

impl<T> From<T> for Presence<T> {
    fn from(value: T) -> Self {
        Self::Present(value)
    }
}

/// `None` becomes absence, since that is what leaving a value out means everywhere else.
impl<T> From<Option<T>> for Presence<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Absent, Self::Present)
    }
}

impl<T> Empty for Presence<T> {
    fn empty() -> Self {
        Self::Absent
    }
}

impl<T: Node + Empty> Node for Presence<T> {
    fn slot(&mut self) -> Slot<'_> {
        Slot::Option(self)
    }
    fn value(&self) -> Value<'_> {
        match self {
            Self::Absent => Value::Option(None),
            Self::Null => Value::Null,
            Self::Present(inner) => Value::Option(Some(inner)),
        }
    }
}

impl<T: Node + Empty> OptionNode for Presence<T> {
    fn fill(&mut self) -> &mut dyn Node {
        *self = Self::Present(T::empty());
        match self {
            Self::Present(inner) => inner,
            Self::Absent | Self::Null => unreachable!("it was just made present"),
        }
    }
    fn clear(&mut self, null: bool) {
        *self = if null { Self::Null } else { Self::Absent };
    }
}
