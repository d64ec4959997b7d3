"""What an OPD claims for an item, in HTML: where it stands, what it says, what is asked about it."""

from html import escape

from spbe_lib.figures import NOTHING, printed_date
from spbe_lib.forms.assessment.desk_work import Work
from spbe_lib.forms.assessment.handing_in import follows
from spbe_lib.forms.look import Tone, note, points
from spbe_lib.intake.asking.words import FIELDS
from spbe_lib.intake.judgement.writing import typed_level
from spbe_lib.records.answers import Decision, RecordedResponse, Status
from spbe_lib.results.case_text import told_count


def heading(work: Work, item: str) -> str:
    """Title, lead, readers and state of an item."""
    row = next(each for each in work.rows if each.item == item)
    lead = work.desk.cycle.opd(row.lead).name if row.lead else "belum ada OPD pengampu"
    readers = ", ".join(row.reviewers) or "belum dibagi kepada anggota Tim"
    days = f", {row.days} hari di Tim" if row.days is not None else ""
    told = f"{lead} · dibaca oleh {readers} · {row.state.label}{days}"
    return f"<h3>Indikator {escape(item)} – {escape(row.title)}</h3>{note(told)}"


def levels(work: Work, item: str) -> str:
    """The OPD's own level beside the one that follows from what is accepted."""
    instrument, outcome, after = work.desk.instrument, work.yielded.items[item], follows(work, item)
    indicator = instrument.indicator(work.item(item).indicator)
    held = [indicator.label_of(each.rule.requirement) or "" for each in outcome.held_back_by]
    if outcome.external:
        follows_from = f" Tingkat {outcome.external.value.low}." if outcome.external.value else ""
        told = f"Dari indeks lain, tidak ditanyakan kepada OPD: {outcome.external.words}.{follows_from}"
        return f'<div class="isi-hasil">{escape(told)}</div>'
    parts = [f"Menurut jawaban OPD: {typed_level(instrument, outcome.claimed) or NOTHING}"]
    if held:
        whole = typed_level(instrument, outcome.value)
        parts.append(f"dengan kewajiban bersama: {whole} (tertahan {', '.join(held)})")
    follow = typed_level(instrument, after.value)
    parts.append(f"menurut yang diterima: {follow or NOTHING}")
    missing = after.first_missing
    text = "; ".join(parts) + "."
    if missing:
        told = work.desk.cycle.said(item, indicator.short_name, missing.text)
        text += f" Belum: {indicator.label_of(missing.code)} – {told}"
    target = work.desk.cycle.target.levels.get(item)
    if target:
        text += f" Target: {target}."
    return f'<div class="isi-hasil">{escape(text)}</div>'


def words_of(work: Work, item: str) -> str:
    """What the lead wrote, and what became of it before."""
    answer = work.lead(item)
    if work.yielded.items[item].external:
        return note("Indikator ini dinilai dari indeks lain; nilainya tetap keputusan Tim.")
    if answer is None:
        return note("OPD pengampu belum menyerahkan jawaban untuk indikator ini.", Tone.ATTENTION)
    texts = [(label, getattr(answer.content, key)) for key, (label, _) in FIELDS.items()]
    said = "".join(_paragraph(label, text) for label, text in texts if text.strip())
    bare = note("Jawaban ini belum memuat penjelasan.", Tone.ATTENTION)
    brought = next((s for s in work.records.submissions if s.sha256 == answer.standing.submission), None)
    who = [f"versi {answer.standing.version}"]
    if brought and brought.filled_by:
        who.append(f"diisi oleh {brought.filled_by}")
    if brought and brought.approval:
        who.append(f"disetujui {brought.approval.name}")
    told = note(" · ".join(who)) + (said or bare) + _returned(answer.standing.decision)
    return told + _read(work, answer)


def questions(work: Work, item: str) -> str:
    """What stands out in the answer, as questions, with what the OPD replied."""
    lead = work.lead_code(item)
    replies = {(r.topic, r.subject): r.text for r in work.records.replies if r.opd == lead}
    told = []
    for each in work.asked:
        if each.opd == lead and item in each.topics:
            reply = replies.get((item, each.kind.value)) or replies.get((item, ""))
            told.append(each.question + (f" Tanggapan OPD: {reply}" if reply else ""))
    return f"<h4>Pertanyaan</h4>{points(told, Tone.ATTENTION)}" if told else ""


def shared(work: Work, item: str) -> str:
    """How many OPDs say yes to what is asked of all of them."""
    number = work.item(item).indicator
    counts = [each for each in work.yielded.scopes if each.indicator == number]
    indicator = work.desk.instrument.indicator(number)
    labels = [indicator.label_of(each.rule.requirement) or "" for each in counts]
    told = [
        f"{label.capitalize()}: {told_count(work.desk.cycle, each)}"
        for label, each in zip(labels, counts, strict=True)
    ]
    return f"<h4>Kewajiban bersama seluruh perangkat daerah</h4>{points(told)}" if told else ""


def _paragraph(label: str, text: str) -> str:
    lines = "<br>".join(escape(each) for each in text.splitlines())
    return f"<p><strong>{escape(label)}</strong><br>{lines}</p>"


def _read(work: Work, answer: RecordedResponse) -> str:
    """Who read before the recorded decision; a second one is asked for where the Tim's own unit answered."""
    decision = answer.standing.decision
    if decision is None:
        return ""
    first, second = decision.readers.first, decision.readers.second
    if answer.content.opd in work.desk.cycle.reviewing and not second:
        told = "Keputusan yang tercatat atas jawaban unit sekretariat Tim ini belum menyebut pembaca kedua."
        return note(told, Tone.ATTENTION)
    names = [f"pembaca pertama {first}" if first else "", f"pembaca kedua {second}" if second else ""]
    told = ", ".join(filter(None, names))
    return note(f"Keputusan yang tercatat: {told}." if told else "")


def _returned(decision: Decision | None) -> str:
    if decision is None or decision.status is not Status.RETURNED:
        return ""
    until = f" Sampai {printed_date(decision.due)}." if decision.due else ""
    wanted = f" Diminta: {decision.wanted}." if decision.wanted else ""
    return note(f"Dikembalikan: {decision.reason}.{wanted}{until}", Tone.ATTENTION)
