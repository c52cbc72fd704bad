//! The files of a document: the one that was given, and those that it refers to. In: texts by path. Out: values.

use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;

use serde_yaml::Value;

use super::problem::Problem;
use super::read;

/// Reads a file that a document refers to, by its path as seen from the folder of the document.
type Load<'l> = dyn Fn(&str) -> Result<String, String> + 'l;

/// The texts of a document.
///
/// ```
/// use specwright_openapi::import::Documents;
///
/// let text = "openapi: 3.1.0\ninfo: {title: Shop, version: '1'}\npaths: {}\n";
/// let documents = Documents::new("shop.yaml", text)
///     .with_loader(|path| std::fs::read_to_string(path).map_err(|error| error.to_string()));
/// # let _ = documents;
/// ```
pub struct Documents<'l> {
    pub(super) path: String,
    pub(super) text: String,
    load: Option<Box<Load<'l>>>,
}

impl fmt::Debug for Documents<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Documents")
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

impl<'l> Documents<'l> {
    /// A document alone. The path is for messages, and for the name of the API.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            text: text.into(),
            load: None,
        }
    }

    /// Says how files are read that the document refers to. Each is named by its path as seen from the folder of the
    /// document, with `/`: `parts/pet.yaml`, `../shared/errors.yaml`. Without this, such references lead nowhere.
    #[must_use]
    pub fn with_loader(mut self, load: impl Fn(&str) -> Result<String, String> + 'l) -> Self {
        self.load = Some(Box::new(load));
        self
    }
}

/// A file that was read.
#[derive(Debug)]
pub(super) struct File {
    /// Path as seen from the folder of the document; that of the document itself is its name alone.
    pub(super) path: String,
    pub(super) text: String,
    pub(super) value: Value,
}

/// A path, and the file there or why there is none.
type Opened = (String, Result<Rc<File>, String>);

/// Files that were read; the document itself is number 0.
#[derive(Debug)]
pub(super) struct Files<'d> {
    documents: &'d Documents<'d>,
    files: RefCell<Vec<Opened>>,
}

impl<'d> Files<'d> {
    /// Reads the document itself.
    pub(super) fn new(documents: &'d Documents<'d>) -> Result<Self, Problem> {
        let value = read::read(&documents.path, &documents.text)?;
        let name = documents.path.replace('\\', "/");
        let name = name.rsplit('/').next().unwrap_or_default().to_owned();
        let file = File {
            path: name.clone(),
            text: documents.text.clone(),
            value,
        };
        let files = RefCell::new(vec![(name, Ok(Rc::new(file)))]);
        Ok(Self { documents, files })
    }

    /// The document as it was named.
    pub(super) fn given(&self) -> &str {
        &self.documents.path
    }

    /// A file that was read.
    pub(super) fn get(&self, number: usize) -> Option<Rc<File>> {
        let files = self.files.borrow();
        files
            .get(number)
            .and_then(|(_, file)| file.as_ref().ok().cloned())
    }

    /// A file by its number, if it could be read; nothing where there are no more.
    pub(super) fn known(&self, number: usize) -> Option<Option<Rc<File>>> {
        let files = self.files.borrow();
        files
            .get(number)
            .map(|(_, file)| file.as_ref().ok().cloned())
    }

    /// The number of the file that a reference in another file names; or why there is none.
    pub(super) fn open(&self, from: usize, path: &str) -> Result<usize, String> {
        if path.is_empty() {
            return Ok(from);
        }
        let lower = path.to_ascii_lowercase();
        if lower.contains("://") || lower.starts_with("//") || lower.starts_with("urn:") {
            return Err("it leads into the network, and nothing is fetched".to_owned());
        }
        let base = self.get(from).map(|file| file.path.clone());
        let path = joined(base.as_deref().unwrap_or_default(), path)?;
        let known = self
            .files
            .borrow()
            .iter()
            .position(|(known, _)| *known == path);
        let number = known.unwrap_or_else(|| self.load(path));
        match &self.files.borrow()[number].1 {
            Ok(_) => Ok(number),
            Err(why) => Err(why.clone()),
        }
    }

    fn load(&self, path: String) -> usize {
        let text = match &self.documents.load {
            Some(load) => load(&path),
            None => Err("other files are not read here".to_owned()),
        };
        let file = text.and_then(|text| {
            let value = read::read(&path, &text).map_err(|problem| problem.to_string())?;
            let path = path.clone();
            Ok(Rc::new(File { path, text, value }))
        });
        let mut files = self.files.borrow_mut();
        files.push((path, file));
        files.len() - 1
    }
}

/// A path in a file, as seen from the folder of the document.
fn joined(base: &str, path: &str) -> Result<String, String> {
    let path = percent_decoded(path).replace('\\', "/");
    let is_drive = path.as_bytes().get(1) == Some(&b':');
    if path.starts_with('/') || is_drive {
        return Err(
            "it names a file by an absolute path, and only files near the document are read"
                .to_owned(),
        );
    }
    let folder = base.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut steps: Vec<&str> = Vec::new();
    for step in folder.split('/').chain(path.split('/')) {
        match step {
            "" | "." => {}
            ".." if steps.last().is_some_and(|last| *last != "..") => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    if steps.iter().filter(|step| **step == "..").count() > 1 {
        return Err("it leads out of the folders around the document".to_owned());
    }
    Ok(steps.join("/"))
}

/// A text in which `%20` and the like stand for what they mean.
pub(super) fn percent_decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let digit = |at: usize| {
        bytes
            .get(at)
            .and_then(|byte| char::from(*byte).to_digit(16))
    };
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        match (bytes[at], digit(at + 1), digit(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                out.push(u8::try_from(high * 16 + low).unwrap_or(b'%'));
                at += 3;
            }
            (byte, ..) => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_near_the_document() {
        let table = [
            ("api.yaml", "pet.yaml", Some("pet.yaml")),
            ("api.yaml", "./parts/pet.yaml", Some("parts/pet.yaml")),
            ("parts/pet.yaml", "../api.yaml", Some("api.yaml")),
            ("parts/pet.yaml", "name.yaml", Some("parts/name.yaml")),
            (
                "api.yaml",
                "../shared/a%20b.yaml",
                Some("../shared/a b.yaml"),
            ),
            ("../shared/a.yaml", "b.yaml", Some("../shared/b.yaml")),
            ("api.yaml", "../../etc/passwd", None),
            ("api.yaml", "/etc/passwd", None),
            ("api.yaml", "C:\\secrets.yaml", None),
        ];
        for (base, path, joined_path) in table {
            assert_eq!(
                joined(base, path).ok().as_deref(),
                joined_path,
                "{base} {path}"
            );
        }
    }

    #[test]
    fn escapes_are_decoded_and_broken_ones_kept() {
        assert_eq!(percent_decoded("a%20b%7Bc%7D"), "a b{c}");
        assert_eq!(percent_decoded("100%, %zz, %"), "100%, %zz, %");
    }
}
