"""What the database holds beside the records: drafts, openings of evidence, demo accounts; no event tells."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from spbe_lib.records.database.accounts import DemoAccount, read_accounts, write_account
from spbe_lib.records.database.drafts import Draft, DraftOutcome, all_drafts, spend_drafts, write_draft
from spbe_lib.records.database.openings import opened_by, write_opening
from spbe_lib.records.database.sqlite_file import Database, damaged


@dataclass(frozen=True, slots=True)
class BesideRecords:
    """The part of a store that is overwritten or only noted; it is no part of what was told."""

    database: Database

    def accounts(self, opd: str | None = None) -> tuple[DemoAccount, ...]:
        """The demo accounts of an OPD, or all: secrets, to be shown to an assessor and written nowhere."""
        with self.database.reading() as connection:
            return read_accounts(connection, opd)

    def keep_account(self, account: DemoAccount) -> None:
        """Keep a demo account in the place of an older one; with an empty secret, forget it."""
        with self.database.writing() as connection:
            write_account(connection, account)

    def drafts(self, desk: str | None = None) -> tuple[Draft, ...]:
        """What is being typed at a desk (an OPD's code, or a stage), or everywhere, and not handed in."""
        with self.database.reading() as connection:
            try:
                return all_drafts(connection, desk)
            except ValueError as fault:
                raise damaged(self.database.file) from fault

    def keep_draft(self, draft: Draft, session: str) -> DraftOutcome:
        """Keep a draft; ``revision`` is the one that its author saw, 0 where there was none.

        Where somebody else changed the shared draft meanwhile, the words are kept aside under ``session``.

        Raises:
            StoreError: The file cannot be written, or is damaged. Nothing was written.
        """
        with self.database.writing() as connection:
            return write_draft(connection, draft, session)

    def drop_drafts(self, drafts: Sequence[Draft]) -> None:
        """Throw drafts away, unless somebody changed them since."""
        with self.database.writing() as connection:
            spend_drafts(connection, drafts)

    def openings(self, actor: str) -> frozenset[str]:
        """The evidence that somebody opened: SHA-256 of files, keys of documents behind a link."""
        with self.database.reading() as connection:
            return opened_by(connection, actor)

    def note_opening(self, actor: str, proof: str, at: datetime) -> None:
        """Record that somebody opened a piece of evidence."""
        with self.database.writing() as connection:
            write_opening(connection, actor, proof, at)
