"""The group of commands, and how every one of them ends.

Exit codes: 0 done; 1 a report failed, or is not ours; 2 the input or the command line has faults.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module

import click

from spbe_lib import __version__
from spbe_lib.cli.words import FAILED, FAULTY, Group, usage_fault
from spbe_lib.errors import SpbeError

_PLACES = {
    "backup": "cycle:backup_records",
    "check": "cycle:check_cycle",
    "compare": "compare:compare_government",
    "evidence": "evidence:evidence",
    "export": "archive:export_cycle",
    "follow-up": "follow_up:show_follow_ups",
    "forecast": "forecast:show_forecast",
    "form": "form:write_forms",
    "import": "exchange:import_answers",
    "import-assessment": "exchange:import_assessment",
    "init": "cycle:init_cycle",
    "merge": "merge:merge_answers",
    "reconcile": "reconcile:reconcile_results",
    "plan": "plan:plan_cycle",
    "remarks": "remarks:show_remarks",
    "repairs": "repairs:show_repairs",
    "report": "report:report",
    "request": "request:request_documents",
    "round": "round:rounds",
    "score": "score:score_file",
    "serve": "serve:serve_counters",
    "share": "share:share_reports",
    "simulate": "simulate:simulate_changes",
    "status": "cycle:show_status",
    "template": "exchange:write_templates",
    "unpack": "archive:unpack_cycle",
    "verify": "verify:verify_outputs",
}


class _Commands(Mapping[str, click.Command]):
    """The commands by name, each loaded when it is asked for: most need little of what another one needs."""

    def __getitem__(self, name: str) -> click.Command:
        module, command = _PLACES[name].split(":")
        found: click.Command = getattr(import_module(f"spbe_lib.cli.{module}"), command)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(_PLACES)

    def __len__(self) -> int:
        return len(_PLACES)


@click.group(
    cls=Group,
    commands=_Commands(),
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
      spbe follow-up kab-saya-2025       tindak lanjut rekomendasi tahun lalu
      spbe forecast kab-saya-2025        proyeksi indeks akhir
      spbe repairs kab-saya-2025         yang harus diperbaiki setiap OPD
      spbe plan kab-saya-2025            rencana menuju target indeks
      spbe round freeze kab-saya-2025 final   bekukan keadaannya dengan nama
      spbe report kab-saya-2025          laporan setiap OPD dan konsolidasi
      spbe compare "Kabupaten Saya"      peringkat dalam hasil nasional yang diumumkan
      spbe simulate kab-saya-2025 13=4   bagaimana bila indikator 13 naik
      spbe share kab-saya-2025           kemas yang berubah untuk setiap OPD dan pimpinan
    """  # noqa: D301 click reads the backspace as: keep these lines


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
