"""The schema: what a new file gets is what the tables say, and other files are refused or brought up."""

import re
import sqlite3
import subprocess
import sys
from enum import StrEnum
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text

from spbe_lib.errors import StoreError
from spbe_lib.figures import Span
from spbe_lib.records.answers import Answer, EventKind, Records, Status
from spbe_lib.records.database import schema
from spbe_lib.records.database.store import read_records
from spbe_lib.records.documents import Access, Document, DocumentStatus, document_key
from spbe_lib.records.judgements import Promise, PromiseStatus, Ruling, Verdict
from spbe_lib.records.model import Assessment, Stage
from tests.records.database.test_store_documents import ATTACHED
from tests.records.handed_in import MOMENT, NEWEST, OPD, changed, fact, opened, response, submission

MIGRATIONS = Path(schema.__file__).parent / "migrations"


def test_the_newest_revision_is_the_one_that_the_program_knows() -> None:
    """One line of revisions, numbered so that a greater one is a newer one."""
    script = ScriptDirectory(str(MIGRATIONS))
    revisions = [each.revision for each in script.walk_revisions()]

    assert script.get_heads() == [schema.HEAD]
    assert revisions == sorted(revisions, reverse=True)
    assert all(re.fullmatch(r"\d{4}", each) for each in revisions)


def sorted_by_name(found: object) -> object:
    """Constraints in one order."""
    return sorted(found, key=lambda each: str(each["name"])) if isinstance(found, list) else found


def test_a_migrated_file_has_exactly_the_tables_of_the_schema(tmp_path: Path) -> None:
    """Columns, keys, uniques and checks, whichever way it was made."""
    with opened(tmp_path) as store, store.database.reading() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), schema.metadata)
        migrated = inspect(connection)
        fresh_engine = create_engine("sqlite://")
        schema.metadata.create_all(fresh_engine)
        fresh = inspect(fresh_engine)
        for table in schema.metadata.tables:
            for look in (
                "get_check_constraints",
                "get_unique_constraints",
                "get_foreign_keys",
                "get_pk_constraint",
            ):
                assert sorted_by_name(getattr(migrated, look)(table)) == sorted_by_name(
                    getattr(fresh, look)(table)
                )
        fresh_engine.dispose()
    assert differences == []


@pytest.mark.failure(20)
@pytest.mark.parametrize(
    ("table", "column", "kind"),
    [
        ("entry", "status", Status),
        ("scope_fact", "answer", Answer),
        ("event", "kind", EventKind),
        ("event", "stage", Stage),
        ("assessed", "stage", Stage),
        ("assessment", "stage", Stage),
        ("document", "status", DocumentStatus),
        ("document", "access", Access),
        ("verdict", "stage", Stage),
        ("verdict", "ruling", Ruling),
        ("promise", "stage", Stage),
        ("promise", "status", PromiseStatus),
    ],
)
def test_the_file_accepts_the_names_of_the_one_list_and_no_other(
    tmp_path: Path, table: str, column: str, kind: type[StrEnum]
) -> None:
    """Status, answer, event and stage names in the database are those of the code."""
    stated = Assessment(edition=NEWEST.code, values={"1": Span.exactly(1)}, stage=Stage.MANDIRI)
    named = Document(opd=OPD, key=document_key("SK"), title="SK", status=DocumentStatus.SIGNED)
    ruled = Verdict(stage=Stage.MANDIRI, opd=OPD, topic="13", subject="I13-L2-01", ruling=Ruling.ACCEPTED)
    promised = Promise(
        key="janji-1", stage=Stage.INTERVIU, opd=OPD, topic="13", text="SK menyusul", due=MOMENT.date()
    )
    with opened(tmp_path) as store:
        store.take(submission("satu"), [response(), fact(), named], {}, replace=False)
        store.assess(submission("dua"), stated, verdicts=[ruled], promises=[promised])
    with store.database.reading() as connection:
        checks = {each["name"]: each["sqltext"] for each in inspect(connection).get_check_constraints(table)}

    names = re.findall(r"'([^']*)'", checks[f"ck_{table}_{column}"])
    assert names == [member.value for member in kind]
    with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        changed(tmp_path, f"UPDATE {table} SET {column} = 'lain'")  # noqa: S608 names of our tables


def test_a_file_of_the_first_schema_is_brought_up_with_all_that_it_holds(tmp_path: Path) -> None:
    """Answers and events of an older version stay, and what the newer one knows can be recorded."""
    engine = create_engine(f"sqlite:///{(tmp_path / 'spbe.db').as_posix()}")
    with engine.begin() as connection:
        settings = Config(attributes={"connection": connection})
        settings.set_main_option("script_location", str(MIGRATIONS))
        command.upgrade(settings, "0001")
        for statement in Path(__file__).with_name("first_schema_rows.sql").read_text().splitlines():
            connection.execute(text(statement))
    engine.dispose()

    with opened(tmp_path) as store:
        before = store.read()
        store.attach(submission("lampiran", None), [ATTACHED])
        after = store.read()

    assert [each.content.topic for each in before.entries] == ["I13-L3-01"]
    assert [each.kind for each in after.events] == [EventKind.ENTERED, EventKind.ATTACHED]
    assert after.attachments == (ATTACHED,)


def test_a_file_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    """Nothing is read by guess; the sentence says to update the program."""
    opened(tmp_path)
    changed(tmp_path, "UPDATE alembic_version SET version_num = '9999'")

    for opening in (lambda: opened(tmp_path), lambda: read_records(tmp_path, NEWEST)):
        with pytest.raises(StoreError, match=r"lebih baru.*Perbarui program"):
            opening()


def test_an_older_file_is_not_changed_by_reading(tmp_path: Path) -> None:
    """Whoever only reads says that it must be opened for writing first."""
    opened(tmp_path)
    changed(tmp_path, "UPDATE alembic_version SET version_num = '0000'")

    with pytest.raises(StoreError, match="lebih lama"):
        read_records(tmp_path, NEWEST)
    with pytest.raises(StoreError, match="rusak"):
        opened(tmp_path)  # no such revision ever was


@pytest.mark.parametrize("name", ["biasa", "100% siap", "spasi dan é#?"])
def test_any_folder_name_and_an_empty_file_will_do(tmp_path: Path, name: str) -> None:
    """An empty file, as a killed process may leave it, reads as nothing and becomes a store."""
    folder = tmp_path / name
    folder.mkdir()
    (folder / "spbe.db").touch()

    assert read_records(folder, NEWEST) == Records()
    with opened(folder) as store:
        store.take(submission("satu"), [response()], {}, replace=False)
    assert len(read_records(folder, NEWEST).responses) == 1


def test_opening_an_existing_store_needs_no_alembic(tmp_path: Path) -> None:
    """Only a file that must be brought up pays for its import."""
    opened(tmp_path)
    code = (
        "import sys; from pathlib import Path; from tests.records.handed_in import opened; "
        "opened(Path(sys.argv[1])).read(); print('alembic' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[3],
    )

    assert done.stdout == "False\n"
