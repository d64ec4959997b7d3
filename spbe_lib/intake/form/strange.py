"""What is strange in an answer without being a fault: told as a question, never part of a score."""

from spbe_lib.intake.excel.layout import level_text
from spbe_lib.intake.form.notes import Notes
from spbe_lib.law.instrument import Indicator, Instrument
from spbe_lib.law.ladder import climb
from spbe_lib.records.answers import Response


def ask_about(notes: Notes, instrument: Instrument, indicator: Indicator, answer: Response) -> None:
    """Ask about a level that the ticks do not yield, and about levels that rest on nothing."""
    climbed, level = climb(instrument, indicator, answer.ticked), answer.level
    given = f"tingkat {level_text(instrument, level)} diisi langsung" if level else ""
    if level and not answer.ticked:
        notes.ask("Tingkat", f"{given} tanpa satu pun centang. Syarat mana yang terpenuhi?")
    elif level and not level.low <= climbed.value <= level.high:
        what = f"{given}, sedangkan centang menghasilkan {climbed.value}"
        notes.ask("Tingkat", f"{what}. Mana yang benar? Yang dihitung ialah centang.")
    for above in indicator.levels:
        if answer.ticked and above.requirements and above.value in climbed.unsupported:
            rests = f"tingkat {above.prerequisite}, tumpuannya, belum"
            notes.ask("", f"tingkat {above.value} dicentang lengkap, tetapi {rests}. Apa yang kurang?")
