"""The form as a file: one page, its own script alone, this OPD's data alone, small enough to send."""

import base64
import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from spbe_lib.errors import InputError
from spbe_lib.intake.asking import secret_text
from spbe_lib.intake.desk import Desk
from spbe_lib.intake.form.page import form_page, forms
from spbe_lib.records.answers import EvidenceReference, RecordedDocument, Records, Response
from spbe_lib.records.documents import Document, document_key
from tests.intake.conftest import recorded
from tests.intake.desks import ITEM, OPD, SMALL, hand_in, saying

LARGEST = 400_000
"""Bytes that a form with 26 indicators may have."""

ASSETS = Path(__file__).parents[3] / "spbe_lib" / "intake" / "form" / "assets"
SCRIPT, DATA = "<script>(.*?)</script>", '<script type="application/json" id="data">(.*?)</script>'


def page_of(desk: Desk, opd: str, records: Records | None = None) -> str:
    """The form of an OPD as text."""
    known = desk.store.read() if records is None else records
    return form_page(desk.cycle, desk.instrument, desk.cycle.opd(opd), known).decode()


def data_in(page: str) -> dict[str, Any]:
    """The data that a page carries."""
    found = re.search(DATA, page, re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def hash_of(text: str) -> str:
    """As the policy of a page names a text."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@pytest.mark.failure(14)
def test_a_page_runs_its_own_script_and_nothing_else(still: Desk) -> None:
    """The policy allows one script and one style by their hashes; no address of the net stands in it."""
    page = page_of(still, OPD)
    policy = re.search('Content-Security-Policy" content="([^"]*)"', page)
    scripts, styles = re.findall(SCRIPT, page, re.DOTALL), re.findall("<style>(.*?)</style>", page, re.DOTALL)

    assert policy
    assert dict(part.split(" ", 1) for part in policy[1].split("; ")) == {
        "default-src": "'none'",
        "script-src": f"'{hash_of(scripts[0])}'",
        "style-src": f"'{hash_of(styles[0])}'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    assert (len(scripts), len(styles), page.count("<script")) == (1, 1, 2)
    assert re.findall(r"\s(?:src|href|action|style|on[a-z]+)=", page.split("<script>")[0]) == []
    assert re.findall(r"https?://\w", page) == []


def test_the_script_takes_no_markup_and_asks_nothing_of_the_net() -> None:
    """Texts become text nodes; there is no way out of the page."""
    for asset in sorted(ASSETS.glob("*.js")):
        text = asset.read_text(encoding="utf-8")
        words = (
            "innerHTML|outerHTML|insertAdjacent|document.write|eval|fetch|XMLHttp|WebSocket|sendBeacon|import"
        )
        assert re.findall(rf"\b(?:{words})\b", text) == [], asset.name
        assert "</script" not in text.lower()
        assert len(text.splitlines()) <= 400


def test_equal_answers_give_equal_bytes(still: Desk) -> None:
    """No clock and no chance in a page."""
    assert page_of(still, OPD) == page_of(still, OPD)


def test_the_form_of_the_opd_with_most_indicators_is_small(still: Desk) -> None:
    """26 indicators with all their requirements."""
    page = page_of(still, "diskominfo")

    assert len(data_in(page)["items"]) == 26
    assert len(page.encode()) < LARGEST


@pytest.mark.failure(11)
def test_a_form_holds_nothing_of_another_opd(desk: Desk, tmp_path: Path) -> None:
    """No word that a neighbour answered."""
    hand_in(desk, tmp_path, [saying("RAHASIA-DINKES")])
    page = page_of(desk, SMALL)

    assert "RAHASIA-DINKES" in page_of(desk, OPD)
    assert "RAHASIA-DINKES" not in page


@pytest.mark.failure(13)
def test_a_form_tells_no_path_and_no_user(still: Desk) -> None:
    """What it is made on is nobody's business."""
    page = page_of(still, OPD)

    assert str(still.folder) not in page
    assert str(Path.home()) not in page


@pytest.mark.failure(12)
def test_no_text_can_end_the_script_that_carries_it(still: Desk) -> None:
    """What looks like markup is spelled so that it is none, and read back as it was."""
    wild = "</script><script>alert(1)</script><!-- \u2028 {{ 7*7 }}"
    answer = Response(opd=OPD, item=ITEM, fact=wild, evidence=(EvidenceReference(title=wild),))
    page = page_of(still, OPD, recorded([answer]))

    assert page.count("<script") == 2
    assert data_in(page)["entries"][ITEM]["fact"] == wild


@pytest.mark.failure(12)
def test_a_hostile_name_stays_text(still: Desk) -> None:
    """In the head and the title of the page."""
    unit = replace(still.cycle.opd(OPD), name='<img src=x onerror="a()"></title>')
    page = form_page(still.cycle, still.instrument, unit, Records()).decode()

    assert "<img" not in page
    assert page.count("</title>") == 1


@pytest.mark.failure(31)
def test_a_chosen_service_stands_where_the_law_says_sector(still: Desk) -> None:
    """By title, under the legal number."""
    items = data_in(page_of(still, OPD))["items"]

    assert [each["code"] for each in items] == [ITEM]
    assert items[0]["title"] == still.cycle.services[ITEM]
    assert "sektor 3" not in json.dumps(items[0]["levels"])


def test_a_document_whose_title_was_mended_is_known_by_both_names(still: Desk) -> None:
    """A citation under the old title leads to it."""
    key = document_key("Perbub SPBE", "1")
    answer = Response(opd=OPD, item=ITEM, evidence=(EvidenceReference(title="Perbub SPBE", number="1"),))
    known = recorded([answer])
    standing = known.responses[OPD, ITEM].standing
    mended = Document(opd=OPD, key=key, title="Perbup SPBE", number="1")
    records = replace(known, documents={(OPD, key): RecordedDocument(content=mended, standing=standing)})
    data = data_in(page_of(still, OPD, records))

    assert data["aliases"] == [["Perbub SPBE", "1", key]]
    assert data["bases"][key] == standing.version


def test_the_patterns_of_secrets_are_those_of_the_importer() -> None:
    """One wording on both sides."""
    script = (ASSETS / "secret.js").read_text(encoding="utf-8")
    parts = dict(re.findall(r"const (SECRET_\w+) = String\.raw`(.*)`;", script))
    for name, text in parts.items():
        while "${" in parts[name]:
            parts[name] = re.sub(r"\$\{(\w+)\}", lambda found: parts[found[1]], parts[name])
        assert text

    assert parts["SECRET_HINT"] == secret_text._HINT.pattern  # noqa: SLF001  the very same pattern
    assert parts["SECRET_GIVEN"] == secret_text._GIVEN.pattern  # noqa: SLF001
    assert parts["SECRET_SAID"] == secret_text._SAID.pattern  # noqa: SLF001
    assert parts["SECRET_BARE"] == secret_text._BARE.pattern  # noqa: SLF001
    assert parts["SECRET_USER"] == secret_text._USER.pattern  # noqa: SLF001
    assert parts["SECRET_PAIR"] == secret_text._PAIR.pattern  # noqa: SLF001
    assert parts["SECRET_LINK"] == secret_text._LINK.pattern  # noqa: SLF001
    assert parts["SECRET_RULES"] == secret_text._OF_RULES.pattern  # noqa: SLF001


def test_those_who_are_asked_get_a_form(desk: Desk, tmp_path: Path) -> None:
    """In the order of the register, each once; a code that nobody knows stops all at once."""
    written = list(forms(desk, tmp_path / "keluar", [SMALL, OPD.upper(), OPD]))

    assert [file.relative_to(tmp_path).as_posix() for file in written] == [
        "keluar/formulir/dinkes.html",
        "keluar/formulir/pupr.html",
    ]
    with pytest.raises(InputError, match="tidak ada yang diminta dari OPD 'dinkess'"):
        forms(desk, tmp_path / "lain", [OPD, "dinkess"])
    assert not (tmp_path / "lain").exists()
