"""What became of recommendations on one day: late, soon, proven, planned; and what their items can bring."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from spbe_lib.figures import Span
from spbe_lib.law.editions import load_edition
from spbe_lib.records.answers import EvidenceReference, RecordedDocument, Records, Response, Status
from spbe_lib.records.documents import DocumentStatus
from spbe_lib.records.model import Assessment, Stage
from spbe_lib.records.open_recommendations import open_texts
from spbe_lib.records.recommendations import Progress, Recommendation
from spbe_lib.records.register import Cycle
from spbe_lib.results.follow_up import FollowUp, Proof, counted, follow_ups
from tests.records.asking import document
from tests.results.office import office, recorded, register, standing

LAW = load_edition("permenpanrb-59-2020")
LEAD, OTHER = "opd-01", "opd-02"
TODAY = date(2026, 6, 20)


def recommendation(item: str | None = "13", **said: object) -> Recommendation:
    """A recommendation with some fields filled in."""
    return replace(Recommendation(code="R1", text="Susun pedoman.", item=item), **said)  # type: ignore[arg-type]


def cycle(*listed: Recommendation, previous: dict[str, str] | None = None) -> Cycle:
    """One OPD leads everything; this is in the list, and that in last year's result."""
    leads = {each.number: LEAD for each in LAW.indicators}
    last = Assessment(
        edition=LAW.code, values={}, recommendations=previous or {}, year=2025, stage=Stage.AKHIR
    )
    return replace(office(LAW, register(2), leads), follow_ups=listed, previous=last)


def one(*listed: Recommendation, records: Records | None = None, today: date | None = TODAY) -> FollowUp:
    """Where the only recommendation stands."""
    (found,) = follow_ups(cycle(*listed), LAW, records or Records(), {}, today)
    return found


@pytest.mark.parametrize(
    ("due", "left", "state"),
    [
        (date(2026, 6, 19), -1, "overdue"),
        (date(2026, 6, 20), 0, "soon"),
        (date(2026, 6, 27), 7, "soon"),
        (date(2026, 6, 28), 8, ""),
    ],
)
def test_the_last_day_is_still_in_time_and_a_week_ahead_is_soon(due: date, left: int, state: str) -> None:
    """As with what is to be repaired."""
    found = one(recommendation(due=due))

    assert found.days_left == left
    assert (found.overdue, found.soon) == (state == "overdue", state == "soon")


@pytest.mark.parametrize("progress", [Progress.DONE, Progress.DROPPED])
def test_what_is_closed_is_never_late(progress: Progress) -> None:
    """Nor anything on a day that is not known."""
    assert not one(recommendation(due=date(2020, 1, 1), progress=progress)).overdue
    assert not one(recommendation(due=date(2020, 1, 1)), today=None).overdue


def test_who_acts_is_the_named_opd_else_the_lead_of_the_item() -> None:
    """A general one without a name has nobody."""
    named, led, nobody = (
        one(each) for each in (recommendation(opd=OTHER), recommendation(), recommendation(None))
    )

    assert (named.opd, named.lead) == (OTHER, LEAD)
    assert (led.opd, led.lead) == (LEAD, LEAD)
    assert (nobody.opd, nobody.lead, nobody.can_add) == (None, None, None)


def test_a_document_is_known_if_the_acting_opd_cites_or_describes_it() -> None:
    """By title and number in any spelling; another OPD's document, a draft, or none does not do."""
    cited = Response(opd=LEAD, item="13", evidence=(EvidenceReference(title="SK  tim", number="7/2025"),))
    described = [
        document("RKA", "1/2025", opd=OTHER),
        document("Pedoman", opd=OTHER, status=DocumentStatus.DRAFT),
    ]
    records = replace(
        recorded(cited),
        documents={
            (each.opd, each.key): RecordedDocument(content=each, standing=standing(Status.SUBMITTED))
            for each in described
        },
    )

    def proof(title: str, number: str = "", opd: str | None = None) -> Proof:
        return one(recommendation(proof=title, proof_number=number, opd=opd), records=records).proof

    assert proof("SK Tim", "7/2025") is Proof.KNOWN
    assert proof("SK Tim", "7/2025", OTHER) is Proof.UNKNOWN
    assert proof("SK Tim", "8/2025") is Proof.UNKNOWN
    assert proof("") is Proof.UNNAMED
    assert proof("RKA", "1/2025", OTHER) is Proof.KNOWN
    assert proof("Pedoman", "", OTHER) is Proof.UNSIGNED


def test_done_without_a_known_document_is_unproven() -> None:
    """It is told, and counted."""
    done = recommendation(progress=Progress.DONE, proof="SK Tim")

    assert one(done).unproven
    assert not one(recommendation()).unproven
    assert counted([one(done)]).unproven == 1


def test_last_years_recommendations_without_a_line_appear_unplanned() -> None:
    """One whose item stands in the list for an earlier year only, too; in the order of legal numbers."""
    listed = (recommendation("29", code="A"), recommendation("13", code="B", year=2024), recommendation(None))
    found = follow_ups(cycle(*listed, previous={"40": "x", "13": "y", "29": "z"}), LAW, Records(), {}, TODAY)
    told = counted(found)

    assert [(each.recommendation.item, each.listed) for each in found] == [
        (None, True),
        ("13", True),
        ("13", False),
        ("29", True),
        ("40", False),
    ]
    assert [each.recommendation.code for each in found if not each.listed] == ["R2025-13", "R2025-40"]
    assert (told.all, told.unplanned, told.by_progress[Progress.NOT_BEGUN]) == (5, 2, 3)


def test_what_an_item_can_still_bring_is_all_up_to_its_top() -> None:
    """Two levels at 2,50 % each; a printed value leaves a range; an unanswered item all."""
    values = {"13": Span.exactly(3), "29": Span(Fraction("2.5"), Fraction("3.5"))}
    listed = [recommendation(code, code=code) for code in ("13", "29", "40")]
    found = follow_ups(cycle(*listed), LAW, Records(), values, TODAY)

    assert [each.can_add for each in found] == [
        Span.exactly(Fraction("0.05")),
        Span(Fraction("0.0225"), Fraction("0.0375")),
        Span.exactly(Fraction("0.1375")),
    ]


def test_only_what_is_open_is_told_to_the_plan() -> None:
    """Both recommendations of one item, in the order of the list, and those that nobody planned."""
    listed = (
        recommendation("13", code="A", text="Satu."),
        recommendation("13", code="B", text="Dua.", year=2024, progress=Progress.UNDER_WAY),
        recommendation("29", code="C", progress=Progress.DONE),
        recommendation(None, code="D"),
    )

    assert open_texts(cycle(*listed, previous={"40": "Tiga."})) == {
        "13": ("Rekomendasi asesor 2025, A: Satu.", "Rekomendasi asesor 2024, B: Dua."),
        "40": ("Rekomendasi asesor 2025, R2025-40: Tiga.",),
    }
