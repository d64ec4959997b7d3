"""What ``law.review`` reads, as frozen values; empty where the edition (or our copy of it) does not say."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamFunctions:
    """The functions of a government from which the members of the Tim Asesor Internal come, in legal order.

    Reference:
        59/2020, pp. 82–84.
    """

    reference: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionReason:
    """A reason why something is to be revised, in the assessors' words, and what is wanted then."""

    text: str
    wanted: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionReasons:
    """The reasons to choose from; ``own_wording`` where no regulation or guideline lists them."""

    reference: str = ""
    own_wording: bool = True
    reasons: tuple[RevisionReason, ...] = ()

    def wanted(self, text: str) -> str:
        """What is wanted for a reason; empty for one in somebody's own words."""
        return next((each.wanted for each in self.reasons if each.text == text), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenServices:
    """The items (``45``, ``35a``) for which the government chooses which service is assessed."""

    reference: str = ""
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The working words of the Tim under one edition."""

    functions: TeamFunctions = field(default_factory=TeamFunctions)
    reasons: RevisionReasons = field(default_factory=RevisionReasons)
    chosen: ChosenServices = field(default_factory=ChosenServices)
