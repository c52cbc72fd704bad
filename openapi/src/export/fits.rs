//! Whether a value satisfies a schema of ours. In: a schema, a value, the components. Out: yes or no.
//!
//! Only what fits stands in the document as an example. This knows the keywords that export writes, and no others;
//! of patterns it knows none, since this crate has no engine for them: what the tests say with a whole validator.

use serde_yaml::Mapping;

use super::node::Node;

/// Schemas inside of schemas that are followed; documents of people are flatter.
const DEEPEST: usize = 64;

/// Whether `value` satisfies `schema`.
pub(super) fn fits(components: &Mapping, schema: &Node, value: &Node) -> bool {
    Check { components }.all(schema, value, 0)
}

struct Check<'a> {
    components: &'a Mapping,
}

impl Check<'_> {
    fn all(&self, schema: &Node, value: &Node, depth: usize) -> bool {
        let Node::Mapping(schema) = schema else {
            return schema.as_bool() != Some(false);
        };
        depth < DEEPEST
            && schema.iter().all(|(key, rule)| {
                self.one(
                    schema,
                    key.as_str().unwrap_or_default(),
                    rule,
                    value,
                    depth + 1,
                )
            })
    }

    fn one(&self, schema: &Mapping, key: &str, rule: &Node, value: &Node, depth: usize) -> bool {
        let every = |rules: &Node, test: &dyn Fn(&Node) -> bool| items(rules).iter().all(test);
        let count = |rules: &Node| {
            items(rules)
                .iter()
                .filter(|rule| self.all(rule, value, depth))
                .count()
        };
        match key {
            "$ref" => self
                .named(rule)
                .is_some_and(|schema| self.all(schema, value, depth)),
            "type" => is_of(rule, value),
            "const" => same(rule, value),
            "enum" => items(rule).iter().any(|one| same(one, value)),
            "allOf" => every(rule, &|rule| self.all(rule, value, depth)),
            "anyOf" => count(rule) > 0,
            "oneOf" => count(rule) == 1,
            "not" => !self.all(rule, value, depth),
            "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf" => {
                numbers(key, rule, value)
            }
            "minLength" | "maxLength" | "minItems" | "maxItems" | "minProperties"
            | "maxProperties" => sizes(key, rule, value),
            "required" => match value {
                Node::Mapping(members) => every(rule, &|name| members.contains_key(name)),
                _ => true,
            },
            "properties" | "additionalProperties" => self.members(schema, key, rule, value, depth),
            "items" | "prefixItems" => self.list(schema, key, rule, value, depth),
            _ => true,
        }
    }

    fn members(
        &self,
        schema: &Mapping,
        key: &str,
        rule: &Node,
        value: &Node,
        depth: usize,
    ) -> bool {
        let Node::Mapping(members) = value else {
            return true;
        };
        let named = schema.get("properties").and_then(Node::as_mapping);
        members.iter().all(
            |(name, value)| match (named.and_then(|named| named.get(name)), key) {
                (Some(schema), "properties") => self.all(schema, value, depth),
                (None, "additionalProperties") => self.all(rule, value, depth),
                _ => true,
            },
        )
    }

    fn list(&self, schema: &Mapping, key: &str, rule: &Node, value: &Node, depth: usize) -> bool {
        let Node::Sequence(values) = value else {
            return true;
        };
        let prefix = schema
            .get("prefixItems")
            .map_or(0, |prefix| items(prefix).len());
        match key {
            "items" => values
                .iter()
                .skip(prefix)
                .all(|value| self.all(rule, value, depth)),
            _ => values
                .iter()
                .zip(items(rule))
                .all(|(value, rule)| self.all(rule, value, depth)),
        }
    }

    fn named(&self, reference: &Node) -> Option<&Node> {
        let name = reference.as_str()?.strip_prefix("#/components/schemas/")?;
        self.components.get(name)
    }
}

fn items(list: &Node) -> &[Node] {
    list.as_sequence().map_or(&[], Vec::as_slice)
}

fn is_of(types: &Node, value: &Node) -> bool {
    let is = |name: &Node| match (name.as_str().unwrap_or_default(), value) {
        ("integer", Node::Number(number)) => {
            number.is_i64()
                || number.is_u64()
                || number.as_f64().is_some_and(|it| it.fract() == 0.0)
        }
        ("number", Node::Number(_))
        | ("string", Node::String(_))
        | ("boolean", Node::Bool(_))
        | ("null", Node::Null)
        | ("array", Node::Sequence(_))
        | ("object", Node::Mapping(_)) => true,
        _ => false,
    };
    match types {
        Node::Sequence(names) => names.iter().any(is),
        name => is(name),
    }
}

/// Equal, numbers by their value.
fn same(a: &Node, b: &Node) -> bool {
    a == b || matches!((a.as_f64(), b.as_f64()), (Some(a), Some(b)) if a == b)
}

fn numbers(key: &str, rule: &Node, value: &Node) -> bool {
    let (Some(rule), Some(value)) = (rule.as_f64(), value.as_f64()) else {
        return true;
    };
    match key {
        "minimum" => value >= rule,
        "maximum" => value <= rule,
        "exclusiveMinimum" => value > rule,
        "exclusiveMaximum" => value < rule,
        _ => rule == 0.0 || (value / rule).fract().abs() < 1e-9,
    }
}

fn sizes(key: &str, rule: &Node, value: &Node) -> bool {
    let size = match (value, key) {
        (Node::String(text), "minLength" | "maxLength") => text.chars().count(),
        (Node::Sequence(items), "minItems" | "maxItems") => items.len(),
        (Node::Mapping(members), "minProperties" | "maxProperties") => members.len(),
        _ => return true,
    };
    let Some(rule) = rule.as_u64() else {
        return true;
    };
    match key.starts_with("min") {
        true => size as u64 >= rule,
        false => size as u64 <= rule,
    }
}
