"""``spbe serve``: the counters as pages, for those who have no JupyterLab."""

from pathlib import Path

import click

from spbe_lib.cli.words import Command
from spbe_lib.workspace import open_workspace

_PORT = 8866


@click.command("serve", cls=Command, short_help="Sajikan loket sebagai halaman peramban.")
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=_PORT,
    show_default=True,
    metavar="N",
    help="Nomor porta; yang berikutnya dipakai bila sedang terpakai.",
)
@click.option("--no-browser", "quiet", is_flag=True, help="Jangan membuka peramban.")
def serve_counters(port: int, quiet: bool) -> None:
    """Sajikan loket (isi jawaban, penilaian, progres, dan lainnya) sebagai halaman di komputer ini.

    Hanya komputer ini yang dapat membukanya. Berhenti dengan Ctrl+C.

    \b
    Contoh:
      spbe serve
      spbe serve --port 9000 --no-browser
    """  # noqa: D301
    # Imported here: loading Voilà takes seconds, and the other commands need none of it.
    from spbe_lib.forms.pages.serving import serve  # noqa: PLC0415

    def _tell(address: str) -> None:
        click.echo(f"Loket siap dibuka: {address}")
        click.echo("Hanya komputer ini yang dapat membukanya. Tekan Ctrl+C untuk berhenti.")
        if not quiet:
            click.launch(address)

    serve(open_workspace(Path.cwd()), port=port, ready=_tell)
    click.echo("Loket ditutup.")
