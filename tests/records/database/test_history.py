"""What was recorded before: each former version comes back exactly, out of the event that replaced it."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given

from spbe_lib.errors import StoreError
from spbe_lib.records.answers import Entry, RecordedResponse, Response, Standing, Status
from spbe_lib.records.database.history import former_entries, former_entry
from spbe_lib.records.database.log import told_whole
from tests.records.handed_in import OPD, RETURNED, fact, opened, response, submission
from tests.records.test_merging import entries

STANDING = Standing(
    version=1, status=Status.SUBMITTED, changed_at=datetime(2026, 1, 1, tzinfo=UTC), actor="a", submission="b"
)


@given(entries)
def test_an_entry_comes_back_from_an_event_as_it_was(entry: Entry) -> None:
    """Fractions, sets, days and words, of every kind of entry."""
    told = told_whole(asdict(RecordedResponse(content=entry, standing=STANDING)))  # type: ignore[arg-type]

    assert former_entry(json.loads(told)["content"]) == entry


def test_every_former_version_is_found(tmp_path: Path) -> None:
    """Replaced twice, returned once: the three versions by their numbers; of another OPD nothing."""
    first, second, third = (response(fact=text) for text in ("satu", "dua", "tiga"))
    with opened(tmp_path) as store:
        store.take(submission("a"), [first, fact()], {}, replace=False)
        store.take(submission("b"), [second], {(OPD, "13"): 1}, replace=False)
        store.assess(submission("t", None), None, [RETURNED])
        store.take(submission("c"), [third], {}, replace=False)

        former = former_entries(store.database, OPD)

        assert former == {("13", 1): first, ("13", 2): second}
        assert former_entries(store.database, "dinkes") == {}
        assert isinstance(former["13", 1], Response)


def test_an_event_that_we_never_wrote_is_told(tmp_path: Path) -> None:
    """A damaged memory is no base to compare with."""
    with opened(tmp_path) as store:
        store.take(submission("a"), [response()], {}, replace=False)
        store.take(submission("b"), [response(fact="x")], {(OPD, "13"): 1}, replace=False)
        with store.database.writing() as connection:
            connection.exec_driver_sql(
                """update event set before = '{"content": 1}' where before is not null"""
            )

        with pytest.raises(StoreError, match="rusak"):
            former_entries(store.database, OPD)
