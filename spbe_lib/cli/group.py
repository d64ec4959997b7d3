"""The group of commands, and how every one of them ends.

Exit codes: 0 done; 1 a report failed, or is not ours; 2 the input or the command line has faults.
"""

import sys
from collections.abc import Sequence

import click

from spbe_lib import __version__
from spbe_lib.cli.archive import export_cycle, unpack_cycle
from spbe_lib.cli.cycle import backup_records, check_cycle, init_cycle, show_status
from spbe_lib.cli.evidence import evidence
from spbe_lib.cli.exchange import import_answers, import_assessment, write_templates
from spbe_lib.cli.form import write_forms
from spbe_lib.cli.merge import merge_answers
from spbe_lib.cli.remarks import show_remarks
from spbe_lib.cli.repairs import show_repairs
from spbe_lib.cli.report import report
from spbe_lib.cli.request import request_documents
from spbe_lib.cli.round import rounds
from spbe_lib.cli.score import score_file
from spbe_lib.cli.serve import serve_counters
from spbe_lib.cli.share import share_reports
from spbe_lib.cli.verify import verify_outputs
from spbe_lib.cli.words import FAILED, FAULTY, Group, usage_fault
from spbe_lib.errors import SpbeError


@click.group(
    cls=Group,
    epilog="Kode keluar: 0 selesai; 1 laporan gagal dibuat atau tidak asli; 2 masukan atau perintah keliru.",
)
@click.version_option(__version__, message="Tauval Mandiri SPBE %(version)s", help="Tampilkan versi.")
def spbe() -> None:
    """Tauval Mandiri SPBE: evaluasi mandiri pemerintahan berbasis elektronik.

    \b
    Contoh: urutan kerja satu siklus
      spbe init kab-saya-2025            buat folder siklus, lalu sunting isinya
      spbe check kab-saya-2025           periksa isinya
      spbe request kab-saya-2025         buat daftar permintaan data dukung setiap OPD
      spbe template kab-saya-2025        buat Kuesioner setiap OPD
      spbe import kab-saya-2025 *.xlsx   terima Kuesioner yang sudah diisi
      spbe status kab-saya-2025          siapa sudah, siapa belum
      spbe remarks kab-saya-2025         pertanyaan atas jawaban yang masuk
      spbe import-assessment kab-saya-2025 nilai.xlsx --stage mandiri
      spbe repairs kab-saya-2025         yang harus diperbaiki setiap OPD
      spbe round freeze kab-saya-2025 final   bekukan keadaannya dengan nama
      spbe report kab-saya-2025          laporan setiap OPD dan konsolidasi
      spbe share kab-saya-2025           kemas yang berubah untuk setiap OPD dan pimpinan
    """  # noqa: D301 click reads the backspace as: keep these lines


for _command in (
    init_cycle,
    check_cycle,
    request_documents,
    write_templates,
    write_forms,
    import_answers,
    evidence,
    import_assessment,
    merge_answers,
    show_status,
    show_remarks,
    show_repairs,
    report,
    rounds,
    share_reports,
    verify_outputs,
    backup_records,
    export_cycle,
    unpack_cycle,
    score_file,
    serve_counters,
):
    spbe.add_command(_command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # An old Windows console cannot print "–"; a question mark is better than a crash.
        getattr(stream, "reconfigure", lambda **_: None)(errors="replace")
    try:
        code = spbe.main(args=arguments, prog_name="spbe", standalone_mode=False)
    except click.UsageError as fault:
        click.echo(usage_fault(fault), err=True)
        code = FAULTY
    except SpbeError as refusal:
        click.echo(str(refusal), err=True)
        code = FAULTY
    except (click.Abort, OSError) as stop:
        click.echo(f"Dihentikan: {stop}" if str(stop) else "Dihentikan.", err=True)
        code = FAILED
    sys.exit(code if isinstance(code, int) else 0)
