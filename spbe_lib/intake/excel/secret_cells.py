"""Passwords in cells and comments of a workbook that nobody reads: the file as a whole would be kept."""

from collections.abc import Callable, Collection, Iterator, Sequence

from spbe_lib.errors import Problem, Spot
from spbe_lib.intake.asking.secret_text import GIVEN_AWAY, HAND_OVER, looks_secret
from spbe_lib.intake.excel.opened import RawSheet

_NOTED = "komentar sel ini tampak seperti kata sandi atau akun"


def secret_problems(
    sheets: Sequence[RawSheet], where: Callable[[str], str], told: Collection[Spot]
) -> Iterator[Problem]:
    """What gives away a password in cells that nobody reads; the file as a whole would be kept.

    Args:
        sheets: All sheets of the workbook, ours or not.
        where: How a sentence names a sheet by its title.
        told: Cells of which it was said already.
    """
    known = {(spot.sheet, spot.cell) for spot in told if spot.secret}
    for sheet in sheets:
        texts = [("sel", cell.address, cell.value) for cell in sheet.cells.values()]
        notes = [("komentar sel", address, text) for address, text in sheet.comments.items()]
        for kind, address, text in (*texts, *notes):
            if isinstance(text, str) and (sheet.title, address) not in known and looks_secret(text):
                spot = Spot(sheet=sheet.title, cell=address, secret=kind == "sel")
                place = f"{where(sheet.title)}, {kind} {address}"
                what = GIVEN_AWAY if spot.secret else _NOTED
                yield Problem(where=place, what=what, remedy=HAND_OVER, spot=spot)
