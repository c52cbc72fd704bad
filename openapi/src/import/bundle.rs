//! References: what they lead to becomes a component of the document. In: references as they are written, and the files
//! they stand in. Out: references to components of this document alone.

use std::collections::{HashMap, HashSet, VecDeque};

use serde_yaml::{Mapping, Value};

use super::files::{Files, percent_decoded};
use super::naming;
use super::origins::{Origin, Origins};
use super::pointer::{Pointer, escaped};
use super::remark::Remarks;
use super::shape::Kind;
use super::tidy::Tidy;

/// Steps of references that lead to references.
const HOPS: usize = 16;
/// More files and parts than this are no document that people write.
const MOST: usize = 20_000;

/// What references lead to.
#[derive(Debug)]
pub(super) struct Bundle<'d> {
    files: &'d Files<'d>,
    remarks: &'d Remarks,
    /// The document after `swagger` changed it, if it did.
    main: &'d Value,
    /// Components that were made for targets elsewhere.
    names: HashMap<(usize, Pointer, Kind), String>,
    /// Names of components that are taken.
    taken: HashSet<(Kind, String)>,
    /// Targets that are yet to be walked through.
    pending: VecDeque<(usize, Pointer, Kind, String)>,
    added: usize,
    origins: Origins,
}

impl<'d> Bundle<'d> {
    pub(super) fn new(
        files: &'d Files<'d>,
        main: &'d Value,
        origins: Origins,
        remarks: &'d Remarks,
    ) -> Self {
        let mut taken = HashSet::new();
        for kind in [
            Kind::Schema,
            Kind::Response,
            Kind::Parameter,
            Kind::Example,
            Kind::Body,
            Kind::Header,
            Kind::SecurityScheme,
        ] {
            let section = kind.section().unwrap_or_default();
            let there = Pointer::root().keys(&["components", section]);
            let there = there.find(main).and_then(Value::as_mapping);
            let names = there
                .into_iter()
                .flat_map(Mapping::keys)
                .filter_map(Value::as_str);
            taken.extend(names.map(|name| (kind, name.to_owned())));
        }
        Self {
            files,
            remarks,
            main,
            names: HashMap::new(),
            taken,
            pending: VecDeque::new(),
            added: 0,
            origins,
        }
    }

    /// What is in the document now stood elsewhere in it before.
    pub(super) fn shifted(&mut self, to: &Pointer, from: &Pointer) {
        let origin = self.origins.of(from);
        self.origins.insert(to.clone(), origin);
    }

    /// What is in the document now came from a place in a file.
    fn moved(&mut self, to: &Pointer, file: usize, from: &Pointer) {
        match file {
            0 => self.shifted(to, from),
            _ => self.origins.insert(to.clone(), (file, from.clone())),
        }
    }

    /// All that was moved.
    pub(super) fn into_origins(self) -> Origins {
        self.origins
    }

    /// A reference to a component of this document for one in some file; or why there is none.
    pub(super) fn reference(
        &mut self,
        file: usize,
        text: &str,
        kind: Kind,
    ) -> Result<String, String> {
        let (number, pointer) = self.target(file, text)?;
        let section = kind.section().unwrap_or_default();
        let steps: Vec<String> = pointer.steps().collect();
        if let [first, second, name] = steps.as_slice()
            && number == 0
            && first == "components"
            && second == section
        {
            return Ok(format!("#/components/{section}/{}", escaped(name)));
        }
        let key = (number, pointer, kind);
        let name = match self.names.get(&key) {
            Some(name) => name.clone(),
            None => self.add(key)?,
        };
        Ok(format!("#/components/{section}/{}", escaped(&name)))
    }

    fn add(&mut self, key: (usize, Pointer, Kind)) -> Result<String, String> {
        self.added += 1;
        if self.added > MOST {
            return Err("too many parts lie outside of the components".to_owned());
        }
        let (number, pointer, kind) = key.clone();
        let stem = self.stem(number, &pointer);
        let mut name = stem.clone();
        let mut count = 2;
        while !self.taken.insert((kind, name.clone())) {
            name = format!("{stem}{count}");
            count += 1;
        }
        self.pending
            .push_back((number, pointer, kind, name.clone()));
        self.names.insert(key, name.clone());
        Ok(name)
    }

    /// The name for what stands somewhere: its key, or what its file is called.
    fn stem(&self, file: usize, pointer: &Pointer) -> String {
        const EMPTY: &[&str] = &[
            "content",
            "schema",
            "components",
            "definitions",
            "$defs",
            "schemas",
            "properties",
            "items",
            "paths",
            "responses",
            "parameters",
            "requestBody",
            "requestBodies",
            "allOf",
            "anyOf",
            "oneOf",
            "headers",
            "examples",
        ];
        let says = |step: &String| {
            let is_word = step.chars().any(char::is_alphabetic)
                && !step.contains('/')
                && !EMPTY.contains(&step.as_str());
            is_word || step.starts_with('/')
        };
        let steps: Vec<String> = pointer.steps().filter(says).collect();
        let is_named = pointer
            .last()
            .is_some_and(|last| steps.last() == Some(&last));
        let words = match (steps.as_slice(), is_named) {
            ([.., last], true) => last.clone(),
            ([], _) => self.file_stem(file),
            (several, _) => several.join(" "),
        };
        match naming::type_name(&words) {
            name if name.is_empty() => "Part".to_owned(),
            name => name,
        }
    }

    fn file_stem(&self, file: usize) -> String {
        let file = self.files.get(file);
        let path = file.map(|file| file.path.clone()).unwrap_or_default();
        let name = path.rsplit('/').next().unwrap_or_default();
        name.split('.').next().unwrap_or_default().to_owned()
    }

    /// The value that a reference leads to, for what cannot be a component.
    pub(super) fn inline(
        &mut self,
        file: usize,
        text: &str,
        at: &Pointer,
    ) -> Result<(usize, Value), String> {
        let (mut number, mut pointer) = self.target(file, text)?;
        for _ in 0..HOPS {
            let value = self.find(number, &pointer).ok_or("nothing is there")?;
            let next = value.get("$ref").and_then(Value::as_str).map(str::to_owned);
            match next {
                Some(next) => (number, pointer) = self.target(number, &next)?,
                None => {
                    self.moved(at, number, &pointer);
                    return Ok((number, value));
                }
            }
        }
        Err("it leads round in a circle".to_owned())
    }

    fn target(&mut self, file: usize, text: &str) -> Result<Origin, String> {
        let (path, fragment) = text.split_once('#').unwrap_or((text, ""));
        let number = self.files.open(file, path)?;
        let fragment = percent_decoded(fragment);
        let pointer = Pointer::parse(&fragment)
            .ok_or("it names an anchor, and pointers alone are followed")?;
        match self.has(number, &pointer) {
            true => Ok((number, pointer)),
            false => Err("nothing is there".to_owned()),
        }
    }

    fn has(&self, file: usize, pointer: &Pointer) -> bool {
        if file == 0 {
            return pointer.find(self.main).is_some();
        }
        let file = self.files.get(file);
        file.is_some_and(|file| pointer.find(&file.value).is_some())
    }

    fn find(&self, file: usize, pointer: &Pointer) -> Option<Value> {
        if file == 0 {
            return pointer.find(self.main).cloned();
        }
        let file = self.files.get(file)?;
        pointer.find(&file.value).cloned()
    }

    /// Walks through what was referred to, until nothing new turns up, and puts it among the components.
    pub(super) fn finish(&mut self, document: &mut Value) {
        while let Some((file, pointer, kind, name)) = self.pending.pop_front() {
            let section = kind.section().unwrap_or_default();
            let at = Pointer::root().keys(&["components", section, &name]);
            self.moved(&at, file, &pointer);
            let Some(value) = self.find(file, &pointer) else {
                continue;
            };
            let remarks = self.remarks;
            let mut tidy = Tidy {
                bundle: self,
                remarks,
                file,
            };
            let value = tidy.node(value, kind, &at);
            let components = entry(document, "components");
            let section = components.and_then(|components| entry(components, section));
            if let (Some(value), Some(section)) = (value, section) {
                put(section, &name, value);
            }
        }
    }
}

/// The map under a key, made where there is none.
fn entry<'v>(value: &'v mut Value, key: &str) -> Option<&'v mut Value> {
    let map = value.as_mapping_mut()?;
    if !map.get(key).is_some_and(Value::is_mapping) {
        map.insert(key.into(), Mapping::new().into());
    }
    map.get_mut(key)
}

fn put(value: &mut Value, key: &str, entry: Value) {
    if let Some(map) = value.as_mapping_mut() {
        map.insert(key.into(), entry);
    }
}
