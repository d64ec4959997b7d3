"""What is strange in an answer without being a fault: told as a question, never part of a score."""

from collections.abc import Iterator
from typing import NamedTuple

from spbe_lib.intake.asking.words import level_text
from spbe_lib.law.instrument import Indicator, Instrument
from spbe_lib.law.ladder import climb
from spbe_lib.records.answers import Response


class Strange(NamedTuple):
    """A question to whoever answered; ``about_level`` when it is about the level that was given directly."""

    about_level: bool
    question: str


def strange_levels(instrument: Instrument, indicator: Indicator, answer: Response) -> Iterator[Strange]:
    """Ask about a level that the ticks do not yield, and about levels that rest on nothing.

    Nothing is asked where the edition's requirements are not known.
    """
    if not indicator.levels:
        return
    climbed, level = climb(instrument, indicator, answer.ticked), answer.level
    given = f"tingkat {level_text(instrument, level)} diisi langsung" if level else ""
    if level and not answer.ticked:
        yield Strange(
            about_level=True, question=f"{given} tanpa satu pun centang. Syarat mana yang terpenuhi?"
        )
    elif level and not level.low <= climbed.value <= level.high:
        what = f"{given}, sedangkan centang menghasilkan {climbed.value}"
        yield Strange(about_level=True, question=f"{what}. Mana yang benar? Yang dihitung ialah centang.")
    for above in indicator.levels:
        if answer.ticked and above.requirements and above.value in climbed.unsupported:
            rests = f"tingkat {above.prerequisite}, tumpuannya, belum"
            what = f"tingkat {above.value} dicentang lengkap, tetapi {rests}. Apa yang kurang?"
            yield Strange(about_level=False, question=what)
