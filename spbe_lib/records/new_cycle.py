"""Begin a cycle: a folder copied from an example or from last year, with what must be filled in anew."""

import json
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from spbe_lib.errors import WorkspaceError
from spbe_lib.figures import printed
from spbe_lib.law.editions import edition_codes, edition_hash
from spbe_lib.records.carried_on import carried_on
from spbe_lib.records.cycle import CYCLE_FILE, own_file_of, read_cycle
from spbe_lib.records.cycle_edition import edition_of
from spbe_lib.records.entry_file import write_entry_file
from spbe_lib.records.opd_file import is_slug
from spbe_lib.records.register import EVIDENCE_RULES, Cycle, Deadlines, Step
from spbe_lib.records.register_files import ASSIGNMENT_FILE
from spbe_lib.records.store import read_records
from spbe_lib.records.team_file import COLUMNS, TEAM_FILE
from spbe_lib.workspace import OPD_FILE

OWN_FILE = "butir.yaml"
"""How a new cycle calls its own list of evidence items."""


def new_cycle(inputs: Path, name: str, *, source: Path, year: int | None = None) -> Path:
    """Make the folder of a new cycle beside the others, whole or not at all.

    Register, assignments, the roster of the Tim and an own list of evidence items are copied. In
    ``cycle.yaml`` every key is explained; what belongs to one year (letter, target, past deadlines, last
    year's result) stands there as a comment to be filled in, and what an example made up is not carried
    over as fact. A new cycle is never a sample.

    What the OPDs answered in the source, with what they said of their documents, goes along as
    ``jawaban-<year>.json`` for comparison; neither files nor demo accounts do.

    Args:
        inputs: The folder of all cycles.
        name: Name of the new folder: small letters, digits, hyphens.
        source: Folder of the cycle to start from; it must have a register.
        year: Year of the new cycle; the year after the source's when None.

    Returns:
        The new folder, which ``read_cycle`` accepts.

    Raises:
        WorkspaceError: The name cannot be used or is taken, or the source has no register.
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
    with TemporaryDirectory(dir=inputs, prefix=".", ignore_cleanup_errors=True) as draft:
        folder = Path(draft) / name
        folder.mkdir()
        for file in (OPD_FILE, ASSIGNMENT_FILE):
            shutil.copyfile(source / file, folder / file)
        if last.own:
            shutil.copyfile(source / (own_file_of(source) or OWN_FILE), folder / OWN_FILE)
        (folder / TEAM_FILE).write_bytes(_carried_team(source, last))
        begun = last.year + 1 if year is None else year
        answers = _carried_answers(source, last, begun)
        if answers:
            (folder / _answer_file(last.year)).write_bytes(answers)
        lines = [*_lines(last, begun, answered=bool(answers)), *carried_on(source, last, begun, folder)]
        (folder / CYCLE_FILE).write_bytes("\n".join([*lines, ""]).encode())
        read_cycle(folder)
        return folder.rename(inputs / name)


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


def _answer_file(year: int) -> str:
    return f"jawaban-{year}.json"


def _carried_team(source: Path, last: Cycle) -> bytes:
    """The roster of the Tim; only its heads where there is none, or its members were made up."""
    roster = source / TEAM_FILE
    return roster.read_bytes() if roster.exists() and not last.sample else f"{','.join(COLUMNS)}\n".encode()


def _carried_answers(source: Path, last: Cycle, year: int) -> bytes | None:
    """What was answered in a former year, as a file; None where there is nothing, or it was made up."""
    if last.sample or last.year >= year:
        return None
    records = read_records(source, edition_of(last))
    entries = [each.content for each in (*records.entries, *records.documents.values())]
    entries = [each for each in entries if not each.empty]
    wording = edition_hash(edition_of(last)) if last.own else None
    return write_entry_file(last.name, last.year, last.edition, entries, wording) if entries else None


def _lines(last: Cycle, year: int, *, answered: bool) -> Iterator[str]:
    """The new ``cycle.yaml``, line by line."""
    yield f"# Siklus evaluasi {year}. Baris seperti '#contact: …' belum berlaku: perbaiki isinya, lalu hapus"
    yield "# tanda # di depannya. Baris yang diawali tanda # dan spasi hanya penjelasan."
    yield f"# Periksa juga {OPD_FILE} (daftar OPD), {ASSIGNMENT_FILE} (pengampu setiap indikator), dan"
    yield f"# {TEAM_FILE} (anggota Tim Asesor Internal, fungsinya, OPD-nya, dan indikator yang dibacanya)."
    yield ""
    if last.sample:
        yield "# Ganti dengan nama pemerintah daerah Anda; daftar OPD pun masih data contoh."
    yield f"government: {_quoted(last.government)}"
    yield "# Namanya dalam daftar hasil nasional yang diumumkan, hanya bila tidak dikenali dari nama di atas."
    given = last.national_name
    yield f"national_name: {_quoted(given)}" if given else "#national_name: Pemerintah Kab. Madiun"
    yield f"year: {year}"
    yield f"# Peraturan yang dipakai. Yang tersedia: {', '.join(edition_codes())}."
    yield f"edition: {last.edition}"
    yield from _own(last)
    yield from _results(year)
    yield from _answers(last, year, answered=answered)
    yield from _dates(last, year)
    yield from _aims(last)
    yield from _people(last)
    yield from _receiving(last)


def _own(last: Cycle) -> Iterator[str]:
    """What an edition takes from outside: a list of evidence items, and other ministries' indices."""
    yield from ("", "# Daftar butir bukti sendiri, bila peraturan belum mempunyai daftar resmi.")
    yield f"{'' if last.own else '#'}requirements: {OWN_FILE}"
    yield from ("", "# Angka indeks kementerian lain, bila peraturan mengambil tingkat dari indeks itu.")
    yield "#external: indeks-lain.yaml"


def _results(year: int) -> Iterator[str]:
    yield from ("", "# Berkas nilai tahun ini di folder ini, bila ada. Tulis nama berkasnya saja.")
    yield "#assessments: [penilaian-akhir.yaml]"
    yield from ("", "# Hasil akhir tahun sebelumnya, sebagai pembanding; salin berkasnya ke folder ini.")
    yield f"#previous: hasil-{year - 1}.yaml"


def _answers(last: Cycle, year: int, *, answered: bool) -> Iterator[str]:
    yield from (
        "",
        "# Jawaban dan data dukung OPD tahun sebelumnya, sebagai pembanding. Hanya untuk peraturan",
    )
    yield f"# yang sama ({last.edition}); hapus baris ini bila edition di atas diganti."
    yield (
        f"previous_answers: {_answer_file(last.year)}"
        if answered
        else (f"#previous_answers: {_answer_file(year - 1)}")
    )


def _dates(last: Cycle, year: int) -> Iterator[str]:
    yield from ("", "# Surat permintaan kepada OPD: nomor dan tanggalnya.")
    yield from _commented(("requested:", f"  letter: {_quoted('000.1/…')}", f"  day: {year}-04-01"))
    yield from ("", "# Lima tenggat (tahun-bulan-tanggal), tidak boleh berjalan mundur.")
    lines = [_deadline(last.deadlines, step, year) for step in Step]
    live = any(not line.startswith("#") for line in lines)
    yield "deadlines:" if live else "#deadlines:"
    yield from lines
    yield from ("", "# Perpanjangan untuk satu OPD dengan suratnya; step: opd, head, atau repair.")
    given = f"{{opd: dinkes, step: opd, until: {year}-12-31, letter: {_quoted('000.1/…')}}}"
    yield from _commented(("extensions:", f"  - {given}"))


def _deadline(deadlines: Deadlines, step: Step, year: int) -> str:
    day = deadlines.of(step)
    line = f"  {step}: {day or f'{year}-12-31'}  # {step.label}"
    return line if day and day.year >= year else f"#{line}"


def _aims(last: Cycle) -> Iterator[str]:
    """The target, as a comment: it is another one every year."""
    target, digits = last.target, edition_of(last).digits
    yield from ("", "# Target indeks dan dokumen yang menetapkannya; levels: target tingkat per butir.")
    lines = ["target:"]
    if target.index is not None:
        lines.append(f"  index: {_quoted(printed(target.index, digits))}")
    lines.append(f"  source: {_quoted(target.source or 'RPJMD …')}")
    if target.levels:
        lines.append(
            f"  levels: {{{', '.join(f'{code}: {level}' for code, level in target.levels.items())}}}"
        )
    yield from _commented(lines)


def _people(last: Cycle) -> Iterator[str]:
    yield from ("", f"# Kode OPD sekretariat Tim Asesor Internal, seperti di {OPD_FILE}.")
    yield f"reviewer: {last.reviewer}" if last.reviewer else "#reviewer: diskominfo"
    yield from ("", "# Kontak Tim yang dicetak pada laporan.")
    contact = [f"contact: {_quoted(last.contact or 'Sekretariat Tim Asesor Internal')}"]
    yield from contact if last.contact and not last.sample else _commented(contact)
    yield from ("", "# Nama layanan publik yang dipilih, per butir.")
    services = ["services:", *(f"  {code}: {_quoted(name)}" for code, name in last.services.items())]
    yield from services if last.services and not last.sample else _commented(services)


def _receiving(last: Cycle) -> Iterator[str]:
    """Who may answer for several OPDs, and which files are kept: settings, not facts of a year."""
    yield from (
        "",
        f"# Satu OPD boleh menjawab kewajiban bersama untuk semua OPD sejenis (kind di {OPD_FILE}).",
    )
    common = ("common:", *(f"  - {{kind: {_quoted(each.kind)}, by: {each.by}}}" for each in last.commons))
    if not last.commons:
        yield f"#common: [{{kind: kecamatan, by: {last.reviewer or 'setda'}}}]"
    else:
        yield from _commented(common) if last.sample else common
    rules = last.evidence
    kinds = ", ".join(each if each.isalnum() else _quoted(each) for each in rules.kinds)
    yield from ("", "# Berkas data dukung yang disimpan: jenis menurut isinya, dan ukuran terbesar dalam MB.")
    lines = ("evidence:", f"  kinds: [{kinds}]", f"  largest_mb: {rules.largest_mb}")
    yield from _commented(lines) if rules == EVIDENCE_RULES or last.sample else lines


def _commented(lines: Iterable[str]) -> Iterator[str]:
    return (f"#{line}" for line in lines)


def _quoted(text: str) -> str:
    """A text as YAML takes it whatever stands in it; no sign of it can end the line."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)
