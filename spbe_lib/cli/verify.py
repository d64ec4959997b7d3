"""``spbe verify``: is a page, a package or a folder of outputs ours, and unchanged?"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from spbe_lib.cli.words import FAILED, Command
from spbe_lib.strict_yaml import clipped
from spbe_lib.workspace import open_workspace

if TYPE_CHECKING:
    from spbe_lib.reporting.sharing.known import Known


@click.command("verify", cls=Command, short_help="Periksa apakah laporan asli dan tidak berubah.")
@click.argument(
    "places", metavar="BERKAS|FOLDER...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
def verify_outputs(places: Sequence[Path]) -> None:
    """Periksa apakah BERKAS (halaman laporan, atau zip dari `spbe share`) atau FOLDER hasil laporan asli.

    Berkas dikenali dari isinya; namanya boleh sudah berganti. FOLDER dibandingkan dengan SHA256SUMS di
    dalamnya. Zip tidak dibongkar ke disk. Kode keluar 1 bila ada yang berubah atau tidak dikenal.

    \b
    Contoh:
      spbe verify outputs/kab-saya-2025
      spbe verify "Unduhan/dinkes (1).html"
      spbe verify dinkes.zip
    """  # noqa: D301
    # Imported here: it is needed by this command alone.
    from spbe_lib.reporting.sharing.known import known_outputs  # noqa: PLC0415

    known = known_outputs(open_workspace(Path.cwd()))
    for problem in known.problems:
        click.echo(f"Perlu diperiksa – {problem}", err=True)
    genuine = [_told(known, place, "  " if len(places) > 1 else "") for place in places]
    if not all(genuine):
        raise click.exceptions.Exit(FAILED)


def _told(known: "Known", place: Path, indent: str) -> bool:
    from spbe_lib.reporting.sharing.genuine import verdict  # noqa: PLC0415

    if indent:
        click.echo(clipped(place.name or "folder"))
    if place.is_dir():
        return _folder_told(known, place, indent)
    made = verdict(known, place)
    for line in made.lines:
        click.echo(f"{indent}{line}")
    return made.genuine


def _folder_told(known: "Known", folder: Path, indent: str) -> bool:
    from spbe_lib.reporting.batch.manifest import Fault, check_folder  # noqa: PLC0415
    from spbe_lib.reporting.sharing.genuine import strange_pages  # noqa: PLC0415

    checked = check_folder(folder)
    faults = dict(checked.faults)
    faults |= {name: Fault.UNKNOWN for name in strange_pages(known, checked.named) if name not in faults}
    for name in sorted(faults):
        click.echo(f"{indent}{clipped(name)}: {faults[name]}")
    if faults:
        click.echo(
            f"{indent}Buat lagi dengan `spbe report`, atau minta berkas yang asli kepada Tim Asesor Internal."
        )
    else:
        click.echo(f"{indent}asli: {len(checked.named)} berkas")
    return not faults
