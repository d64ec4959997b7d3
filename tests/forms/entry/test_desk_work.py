"""What an OPD fills in: kept as drafts, once; two people's words side by side, and nothing lost."""

from pathlib import Path

import pytest

from spbe_lib.forms.entry import handing_in
from spbe_lib.forms.entry.desk_work import Work
from spbe_lib.forms.entry.difference import Whose, missing
from spbe_lib.forms.entry.handing_in import approve
from spbe_lib.forms.entry.handing_in import hand_in as hand_in_answers
from spbe_lib.forms.entry.typed import with_proofs, with_tick, with_value
from spbe_lib.intake.desk import Desk
from spbe_lib.intake.intake import receive_answers
from spbe_lib.records.answers import Response
from spbe_lib.records.approving import APPROVAL
from tests.forms.entry.seats import at_work
from tests.intake.desks import ITEM, OPD, hand_in, later

ONE = "I47-L1-01"


def write(work: Work, key: str, text: str, topic: str = ITEM) -> None:
    """Type something and have it kept."""
    work.put(topic, with_value(work.content(topic), key, text))
    work.save()


@pytest.mark.failure(6)
def test_saving_the_same_twice_changes_nothing(desk: Desk) -> None:
    """Neither a second draft nor a new revision."""
    work = at_work(desk)
    write(work, "fact", "Ada.")
    before = desk.store.drafts()
    work.put(ITEM, dict(work.content(ITEM)))
    work.save()
    write(work, "fact", "Ada.")

    assert desk.store.drafts() == before
    assert len(before) == 1


@pytest.mark.failure(22)
def test_a_new_page_goes_on_where_the_former_one_ended(desk: Desk) -> None:
    """As after a restarted kernel: nothing but the store is left."""
    work = at_work(desk)
    work.put(ITEM, with_tick(work.content(ITEM), ONE, ticked=True))
    write(work, "fact", "Sudah ada sejak 2022.")

    again = at_work(desk, session="halaman-baru")

    assert again.content(ITEM) == work.content(ITEM)
    assert again.content(ITEM)["ticked"] == [ONE]
    assert again.drafted(ITEM)


@pytest.mark.failure(26)
def test_a_password_is_kept_in_no_draft(desk: Desk) -> None:
    """The line that gives it away is left out, the rest is kept, and the page still shows what was typed."""
    work = at_work(desk)
    write(work, "fact", "Ada akun uji.\nkata sandi: Rahasia#7")

    assert desk.store.drafts()[0].content["fact"] == "Ada akun uji."
    assert "Rahasia#7" in work.content(ITEM)["fact"]


def test_the_second_of_two_is_told_and_loses_nothing(desk: Desk) -> None:
    """Both began on the same draft; who comes second sees what differs, and both texts are there."""
    ani, budi = at_work(desk), at_work(desk, who="Budi")
    write(ani, "fact", "dari Ani")
    write(budi, "fact", "dari Budi")

    clash = budi.clashes[ITEM]

    assert (clash.who, clash.author) == ("Ani", "Budi")
    assert [(each.part.field, each.mine, each.theirs) for each in clash.differences] == [
        ("fact", "dari Budi", "dari Ani")
    ]
    assert missing(clash, {})
    assert budi.content(ITEM)["fact"] == "dari Budi"
    assert ani.content(ITEM)["fact"] == "dari Ani"


def test_what_only_one_of_two_changed_is_known(desk: Desk) -> None:
    """So that nobody chooses where there is nothing to choose."""
    ani, budi = at_work(desk), at_work(desk, who="Budi")
    write(ani, "fact", "dari Ani")
    budi.put(ITEM, with_tick(budi.content(ITEM), ONE, ticked=True))
    budi.save()

    only = {each.part.field: each.only for each in budi.clashes[ITEM].differences}

    assert only == {"ticked": Whose.MINE, "fact": Whose.THEIRS}


def test_typing_goes_on_beside_until_somebody_chose(desk: Desk) -> None:
    """The second one's further words go beside too; the first one's draft stays as it is."""
    ani, budi = at_work(desk), at_work(desk, who="Budi")
    write(ani, "fact", "dari Ani")
    write(budi, "fact", "dari Budi")
    write(budi, "analysis", "masih dari Budi")

    shared, aside = sorted(desk.store.drafts(OPD), key=lambda each: each.side)
    assert shared.content["fact"] == "dari Ani"
    assert aside.content["analysis"] == "masih dari Budi"


def test_the_choice_makes_one_answer_of_two(desk: Desk) -> None:
    """Part by part; what was kept aside is gone then, for both pages."""
    ani, budi = at_work(desk), at_work(desk, who="Budi")
    write(ani, "fact", "dari Ani")
    write(budi, "fact", "dari Budi")
    write(budi, "analysis", "hanya Budi")
    clash = budi.clashes[ITEM]
    choices = {each.part: each.only or Whose.THEIRS for each in clash.differences}

    assert budi.settle(clash, choices)

    assert budi.clashes == {}
    (draft,) = desk.store.drafts(OPD)
    assert (draft.content["fact"], draft.content["analysis"]) == ("dari Ani", "hanya Budi")
    ani.load()
    assert ani.content(ITEM) == budi.content(ITEM)


def test_who_takes_all_of_anothers_words_leaves_him_typing(desk: Desk) -> None:
    """Nothing of his was changed, so he has nothing to choose."""
    ani, budi = at_work(desk), at_work(desk, who="Budi")
    write(ani, "fact", "dari Ani")
    write(budi, "fact", "dari Budi")
    clash = budi.clashes[ITEM]

    assert budi.settle(clash, {each.part: Whose.THEIRS for each in clash.differences})
    write(ani, "fact", "dari Ani, lalu lagi")

    assert ani.clashes == {}
    (draft,) = desk.store.drafts(OPD)
    assert (draft.content["fact"], draft.actor) == ("dari Ani, lalu lagi", "Ani")


def test_a_choice_counts_only_for_what_was_shown(desk: Desk) -> None:
    """Ani writes once more while Budi chooses: he is shown the newest, and nothing is overwritten."""
    ani, budi = at_work(desk), at_work(desk, who="Budi")
    write(ani, "fact", "dari Ani")
    write(budi, "fact", "dari Budi")
    clash = budi.clashes[ITEM]
    write(ani, "fact", "lagi dari Ani")

    assert not budi.settle(clash, {each.part: Whose.MINE for each in clash.differences})

    assert [each.theirs for each in budi.clashes[ITEM].differences] == ["lagi dari Ani"]


@pytest.mark.failure(22)
def test_what_was_kept_aside_is_told_again_after_a_restart(desk: Desk) -> None:
    """Whoever opens the OPD next is told, until somebody chose."""
    ani, budi = at_work(desk), at_work(desk, who="Budi")
    write(ani, "fact", "dari Ani")
    write(budi, "fact", "dari Budi")

    again = at_work(desk, who="Budi", session="halaman-baru")
    clash = again.clashes[ITEM]
    assert (clash.author, clash.who) == ("Budi", "Ani")
    assert again.settle(clash, {each.part: Whose.MINE for each in clash.differences})

    assert [each.content["fact"] for each in desk.store.drafts(OPD)] == ["dari Budi"]


def test_a_workbook_that_came_meanwhile_is_told_part_by_part(desk: Desk, tmp_path: Path) -> None:
    """The draft rests on what was recorded before; nothing of either is lost."""
    work = at_work(desk)
    write(work, "fact", "dari draf")
    imported = Response(opd=OPD, item=ITEM, fact="dari Kuesioner", analysis="juga dari Kuesioner")
    hand_in(later(desk), tmp_path, [imported])
    work.load()

    clash = work.clashes[ITEM]

    assert (clash.recorded, clash.who) == (True, "operator")
    assert {each.part.field: each.only for each in clash.differences} == {
        "fact": None,
        "analysis": Whose.THEIRS,
    }
    assert work.settle(clash, {each.part: each.only or Whose.MINE for each in clash.differences})
    assert work.clashes == {}
    assert work.drafts[ITEM].base == 1
    assert work.content(ITEM)["fact"] == "dari draf"
    assert work.content(ITEM)["analysis"] == "juga dari Kuesioner"


def test_what_both_typed_alike_is_no_conflict(desk: Desk) -> None:
    """Two who type the same agree."""
    ani, budi = at_work(desk), at_work(desk, who="Budi")
    write(ani, "fact", "sama")
    write(budi, "fact", "sama")

    assert budi.clashes == {}


def test_proofs_are_chosen_by_the_requirement_that_they_prove(desk: Desk) -> None:
    """A set of proofs is one part: half a list is nobody's."""
    ani, budi = at_work(desk), at_work(desk, who="Budi")
    ani.put(ITEM, with_proofs(ani.content(ITEM), [{"title": "SK Ani", "requirement": ONE}]))
    ani.save()
    budi.put(
        ITEM, with_proofs(budi.content(ITEM), [{"title": "SK Budi", "requirement": ONE}, {"title": "Umum"}])
    )
    budi.save()
    clash = budi.clashes[ITEM]
    first, whole = clash.differences

    assert budi.settle(clash, {first.part: Whose.THEIRS, whole.part: Whose.MINE})

    assert [each["title"] for each in budi.content(ITEM)["evidence"]] == ["Umum", "SK Ani"]


def test_who_agreed_with_what_is_recorded_rests_on_it(desk: Desk, tmp_path: Path) -> None:
    """A draft that says what came meanwhile is no conflict, and neither is what is typed afterwards."""
    work = at_work(desk)
    write(work, "fact", "sama")
    hand_in(later(desk), tmp_path, [Response(opd=OPD, item=ITEM, fact="sama")])
    work.load()
    write(work, "analysis", "baru")
    work.load()

    assert work.clashes == {}
    assert work.drafts[ITEM].base == 1


@pytest.mark.failure(22)
def test_what_somebody_types_while_another_hands_in_is_not_lost(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The words of a moment ago were part of nothing that was handed in; they stay aside and are told."""
    ani, budi = at_work(desk), at_work(desk)
    write(ani, "fact", "Kata Ani.")
    for key, text in {"name": "Kepala", "day": "2024-06-03", "filled_by": "Ani"}.items():
        write(ani, key, text, APPROVAL)
    approve(ani)

    def _meanwhile(*told: object, **more: object) -> object:
        write(budi, "fact", "Kata Budi.")
        return receive_answers(*told, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(handing_in, "receive_answers", _meanwhile)
    hand_in_answers(ani)

    assert [(each.topic, each.content["fact"]) for each in desk.store.drafts()] == [(ITEM, "Kata Budi.")]
    assert desk.store.read().responses[OPD, ITEM].content.fact == "Kata Ani."
    assert ITEM in at_work(desk).clashes
