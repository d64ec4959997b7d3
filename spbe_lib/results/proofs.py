"""What is behind the statements of the OPDs: a document that is cited, or a file that is attached."""

from collections.abc import Iterable, Mapping

from spbe_lib.records.answers import Records, Statement
from spbe_lib.records.documents import Attachment

Proofs = Mapping[tuple[str, str], frozenset[str | None]]
"""By OPD code and topic: the requirements that have a proof; None stands for the topic as a whole."""


def proofs(records: Records) -> Proofs:
    """What has a proof, for every answer of every OPD."""
    files: dict[tuple[str, str], list[Attachment]] = {}
    for each in records.attachments:
        files.setdefault((each.opd, each.topic), []).append(each)
    every = records.answers
    return {key: proven_by(recorded.content, files.get(key, ())) for key, recorded in every.items()}


def proven_by(statement: Statement, attachments: Iterable[Attachment]) -> frozenset[str | None]:
    """The requirements for which one answer cites a document, or for which its OPD attached a file.

    None stands for the topic as a whole. Attachments of other topics, or of other OPDs, are passed over.
    """
    cited = {each.requirement for each in statement.evidence if each.title.strip()}
    key = (statement.opd, statement.topic)
    return frozenset(cited | {each.requirement for each in attachments if (each.opd, each.topic) == key})
