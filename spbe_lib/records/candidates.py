"""The services that a government may choose, and the titles that follow from its choice; pure."""

from dataclasses import replace

from spbe_lib.records.answers import Records
from spbe_lib.records.register import Cycle


def with_chosen(cycle: Cycle, records: Records) -> Cycle:
    """The cycle under the titles of the services that were chosen; without a choice, as written."""
    chosen = {each.item: each.name for each in records.candidates if each.chosen}
    return replace(cycle, services={**cycle.services, **chosen}) if chosen else cycle


def same_service(one: str, other: str) -> bool:
    """Whether two names mean the same service: spaces and capitals do not matter."""
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())
