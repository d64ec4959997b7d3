"""Whether a page or a package that somebody holds is ours, and the newest: found by content, not by name."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from spbe_lib.errors import InputError, Problem
from spbe_lib.figures import office_day, printed_date
from spbe_lib.intake.evidence.sources import UnreadableError
from spbe_lib.reporting.batch.manifest import digest_of
from spbe_lib.reporting.sharing.known import PAGE, Known, Made, Sent, report_of
from spbe_lib.reporting.sharing.package_contents import contents_of
from spbe_lib.strict_yaml import clipped

_PACKED = b"PK"
_OLD = "asli, tetapi bukan yang terbaru"
_ASK = "Minta berkas yang asli kepada Tim Asesor Internal"
_STRANGE = (
    f"tidak dikenal: isinya tidak pernah dibuat atau dibagikan dari ruang kerja ini, atau diubah. {_ASK}."
)
_NOT_OURS = f"tidak dikenal: ini bukan zip utuh dari `spbe share` ({{}}). {_ASK}."
_REPACKED = (
    "zip ini sendiri tidak tercatat dibagikan: hanya halamannya yang asli, bukan berkas lain di dalamnya. "
    f"{_ASK}, atau ulangi `spbe share`."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether something is ours, and what is said of it, line by line."""

    genuine: bool
    lines: tuple[str, ...]


def verdict(known: Known, file: Path) -> Verdict:
    """Say whether a file is a page, or a package of pages, of this workspace.

    A package is looked through in memory; nothing of it is unpacked.

    Raises:
        InputError: There is no such file, or it cannot be read.
    """
    try:
        if not file.is_file():
            raise FileNotFoundError
        digest = digest_of(file)
        with file.open("rb") as stream:
            packed = stream.read(len(_PACKED)) == _PACKED
    except OSError:
        what, remedy = "berkas ini tidak ada atau tidak dapat dibaca", "Periksa nama dan letaknya"
        raise InputError([Problem(where=clipped(file.name), what=what, remedy=remedy)]) from None
    return _of_package(known, file, digest) if packed else _of_page(known, digest)


def strange_pages(known: Known, named: Mapping[str, str]) -> tuple[str, ...]:
    """Pages of a manifest that this workspace does not know: a list that came along vouches for nothing."""
    ours = known.made.keys() | known.simulated.keys() | known.sent.keys()
    return tuple(name for name in sorted(named) if name.endswith(PAGE) and named[name] not in ours)


def _of_page(known: Known, sha256: str) -> Verdict:
    made, sent = known.made.get(sha256), known.sent.get(sha256)
    if made and made.newest:
        line = f"asli: {_named(known, made)}{_code(made.data_code)}"
        line += f", dibagikan {_day(sent)}" if sent else ""
    elif sent:
        what = _report(known, sent.cycle, sent.round, sent.report.report) + _code(sent.report.data_code)
        newest, when = sent.last and not _made_anew(known, sent), f"dibagikan {_day(sent)}"
        line = f"asli: {what}, {when}" if newest else f"{_OLD}: {when}, sesudah itu berubah; {what}"
    elif simulated := known.simulated.get(sha256):
        line = f"asli, tetapi simulasi, bukan hasil evaluasi: {_named(known, simulated)}"
    elif made:
        line = f"{_OLD}: `spbe report` sesudahnya membuat yang lain atau gagal; {_named(known, made)}"
    else:
        return Verdict(genuine=False, lines=(_STRANGE,))
    return Verdict(genuine=True, lines=(line,))


def _of_package(known: Known, file: Path, sha256: str) -> Verdict:
    try:
        contents = contents_of(file)
    except UnreadableError as refused:
        return Verdict(genuine=False, lines=(_NOT_OURS.format(refused),))
    faults = [f"{clipped(name)}: {fault}" for name, fault in contents.faults]
    pages = [_of_page(known, contents.held[name]) for name in sorted(contents.held) if name.endswith(PAGE)]
    lines = [*faults, *(line for page in pages for line in page.lines)]
    whole = bool(pages) and not faults and all(page.genuine for page in pages)
    if whole and sha256 not in known.packages:
        return Verdict(genuine=False, lines=(*lines, _REPACKED))
    return Verdict(genuine=whole, lines=tuple(lines) or (_NOT_OURS.format("tidak ada halaman di dalamnya"),))


def _made_anew(known: Known, sent: Sent) -> bool:
    """Whether the last run made another page of the same report."""
    made = (each for each in known.made.values() if each.newest)
    place = {(each.cycle, each.round, report_of(each.name)) for each in made}
    return (sent.cycle, sent.round, sent.report.report) in place


def _named(known: Known, made: Made) -> str:
    report = report_of(made.name)
    if report:
        return _report(known, made.cycle, made.round, report)
    return f"berkas {clipped(made.name)}, {_state(made.cycle, made.round)}"


def _report(known: Known, cycle: str, frozen_round: str | None, report: str) -> str:
    return f"laporan {known.titles.get((cycle, report), report)}, {_state(cycle, frozen_round)}"


def _state(cycle: str, frozen_round: str | None) -> str:
    told = f"siklus {clipped(cycle)}"
    return f"{told}, putaran {clipped(frozen_round)}" if frozen_round else told


def _code(data_code: str | None) -> str:
    return f", kode data {data_code[:8]}…" if data_code else ""


def _day(sent: Sent) -> str:
    return printed_date(office_day(sent.moment))
