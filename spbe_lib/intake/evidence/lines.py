"""One line of the list of evidence files: which file proves what, and why it is thought to."""

from dataclasses import dataclass, replace
from datetime import date

from spbe_lib.intake.evidence.reach import Target
from spbe_lib.records.documents import Attachment, EvidenceFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A file, and one thing that it proves; a file that proves several has several lines.

    Attributes:
        name: The file's name with its folders, as sent.
        file: What it is; None where it is refused.
        target: What it proves; None where that is not known.
        requirement: Code of the requirement; None for the target as a whole.
        document: Key of the document of which it is the file.
        title: Title of that document.
        number: Its number.
        page: Page or article.
        captured: The day of a screenshot that stands in for a link.
        reason: Why it is matched so, in Indonesian.
        problems: What is wrong with it, or strange.
    """

    name: str
    file: EvidenceFile | None = None
    target: Target | None = None
    requirement: str | None = None
    document: str = ""
    title: str = ""
    number: str = ""
    page: str = ""
    captured: date | None = None
    reason: str = ""
    problems: tuple[str, ...] = ()

    @property
    def matched(self) -> bool:
        """Whether it says what the file proves."""
        return self.file is not None and self.target is not None

    def attachment(self, opd: str) -> Attachment:
        """What is recorded of it.

        Raises:
            ValueError: It is not matched.
        """
        if self.file is None or self.target is None:
            raise ValueError(self.name)
        return Attachment(
            opd=opd,
            topic=self.target.topic,
            requirement=self.requirement,
            document=self.document,
            title=self.title,
            page=self.page,
            name=self.name.rpartition("/")[2],
            captured=self.captured,
            file=self.file,
        )

    def with_problem(self, problem: str) -> "Line":
        """The same line with one more problem."""
        return replace(self, problems=(*self.problems, problem))
