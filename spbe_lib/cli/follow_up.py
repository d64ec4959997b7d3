"""``spbe follow-up``: what became of the recommendations of former years."""

from collections.abc import Iterator

import click

from spbe_lib.cli.desk import desk_of
from spbe_lib.cli.words import Command, printable
from spbe_lib.figures import office_day, printed_date
from spbe_lib.intake.desk import Desk
from spbe_lib.records.files.follow_up_file import FOLLOW_UP_FILE
from spbe_lib.records.model import Stage
from spbe_lib.results.follow_up import Counted, FollowUp, Proof, counted, follow_ups
from spbe_lib.results.overview import day_of


@click.command("follow-up", cls=Command, short_help="Tindak lanjut rekomendasi asesor.")
@click.argument("cycle", metavar="SIKLUS")
@click.option("--open", "only_open", is_flag=True, help="Tampilkan hanya yang belum selesai.")
def show_follow_ups(cycle: str, *, only_open: bool) -> None:
    """Tampilkan rekomendasi asesor dan tindak lanjutnya: OPD, tindakan, tenggat, anggaran, status, bukti.

    Isinya dari berkas follow_up pada cycle.yaml; rekomendasi tahun lalu yang belum tertulis di
    sana ikut tampil. Bukti dikenal bila judul dan nomornya sama dengan dokumen milik OPD itu.

    \b
    Contoh:
      spbe follow-up kab-saya-2025
      spbe follow-up kab-saya-2025 --open
    """  # noqa: D301
    with desk_of(cycle, "operator") as desk:
        records = desk.store.read()
        team = records.assessments.get(Stage.MANDIRI)
        today = day_of(desk.cycle, records, office_day(desk.now))
        found = follow_ups(desk.cycle, desk.instrument, records, team.values if team else {}, today)
    if not found:
        click.echo(_nothing(desk))
        return
    for each in found:
        if each.is_open or not only_open:
            click.echo("\n".join(printable(line) for line in _lines(desk, each)))
    click.echo(_told(counted(found)))


def _nothing(desk: Desk) -> str:
    """That there are no recommendations, and where they come from."""
    name = desk.cycle.name
    if not desk.cycle.opds:
        return f"Siklus {name} hanya memuat hasil resmi, tanpa daftar OPD; tidak ada tindak lanjut."
    return (
        f"Siklus {name} belum memuat rekomendasi tahun-tahun sebelumnya. Sebut berkasnya pada cycle.yaml "
        f"(follow_up: {FOLLOW_UP_FILE}), atau hasil akhir tahun lalu yang memuat rekomendasi (previous)."
    )


def _lines(desk: Desk, each: FollowUp) -> Iterator[str]:
    own = each.recommendation
    about = f"butir {own.item}" if own.item else "umum"
    who = desk.cycle.opd(each.opd).name if each.opd else "OPD belum ditetapkan"
    state = own.progress.value if each.listed else "belum ada tindak lanjut"
    yield f"{own.code} – {about} – {who} – {state}"
    yield f"  {own.text}"
    if own.action:
        yield f"  Tindakan: {own.action}"
    if own.reason:
        yield f"  Alasan: {own.reason}"
    if own.due:
        late = ", sudah lewat" if each.overdue else ", segera" if each.soon else ""
        yield f"  Tenggat: {printed_date(own.due)}{late}"
    if own.budget:
        yield f"  Anggaran: {own.budget}"
    if each.proof is not Proof.UNNAMED:
        number = f", {own.proof_number}" if own.proof_number else ""
        yield f"  Bukti: {own.proof}{number} ({each.proof.label})"


def _told(found: Counted) -> str:
    states = ", ".join(f"{number} {progress.value}" for progress, number in found.by_progress.items())
    return (
        f"{found.all} rekomendasi: {states}, {found.unplanned} belum ada tindak lanjutnya. "
        f"{found.overdue} lewat tenggat, {found.soon} jatuh tempo dalam tujuh hari, "
        f"{found.unproven} selesai tanpa dokumen yang dikenal."
    )
