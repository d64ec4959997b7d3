"""The Kuesioner of one OPD as an Excel workbook, with the answers that are known already."""

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from spbe_lib.intake.asking.asked import Asked, Obligation, asked_of
from spbe_lib.intake.asking.notes import status_label
from spbe_lib.intake.asking.question import Question
from spbe_lib.intake.asking.words import FOLLOW_UP
from spbe_lib.intake.excel.document_sheet import write_documents
from spbe_lib.intake.excel.front_sheets import Line, write_approval, write_help, write_list, write_manifest
from spbe_lib.intake.excel.item_sheet import write_item
from spbe_lib.intake.excel.layout import APPROVAL, DOCUMENTS, FORMAT, HELP, LIST, MANIFEST, SHARED
from spbe_lib.intake.excel.request_sheet import REQUESTS, write_requests
from spbe_lib.intake.excel.save import new_book, saved
from spbe_lib.intake.excel.shared_sheet import write_shared
from spbe_lib.law.editions import edition_hash
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import Records
from spbe_lib.records.cycle_edition import edition_of
from spbe_lib.records.register import Cycle, Opd
from spbe_lib.records.requests import requested_documents


def questionnaire_template(cycle: Cycle, instrument: Instrument, opd: Opd, records: Records) -> bytes:
    """Make the Kuesioner of one OPD: its led items, the obligations that concern it, and its last answers.

    Equal input gives equal bytes, whenever and wherever it is made.

    Args:
        cycle: The cycle that it belongs to.
        instrument: The cycle's edition.
        opd: An OPD of the cycle that fills in.
        records: What is recorded already; only this OPD's own part is shown.

    Returns:
        An ``.xlsx`` file.
    """
    book = new_book(f"Kuesioner {instrument.subject} {cycle.year} – {opd.name}", cycle.year)
    asked = asked_of(cycle, instrument, opd, records)
    front = {name: book.create_sheet(name) for name in (HELP, APPROVAL, LIST)}
    if (wanted := requested_documents(cycle, instrument, records, opd.code)).wanted:
        write_requests(book.create_sheet(REQUESTS), cycle, opd, wanted)
    shared = [_shared_line(book, cycle, instrument, asked.obligations)] if asked.obligations else []
    lines = [
        *(_item_line(book, each) for each in asked.questions),
        *shared,
        _document_line(book, cycle, opd, asked),
    ]
    write_help(front[HELP], cycle, opd, instrument)
    write_approval(front[APPROVAL], cycle, opd)
    write_list(front[LIST], cycle, opd, lines)
    _handed_out(book.create_sheet(MANIFEST), cycle, opd, asked)
    return saved(book)


def _shared_line(book: Workbook, cycle: Cycle, instrument: Instrument, asked: Sequence[Obligation]) -> Line:
    answers = write_shared(book.create_sheet(SHARED), instrument, asked, cycle.name)
    status = f"{sum(each.standing is not None for each in asked)} dari {len(asked)} diserahkan"
    name = "Kewajiban bersama seluruh perangkat daerah"
    return Line(number="–", name=name, page=None, sheet=SHARED, status=status, answers=answers)


def _document_line(book: Workbook, cycle: Cycle, opd: Opd, asked: Asked) -> Line:
    titles = write_documents(
        book.create_sheet(DOCUMENTS),
        asked.documents,
        len(asked.questions),
        f"{opd.name} · {cycle.government}",
        cycle.name,
    )
    status = f"{sum(each.standing is not None for each in asked.documents)} dokumen tercatat"
    name = "Daftar data dukung perangkat daerah ini"
    return Line(number="–", name=name, page=None, sheet=DOCUMENTS, status=status, documents=titles)


def _item_line(book: Workbook, asked: Question) -> Line:
    page = write_item(book.create_sheet(asked.item.code), asked)
    status = status_label(asked.standing)
    return Line(number=asked.item.code, name=asked.title, page=page, sheet=page.sheet, status=status)


def _handed_out(sheet: Worksheet, cycle: Cycle, opd: Opd, asked: Asked) -> None:
    facts = {
        "format": FORMAT,
        "cycle": cycle.name,
        "edition": cycle.edition,
        "edition_hash": edition_hash(edition_of(cycle)),
        "opd": opd.code,
        FOLLOW_UP: " ".join(each.item.code for each in asked.questions if each.follows_up),
    }
    digests = asked.digests
    topics = [(topic, version, digests[topic]) for topic, version in asked.bases.items()]
    write_manifest(sheet, facts, topics)
