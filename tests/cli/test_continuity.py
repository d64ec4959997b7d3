"""``spbe init --edition``: from a year under one regulation to the next under another, from end to end."""

from pathlib import Path

import pytest

from spbe_lib.records.answers import Approval, EvidenceReference, Response
from tests.cli.typing import office, typed
from tests.intake.filling import fill

NEXT = "permenpanrb-8-2026"
TITLE = "Prosedur Layanan Digital"


def answer(root: Path, cycle: str, opd: str) -> Path:
    """The Kuesioner of an OPD that answers indicator 28, with one document."""
    typed("template", cycle, opd, folder=root)
    template = root / "outputs" / cycle / "kuesioner" / f"{opd}.xlsx"
    proof = EvidenceReference(title=TITLE, number="12/2025", requirement="I28-L2-01")
    told = Response(
        opd=opd, item="28", ticked=frozenset({"I28-L2-01"}), fact="Katalog layanan ada.", evidence=(proof,)
    )
    sent = template.with_name(f"kiriman {opd}.xlsx")
    sent.write_bytes(fill(template.read_bytes(), entries=[told], approval=Approval(name="Kepala")))
    return sent


def test_a_year_goes_on_under_the_next_regulation(tmp_path: Path) -> None:
    """What proved 28 in 2025 is asked for 2 in 2026; the new cycle is accepted, and says what is missing."""
    root = office(tmp_path)
    typed("init", "kab-saya-2025", folder=root)
    taken = typed("import", "kab-saya-2025", answer(root, "kab-saya-2025", "diskominfo"), folder=root)
    begun = typed("init", "kab-saya-2026", "--from", "kab-saya-2025", "--edition", NEXT, folder=root)
    checked = typed("check", "kab-saya-2026", folder=root)
    asked = typed("request", "kab-saya-2026", "diskominfo", folder=root)
    page = (root / "outputs/kab-saya-2026/permintaan/diskominfo.html").read_text("utf-8")

    assert (taken.returncode, begun.returncode, asked.returncode) == (0, 0, 0), (taken.stderr, begun.stderr)
    assert "- Baru, tanpa pendahulu; pengampunya sementara diskominfo" in begun.stdout
    assert "- Tidak ada lagi: 21 Manajemen Risiko SPBE" in begun.stdout
    assert "- Belum ada bahan tahun lalu untuk butir: 1, 3, 4," in begun.stdout
    assert (checked.returncode, checked.stderr) == (0, "")
    assert "tidak ada masalah" in checked.stdout
    assert TITLE in page
    assert "12/2025" in page


@pytest.mark.failure(15)
def test_an_unknown_regulation_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    """The regulations that exist are named."""
    root = office(tmp_path)
    done = typed("init", "kab-saya-2026", "--edition", "permenpanrb-9-2030", folder=root)

    assert done.returncode != 0
    assert "Yang ada: permenpanrb-5-2018 (PermenPANRB 5/2018), permenpanrb-59-2020 (" in done.stderr
    assert not (root / "inputs" / "kab-saya-2026").exists()
