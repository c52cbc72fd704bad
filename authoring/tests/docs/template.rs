//! Templates of users: what they replace, and what they are told of their mistakes.

use specwright_authoring::docs::{Templates, docs};

use crate::{load, options, root};

fn told(name: &str, text: &str) -> String {
    let apis = load(&[root().join("authoring/tests/docs/library.yaml")]);
    let mut templates = Templates::new();
    let replaced = templates.replace(name, text);
    let made = replaced.and_then(|()| docs(&apis, &templates, &options()));
    made.map(|_| String::new())
        .unwrap_or_else(|error| error.to_string())
}

#[test]
fn a_mistake_has_its_template_and_line() {
    assert_eq!(
        told("index.html", "<p>\n{% for one in site.apis %}\n</p>\n"),
        "index.html:2: syntax error: unexpected end of input, expected end of block"
    );
    assert_eq!(
        told("operation.html", "fine\n\n{{ op.pth }}\n"),
        "operation.html:3: undefined value: `op.pth` is undefined"
    );
    assert_eq!(
        told("errors.html", "\n{{ api.name|shout }}\n"),
        "errors.html:2: unknown filter: filter shout is unknown"
    );
    assert_eq!(
        told("index.md", "{% include \"nowhere.md\" %}"),
        "index.md:1: template not found: tried to include non-existing template 'nowhere.md'"
    );
}

#[test]
fn values_are_escaped_in_templates_of_users_too() {
    let apis = load(&[root().join("tests/peers/browser/hostile.yaml")]);
    let mut templates = Templates::new();
    let text = "{% for one in site.apis %}{{ one.title }}{% endfor %}";
    templates.replace("index.html", text).unwrap();
    templates.replace("index.md", text).unwrap();
    let files = docs(&apis, &templates, &options()).unwrap();
    assert_eq!(
        files["index.html"],
        "Hostile &lt;b&gt;API&lt;/b&gt; &amp; `co` | &quot;quotes&quot;\n"
    );
    assert_eq!(
        files["markdown/index.md"],
        "Hostile \\<b\\>API\\</b\\> & `co` \\| \"quotes\"\n"
    );
}

#[test]
fn a_template_may_bring_others_with_it() {
    let apis = load(&[root().join("authoring/tests/docs/library.yaml")]);
    let mut templates = Templates::new();
    templates
        .replace("index.html", "{% include 'mine.html' %}")
        .unwrap();
    templates.replace("mine.html", "{{ site.title }}").unwrap();
    let files = docs(&apis, &templates, &options()).unwrap();
    assert_eq!(files["index.html"], "All of them\n");
}
