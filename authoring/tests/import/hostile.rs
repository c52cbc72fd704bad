//! Pages that were never meant to be read: nothing panics, the work is bounded, the YAML is YAML.

use specwright_authoring::page::read;

use crate::import;

fn pages() -> Vec<String> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/pages");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    paths
        .iter()
        .filter(|path| path.extension().is_none_or(|end| end != "yaml"))
        .map(|path| std::fs::read_to_string(path).unwrap())
        .collect()
}

#[test]
fn mutations() {
    const PIECES: [&str; 18] = [
        "|",
        "\t",
        "\n",
        "<table>",
        "</td>",
        "<tr>",
        "\n---|---\n",
        "参数",
        "Name",
        "String",
        "{",
        "\"",
        "└ ",
        "**",
        "<td colspan=100 rowspan=9999>",
        "a.b",
        "\\",
        "%s",
    ];
    let pages = pages();
    let mut random = fastrand::Rng::with_seed(7);
    for _ in 0..600 {
        let mut text: Vec<char> = pages[random.usize(..pages.len())].chars().collect();
        for _ in 0..random.usize(1..12) {
            let at = random.usize(..=text.len());
            match random.u8(..4) {
                0 => drop(text.drain(at..(at + random.usize(..40)).min(text.len()))),
                1 => text.truncate(at.max(20)),
                _ => drop(text.splice(at..at, PIECES[random.usize(..PIECES.len())].chars())),
            }
        }
        let text: String = text.into_iter().collect();
        let made = import(&text).yaml;
        let loaded =
            specwright::load_text("made.yaml", format!("specwright: 1\napi: made\n{made}"));
        let broken = loaded
            .diagnostics
            .iter()
            .find(|one| one.code().id() == "E0002" || one.message().contains("YAML"));
        assert!(broken.is_none(), "{broken:?}\n{text}\n=====\n{made}");
    }
}

#[test]
fn much_of_everything() {
    let n = 20_000;
    for text in [
        "<div>".repeat(n),
        "<table><tr><td>".repeat(n),
        format!(
            "<table>{}</table>",
            "<tr><td rowspan=9999 colspan=100>x</td></tr>".repeat(2000)
        ),
        "|".repeat(n),
        "a|b\n".repeat(n),
        "Name\nType\nDescription\n".repeat(n / 4),
        "Code Message Description Type Name\n".repeat(n / 4),
        "{\n".repeat(n),
        format!("Field\nDescription\n{}", "abc\n".repeat(n)),
        "[a".repeat(n),
        "**a".repeat(n),
        "<".repeat(n),
        "\t".repeat(n),
        "a\t\"b\n".repeat(n / 4),
        format!("Name|Type|Description\n---|---|---\n{}", "a|\n".repeat(n)),
        "Name\tType\na\tarray<array<array<array<array<array<map<\n".repeat(100),
        String::new(),
        "\u{feff}\0\r\n\u{2028}".to_owned(),
    ] {
        import(&text);
    }
}

#[test]
fn nothing_is_dropped_without_a_word() {
    let page = read(
        "Name | Type\n---|---\na | string | too much\n | int\n\nPlan | Price\n---|---\nthe big one | 12\n",
    );
    let said: Vec<&str> = page
        .remarks
        .iter()
        .map(|remark| remark.text.as_str())
        .collect();
    assert!(
        said.iter().any(|text| text.contains("without a name")),
        "{said:?}"
    );
    assert!(
        said.iter()
            .any(|text| text.contains("something else: Plan, Price")),
        "{said:?}"
    );
}
