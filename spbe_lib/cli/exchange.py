"""``spbe template``, ``import`` and ``import-assessment``: what goes out to be filled, and comes back."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from spbe_lib.cli.desk import desk_of
from spbe_lib.cli.words import FAULTY, Command
from spbe_lib.errors import SpbeError
from spbe_lib.intake.handout import assessment_workbook, questionnaires
from spbe_lib.intake.intake import Desk, Receipt, receive_assessment, receive_kept, receive_questionnaire
from spbe_lib.records.model import Stage
from spbe_lib.results.consolidation import consolidate
from spbe_lib.workspace import open_workspace

_ACTOR = click.option(
    "--actor", metavar="NAMA", default="operator", show_default=True, help="Siapa yang memasukkan."
)
_STAGES = click.Choice([stage.value for stage in Stage])


@click.command("template", cls=Command, short_help="Buat Kuesioner Excel setiap OPD.")
@click.argument("cycle", metavar="SIKLUS")
@click.argument("opds", metavar="[OPD]...", nargs=-1)
@click.option("--stage", type=_STAGES, metavar="TAHAP", help="Buat lembar nilai tahap ini, bukan Kuesioner.")
def write_templates(cycle: str, opds: Sequence[str], stage: str | None) -> None:
    """Buat Kuesioner Excel untuk setiap OPD yang mengisi (atau hanya OPD yang disebut).

    Kuesioner memuat jawaban yang sudah tercatat. Dengan --stage dibuat lembar nilai bagi Tim
    Asesor Internal (mandiri) atau nilai asesor eksternal.

    \b
    Contoh:
      spbe template kab-saya-2025
      spbe template kab-saya-2025 dinkes setda
      spbe template kab-saya-2025 --stage mandiri
    """  # noqa: D301
    outputs = open_workspace(Path.cwd()).outputs(cycle)
    with desk_of(cycle, "operator") as desk:
        if stage:
            records = desk.store.read()
            yields = consolidate(desk.cycle, desk.instrument, records).values
            written = [assessment_workbook(desk, outputs, records, Stage(stage), yields)]
        else:
            written = list(questionnaires(desk, outputs, opds))
    click.echo(f"{len(written)} berkas siap dibagikan: {written[0].parent}")


@click.command("import", cls=Command, short_help="Terima Kuesioner yang sudah diisi.")
@click.argument("cycle", metavar="[SIKLUS]", required=False)
@click.argument("files", metavar="[BERKAS.xlsx]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Jawaban di berkas ini menggantikan yang tercatat sesudahnya.")
@_ACTOR
def import_answers(cycle: str | None, files: Sequence[Path], replace: bool, actor: str) -> None:
    """Terima Kuesioner yang sudah diisi OPD: diperiksa seluruhnya, lalu disimpan seluruhnya.

    Berkas yang bermasalah tidak mengubah apa pun. Berkas yang sama dua kali tidak mengubah apa
    pun. Berkas asli disimpan di submissions/ dan tidak pernah diubah. Tanpa BERKAS, yang
    dimasukkan ialah semua yang sudah ada di folder siklus (tanpa SIKLUS: setiap siklus).

    \b
    Contoh:
      spbe import kab-saya-2025 dinkes.xlsx setda.xlsx
      spbe import kab-saya-2025 dinkes.xlsx --replace
      spbe import
    """  # noqa: D301
    names = [cycle] if cycle else open_workspace(Path.cwd()).cycles()
    if [name for name in names if _imported(name, files, replace, actor)]:
        raise click.exceptions.Exit(FAULTY)


@click.command("import-assessment", cls=Command, short_help="Masukkan nilai satu tahap (Tim atau eksternal).")
@click.argument("cycle", metavar="SIKLUS")
@click.argument("file", metavar="BERKAS", type=click.Path(path_type=Path))
@click.option(
    "--stage", type=_STAGES, metavar="TAHAP", help=f"Tahap penilaian: {', '.join(Stage)}. Lihat isi berkas."
)
@click.option("--source", metavar="TEKS", default="", help="Sumber nilai, misalnya nomor berita acara.")
@_ACTOR
def import_assessment(cycle: str, file: Path, stage: str | None, source: str, actor: str) -> None:
    """Masukkan nilai satu tahap untuk pemerintah daerah: CSV, Excel, atau YAML.

    CSV berisi kolom item, level, note, recommendation. Lembar Excel dibuat dengan
    `spbe template SIKLUS --stage mandiri` dan memuat pula keputusan atas jawaban OPD.

    \b
    Contoh:
      spbe import-assessment kab-saya-2025 nilai.csv --stage mandiri
      spbe import-assessment kab-saya-2025 lhe.csv --stage akhir --source "LHE SPBE 2025"
    """  # noqa: D301
    with desk_of(cycle, actor) as desk:
        receipt = receive_assessment(desk, file, Stage(stage) if stage else None, source)
        _told(desk, [receipt])


def _imported(name: str, files: Sequence[Path], replacing: bool, actor: str) -> bool:
    """Take files into a cycle; whether anything was refused, the cycle itself included."""
    workspace = open_workspace(Path.cwd())
    workspace.cycle(name)
    try:
        with desk_of(name, actor) as desk:
            receipts = (_received(desk, file, replacing) for file in files) if files else receive_kept(desk)
            return _told(desk, receipts)
    except SpbeError as refusal:
        click.echo(f"Siklus {name}: tidak ada yang dimasukkan.\n{refusal}", err=True)
        return True


def _received(desk: Desk, file: Path, replacing: bool) -> Receipt | SpbeError:
    try:
        return receive_questionnaire(desk, file, replacing=replacing)
    except SpbeError as refusal:
        return refusal


def _told(desk: Desk, receipts: Iterable[Receipt | SpbeError]) -> bool:
    """Say what became of each file; whether any was refused."""
    count = refused = 0
    for receipt in receipts:
        count += 1
        if isinstance(receipt, SpbeError):
            refused += 1
            click.echo(f"Ditolak, tidak ada yang berubah:\n{receipt}", err=True)
        else:
            click.echo(_line(desk, receipt))
    if count > 1:
        click.echo(f"Siklus {desk.cycle.name}: {count - refused} dari {count} berkas diterima.")
    return refused > 0


def _line(desk: Desk, receipt: Receipt) -> str:
    if receipt.repeated:
        return f"{receipt.name}: sudah diterima sebelumnya; tidak ada yang berubah."
    submission = receipt.submission
    who = desk.cycle.opd(submission.opd).name if submission.opd else desk.cycle.government
    told = f"{receipt.name}: diterima, {who}, {len(receipt.changes)} perubahan."
    return "\n".join([told, *(f"  Pertanyaan – {question}" for question in receipt.questions)])
