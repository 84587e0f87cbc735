//! The reference of all commands as one Markdown text, made from the definitions that parse them.

use clap::Command;
use std::io::{self, Write};

/// Columns of the help in the reference.
const WIDTH: usize = 100;

/// Writes the reference of a program whose definition is built. The options that all commands share are listed once.
pub fn markdown(program: &Command, out: &mut dyn Write) -> io::Result<()> {
    let name = program.get_name().to_owned();
    writeln!(out, "# The commands of {name}\n")?;
    writeln!(out, "Made by `{name} man --format markdown` from the definitions of the program.\n")?;
    for command in shown(program) {
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        writeln!(out, "- [`{name} {0}`](#{name}-{0}): {about}", command.get_name())?;
    }
    section(program.clone().term_width(WIDTH), &name, out)?;
    for command in shown(program) {
        let title = format!("{name} {}", command.get_name());
        let own = command.clone().mut_args(|arg| if arg.is_global_set() { arg.hide(true) } else { arg });
        section(own.term_width(WIDTH), &title, out)?;
    }
    Ok(())
}

/// The commands but `help`.
fn shown(program: &Command) -> impl Iterator<Item = &Command> {
    program.get_subcommands().filter(|command| command.get_name() != "help" && !command.is_hide_set())
}

fn section(mut command: Command, title: &str, out: &mut dyn Write) -> io::Result<()> {
    let help = command.render_long_help().to_string();
    let lines: Vec<&str> = help.lines().map(str::trim_end).collect();
    writeln!(out, "\n## {title}\n\n```text\n{}\n```", lines.join("\n").trim_end())
}
