//! Pages that are no documents, or hardly: no panic, no endless work.

use specwright_authoring::page;

use crate::pages::{PAIRS, api, run, text};

#[test]
fn texts_that_are_no_document_give_findings_and_no_panic() {
    let deep = "{\"a\":".repeat(20_000);
    let tags = "<a>\n".repeat(20_000);
    let open = "{\"a\": [1, \"".repeat(5_000);
    let ticks = "{a: `${`${".repeat(5_000);
    let wide = format!("http://{}", "{x}".repeat(5_000));
    let paths = "/a/b/c?d=e ".repeat(5_000);
    let binary: String = (0..4096u32)
        .filter_map(|n| char::from_u32(n * 37 % 0x11_0000))
        .collect();
    let api = api("weda.yaml");
    for text in [
        "",
        "\u{feff}",
        "\n\n",
        "|||\n---|",
        "{",
        "://",
        "$",
        &deep,
        &tags,
        &open,
        &ticks,
        &wide,
        &paths,
        &binary,
    ] {
        let found = run(&api, &page::read(text));
        assert!(!found.findings.is_empty(), "a spec says more than this");
    }
}

#[test]
fn documents_cut_anywhere_do_no_harm() {
    for (spec, document) in PAIRS {
        let (api, text) = (api(spec), text(document));
        let cuts: Vec<usize> = text.char_indices().map(|(at, _)| at).step_by(211).collect();
        for at in cuts {
            run(&api, &page::read(&text[..at]));
            run(&api, &page::read(&text[at..]));
        }
    }
}

#[test]
fn html_with_chinese_headings_is_read_like_text() {
    let api = api("quickbi.yaml");
    let rows = [
        ("500", "Cube.Not.Exist"),
        ("500", "Cube.Not.There"),
        ("400", "Report.NotExist"),
    ];
    let rows: String = rows
        .map(|(status, code)| format!("<tr><td>{status}</td><td>{code}</td><td>说明</td></tr>\n"))
        .concat();
    let html = format!(
        "<!doctype html>\n<html><body>\n<h2>错误码</h2>\n<table>\n\
         <tr><th>HttpCode</th><th>错误码</th><th>描述</th></tr>\n{rows}</table>\n</body></html>\n"
    );
    let found = run(&api, &page::read(&html));
    let line = |name: &str| {
        let one = found.findings.iter().find(|one| one.name == name);
        one.map(|one| (one.problem.name(), one.lines.clone()))
    };
    assert_eq!(line("Cube.Not.There"), Some(("not_in_spec", vec![7])));
    assert_eq!(line("Report.NotExist"), Some(("differs", vec![8])));
    assert_eq!(line("Cube.Not.Exist"), None);
}
