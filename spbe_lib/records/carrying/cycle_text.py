"""The ``cycle.yaml`` of a new cycle: every key explained, what must be filled in anew as a comment."""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date
from textwrap import wrap

from spbe_lib.figures import printed
from spbe_lib.law.continuity import Continuity
from spbe_lib.law.editions import edition_codes
from spbe_lib.records.carrying.carried import OWN_FILE, Carried, answer_file, result_file
from spbe_lib.records.files.follow_up_file import FOLLOW_UP_FILE
from spbe_lib.records.files.history_file import HISTORY_FILE
from spbe_lib.records.files.pairs_file import PAIR_FILE
from spbe_lib.records.files.register_files import ASSIGNMENT_FILE
from spbe_lib.records.files.team_file import TEAM_FILE
from spbe_lib.records.files.yaml_text import quoted
from spbe_lib.records.register import EVIDENCE_RULES, Cycle, Step, Target
from spbe_lib.workspace import OPD_FILE

_WIDE = 100


def cycle_text(last: Cycle, continuity: Continuity, year: int, carried: Carried) -> bytes:
    """The new ``cycle.yaml``.

    Args:
        last: The cycle to start from.
        continuity: From its edition to that of the new one.
        year: Year of the new cycle.
        carried: What goes along.
    """
    return "\n".join([*_lines(last, continuity, year, carried), ""]).encode()


def _lines(last: Cycle, continuity: Continuity, year: int, carried: Carried) -> Iterator[str]:
    yield f"# Siklus evaluasi {year}. Baris seperti '#contact: …' belum berlaku: perbaiki isinya, lalu hapus"
    yield "# tanda # di depannya. Baris yang diawali tanda # dan spasi hanya penjelasan."
    yield f"# Periksa juga {OPD_FILE} (daftar OPD), {ASSIGNMENT_FILE} (pengampu setiap indikator), dan"
    yield f"# {TEAM_FILE} (anggota Tim Asesor Internal, fungsinya, OPD-nya, dan indikator yang dibacanya)."
    yield ""
    if last.sample:
        yield "# Ganti dengan nama pemerintah daerah Anda; daftar OPD pun masih data contoh."
    yield f"government: {quoted(last.government)}"
    yield "# Namanya dalam daftar hasil nasional yang diumumkan, hanya bila tidak dikenali dari nama di atas."
    given = last.national_name
    yield f"national_name: {quoted(given)}" if given else "#national_name: Pemerintah Kab. Madiun"
    yield f"year: {year}"
    yield f"# Peraturan yang dipakai. Yang tersedia: {', '.join(edition_codes())}."
    yield f"edition: {continuity.after.code}"
    yield from _told(carried.notes)
    yield from _own(carried)
    yield from _results(year, carried)
    yield from _dates(last, year)
    yield from _aims(last, continuity)
    yield from _people(last, continuity)
    yield from _receiving(last)
    yield from _former_years(carried)


def _own(carried: Carried) -> Iterator[str]:
    """What an edition takes from outside: a list of evidence items, and other ministries' indices."""
    yield from ("", "# Daftar butir bukti sendiri, bila peraturan belum mempunyai daftar resmi.")
    yield _live("requirements", OWN_FILE, carried)
    yield from ("", "# Angka indeks kementerian lain, bila peraturan mengambil tingkat dari indeks itu.")
    yield "#external: indeks-lain.yaml"


def _former_years(carried: Carried) -> Iterator[str]:
    """What former years say of the assessor, and what is still to be done about his recommendations."""
    yield from (
        "",
        "# Pasangan nilai tahun-tahun sebelumnya: nilai Tim dan nilai akhir butir yang sama, dasar",
    )
    yield "# proyeksi."
    yield _live("pairs", PAIR_FILE, carried)
    yield from (
        "",
        "# Rekomendasi asesor dan tindak lanjutnya: OPD, tindakan, tenggat, anggaran, status, bukti.",
    )
    yield _live("follow_up", FOLLOW_UP_FILE, carried)


def _live(key: str, file: str, carried: Carried) -> str:
    """A key of ``cycle.yaml``; a comment where its file does not go along."""
    return f"{'' if file in carried.files else '#'}{key}: {file}"


def _told(notes: Iterable[str]) -> Iterator[str]:
    """What does not go along, or only differently, for whoever edits the file."""
    for each in notes:
        yield from ("", *(f"# {line}" for line in wrap(each, _WIDE)))


def _results(year: int, carried: Carried) -> Iterator[str]:
    yield from ("", "# Berkas nilai tahun ini di folder ini, bila ada. Tulis nama berkasnya saja.")
    yield "#assessments: [penilaian-akhir.yaml]"
    yield from ("", "# Hasil akhir tahun sebelumnya, sebagai pembanding; salin berkasnya ke folder ini.")
    yield f"previous: {carried.result}" if carried.result else f"#previous: {result_file(year - 1)}"
    yield from ("", "# Riwayat: hasil setiap tahun dengan sumbernya, untuk grafik dan tabel riwayat.")
    yield f"history: {HISTORY_FILE}" if carried.history else f"#history: {HISTORY_FILE}"
    yield from (
        "",
        "# Jawaban dan data dukung OPD tahun sebelumnya, sebagai bahan. Menurut peraturan lain yang",
    )
    yield "# mempunyai padanan, hanya penjelasan, layanan, aplikasi, dan dokumennya yang dibawa."
    named = carried.answers or answer_file(year - 1)
    yield f"previous_answers: {named}" if carried.answers else f"#previous_answers: {named}"


def _dates(last: Cycle, year: int) -> Iterator[str]:
    yield from ("", "# Surat permintaan kepada OPD: nomor dan tanggalnya.")
    yield from _commented(("requested:", f"  letter: {quoted('000.1/…')}", f"  day: {year}-04-01"))
    yield from ("", "# Lima tenggat (tahun-bulan-tanggal), tidak boleh berjalan mundur.")
    lines = [_deadline(last, step, year) for step in Step]
    live = any(not line.startswith("#") for line in lines)
    yield "deadlines:" if live else "#deadlines:"
    yield from lines
    yield from ("", "# Perpanjangan untuk satu OPD dengan suratnya; step: opd, head, atau repair.")
    given = f"{{opd: dinkes, step: opd, until: {year}-12-31, letter: {quoted('000.1/…')}}}"
    yield from _commented(("extensions:", f"  - {given}"))


def _deadline(last: Cycle, step: Step, year: int) -> str:
    """One that is still to come, else as a comment the same day so many years later."""
    day = last.deadlines.of(step)
    if day and day.year >= year:
        return f"  {step}: {day}  # {step.label}"
    return f"#  {step}: {_later(day, year - last.year) if day else f'{year}-12-31'}  # {step.label}"


def _later(day: date, years: int) -> date:
    """The same day so many years later; the last of February where there is no 29th."""
    last = monthrange(day.year + years, day.month)[1]
    return day.replace(year=day.year + years, day=min(day.day, last))


def _aims(last: Cycle, continuity: Continuity) -> Iterator[str]:
    """The target, as a comment: it is another one every year, and means nothing under another regulation."""
    same = continuity.before.code == continuity.after.code
    target, digits = last.target if same else Target(source=last.target.source), continuity.after.digits
    yield from ("", "# Target indeks dan dokumen yang menetapkannya; levels: target tingkat per butir.")
    lines = ["target:"]
    if target.index is not None:
        lines.append(f"  index: {quoted(printed(target.index, digits))}")
    lines.append(f"  source: {quoted(target.source or 'RPJMD …')}")
    if target.levels:
        lines.append(
            f"  levels: {{{', '.join(f'{code}: {level}' for code, level in target.levels.items())}}}"
        )
    yield from _commented(lines)
    yield from ("", "# Ketentuan rencana menuju target: tahun, anggaran usaha, tenggat, kunci (berkas ini).")
    yield from _commented(["plan: rencana.yaml"])


def _people(last: Cycle, continuity: Continuity) -> Iterator[str]:
    yield from ("", f"# Kode OPD sekretariat Tim Asesor Internal, seperti di {OPD_FILE}.")
    yield f"reviewer: {last.reviewer}" if last.reviewer else "#reviewer: diskominfo"
    yield from ("", "# Kontak Tim yang dicetak pada laporan.")
    contact = [f"contact: {quoted(last.contact or 'Sekretariat Tim Asesor Internal')}"]
    yield from contact if last.contact and not last.sample else _commented(contact)
    yield from ("", "# Nama layanan publik yang dipilih, per butir.")
    chosen = {
        item: last.services[code] for item, code in continuity.counterparts.items() if code in last.services
    }
    services = ["services:", *(f"  {code}: {quoted(name)}" for code, name in chosen.items())]
    yield from services if chosen and not last.sample else _commented(services)


def _receiving(last: Cycle) -> Iterator[str]:
    """Who may answer for several OPDs, and which files are kept: settings, not facts of a year."""
    yield from (
        "",
        f"# Satu OPD boleh menjawab kewajiban bersama untuk semua OPD sejenis (kind di {OPD_FILE}).",
    )
    common = ("common:", *(f"  - {{kind: {quoted(each.kind)}, by: {each.by}}}" for each in last.commons))
    if not last.commons:
        yield f"#common: [{{kind: kecamatan, by: {last.reviewer or 'setda'}}}]"
    else:
        yield from _commented(common) if last.sample else common
    rules = last.evidence
    kinds = ", ".join(each if each.isalnum() else quoted(each) for each in rules.kinds)
    yield from ("", "# Berkas data dukung yang disimpan: jenis menurut isinya, dan ukuran terbesar dalam MB.")
    lines = ("evidence:", f"  kinds: [{kinds}]", f"  largest_mb: {rules.largest_mb}")
    yield from _commented(lines) if rules == EVIDENCE_RULES or last.sample else lines


def _commented(lines: Iterable[str]) -> Iterator[str]:
    return (f"#{line}" for line in lines)
