//! What `specwright completions` takes.

use clap::Args;
use clap_complete::Shell;

/// Arguments of `completions`.
#[derive(Args, Debug)]
#[command(after_help = NOTES)]
pub(crate) struct CompletionsArgs {
    /// Name of the shell
    #[arg(value_name = "SHELL", value_enum)]
    pub(crate) shell: Shell,
}

const NOTES: &str = "\
Examples:
  specwright completions bash > ~/.local/share/bash-completion/completions/specwright
  specwright completions zsh > ~/.zfunc/_specwright   with `fpath+=~/.zfunc` before `compinit`
  specwright completions fish > ~/.config/fish/completions/specwright.fish";
