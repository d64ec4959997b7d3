"""From what is typed at the counter to what the door takes in: who reads, what follows, what is handed in."""

from collections.abc import Sequence
from dataclasses import replace

from spbe_lib.errors import InputError, Problem
from spbe_lib.forms.assessment.desk_work import Work
from spbe_lib.forms.assessment.typed import (
    AWAITING,
    about,
    decisions_said,
    item_said,
    key_of,
    verdicts_said,
)
from spbe_lib.intake.desk import Receipt
from spbe_lib.intake.intake import receive_judgement
from spbe_lib.intake.judgement.writing import ItemJudgement, Judgement, judgement_file, typed_level
from spbe_lib.records import readers as reading
from spbe_lib.records.accepted import Following, following, judged
from spbe_lib.records.answers import Decision, Recorded, Records, Response, Status
from spbe_lib.records.database.drafts import Draft
from spbe_lib.records.judgements import Candidate, Verdict
from spbe_lib.records.model import NOBODY, Readers
from spbe_lib.records.readers import Reading

FILE = "penilaian.json"
"""What a judgement of this counter is called before it is kept."""


def follows(work: Work, item: str) -> Following:
    """What follows for an item from what is accepted, with what is typed here."""
    said, desk = judgement_of(work, item), work.desk
    after = judged(work.records, said.decisions, said.verdicts)
    return following(desk.cycle, desk.instrument, after, work.item(item), work.stage)


def why_second(work: Work, item: str, name: str | None = None) -> str:
    """Why a second reader is needed for what is said of an item; empty where none is."""
    whose, cycle = work.name if name is None else name, work.desk.cycle
    return next(
        filter(None, (reading.why_second(cycle, work.records, e, whose) for e in _read(work, item))), ""
    )


def seconds(work: Work, item: str, first: str) -> tuple[str, ...]:
    """Who of the Tim may be the second reader of what is said of an item."""
    cycle, read = work.desk.cycle, _read(work, item)
    return tuple(
        member.name
        for member in cycle.team
        if all(reading.may_second(cycle, work.records, each, first, member) for each in read)
    )


def says(work: Work, item: str) -> bool:
    """Whether anything is said of an item that is not recorded."""
    said = judgement_of(work, item)
    return bool(said.items or said.decisions or said.verdicts)


def record(work: Work, item: str) -> Receipt | None:
    """Hand in what is said of an item; None where it waits for a second reader now, or says nothing.

    Raises:
        InputError: The door refuses it, with every reason.
        StoreError: It cannot be written now.
    """
    work.save()
    _refuse_clash(work, item)
    if not says(work, item):
        return None
    if why_second(work, item):
        work.put(item, **{AWAITING: work.name})
        work.save()
        work.load_drafts()
        return None
    return _received(work, judgement_of(work, item, Readers(work.name)), work.begun(item), item)


def confirm(work: Work, item: str) -> Receipt | None:
    """Hand in what a first reader decided, as its second reader; None where nobody decided anything.

    Raises:
        InputError: The door refuses it, with every reason.
        StoreError: It cannot be written now.
    """
    _refuse_clash(work, item)
    first = str(work.words(item).get(AWAITING, ""))
    if not first:
        return None
    return _received(work, judgement_of(work, item, Readers(first, work.name)), work.begun(item), item)


def _refuse_clash(work: Work, item: str) -> None:
    """Let nobody hand in one of two people's words while nobody has chosen."""
    if clash := work.clashes.get(item):
        who = clash.theirs.actor or "seseorang"
        what = f"{who} mengubah penilaian ini juga, dan belum dipilih tulisan siapa yang dipakai"
        raise InputError([Problem(where=f"indikator {item}", what=what, remedy="Bandingkan, lalu pilih")])


def accept_all(work: Work, answers: Sequence[Recorded]) -> Receipt:
    """Accept several answers; an item whose lead's answer is among them gets the level that follows.

    Raises:
        InputError: The door refuses it, with every reason.
        StoreError: It cannot be written now.
    """
    decisions = [Decision(opd=opd, topic=topic, status=Status.ACCEPTED) for opd, topic in map(about, answers)]
    after = judged(work.records, decisions, [])
    whole = Judgement(
        stage=work.stage,
        made_at=work.clock(),
        readers=Readers(work.name),
        items=tuple(said for each in answers for said in _at_what_follows(work, after, each)),
        decisions=tuple(decisions),
        versions={about(each): each.standing.version for each in answers},
    )
    return _received(work, whole)


def choose(work: Work, *candidates: Candidate) -> Receipt:
    """Record candidate services, or the choice of one.

    Raises:
        InputError: The door refuses it, with every reason.
        StoreError: It cannot be written now.
    """
    said = Judgement(
        stage=work.stage, made_at=work.clock(), readers=Readers(work.name), candidates=candidates
    )
    return _received(work, said)


def judgement_of(work: Work, item: str, readers: Readers = NOBODY) -> Judgement:
    """What is said of an item and not recorded yet."""
    words, before = work.words(item), work.recorded(item)
    return Judgement(
        stage=work.stage,
        made_at=work.clock(),
        readers=readers,
        items=item_said(item, words, before),
        decisions=decisions_said(words, before),
        verdicts=verdicts_said(work.lead_code(item), item, work.stage, words, before),
        versions={about(each): each.standing.version for each in work.answers(item)},
    )


def _at_what_follows(work: Work, after: Records, answer: Recorded) -> tuple[ItemJudgement, ...]:
    """What is said of an item once its lead's answer is accepted; nothing for a shared obligation."""
    if not isinstance(answer.content, Response):
        return ()
    desk, item = work.desk, answer.content.item
    value = following(desk.cycle, desk.instrument, after, work.item(item), work.stage).value
    now = work.recorded(item)
    return item_said(
        item, now if value is None else {**now, "level": typed_level(desk.instrument, value)}, now
    )


def _received(work: Work, said: Judgement, spent: tuple[Draft, ...] = (), item: str = "") -> Receipt:
    desk = replace(work.desk, now=work.clock())
    content = judgement_file(desk.cycle, desk.instrument, said)
    try:
        receipt = receive_judgement(desk, content, FILE, work.stage, spent=spent)
    except InputError as refusal:
        told = (replace(each, where=_place(work, said, each.where)) for each in refusal.problems)
        raise InputError(told) from refusal
    work.forget(item)
    work.load()
    return receipt


def _place(work: Work, said: Judgement, where: str) -> str:
    """Where a fault stands, as the counter names it: it shows no file and counts no rulings."""
    head, comma, rest = where.removeprefix(f"{FILE}, ").partition(",")
    named = {f"putusan ke-{n}": _ruled(work, each) for n, each in enumerate(said.verdicts, 1)}
    for n, each in enumerate(said.decisions, 1):
        named[f"keputusan ke-{n}"] = f"keputusan atas {work.desk.cycle.opd(each.opd).name}"
    return f"{named.get(head, head)}{comma}{rest}"


def _ruled(work: Work, verdict: Verdict) -> str:
    """What a ruling is about: ``indikator 47, putusan 2.1``."""
    indicator = work.desk.instrument.indicator(work.item(verdict.topic).indicator)
    label = indicator.label_of(verdict.subject) or "data dukung"
    return f"indikator {verdict.topic}, putusan {label.removeprefix('syarat ')}"


def _read(work: Work, item: str) -> tuple[Reading, ...]:
    """The answers that what is said of an item decides on: the lead's, unless only others' are decided."""
    said = judgement_of(work, item)
    standings = {key_of(*about(each)): each.standing for each in work.answers(item)}
    about_them = [(each.opd, each.topic) for each in said.decisions]
    if said.items or said.verdicts or not about_them:
        about_them.append((work.lead_code(item), item))
    return tuple(
        Reading(opd=opd, standing=standings.get(key_of(opd, topic)))
        for opd, topic in dict.fromkeys(about_them)
        if opd
    )
