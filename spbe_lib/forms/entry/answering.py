"""The right side: one answer with everything that belongs to it, or the approval."""

from spbe_lib.forms.entry.approving import Approving
from spbe_lib.forms.entry.choosing import Choosing
from spbe_lib.forms.entry.heading import Heading
from spbe_lib.forms.entry.ladder import Ladder
from spbe_lib.forms.entry.page import Page
from spbe_lib.forms.entry.proving import Proving
from spbe_lib.forms.entry.reading import Told, said
from spbe_lib.forms.entry.subjects import Subject
from spbe_lib.forms.entry.wording import Wording
from spbe_lib.forms.parts import below, html, set_html, show
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.approving import APPROVAL


class Answering:
    """Shows one answer after another in the same pieces."""

    def __init__(self, page: Page) -> None:
        self.choosing = Choosing(page)
        self.heading = Heading(page)
        self.ladder = Ladder(page)
        self.wording = Wording(page)
        self.proving = Proving(page)
        self.approving = Approving(page)
        self.general = html()
        parts = (self.heading, self.ladder, self.wording, self.proving)
        self.answer = below(parts[0].box, self.general, *(each.box for each in parts[1:]))
        self.box = below(self.choosing.box, self.answer, self.approving.box)

    def ready_for(self, instrument: Instrument) -> None:
        """Have as many ticks as the largest indicator of an edition needs."""
        counts = (sum(len(level.requirements) for level in each.levels) for each in instrument.indicators)
        self.ladder.ready_for(max(counts, default=0))

    def show(self, subject: Subject | None) -> None:
        """Show an answer; the approval when there is none."""
        show(self.answer, subject)
        show(self.approving.box, subject is None)
        if subject is None:
            self.approving.show()
        else:
            for part in (self.ladder, self.wording, self.proving):
                part.show(subject)

    def name(self, subject: Subject | None) -> None:
        """Say whose answer it is: last, when everything below is that answer's."""
        if subject:
            self.heading.show(subject)

    def tell(self, topic: str, told: tuple[Told, ...]) -> None:
        """Say beside every field what is wrong or strange in it."""
        self.choosing.show(topic)
        if topic == APPROVAL:
            self.approving.tell(told)
            return
        set_html(self.general, said(each for each in told if not each.place))
        self.ladder.tell(told)
        self.wording.tell(told)
        self.proving.tell(told)
