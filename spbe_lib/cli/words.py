"""Click in Indonesian: headings of the help, and what is wrong with a command line."""

import click

FAILED, FAULTY = 1, 2
"""Exit codes: a report failed; the input or the command line has faults."""


class _Words(click.Command):
    """Indonesian headings on every help page."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write how the command is called."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), "Pemakaian: ")

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Name the parts of the call in Indonesian."""
        words = {"[OPTIONS]": "[PILIHAN]", "COMMAND [ARGS]...": "PERINTAH [ARGUMEN]..."}
        return [words.get(piece, piece) for piece in super().collect_usage_pieces(ctx)]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the options under an Indonesian heading."""
        options = (each for each in self.get_params(ctx) if isinstance(each, click.Option))
        records = [record for each in options if (record := each.get_help_record(ctx))]
        with formatter.section("Pilihan"):
            formatter.write_dl([(name, told.replace("[default: ", "[bawaan: ")) for name, told in records])

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Explain ``--help`` in Indonesian."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Tampilkan bantuan ini."
        return option


class Command(_Words):
    """A command whose help is Indonesian."""


class Group(_Words, click.Group):
    """The group of commands, with Indonesian help."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List options, then commands."""
        _Words.format_options(self, ctx, formatter)
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section("Perintah"):
            formatter.write_dl([(name, each.get_short_help_str()) for name, each in commands if each])


class Misuse(click.UsageError):
    """A wrong command line that a command itself found; the message is Indonesian already."""


def printable(text: str) -> str:
    """A text that cannot steer the terminal, whatever somebody wrote."""
    return "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in text)


def usage_fault(fault: click.UsageError) -> str:
    """Say in Indonesian what is wrong with the command line, and where help is.

    Called without any command, ``spbe`` shows its help instead.
    """
    context = fault.ctx
    if isinstance(fault, click.exceptions.NoArgsIsHelpError) and context:
        return context.get_help()
    if isinstance(fault, click.NoSuchOption):
        told = f"Pilihan {fault.option_name} tidak dikenal."
    elif isinstance(fault, Misuse):
        told = fault.message
    elif isinstance(fault, click.MissingParameter):
        told = f"{fault.param.human_readable_name if fault.param else 'Isian'} belum disebut."
    elif isinstance(fault, click.BadParameter) and fault.param:
        told = f"Isian {fault.param.opts[-1]} tidak dapat dipakai. Yang boleh: {_allowed(fault.param)}."
    elif context and isinstance(context.command, click.Group):
        told = f"Perintah ini tidak dikenal. Yang ada: {', '.join(context.command.list_commands(context))}."
    else:
        told = "Isian pada baris perintah ini terlalu banyak atau tidak dikenal."
    return f"{told} Lihat: {context.command_path if context else 'spbe'} --help"


def _allowed(param: click.Parameter) -> str:
    kind = param.type
    if isinstance(kind, click.Choice):
        return ", ".join(kind.choices)
    if isinstance(kind, click.FloatRange):
        return "angka lebih dari 0"
    return f"bilangan bulat mulai {kind.min}" if isinstance(kind, click.IntRange) else "bilangan bulat"
