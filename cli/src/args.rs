//! What the command line takes: a file per command. In: the arguments. Out: these structs; nothing is done here.

mod audit;
mod call;
mod check;
mod completions;
mod diff;
mod docs;
mod export;
mod generate;
mod import;
mod inspect;
mod man;
mod mock;
mod new;
mod schema;
mod serve;
mod watch;

pub(crate) use audit::{AuditArgs, AuditFormat};
pub(crate) use call::CallArgs;
pub(crate) use check::{CheckArgs, Deny, Report};
pub(crate) use completions::CompletionsArgs;
pub(crate) use diff::{Denied, DiffArgs, DiffFormat};
pub(crate) use docs::DocsArgs;
pub(crate) use export::{DocumentFormat, ExportArgs, ExportCommand, ExportOpenApiArgs};
pub(crate) use generate::{GenerateArgs, Target};
pub(crate) use import::{Contents, ImportArgs, ImportCommand, OpenApiArgs, TableArgs};
pub(crate) use inspect::{InspectArgs, View};
pub(crate) use man::ManArgs;
pub(crate) use mock::{LogFormat, MockArgs};
pub(crate) use new::{NewArgs, NewAuth, SERVER};
pub(crate) use schema::SchemaArgs;
pub(crate) use serve::ServeArgs;
pub(crate) use watch::WatchArgs;

use clap::{Parser, Subcommand};

use crate::colour::When;

/// Typed clients for HTTP APIs that are documented as web pages
#[derive(Debug, Parser)]
#[command(
    name = "specwright",
    version,
    max_term_width = 100,
    disable_help_subcommand = true,
    after_help = NOTES
)]
pub(crate) struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
    /// When output is coloured
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = When::Auto)]
    pub(crate) color: When,
}

/// The commands, in the order in which a spec meets them.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Start a spec
    New(NewArgs),
    /// Turn what a vendor's page or an OpenAPI document says into YAML
    Import(ImportArgs),
    /// Report every mistake in specs
    Check(CheckArgs),
    /// Compare a spec with the document that it was written from
    Audit(AuditArgs),
    /// Write Rust clients from specs
    Generate(GenerateArgs),
    /// Generate again whenever a spec is saved
    Watch(WatchArgs),
    /// Show what specs say: operations, parameters, types, error codes
    Inspect(InspectArgs),
    /// Call an operation of an API and print the payload
    Call(CallArgs),
    /// Play the APIs of specs: check requests and answer them
    Mock(MockArgs),
    /// Show APIs in the browser and make calls from there, signed on the way
    Serve(ServeArgs),
    /// Say what changed between two versions of specs, and what that breaks
    Diff(DiffArgs),
    /// Write specs for tools of others
    Export(ExportArgs),
    /// Write reference pages of specs
    Docs(DocsArgs),
    /// Print the JSON Schema of the spec language, for editors
    Schema(SchemaArgs),
    /// Print a completion script for a shell
    Completions(CompletionsArgs),
    /// Write manual pages
    Man(ManArgs),
}

const NOTES: &str = "\
Examples:
  specwright new parcels
  specwright check
  specwright generate specs --out generated
  specwright inspect specs/quickbi.yaml
  specwright call tca list_teams org_sid=my_org limit=12

Exit codes: 0 done; 1 what was asked failed; 2 wrong usage.";
