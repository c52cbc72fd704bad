//! Which files are read, and what is said of those that cannot be.

use std::fs;
use std::path::{Path, PathBuf};

use specwright::{Code, Loaded, load, load_texts};

#[test]
fn a_file_that_is_not_there() {
    let folder = Folder::new("missing");
    let loaded = load(&[folder.path("shop.yaml")]);
    assert_eq!(codes(&loaded), [Code::Unreadable]);
    assert!(report(&loaded).contains("shop.yaml: error[E0101]: there is no such file\n"));
    assert!(report(&loaded).contains("help: name a spec or a folder of specs"));
    let loaded = load(&[folder.path("specs")]);
    assert!(report(&loaded).contains("specs: error[E0101]: there is no such file or folder\n"));
}

#[test]
fn one_file_of_a_folder() {
    let folder = Folder::new("one_of_many");
    folder.write("api.yaml", SPEC.as_bytes());
    folder.write("types.yaml", b"types: {A: {fields: {b: i64}}}\n");
    let loaded = load(&[folder.path("types.yaml")]);
    assert_eq!(codes(&loaded), [Code::MissingKey]);
    assert!(
        report(&loaded).contains("name the folder, `"),
        "{}",
        report(&loaded)
    );
    fs::remove_file(folder.path("api.yaml")).expect("it was there");
    let loaded = load(&[folder.path("types.yaml")]);
    assert_eq!(codes(&loaded), [Code::MissingKey, Code::MissingKey]);
    assert!(!report(&loaded).contains("name the folder"));
}

#[test]
fn a_folder_without_specs() {
    let folder = Folder::new("no_specs");
    folder.write("notes.txt", b"nothing");
    folder.write(".hidden.yaml", SPEC.as_bytes());
    assert_eq!(codes(&load(&[&folder.0])), [Code::NoSpecs]);
}

/// For a schema this is the integer.
#[test]
fn a_version_with_a_fraction() {
    let folder = Folder::new("fraction");
    folder.write("shop.yaml", SPEC.replace(": 1\n", ": 1.0\n").as_bytes());
    let loaded = load(&[folder.path("shop.yaml")]);
    assert_eq!(codes(&loaded), [Code::WrongType]);
    assert!(report(&loaded).contains("found the number `1.0`"));
    assert!(report(&loaded).contains("write it without a fraction: `1`"));
}

#[test]
fn text_that_is_not_utf8() {
    let folder = Folder::new("not_utf8");
    folder.write("shop.yaml", b"specwright: 1\napi: caf\xe9\n");
    let loaded = load(&[folder.path("shop.yaml")]);
    assert_eq!(codes(&loaded), [Code::NotUtf8]);
    assert!(
        report(&loaded).contains("shop.yaml:2:9: error[E0102]"),
        "{}",
        report(&loaded)
    );
}

#[test]
fn text_in_utf16() {
    let folder = Folder::new("utf16");
    let bytes: Vec<u8> = "\u{feff}api: shop\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    folder.write("shop.yaml", &bytes);
    assert_eq!(codes(&load(&[folder.path("shop.yaml")])), [Code::NotUtf8]);
}

#[test]
fn a_file_of_many_megabytes() {
    let folder = Folder::new("too_large");
    folder.write("shop.yaml", "# much ado\n".repeat(1_000_000).as_bytes());
    assert_eq!(codes(&load(&[folder.path("shop.yaml")])), [Code::TooLarge]);
}

#[test]
fn each_file_and_each_folder_is_an_api() {
    let folder = Folder::new("apis");
    folder.write("market.yaml", SPEC.replace("shop", "market").as_bytes());
    folder.write("shop/api.yaml", SPEC.as_bytes());
    folder.write(
        "shop/operations/orders.yml",
        b"operations: {get_order: {call: GET /order}}\n",
    );
    let loaded = load(&[&folder.0]);
    let names: Vec<&str> = loaded.apis.iter().map(|api| &*api.name).collect();
    assert_eq!(names, ["market", "shop"], "{}", report(&loaded));
    assert_eq!(loaded.apis[1].operations.len(), 1);
}

#[test]
fn the_folder_of_one_api() {
    let folder = Folder::new("one_api");
    folder.write("api.yaml", SPEC.as_bytes());
    folder.write(
        "operations.yaml",
        b"operations: {get_order: {call: GET /order}}\n",
    );
    let loaded = load(&[&folder.0]);
    assert_eq!(loaded.apis.len(), 1, "{}", report(&loaded));
    assert_eq!(loaded.apis[0].operations.len(), 1);
}

#[test]
fn a_file_that_is_named_twice_is_read_once() {
    let folder = Folder::new("twice");
    folder.write("shop.yaml", SPEC.as_bytes());
    let loaded = load(&[folder.0.clone(), folder.path("shop.yaml")]);
    assert_eq!(loaded.apis.len(), 1, "{}", report(&loaded));
}

#[test]
fn mistakes_in_one_spec_leave_the_others() {
    let folder = Folder::new("others");
    folder.write("shop.yaml", SPEC.as_bytes());
    folder.write(
        "market.yaml",
        SPEC.replace("shop", "market")
            .replace("servers", "severs")
            .as_bytes(),
    );
    let loaded = load(&[&folder.0]);
    assert_eq!(loaded.apis.len(), 1);
    assert_eq!(codes(&loaded), [Code::UnknownKey], "{}", report(&loaded));
}

#[test]
fn texts_are_read_as_files_are() {
    let types = |name: &str| format!("types: {{{name}: {{fields: {{a: string}}}}}}\n");
    let files = [
        ("market.yaml", SPEC.replace("shop", "market")),
        ("notes.txt", "nothing".to_owned()),
        (".hidden.yaml", "nothing".to_owned()),
        ("shop/api.yaml", SPEC.to_owned()),
        ("shop/.api.yaml.swp", "nothing".to_owned()),
        ("shop/.cache/old.yaml", "nothing".to_owned()),
        // By name alone the folder would come between the files.
        ("shop/more/a.yaml", types("InFolder")),
        ("shop/zones.yml", types("Beside")),
        ("shop-old.yaml", SPEC.replace("shop", "old")),
        ("wrong.yaml", SPEC.replace("servers", "severs")),
    ];
    let folder = Folder::new("texts");
    for (name, text) in &files {
        folder.write(name, text.as_bytes());
    }
    let bytes = files.iter().rev();
    let bytes = bytes.map(|(name, text)| (name.to_string(), text.clone().into_bytes()));
    let root = folder.0.to_string_lossy().into_owned();
    let (from_disk, from_texts) = (load(&[&folder.0]), load_texts(&root, bytes.collect()));

    let paths = |loaded: &Loaded| {
        let paths = loaded
            .sources
            .ids()
            .map(|file| loaded.sources.path(file).to_owned());
        paths.collect::<Vec<_>>()
    };
    assert_eq!(paths(&from_texts), paths(&from_disk));
    assert_eq!(report(&from_texts), report(&from_disk));
    assert_eq!(
        format!("{:?}", from_texts.apis),
        format!("{:?}", from_disk.apis)
    );
    assert_eq!(from_disk.apis.len(), 3);
    assert_eq!(from_disk.apis[2].types[0].name, "Beside");
}

const SPEC: &str = "specwright: 1\napi: shop\nservers: {default: \"https://api.example.com\"}\n";

fn codes(loaded: &Loaded) -> Vec<Code> {
    loaded
        .diagnostics
        .iter()
        .map(|problem| problem.code())
        .collect()
}

fn report(loaded: &Loaded) -> String {
    loaded.diagnostics.render_human(&loaded.sources, false)
}

/// A folder that is removed at the end of its test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join("files")
            .join(name);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("a folder can be made");
        Self(path)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("it is in the folder"))
            .expect("a folder can be made");
        fs::write(path, bytes).expect("a file can be written");
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
