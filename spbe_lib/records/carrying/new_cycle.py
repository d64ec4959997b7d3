"""Begin a cycle: a folder copied from an example or from last year, with what must be filled in anew."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from spbe_lib.errors import WorkspaceError
from spbe_lib.law.concordance import continuity_between
from spbe_lib.law.continuity import Continuity
from spbe_lib.law.editions import edition_codes, edition_named, load_edition
from spbe_lib.records.carrying.carried import carried_along
from spbe_lib.records.carrying.cycle_text import cycle_text
from spbe_lib.records.files.cycle import CYCLE_FILE, read_cycle
from spbe_lib.records.files.opd_file import is_slug
from spbe_lib.strict_yaml import clipped
from spbe_lib.workspace import OPD_FILE


def new_cycle(  # noqa: PLR0913 what a cycle starts from, each by its name
    inputs: Path,
    name: str,
    *,
    source: Path,
    year: int | None = None,
    edition: str | None = None,
    tell: Callable[[str], object] = lambda _: None,
) -> Path:
    """Make the folder of a new cycle beside the others, whole or not at all.

    Register, assignments and the roster of the Tim are carried over; under another edition through the
    concordance. In ``cycle.yaml`` every key is explained; what belongs to one year (letter, target, past
    deadlines) stands there as a comment to be filled in, and what an example made up is not carried over as
    fact. A new cycle is never a sample.

    What the OPDs answered in the source, with what they said of their documents, goes along as
    ``jawaban-<year>.json``, its final values as ``hasil-<year>.yaml``, and its year joins the history;
    neither files nor demo accounts do.

    Args:
        inputs: The folder of all cycles.
        name: Name of the new folder: small letters, digits, hyphens.
        source: Folder of the cycle to start from; it must have a register.
        year: Year of the new cycle; the year after the source's when None.
        edition: Code or short name of its edition; that of the source when None.
        tell: Is told in sentences what is missing or new, once all is made; ``cycle.yaml`` says it too.

    Returns:
        The new folder, which ``read_cycle`` accepts.

    Raises:
        WorkspaceError: The name cannot be used or is taken, the source has no register, or no concordance
            leads from its edition to the wanted one.
        InputError: The source has faults, or the year is not possible.
        StoreError: The source's records cannot be read.
    """
    check_name(inputs, name)
    last = read_cycle(source)
    if not last.opds:
        raise WorkspaceError(
            f"inputs/{source.name}: siklus ini tidak mempunyai {OPD_FILE}, jadi tidak dapat disalin. "
            "Pilih siklus lain sebagai sumber."
        )
    begun = last.year + 1 if year is None else year
    continuity = _continuity(last.edition, last.edition if edition is None else edition)
    carried = carried_along(source, last, continuity, begun)
    content = {**carried.files, CYCLE_FILE: cycle_text(last, continuity, begun, carried)}
    with TemporaryDirectory(dir=inputs, prefix=".", ignore_cleanup_errors=True) as draft:
        folder = Path(draft) / name
        folder.mkdir()
        for file, told in content.items():
            (folder / file).write_bytes(told)
        read_cycle(folder)
        made = folder.rename(inputs / name)
    for note in carried.notes:
        tell(note)
    return made


def _continuity(before: str, wanted: str) -> Continuity:
    after = edition_named(wanted)
    if after is None:
        known = ", ".join(f"{code} ({load_edition(code).short_name})" for code in edition_codes())
        raise WorkspaceError(f"'{clipped(wanted)}': peraturan ini tidak dikenal. Yang ada: {known}.")
    continuity = continuity_between(before, after)
    if continuity is None:
        raise WorkspaceError(
            f"Tidak ada padanan dari {before} ke {after}. Mulai dari siklus menurut peraturan yang lebih "
            "lama, atau pakai peraturan yang sama."
        )
    return continuity


def check_name(inputs: Path, name: str, remedy: str = "Pilih nama lain") -> None:
    """Check that a new cycle can have this name.

    Raises:
        WorkspaceError: It cannot be a folder's name on every machine, or is taken.
    """
    if not is_slug(name):
        raise WorkspaceError(
            f"'{name[:60]}': nama siklus ini tidak dapat dipakai. Yang boleh: huruf kecil a–z, angka, dan "
            "tanda hubung, paling banyak 40, misalnya kab-contoh-2025."
        )
    # Two names that differ in case are one folder on Windows.
    taken = [each.name for each in inputs.iterdir() if each.name.lower() == name]
    if taken:
        raise WorkspaceError(f"inputs/{taken[0]}: folder ini sudah ada dan tidak diubah. {remedy}.")
