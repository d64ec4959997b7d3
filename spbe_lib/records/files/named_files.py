"""What the files say that ``cycle.yaml`` names: former years, an own list, other indices, the plan."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from spbe_lib.errors import InputError
from spbe_lib.law.editions import edition_hash
from spbe_lib.law.instrument import Instrument
from spbe_lib.law.own_requirements import OwnRequirements, with_requirements
from spbe_lib.law.own_requirements_file import read_own_requirements
from spbe_lib.records.answers import Records
from spbe_lib.records.external import ExternalFigure
from spbe_lib.records.files.cycle_sheet import CycleSheet
from spbe_lib.records.files.entry_file import read_entry_file
from spbe_lib.records.files.external_file import read_external
from spbe_lib.records.files.follow_up_file import read_follow_ups
from spbe_lib.records.files.history_file import contradictions, read_history
from spbe_lib.records.files.pairs_file import read_pairs
from spbe_lib.records.files.plain_name import plain_name
from spbe_lib.records.files.plan_file import read_plan
from spbe_lib.records.model import Assessment
from spbe_lib.records.pairs import Pair
from spbe_lib.records.past_years import YearResult
from spbe_lib.records.plan_terms import PlanTerms
from spbe_lib.records.recommendations import Recommendation
from spbe_lib.strict_yaml import YamlFile

Content = TypeVar("Content")


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerYears:
    """What is known of the years before: answers, results, pairs of values."""

    before: Records
    history: tuple[YearResult, ...]
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What the government adds to its edition: own list, other indices, plan, recommendations to follow."""

    own: OwnRequirements | None = None
    external: tuple[ExternalFigure, ...] = ()
    plan: PlanTerms = field(default_factory=PlanTerms)
    follow_ups: tuple[Recommendation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """A ``cycle.yaml`` that names files of its folder; their faults are added to its own."""

    folder: Path
    file: YamlFile
    sheet: CycleSheet

    def terms(self, instrument: Instrument, codes: Collection[str] | None) -> Terms:
        """Read what is said under the cycle's edition.

        Args:
            instrument: The edition.
            codes: Codes of the register; None where it has faults of its own.
        """
        year, problems = self.sheet.year, self.file.problems
        return Terms(
            own=self._read("requirements", lambda path: read_own_requirements(path, instrument)),
            external=self._read("external", lambda path: read_external(path, instrument)) or (),
            plan=self._read("plan", lambda path: read_plan(path, instrument, year, codes)) or PlanTerms(),
            follow_ups=self._read(
                "follow_up", lambda path: read_follow_ups(path, instrument, year, codes, problems)
            )
            or (),
        )

    def former_years(
        self, instrument: Instrument | None, own: OwnRequirements | None, previous: Assessment | None
    ) -> FormerYears:
        """Read what is known of former years, which must not contradict last year's values.

        Args:
            instrument: The edition; None where it is not known.
            own: The cycle's own list, on which answers of a former year must rest, too.
            previous: Last year's values, where they are named.
        """
        wording = edition_hash(with_requirements(instrument, own)) if instrument and own else None
        edition, problems = self.sheet.edition, self.file.problems
        before = self._read("previous_answers", lambda path: read_entry_file(path, edition, wording))
        known = len(problems)
        history = self._read("history", lambda path: read_history(path, problems)) or ()
        if previous and len(problems) == known:
            problems += contradictions(self.file, "previous", history, previous)
        return FormerYears(
            before=before or Records(),
            history=history,
            pairs=self._read("pairs", lambda path: read_pairs(path, self.sheet.year, problems)) or (),
        )

    def _read(self, key: str, read: Callable[[Path], Content]) -> Content | None:
        """What the file under a key says; None where none is named, or it has faults."""
        name = getattr(self.sheet, key)
        if name is None or not plain_name(self.file, (key,), name):
            return None
        try:
            return read(self.folder / name)
        except InputError as faults:
            self.file.problems += faults.problems
            return None
