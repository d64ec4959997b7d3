"""What is to be shared after a run: which reports changed since somebody was sent them, in sentences."""

from collections.abc import Iterator

from spbe_lib.errors import SpbeError
from spbe_lib.reporting.batch.run_file import read_run
from spbe_lib.reporting.job import run_folder
from spbe_lib.reporting.sharing.shared import News, changed_since_shared, read_shared
from spbe_lib.workspace import Workspace


def unshared_words(workspace: Workspace, cycle: str, frozen_round: str | None) -> Iterator[str]:
    """Which reports changed since they were last shared, how many never were, and how they are packed.

    Args:
        workspace: Where the cycle lies.
        cycle: The cycle.
        frozen_round: The round whose reports are meant; None for those of today's records.

    Yields:
        Sentences; the refusal alone where a record of what was shared cannot be read: the reports stand.
    """
    run = read_run(run_folder(workspace, cycle, frozen_round))
    try:
        history = read_shared(workspace.inputs / cycle)
    except SpbeError as refusal:
        yield str(refusal)
        return
    unshared = changed_since_shared(run.get("reports", []), history, frozen_round)
    changed = [each.report for each in unshared if each.news is News.CHANGED]
    new = len(unshared) - len(changed)
    if changed:
        yield f"Berubah sejak terakhir dibagikan ({len(changed)}): {', '.join(changed)}."
    if new:
        yield f"Belum pernah dibagikan: {new} laporan."
    if unshared:
        of_round = f" --round {frozen_round}" if frozen_round else ""
        yield f"Kemas untuk dibagikan: `spbe share {cycle}{of_round}`."
