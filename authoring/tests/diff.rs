//! What is said of changes: of all kinds of them, in both directions, and as text.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests end by panicking")]

#[path = "diff/kinds.rs"]
mod kinds;

#[path = "diff/tricky.rs"]
mod tricky;

use specwright::Loaded;
use specwright_authoring::diff::{Change, Rust, Step, Wire, compare, human, json, markdown};

fn load(path: &str, text: &str) -> Loaded {
    let loaded = specwright::load_text(path, text);
    let found = loaded.diagnostics.render_human(&loaded.sources, false);
    assert!(!loaded.diagnostics.has_errors(), "{found}");
    loaded
}

fn changes(old: &str, new: &str) -> Vec<Change> {
    compare(&load("old.yaml", old), &load("new.yaml", new))
}

fn verdict(changes: &[Change]) -> (String, String) {
    let rust = changes.iter().map(|change| change.rust).max();
    let wire = changes.iter().map(|change| change.wire).max();
    let (rust, wire) = (rust.unwrap_or_default(), wire.unwrap_or_default());
    (rust.word().to_owned(), wire.word().to_owned())
}

#[track_caller]
fn pinned(name: &str, text: &str) {
    let path = kinds::folder().join(name);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(text, kept, "{name} differs; UPDATE=1 writes it anew");
}

#[test]
fn each_kind_of_change_is_told_and_judged_in_both_directions() {
    let base = kinds::base();
    let (mut wrong, mut texts) = (Vec::new(), String::new());
    for kind in kinds::kinds() {
        let ways = [
            (&base, &kind.after, &kind.forth, "forth"),
            (&kind.after, &base, &kind.back, "back"),
        ];
        for (old, new, said, way) in ways {
            let found = changes(old, new);
            assert!(!found.is_empty(), "{} {way}: nothing is told", kind.name);
            if verdict(&found) != *said {
                wrong.push(format!(
                    "{} {way}: {said:?}, found {:?}",
                    kind.name,
                    verdict(&found)
                ));
            }
            texts += &format!("# {}, {way}\n{}\n", kind.name, human(&found, false));
        }
    }
    if std::env::var_os("UPDATE").is_none() {
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
    pinned("texts.txt", &texts);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_changed_is_nothing_told() {
    let base = kinds::base();
    let found = changes(&base, &base);
    assert_eq!(found, []);
    assert_eq!(human(&found, false), "nothing changed\n");
    assert_eq!(markdown(&found), "");
    assert_eq!(Step::of(&found).word(), "none");
    assert_eq!(json(&found)["semver"]["step"], "none");
}

#[test]
fn comments_and_layout_are_no_changes() {
    let base = kinds::base();
    let other = base.replace("  export:\n", "\n  # all of it\n  export:\n");
    assert_eq!(changes(&base, &other), []);
}

#[test]
fn the_worst_change_decides_the_step() {
    let base = kinds::base();
    let step = |from: &str, to: &str| Step::of(&changes(&base, &base.replace(from, to)));
    let minor = step("  export:", "  ping: {call: GET /ping}\n  export:");
    assert_eq!((minor, minor.before_1()), (Step::Minor, Step::Patch));
    let major = step("  export:", "  save:");
    assert_eq!((major, major.before_1()), (Step::Major, Step::Minor));
    let patch = step("title: Store", "title: Shop");
    assert_eq!((patch, patch.before_1()), (Step::Patch, Step::Patch));
}

#[test]
fn whole_apis_come_go_and_are_renamed() {
    let base = kinds::base();
    let other = "specwright: 1\napi: post\ntitle: Post\nservers: {main: 'https://post.example'}\n\
                 operations: {ping: {call: GET /ping}}\n";
    let both = load("old.yaml", &base);
    let mut more = load("old.yaml", &base);
    more.apis.extend(load("post.yaml", other).apis);
    let found = compare(&both, &more);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].rust, found[0].wire), (Rust::Addition, Wire::None));
    assert_eq!(found[0].text, "api `post` is new");
    let found = compare(&more, &both);
    assert_eq!(
        (found[0].rust, found[0].wire),
        (Rust::Breaking, Wire::Breaking)
    );
    assert_eq!(found[0].rust_reasons, ["the module `post` is gone"]);
    let found = changes(&base, &base.replace("api: store", "api: shop"));
    assert_eq!(found[0].text, "api `store` is called `shop` now");
    assert_eq!(found[0].rust, Rust::Breaking);
}

#[test]
fn a_change_of_all_operations_is_told_once() {
    let base = kinds::base();
    let found = changes(&base, &base.replace("X-Key", "X-Token"));
    assert_eq!(found.len(), 1, "{}", human(&found, false));
    assert!(
        found[0].text.contains("`list_items`, `get_item`"),
        "{}",
        found[0].text
    );
}

#[test]
fn positions_are_those_of_either_side() {
    let base = kinds::base();
    let found = changes(
        &base,
        &base.replace("      full: bool", "\n\n      full: i32"),
    );
    let (old, new) = (found[0].old.clone().unwrap(), found[0].new.clone().unwrap());
    assert_eq!(
        (old.path.as_str(), new.path.as_str()),
        ("old.yaml", "new.yaml")
    );
    assert_eq!((new.line, new.column), (old.line + 2, old.column));
    assert!(
        base.lines()
            .nth(old.line - 1)
            .is_some_and(|line| line.contains("full"))
    );
}

#[test]
fn a_release_of_many_changes_as_markdown_and_json() {
    let mut spec = kinds::base();
    for (from, to) in [
        (
            "      full: bool\n",
            "      full: bool\n      shop: {type: string, required: true}\n",
        ),
        ("  export:\n", "  ping: {call: GET /ping}\n  export:\n"),
        ("    call: GET /export\n", "    call: GET /exports\n"),
        ("class: conflict", "class: caller"),
        ("as printed", "as it is printed"),
        (
            "  drop_item:\n    call: DELETE /items/{id}\n    params:\n      id: {type: u64, required: true}\n",
            "",
        ),
    ] {
        assert!(spec.contains(from), "{from}");
        spec = spec.replace(from, to);
    }
    let found = changes(&kinds::base(), &spec);
    pinned("release.md", &markdown(&found));
    pinned("release.json", &format!("{:#}\n", json(&found)));
    pinned("release.txt", &human(&found, false));
}

/// What `.ci/peers` found with the tools is kept; that it agrees with what is said is looked at here, on every run.
#[test]
fn our_verdicts_on_rust_agree_with_those_of_others() {
    let kept = std::fs::read_to_string(kinds::folder().join("verdicts.txt")).unwrap();
    let rows: Vec<Vec<&str>> = kept
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            line.split("  ")
                .map(str::trim)
                .filter(|it| !it.is_empty())
                .collect()
        })
        .collect();
    let (mut judged, mut found_by_checks) = (0, 0);
    for kind in kinds::kinds() {
        let row = |way: &str| {
            let row = rows.iter().find(|row| row[0] == way && row[4] == kind.name);
            row.unwrap_or_else(|| panic!("{} has no verdict: run .ci/peers", kind.name))
        };
        let (forth, back) = (row("forth"), row("back"));
        assert_eq!(
            (forth[1], back[1]),
            (kind.forth.0.as_str(), kind.back.0.as_str()),
            "{}",
            kind.name
        );
        // Where a type in the place of another is what rustc refuses, it refuses the reverse too.
        let of_types = ["E0271", "E0277", "E0308"].contains(&forth[3]);
        for (row, is_refused) in [(forth, forth[3].starts_with('E')), (back, of_types)] {
            let breaks = row[2] == "major" || is_refused;
            assert_eq!(row[1] == "breaking", breaks, "{row:?}");
            assert!(row[2] != "minor" || row[1] == "addition", "{row:?}");
            found_by_checks += usize::from(row[2] == "major");
        }
        judged += 1;
    }
    assert_eq!(
        rows.len(),
        2 * judged,
        "a verdict of a kind that is no more"
    );
    assert!(
        judged >= 100 && found_by_checks >= 60,
        "{judged} kinds, {found_by_checks} found"
    );
}
