//! The command line: reads arguments, prints, exits. Nothing else in the program does.

mod args;
mod build;
mod desk_tools;
mod explain;
mod fix;
mod grounds;
mod handover;
mod help;
mod import;
mod import_again;
mod import_figures;
mod import_table;
mod init;
mod messages;
mod names;
mod new;
mod new_files;
mod panics;
mod parts;
mod project;
mod propose;
mod publish;
mod refused;
mod report;
mod schema;
mod serve;
mod signals;
mod site_folder;
mod theme;
mod timings;
mod verify;

use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};

use args::{Arguments, Command};
use messages::Speaker;

/// Clean.
const CLEAN: u8 = 0;
/// Problems in the content.
const PROBLEMS: u8 = 1;
/// Wrong usage; clap exits with the same number.
const USAGE: u8 = 2;
/// The disk, the network or the system failed.
const ENVIRONMENT: u8 = 3;

/// Runs the program.
pub fn run() -> ExitCode {
    let lang = args::lang_asked_for();
    let command = help::in_language(Arguments::command(), lang);
    let arguments = match Arguments::from_arg_matches(&command.get_matches()) {
        Ok(arguments) => arguments,
        Err(error) => error.exit(),
    };
    panics::explain(lang);
    let speaker = Speaker::new(lang, arguments.verbose);
    let code = match &arguments.command {
        Command::Init(init) => init::init(init, &speaker),
        Command::Import(files) => import::import_files(files, &speaker),
        Command::New(new) => new::new(new, &speaker),
        Command::Explain(explain) => explain::explain(explain, &speaker),
        Command::Build(build) => match build.part {
            Some(part) => parts::build_part(build, part, &speaker),
            None => build::build(build, &speaker),
        },
        Command::Join(join) => parts::join(join, &speaker),
        Command::Check(check) => build::check(check, &speaker),
        Command::Serve(serve) => serve::serve(serve, &speaker),
        Command::Publish(publish) => publish::publish(publish, &speaker),
        Command::Verify(arguments) => verify::verify(arguments, &speaker),
        Command::Schema(arguments) => schema::print(arguments, &speaker),
        Command::Theme(theme) => theme::theme(theme, &speaker),
        Command::Completion { shell } => {
            clap_complete::generate(*shell, &mut Arguments::command(), "gongbao", &mut std::io::stdout());
            CLEAN
        }
    };
    ExitCode::from(code)
}
