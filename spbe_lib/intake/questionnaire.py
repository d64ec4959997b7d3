"""What was read from one filled Kuesioner, whatever kind of file it came in; frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from spbe_lib.errors import Problem
from spbe_lib.records.answers import Approval, Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Questionnaire:
    """The answers of one OPD as one file gives them.

    Attributes:
        opd: Code of the OPD.
        entries: Responses, scope facts and documents that differ from what the file was handed out with.
        bases: By topic, the version that the file was handed out with; 0 where nothing was recorded.
        places: By topic, where its answer stands: ``lembar 13``.
        filled_by: Who filled it in, as typed.
        on_behalf_of: Source, when somebody else filled it in for the OPD.
        approval: Approval by the head of the OPD; None while nobody signed.
        questions: What is strange but no fault, told as questions; never part of a score.
        understood: What was typed in another spelling than ours and taken all the same, as it was
            understood; shown back to whoever hands in.
    """

    opd: str
    entries: tuple[Entry, ...]
    bases: Mapping[str, int]
    places: Mapping[str, str]
    filled_by: str = ""
    on_behalf_of: str = ""
    approval: Approval | None = None
    questions: tuple[Problem, ...] = field(default_factory=tuple)
    understood: tuple[Problem, ...] = field(default_factory=tuple)
