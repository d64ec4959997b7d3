"""The words of an OPD's report: Jinja templates over its frozen document, one per section."""

from IPython.display import HTML

from spbe_lib.reporting.changes.words import opd_news
from spbe_lib.reporting.opd.document import OpdInput
from spbe_lib.reporting.page import rendered


def cover(report: OpdInput) -> HTML:
    """Whose letter this is, and the stamp; short, so that a phone's first screen has room."""
    return rendered("opd/cover", report)


def summary(report: OpdInput) -> HTML:
    """*Ringkasan*: what is handed in, until when, what it brings to the government's index, what changed."""
    return rendered("opd/summary", report, news=opd_news(report.changes) if report.changes else ())


def steps(report: OpdInput) -> HTML:
    """The at most three things to prepare."""
    return rendered("opd/steps", report)


def returned(report: OpdInput) -> HTML:
    """What the Tim sent back, why, and what it asks for."""
    return rendered("opd/returned", report)


def led(report: OpdInput) -> HTML:
    """The indicators that the OPD leads, with every author's value, and those that it supports."""
    return rendered("opd/led", report)


def evidence_items(report: OpdInput) -> HTML:
    """*Butir Bukti* of the led indicators; nothing where the edition does not judge by them."""
    if report.evidence_items is None:
        return HTML("")
    return rendered("evidence_items", report, consolidated=False)


def obligations(report: OpdInput) -> HTML:
    """What the OPD states about the obligations that all OPDs share."""
    return rendered("opd/obligations", report)


def follow_up(report: OpdInput) -> HTML:
    """Last year's recommendations and what was done."""
    return rendered("opd/follow_up", report)


def questions(report: OpdInput) -> HTML:
    """What the Tim would like to know, with room for the OPD's reply."""
    return rendered("opd/questions", report)


def evidence(report: OpdInput) -> HTML:
    """Every document that the OPD names, once, with what it is used for."""
    return rendered("opd/evidence", report)


def history(report: OpdInput) -> HTML:
    """What happened when, who had the answers how long, and the deadlines."""
    return rendered("opd/history", report)


def approval(report: OpdInput) -> HTML:
    """Who filled in, who approved, and whom to ask."""
    return rendered("opd/approval", report)


def annex(report: OpdInput) -> HTML:
    """Every requirement of every led item, level by level, ticked or not, with its proof."""
    return rendered("opd/annex", report)
