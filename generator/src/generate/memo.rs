//! What was made of each API, kept between the runs of one generator: only what has changed is made anew.
//!
//! For programs that run for long, such as `specwright watch`. Most of a run is spent on making text; whether an API is
//! as it was can be told from its model in a fraction of that time.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::{Arc, Mutex, PoisonError};

use crate::emit;
use crate::model::Api;

/// Files by the name of their API, with what they were made from. Clones share them.
#[derive(Clone, Debug, Default)]
pub(super) struct Memo(Arc<Mutex<BTreeMap<String, Kept>>>);

#[derive(Debug)]
struct Kept {
    from: u64,
    files: Vec<emit::File>,
}

impl Memo {
    /// The files of an API: those that were kept, if it and the options are as they were, or else new ones.
    pub(super) fn files(
        &self,
        api: &Api,
        options: &emit::Options,
        make: impl FnOnce() -> Vec<emit::File>,
    ) -> Vec<emit::File> {
        let from = print(api, options);
        // Whoever panicked left whole entries.
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = kept.get(&api.name).filter(|known| known.from == from) {
            return known.files.clone();
        }
        let files = make();
        let entry = Kept {
            from,
            files: files.clone(),
        };
        kept.insert(api.name.clone(), entry);
        files
    }
}

/// A number that differs where the model or the options do: of their debug output, which shows all that they hold.
fn print(api: &Api, options: &emit::Options) -> u64 {
    let mut printer = Printer(DefaultHasher::new());
    // Neither model nor printer refuses to be written.
    let _ = write!(printer, "{api:?}{options:?}");
    printer.0.finish()
}

struct Printer(DefaultHasher);

impl fmt::Write for Printer {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        text.hash(&mut self.0);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Memo;
    use crate::{emit, load::load_text};

    const SPEC: &str = "specwright: 1\napi: a\ntitle: A\nsource: {document: a.txt}\nservers: {main: \"https://a.example\"}\n";

    #[test]
    fn only_what_changed_is_made_anew() {
        let (memo, mut made) = (Memo::default(), 0);
        let mut files = |spec: &str, label: &str| {
            let api = load_text("a.yaml", spec).apis.remove(0);
            let options = emit::Options {
                source_label: label.to_owned(),
                ..emit::Options::default()
            };
            let make = || {
                made += 1;
                let path = made.to_string();
                vec![emit::File {
                    path,
                    text: String::new(),
                }]
            };
            memo.files(&api, &options, make).remove(0).path
        };
        assert_eq!(files(SPEC, "a.yaml"), "1");
        assert_eq!(files(&format!("# A comment.\n{SPEC}"), "a.yaml"), "1");
        assert_eq!(files(&SPEC.replace("title: A", "title: B"), "a.yaml"), "2");
        assert_eq!(files(&SPEC.replace("title: A", "title: B"), "b.yaml"), "3");
        assert_eq!(files(SPEC, "a.yaml"), "4");
    }
}
