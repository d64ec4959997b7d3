"""``spbe template``, ``import`` and ``import-assessment``: what goes out to be filled, and comes back."""

import re
from collections.abc import Sequence
from pathlib import Path

import click
from tqdm import tqdm

from spbe_lib.cli.desk import desk_of
from spbe_lib.cli.received import tell
from spbe_lib.cli.remarks import remark_lines
from spbe_lib.cli.words import FAULTY, Command
from spbe_lib.errors import SpbeError
from spbe_lib.intake.again import receive_kept
from spbe_lib.intake.arrivals import arrivals
from spbe_lib.intake.desk import Desk, Receipt
from spbe_lib.intake.handout import assessment_workbook, questionnaires
from spbe_lib.intake.intake import receive_assessment
from spbe_lib.intake.outcome import Outcome, take_in
from spbe_lib.records.model import Stage
from spbe_lib.results.consolidation import consolidate
from spbe_lib.strict_yaml import clipped
from spbe_lib.workspace import Workspace, open_workspace

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

    Kuesioner memuat jawaban yang sudah tercatat. Bila cycle.yaml menyebut satu OPD yang menjawab
    untuk semua OPD sejenis (common), dibuat pula satu Kuesioner bersama. Dengan --stage dibuat
    lembar nilai bagi Tim Asesor Internal (mandiri) atau asesor eksternal.

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
            told = remark_lines(desk, records) if Stage(stage) is Stage.MANDIRI else ()
            written = [assessment_workbook(desk, outputs, records, Stage(stage), yields, remarks=told)]
        else:
            written = list(questionnaires(desk, outputs, opds))
    click.echo(f"{len(written)} berkas siap dibagikan: {written[0].parent}")


@click.command("import", cls=Command, short_help="Terima jawaban OPD: Kuesioner, formulir, atau CSV.")
@click.argument("cycle", metavar="[SIKLUS]", required=False)
@click.argument("files", metavar="[BERKAS|FOLDER]...", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--replace",
    is_flag=True,
    help="Jawaban di berkas ini menggantikan yang tercatat sesudah berkas dibagikan.",
)
@_ACTOR
def import_answers(cycle: str | None, files: Sequence[Path], replace: bool, actor: str) -> None:
    """Terima jawaban OPD: setiap berkas diperiksa seluruhnya, lalu disimpan seluruhnya.

    BERKAS ialah Kuesioner Excel, berkas jawaban dari formulir luring (.json), atau tabel CSV
    dengan kolom OPD, indikator, tingkat, justifikasi, data dukung: satu baris untuk setiap OPD
    dan indikator. FOLDER berarti semua berkas jawaban di dalamnya. Berkas yang bermasalah tidak
    mengubah apa pun; salinan Kuesioner dengan tanda pada setiap kesalahan ada di
    outputs/SIKLUS/perbaikan/. Berkas yang sama dua kali tidak mengubah apa pun. Berkas asli
    disimpan di submissions/ dan tidak pernah diubah. Tanpa BERKAS, yang dimasukkan ialah semua
    yang sudah ada di folder siklus (tanpa SIKLUS: setiap siklus).

    Jawaban di CSV menggantikan seluruh jawaban yang tercatat, bukan hanya kolom yang terisi;
    karena itu jawaban yang sudah tercatat hanya diganti dengan --replace, atau setelah
    dikembalikan Tim.

    \b
    Contoh:
      spbe import kab-saya-2025 dinkes.xlsx setda.xlsx
      spbe import kab-saya-2025 jawaban.csv
      spbe import kab-saya-2025 kiriman/
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
    "--stage",
    type=_STAGES,
    metavar="TAHAP",
    help=f"Tahap penilaian: {', '.join(Stage)}. Tidak perlu bila berkas menyebutnya.",
)
@click.option("--source", metavar="TEKS", default="", help="Sumber nilai, misalnya nomor berita acara.")
@_ACTOR
def import_assessment(cycle: str, file: Path, stage: str | None, source: str, actor: str) -> None:
    """Masukkan nilai satu tahap untuk pemerintah daerah: CSV, Excel, atau YAML.

    CSV berisi kolom item, level, note, recommendation. Lembar Excel dibuat dengan
    `spbe template SIKLUS --stage mandiri` dan memuat pula keputusan atas jawaban OPD, putusan
    atas setiap syarat dan dokumen, dan janji OPD. Putusan juga dapat berupa CSV dengan kolom
    indikator, syarat atau dokumen, putusan (diterima atau diperbaiki), alasan, tenggat, dan opd
    bila bukan pengampu; janji dengan kolom indikator, janji, tanggal.

    \b
    Contoh:
      spbe import-assessment kab-saya-2025 nilai.csv --stage mandiri
      spbe import-assessment kab-saya-2025 putusan.csv --stage interviu
      spbe import-assessment kab-saya-2025 lhe.csv --stage akhir --source "LHE SPBE 2025"
    """  # noqa: D301
    with desk_of(cycle, actor) as desk:
        receipt = receive_assessment(desk, file, Stage(stage) if stage else None, source)
        tell(desk, [Outcome(name=receipt.name, result=receipt)])


def _imported(name: str, named: Sequence[Path], replacing: bool, actor: str) -> bool:
    """Take files into a cycle; whether anything was refused, the cycle itself included."""
    workspace = open_workspace(Path.cwd())
    workspace.cycle(name)
    try:
        with desk_of(name, actor) as desk:
            return _taken(desk, workspace, named, replacing) if named else _taken_from_folder(desk)
    except SpbeError as refusal:
        click.echo(f"Siklus {name}: tidak ada yang dimasukkan.\n{refusal}", err=True)
        return True


def _taken(desk: Desk, workspace: Workspace, named: Sequence[Path], replacing: bool) -> bool:
    """Take in the files that were named; those that were good are in even when the work is broken off."""
    found, outcomes = arrivals(named), list[Outcome]()
    if found.aside:
        click.echo(f"Dilewati, bukan berkas jawaban: {', '.join(found.aside)}")
    try:
        # Silent where nobody watches: a file or a pipe.
        with tqdm(found.files, unit="berkas", disable=None if len(found.files) > 1 else True) as bar:
            for file in bar:
                bar.set_description(clipped(file.name))
                outcomes.append(take_in(desk, workspace, file, found.files, replacing=replacing))
    finally:
        refused = tell(desk, outcomes)
    return refused


def _taken_from_folder(desk: Desk) -> bool:
    """Take in what lies in the cycle's folder already."""
    outcomes = [Outcome(name=_name_of(each), result=each) for each in receive_kept(desk)]
    if not outcomes:
        click.echo(f"Siklus {desk.cycle.name}: belum ada berkas untuk dimasukkan.")
    return tell(desk, outcomes)


def _name_of(result: Receipt | SpbeError) -> str:
    """The file's name, with which every fault of one begins."""
    if isinstance(result, Receipt):
        return result.name
    return clipped(re.split(r", | baris |: ", str(result), maxsplit=1)[0])
