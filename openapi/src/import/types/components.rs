//! Components: their names, taken before any other, and what each of them is.

use oas3::spec::Schema;

use super::def::{Body, Def, DefId, Made, Ty};
use super::flat::component_at;
use super::{Types, notes, overlay};
use crate::import::naming::{component_names, says, spells};

impl Types<'_> {
    /// Takes the names of all components.
    pub(super) fn reserve_components(&mut self) {
        for name in overlay::types_of_root(self.root).keys() {
            self.names.reserve(name.as_str().unwrap_or_default());
        }
        let document = self.document;
        let Some(components) = &document.components else {
            return;
        };
        let schemas: Vec<&String> = components.schemas.keys().collect();
        let kept: Vec<&String> = schemas
            .into_iter()
            .filter(|name| !self.is_skipped(name))
            .collect();
        let wanted: Vec<String> = kept
            .iter()
            .map(|name| {
                self.name_in_overlay(name)
                    .unwrap_or_else(|| (*name).clone())
            })
            .collect();
        let wanted: Vec<&str> = wanted.iter().map(String::as_str).collect();
        for (component, name) in kept.iter().zip(component_names(&wanted)) {
            self.names.reserve(&name);
            let given = self.name_in_overlay(component).is_some();
            if !given && !component.contains('.') && !spells(&name, component) {
                self.remarks.guessed(
                    &component_at(component),
                    format!("`{component}` cannot be the name of its type: it is called `{name}`"),
                );
            }
            let shortened = component.contains('.') && !says(&name, component);
            let id = self.push(Def {
                name,
                at: component_at(component),
                text: None,
                deprecated: false,
                source: shortened.then(|| (*component).clone()),
                body: Body::Pending,
                overlay: None,
                nullable: false,
            });
            self.components.insert((*component).clone(), id);
        }
        let null: Vec<DefId> = kept
            .iter()
            .filter(|name| self.is_nullable(name))
            .filter_map(|name| self.components.get(*name).copied())
            .collect();
        for id in null {
            self.defs[id.0].nullable = true;
        }
    }

    /// The component schemas with the names of their types.
    pub(crate) fn named_components(&self) -> Vec<(String, String)> {
        let named = self.components.iter();
        named
            .map(|(component, id)| (component.clone(), self.defs[id.0].name.clone()))
            .collect()
    }

    /// Reads what each component is, in their order.
    pub(super) fn read_components(&mut self) {
        let document = self.document;
        let Some(components) = &document.components else {
            return;
        };
        for (name, schema) in &components.schemas {
            if let Some(id) = self.components.get(name).copied() {
                self.read_component(name, schema, id);
            }
        }
    }

    fn read_component(&mut self, name: &str, schema: &Schema, id: DefId) {
        let (at, hint) = (component_at(name), self.defs[id.0].name.clone());
        let overlay = self.overlay_of_type(&at);
        let replaced = overlay.as_ref().is_some_and(overlay::is_whole);
        self.reading = Some((id, hint.clone()));
        let (made, mut member) = match self.bases.contains_key(name) {
            true => self.read_base(name, schema, &at, &hint),
            false => self.read(schema, &at, &hint),
        };
        // That of a component is about the type, not about a place.
        member.overlay = None;
        self.about_type(&mut member);
        let def = &mut self.defs[id.0];
        def.overlay = overlay;
        def.text = notes::whole_text(&mut member);
        def.deprecated = member.deprecated;
        let body = match made {
            Made::Body(body) if member.wire.is_some() => {
                let (at, hint) = (at.clone(), format!("{hint}Number"));
                member.ty = Ty::Named(self.define(&hint, &at, body, None));
                Body::Alias(Box::new(member))
            }
            Made::Body(body) => body,
            Made::Type(ty) => {
                member.ty = ty;
                Body::Alias(Box::new(member))
            }
        };
        self.defs[id.0].body = match replaced {
            true => Body::Pending,
            false => body,
        };
    }
}
