//! `specwright completions`: what a shell really offers.

use std::fs;
use std::process::Command;

use crate::run::specwright;
use crate::scratch;
use crate::usage::commands;

/// What bash offers when the last of these words is being typed.
fn offered(words: &str) -> Vec<String> {
    let folder = scratch::folder(&format!("bash-{}", words.replace([' ', '/'], "-")));
    fs::create_dir_all(folder.join("specs/tca")).expect("a folder");
    fs::write(folder.join("specs/te.yaml"), "").expect("a file");
    let ran = specwright("completions bash").run();
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    fs::write(folder.join("script"), &ran.out).expect("a file");
    let typed: Vec<&str> = words.split(' ').collect();
    let quoted: Vec<String> = typed.iter().map(|word| format!("'{word}'")).collect();
    // As the shell does it when the tab key is pressed.
    let program = format!(
        "source ./script; complete -p specwright >/dev/null || exit 1
        COMP_WORDS=({}); COMP_CWORD={}; COMP_LINE='{words}'; COMP_POINT=${{#COMP_LINE}}
        _specwright specwright \"${{COMP_WORDS[COMP_CWORD]}}\" \"${{COMP_WORDS[COMP_CWORD-1]}}\"
        printf '%s\\n' \"${{COMPREPLY[@]}}\"",
        quoted.join(" "),
        typed.len() - 1
    );
    let output = Command::new("bash")
        .args(["--norc", "-c", &program])
        .current_dir(&folder)
        .output();
    let output = output.expect("bash is there");
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && err.is_empty(), "{err}");
    let mut offered: Vec<String> = String::from_utf8_lossy(&output.stdout)
        .lines()
        .map(Into::into)
        .collect();
    offered.sort();
    offered
}

#[test]
fn bash_offers_commands_options_values_and_files() {
    assert_eq!(offered("specwright ge"), ["generate"]);
    assert_eq!(offered("specwright import t"), ["table"]);
    assert_eq!(offered("specwright check --form"), ["--format"]);
    assert_eq!(offered("specwright check --format js"), ["json"]);
    assert_eq!(offered("specwright completions fi"), ["fish"]);
    assert_eq!(offered("specwright generate --out s"), ["script", "specs"]);
    // Where nothing of this fits, bash itself offers files.
    let script = specwright("completions bash").run().out;
    assert!(script.contains("-o bashdefault -o default specwright"));
    let all = offered("specwright ");
    for command in commands().iter().filter(|command| !command.contains(' ')) {
        assert!(
            command.is_empty() || all.contains(command),
            "{command}: {all:?}"
        );
    }
}

#[test]
fn each_script_knows_each_command() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let ran = specwright(&format!("completions {shell}")).run();
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{shell}");
        for command in commands() {
            let last = command.rsplit(' ').next().unwrap_or_default();
            assert!(ran.out.contains(last), "{shell}: {command}");
        }
    }
}
