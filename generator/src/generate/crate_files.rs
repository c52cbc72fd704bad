//! The frame of a whole crate around the modules of the APIs: `Cargo.toml` and `src/lib.rs`.

use super::options::WholeCrate;
use crate::output::MARK;

/// An API with what its module is called outside of Rust.
pub(super) struct Entry<'a> {
    /// Name of folder and feature.
    pub(super) name: &'a str,
    /// The module as Rust writes it.
    pub(super) module: &'a str,
    /// Title, one line.
    pub(super) title: &'a str,
}

/// `src/lib.rs`: what there is, and one module per API.
pub(super) fn lib_rs(entries: &[Entry<'_>]) -> String {
    let mut text =
        format!("// {MARK} from all specs. Do not edit: change the specs and generate.\n\n");
    text.push_str("//! Typed clients, one module per API.\n//!\n");
    for Entry { module, title, .. } in entries {
        text.push_str(&format!("//! - {title}: [`{module}`]\n"));
    }
    text.push('\n');
    for Entry { name, module, .. } in entries {
        // `cargo fmt` must not change what the manifest has a hash of.
        text.push_str(&format!(
            "#[cfg(feature = \"{name}\")]\n#[rustfmt::skip]\npub mod {module};\n"
        ));
    }
    text
}

/// `Cargo.toml` of a whole crate.
pub(super) fn cargo_toml(entries: &[Entry<'_>], whole: &WholeCrate) -> String {
    let version = env!("CARGO_PKG_VERSION");
    let runtime = match &whole.runtime {
        None => format!("\"{version}\""),
        Some(path) => format!("{{ path = {} }}", toml_text(path)),
    };
    let names: Vec<String> = entries
        .iter()
        .map(|it| format!("\"{}\"", it.name))
        .collect();
    let features: String = entries
        .iter()
        .map(|it| format!("{} = []\n", it.name))
        .collect();
    // An API of this name keeps it; its users ask the runtime for the feature themselves.
    let blocking = match entries.iter().any(|it| it.name == "blocking") {
        true => "",
        false => "# Calls that block the thread.\nblocking = [\"specwright-runtime/blocking\"]\n",
    };
    format!(
        "# {MARK} from all specs. Do not edit: change the specs and generate.\n\
         \n\
         [package]\n\
         name = \"{name}\"\n\
         version = \"0.1.0\"\n\
         edition = \"2024\"\n\
         rust-version = \"{rust}\"\n\
         description = \"Typed clients, made by specwright\"\n\
         \n\
         [features]\n\
         default = [{defaults}]\n\
         {features}\
         {blocking}\
         \n\
         [dependencies]\n\
         specwright-runtime = {runtime}\n",
        name = whole.name,
        rust = env!("CARGO_PKG_RUST_VERSION"),
        defaults = names.join(", "),
    )
}

/// A basic string of TOML.
fn toml_text(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            control if control.is_control() => {
                quoted.push_str(&format!("\\u{:04X}", u32::from(control)));
            }
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::{Entry, WholeCrate, cargo_toml, lib_rs, toml_text};

    const ENTRIES: [Entry<'_>; 2] = [
        Entry {
            name: "te",
            module: "te",
            title: "An API",
        },
        Entry {
            name: "type",
            module: "r#type",
            title: "Another",
        },
    ];

    #[test]
    fn modules_behind_features() {
        let text = lib_rs(&ENTRIES);
        assert!(
            text.contains("//! - Another: [`r#type`]\n\n#[cfg"),
            "{text}"
        );
        assert!(text.ends_with("#[cfg(feature = \"type\")]\n#[rustfmt::skip]\npub mod r#type;\n"));
    }

    #[test]
    fn the_manifest_of_a_crate() {
        let whole = WholeCrate {
            name: "my-apis".to_owned(),
            runtime: Some("../run time".to_owned()),
        };
        let text = cargo_toml(&ENTRIES, &whole);
        let (_, text) = text.split_once("[features]\n").unwrap_or_default();
        assert_eq!(
            text,
            "default = [\"te\", \"type\"]\nte = []\ntype = []\n# Calls that block the thread.\n\
             blocking = [\"specwright-runtime/blocking\"]\n\n[dependencies]\n\
             specwright-runtime = { path = \"../run time\" }\n"
        );
        assert_eq!(toml_text("a\"\\\n"), "\"a\\\"\\\\\\u000A\"");
    }
}
