//! Which types contain themselves, and how large types are: decides what is boxed.
//!
//! In: the types of the model. Out: a table that answers for a place in a type whether its content must be on the heap.

use crate::model::{Api, Type, TypeDef, TypeId, TypeKind};

/// Content of a one-of above this many bytes is boxed: a value must not be as large as its largest variant.
const LARGE: usize = 128;

/// Answers questions about containment. An edge leads from a type to each type that its values hold in place, not
/// behind a list or map.
pub(super) struct Containment<'a> {
    types: &'a [TypeDef],
    /// Strongly connected component of each type.
    component: Vec<usize>,
    size: Vec<usize>,
}

impl<'a> Containment<'a> {
    pub(super) fn new(api: &'a Api) -> Self {
        let types = &api.types;
        let edges: Vec<Vec<usize>> = types
            .iter()
            .map(|def| direct_of(types, &def.kind))
            .collect();
        let mut table = Self {
            types,
            component: components(&edges),
            size: vec![],
        };
        table.find_sizes(&edges);
        table
    }

    /// Whether a value of `owner` that holds a `ty` in place would contain itself.
    pub(super) fn recursive(&self, owner: TypeId, ty: &Type) -> bool {
        let mut held = Vec::new();
        direct(self.types, ty, &mut held);
        held.iter()
            .any(|held| self.component[*held] == self.component[owner.0])
    }

    /// Whether a `ty` is too large to stand in a variant of a one-of.
    pub(super) fn large(&self, ty: &Type) -> bool {
        self.size_of(ty) > LARGE
    }

    /// Sizes in an order in which what a type holds comes before it; what is recursive is boxed.
    fn find_sizes(&mut self, edges: &[Vec<usize>]) {
        let mut order: Vec<usize> = (0..edges.len()).collect();
        // Components are numbered so that what is held has the smaller number.
        order.sort_by_key(|id| self.component[*id]);
        self.size = vec![8; edges.len()];
        for id in order {
            self.size[id] = self.kind_size(TypeId(id), &self.types[id].kind);
        }
    }

    fn kind_size(&self, id: TypeId, kind: &TypeKind) -> usize {
        let content = |ty: &Type| {
            if self.recursive(id, ty) {
                8
            } else {
                self.size_of(ty)
            }
        };
        match kind {
            TypeKind::Struct(def) => {
                let fields = def
                    .fields
                    .iter()
                    .map(|field| content(&field.value.ty) + 8)
                    .sum::<usize>();
                fields + def.extra.as_ref().map_or(0, |_| 24)
            }
            TypeKind::Union(def) => {
                8 + def
                    .variants
                    .iter()
                    .map(|variant| content(&variant.value.ty).min(LARGE))
                    .max()
                    .unwrap_or(0)
            }
            TypeKind::Alias(value) => content(&value.ty),
            TypeKind::Choice(_) | TypeKind::Error => 32,
        }
    }

    /// Bytes of a value, rather too many than too few.
    fn size_of(&self, ty: &Type) -> usize {
        match ty {
            Type::Named(id, args) => {
                self.size[id.0] + args.iter().map(|arg| self.size_of(arg)).sum::<usize>()
            }
            Type::Nullable(inner) => self.size_of(inner) + 8,
            Type::Any => 72,
            Type::Unit => 0,
            Type::Bool | Type::I32 | Type::I64 | Type::U32 | Type::U64 | Type::F64 => 8,
            _ => 24,
        }
    }
}

/// Indices of the types that a value of this shape holds in place.
fn direct_of(types: &[TypeDef], kind: &TypeKind) -> Vec<usize> {
    let mut held = Vec::new();
    match kind {
        TypeKind::Struct(def) => def
            .fields
            .iter()
            .for_each(|field| direct(types, &field.value.ty, &mut held)),
        TypeKind::Union(def) => def
            .variants
            .iter()
            .for_each(|variant| direct(types, &variant.value.ty, &mut held)),
        TypeKind::Alias(value) => direct(types, &value.ty, &mut held),
        TypeKind::Choice(_) | TypeKind::Error => {}
    }
    held
}

/// Arguments count as held: the struct they are given to may hold them in place.
fn direct(types: &[TypeDef], ty: &Type, held: &mut Vec<usize>) {
    match ty {
        Type::Named(id, args) => {
            if id.0 < types.len() {
                held.push(id.0);
            }
            args.iter().for_each(|arg| direct(types, arg, held));
        }
        Type::Nullable(inner) => direct(types, inner, held),
        _ => {}
    }
}

/// Numbers the strongly connected components of a graph; an edge never leads to a larger number. Iterative, since
/// specs decide how deep the graph is.
fn components(edges: &[Vec<usize>]) -> Vec<usize> {
    let mut backwards = vec![Vec::new(); edges.len()];
    for (from, targets) in edges.iter().enumerate() {
        targets.iter().for_each(|to| backwards[*to].push(from));
    }
    // Kosaraju: the order in which a walk against the edges ends, taken from its end, gives one component at a time
    // to a walk along them, those that are held first.
    let mut ended = Vec::new();
    let mut seen = vec![false; edges.len()];
    for start in 0..edges.len() {
        walk(start, &backwards, &mut seen, &mut |node| ended.push(node));
    }
    let mut component = vec![0; edges.len()];
    let mut seen = vec![false; edges.len()];
    for (number, start) in ended.iter().rev().enumerate() {
        walk(*start, edges, &mut seen, &mut |node| {
            component[node] = number
        });
    }
    component
}

/// Calls `end` for each node that can be reached and was not yet seen, after all that can be reached from it.
fn walk(start: usize, edges: &[Vec<usize>], seen: &mut [bool], end: &mut dyn FnMut(usize)) {
    if std::mem::replace(&mut seen[start], true) {
        return;
    }
    let mut stack = vec![(start, edges[start].iter())];
    while let Some((node, targets)) = stack.last_mut() {
        match targets.find(|target| !seen[**target]) {
            Some(target) => {
                seen[*target] = true;
                stack.push((*target, edges[*target].iter()));
            }
            None => {
                end(*node);
                stack.pop();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::components;

    #[test]
    fn cycles_are_components_and_what_is_held_comes_first() {
        // 0 -> 1 <-> 2 -> 3, 3 -> 3, 4 alone
        let found = components(&[vec![1], vec![2], vec![1, 3], vec![3], vec![]]);
        assert_eq!(found[1], found[2]);
        assert!(found[3] < found[1] && found[1] < found[0]);
        assert!(found.iter().filter(|number| **number == found[4]).count() == 1);
    }

    #[test]
    fn a_long_chain_does_not_exhaust_the_stack() {
        let edges: Vec<Vec<usize>> = (0..200_000)
            .map(|node| if node == 0 { vec![] } else { vec![node - 1] })
            .collect();
        let found = components(&edges);
        assert!(found[0] < found[199_999]);
    }
}
