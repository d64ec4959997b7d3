"""What was shared: written once, read back, and what changed since."""

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from spbe_lib.errors import InputError
from spbe_lib.reporting.sharing.shared import (
    News,
    SharedReport,
    Sharing,
    Unshared,
    changed_since_shared,
    earlier,
    read_shared,
    remember,
)
from spbe_lib.workspace import shared

NOON = datetime(2026, 11, 23, 5, 0, 0, 999, tzinfo=UTC)
ROUND = "pra-penilaian"
PLAIN = {"report": "x", "sha256": "a" * 64, "data_code": "b" * 64, "package": "c" * 64}


def report(code: str, sign: str = "a") -> SharedReport:
    """A report as it was shared."""
    return SharedReport(report=code, sha256=sign * 64, data_code="b" * 64, package="c" * 64)


def row(code: str, sign: str | None = "a") -> dict[str, Any]:
    """A report of a run."""
    return {"report": code, "sha256": None if sign is None else sign * 64, "title": code}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A cycle."""
    return tmp_path / "kab-saya-2025"


def test_what_was_shared_is_read_back_in_its_order(folder: Path) -> None:
    """Two acts within one second, and one under a clock that was put back, keep their order."""
    remember(folder, None, [report("dinkes")], NOON)
    remember(folder, ROUND, [report("dinkes", "d"), report("konsolidasi")], NOON)
    remember(folder, None, [report("dinkes", "e")], NOON - timedelta(days=400))

    told = read_shared(folder)

    assert [(each.round, [one.report for one in each.reports]) for each in told] == [
        (None, ["dinkes"]),
        (ROUND, ["dinkes", "konsolidasi"]),
        (None, ["dinkes"]),
    ]
    assert [each.moment for each in told] == [
        NOON.replace(microsecond=0) + timedelta(seconds=more) for more in range(3)
    ]
    assert {each.cycle for each in told} == {"kab-saya-2025"}
    assert [file.name[:-17] for file in sorted(shared(folder).iterdir())] == [
        "20261123T050000Z_laporan_",
        f"20261123T050001Z_{ROUND}_",
        "20261123T050002Z_laporan_",
    ]


def test_what_a_report_said_is_read_back_with_it(folder: Path) -> None:
    """Beside a record of the time before it was kept; a round has none, and is nobody's past."""
    told = {"nilai": {"1 nilai Tim": "3"}, "dokumen": {}}
    kept = replace(report("dinkes", "d"), content="e" * 64, told=told)
    remember(folder, None, [report("dinkes")], NOON)
    remember(folder, None, [kept, report("pupr")], NOON)
    remember(folder, ROUND, [report("dinkes", "f")], NOON)

    first, second = earlier(read_shared(folder), "dinkes")

    assert (first.content, first.told) == (None, None)
    assert (second.content, second.told) == ("e" * 64, told)
    assert first.moment < second.moment
    assert earlier(read_shared(folder), "dinsos") == ()
    formats = [json.loads(file.read_bytes())["format"] for file in sorted(shared(folder).iterdir())]
    assert formats == ["spbe-dibagikan-1", "spbe-dibagikan-2", "spbe-dibagikan-1"]


def test_a_cycle_of_which_nothing_was_shared_has_no_history(folder: Path) -> None:
    """And no folder either."""
    assert read_shared(folder) == ()
    assert not folder.exists()


def test_changed_and_never_shared_are_told_apart() -> None:
    """A failed report is passed over; one that is as it was shared last is none; back again is changed."""
    first = Sharing(
        moment=NOON, cycle="x", round=None, reports=(report("a"), report("b"), report("c"), report("f"))
    )
    second = Sharing(moment=NOON + timedelta(days=1), cycle="x", round=None, reports=(report("c", "d"),))
    rows = [row("a"), row("b", "z"), row("c"), row("n"), row("f", None)]

    assert changed_since_shared(rows, [second, first]) == (
        Unshared(report="b", news=News.CHANGED, since=first.moment),
        Unshared(report="c", news=News.CHANGED, since=second.moment),
        Unshared(report="n", news=News.NEW, since=None),
    )


def test_a_round_and_todays_records_have_each_their_own_history() -> None:
    """What was shared of the one says nothing of the other."""
    history = [Sharing(moment=NOON, cycle="x", round=ROUND, reports=(report("a"),))]

    assert changed_since_shared([row("a")], history, ROUND) == ()
    assert [each.news for each in changed_since_shared([row("a")], history)] == [News.NEW]
    assert [each.news for each in changed_since_shared([row("a")], history, "final")] == [News.NEW]


def renamed(file: Path, content: bytes) -> None:
    """Somebody who knows the rule of names writes something else, under the name that fits."""
    digest = hashlib.sha256(content).hexdigest()[:12]
    file.with_name(f"{file.name[:-17]}{digest}.json").write_bytes(content)
    file.unlink()


@pytest.mark.parametrize(
    "change",
    [
        {"moment": "2026-11-24T05:00:00+00:00"},
        {"moment": "2026-11-23T05:00:00"},
        {"moment": 5},
        {"cycle": "a\nb"},
        {"round": 7},
        {"round": ""},
        {"reports": None},
        {"reports": [{"report": "x"}]},
        {"reports": [{"report": "x", "sha256": 1, "data_code": "b" * 64, "package": "c" * 64}]},
        {"reports": [{"report": "../x", "sha256": "a" * 64, "data_code": "b" * 64, "package": "c" * 64}]},
        {"format": "spbe-dibagikan-9"},
        {"format": "spbe-dibagikan-2"},
        {"reports": [PLAIN | {"content": "d" * 64}]},
        {"reports": [PLAIN | {"told": {}}]},
        {"reports": [PLAIN | {"content": "d", "told": {}}], "format": "spbe-dibagikan-2"},
        {"reports": [PLAIN | {"content": "d" * 64, "told": ["x"]}], "format": "spbe-dibagikan-2"},
        {"reports": [PLAIN | {"content": "d" * 64, "told": {"x": "y"}}], "format": "spbe-dibagikan-2"},
        {"reports": [PLAIN | {"content": "d" * 64, "told": {"x": {"y": 1}}}], "format": "spbe-dibagikan-2"},
        {"more": 1},
    ],
)
@pytest.mark.failure(15)
def test_a_record_that_is_not_as_we_write_it_is_refused(folder: Path, change: dict[str, Any]) -> None:
    """Also under a name that fits its content."""
    file = remember(folder, None, [report("dinkes")], NOON)[1]
    told = json.loads(file.read_bytes()) | change
    renamed(file, (json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode())

    with pytest.raises(InputError, match=r"isi catatan ini berubah sejak ditulis\. Kembalikan berkas ini"):
        read_shared(folder)


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"\xff", b"[" * 100_000, b"5"])
def test_any_other_content_is_a_sentence(folder: Path, content: bytes) -> None:
    """Place first, no traceback."""
    file = remember(folder, None, [report("dinkes")], NOON)[1]
    renamed(file, content)

    with pytest.raises(InputError, match=r"^inputs/kab-saya-2025/shared/20261123T050000Z_laporan_"):
        read_shared(folder)


def test_every_faulty_file_is_told_at_once(folder: Path) -> None:
    """One that was changed, and one that never was a record; drafts and others' files are no matter."""
    file = remember(folder, None, [report("dinkes")], NOON)[1]
    file.write_bytes(file.read_bytes().replace(b"dinkes", b"dinsos"))
    (shared(folder) / "salinan (1).json").write_bytes(b"{}")
    (shared(folder) / ".x.json.5").write_bytes(b"")
    (shared(folder) / "Thumbs.db").write_bytes(b"")

    with pytest.raises(InputError) as refused:
        read_shared(folder)

    assert [each.what for each in refused.value.problems] == [
        "ini bukan catatan yang dibagikan dan tidak dipakai",
        "isi catatan ini berubah sejak ditulis",
    ]
