"""A plan in sentences: whether the target is within reach, what it takes, what stands in the way."""

from collections.abc import Iterator
from fractions import Fraction

from spbe_lib.figures import printed
from spbe_lib.law.instrument import Instrument
from spbe_lib.results.planning.model import Blocked, Limit, Outcome, Plan, Problem, Relaxed, Step
from spbe_lib.results.planning.setting import Ground

STAMP = "PROYEKSI – BUKAN NILAI RESMI"
"""Stands wherever a figure of a plan does."""

NO_PROJECTION = "Tidak ada proyeksi di bagian ini."
"""What a table of projections says when it holds none."""


def effort_words(effort: Fraction) -> str:
    """An effort with as many decimals as it needs, two at most.

    >>> effort_words(Fraction(12)), effort_words(Fraction(9, 2)), effort_words(Fraction(40, 3))
    ('12', '4,5', '13,33')
    """
    digits = next((digits for digits in range(2) if (effort * 10**digits).denominator == 1), 2)
    return printed(effort, digits)


def bound_words(index: Fraction, digits: int) -> str:
    """An index that is a limit: never printed higher than it is, with two digits more where it needs them.

    >>> bound_words(Fraction("4.625"), 2), bound_words(Fraction(149, 30), 2), bound_words(Fraction("4.7"), 2)
    ('4,625', '4,9666', '4,70')
    """
    more = next((n for n in range(2) if (index * 10 ** (digits + n)).denominator == 1), 2)
    unit = 10 ** (digits + more)
    return printed(Fraction(int(index * unit), unit), digits + more)


def aim_words(problem: Problem) -> str:
    """What is to be reached: "indeks 4,35 pada 2025; predikat Memuaskan (indeks 4,20) pada 2027"."""
    return "; ".join(f"{floor.shown} pada {year}" for year, floor in problem.floors.items())


def start_name(plan: Plan) -> str:
    """What the figure is called from which a plan starts: while an item is unanswered it is no index."""
    return "nilai terendah" if plan.unanswered else "indeks"


def headline(plan: Plan, ground: Ground) -> str:
    """How the plan ends, in one or two sentences."""
    digits = ground.instrument.digits
    figure, now, aim = start_name(plan), printed(plan.problem.start, digits), aim_words(plan.problem)
    if plan.outcome is Outcome.NO_VALUES:
        return f"Belum ada nilai, jadi rencana belum dapat disusun. {NO_PROJECTION}"
    if plan.outcome is Outcome.NO_AIM:
        return f"Target indeks belum ditetapkan pada siklus ini. {NO_PROJECTION}"
    if plan.outcome is Outcome.REACHED:
        return f"Target {aim} sudah tercapai: {figure} sekarang {now}. {NO_PROJECTION}"
    if plan.best is None:
        return _beyond(plan, digits)
    spent = f"{effort_words(plan.best.effort)} {ground.rules.unit}"
    then = printed(plan.best.index, digits)
    done = f"{len(plan.best.moves)} langkah ({spent}): {figure} dari {now} menjadi {then}"
    if not aim:
        return f"Tanpa target indeks, rencana ini terdiri atas {done}."
    reached = all(floor.index <= plan.problem.start for floor in plan.problem.floors.values())
    how = "sudah tercapai; tenggat dalam ketentuan rencana meminta" if reached else "dapat dicapai dengan"
    return f"Target {aim} {how} {done}."


def reach_words(plan: Plan, ground: Ground) -> tuple[str, ...]:
    """How far it can go, and what each limit holds back, the most helpful first."""
    return tuple(_reach(plan, ground)) if plan.reach else ()


def limit_words(limit: Limit, problem: Problem, item: str = "") -> str:
    """What a limit is called when it is taken away."""
    locked = item or ", ".join(problem.fixed)
    return {
        Limit.BUDGET: "batas anggaran per tahun",
        Limit.ALL: f"batas {problem.most_all} langkah setahun",
        Limit.EACH: f"batas {problem.most_each} langkah setahun per butir",
        Limit.FIXED: f"kunci pada butir {locked}",
        Limit.ORDER: "prasyarat antarindikator",
        Limit.DUE: "tenggat per indikator",
        Limit.FLOOR: "target tahun sebelumnya",
    }[limit]


def assumptions(plan: Plan, ground: Ground) -> tuple[str, ...]:
    """What the plan takes for granted, each as a sentence."""
    return tuple(_assumed(plan, ground))


def change_words(
    gone: frozenset[tuple[str, int]], new: frozenset[tuple[str, int]], steps: tuple[Step, ...]
) -> str:
    """How a way differs from the best one: which steps it leaves out, and which it takes instead."""
    order = [step.key for step in steps]
    parts = [
        f"{word} {', '.join(f'{item} ke tingkat {level}' for item, level in sorted(keys, key=order.index))}"
        for word, keys in (("tanpa", gone), ("dengan", new))
        if keys
    ]
    return "; ".join(parts)


def _beyond(plan: Plan, digits: int) -> str:
    problem, reach = plan.problem, plan.reach
    if plan.refusal:
        return f"{plan.refusal} {NO_PROJECTION}"
    if reach is None or reach.highest is None:
        return f"Ketentuan rencana tidak dapat dipenuhi bersama-sama. {NO_PROJECTION}"
    short = [
        f"{floor.shown} pada {year} tidak dapat dicapai: pada akhir {year} indeks paling tinggi "
        f"{bound_words(most, digits)}, kurang {_short(floor.index - most, digits)}"
        for year, floor in problem.floors.items()
        if (most := reach.by_year[year]) is not None and most < floor.index
    ]
    told = (
        "; ".join(short) or f"{aim_words(problem)} tidak dapat dicapai bersama-sama dalam ketentuan rencana"
    )
    return f"Target {told}. {NO_PROJECTION}"


def _short(distance: Fraction, digits: int) -> str:
    """A distance that is never printed as nothing."""
    unit = Fraction(1, 10**digits)
    return f"kurang dari {printed(unit, digits)}" if distance < unit else printed(distance, digits)


def _reach(plan: Plan, ground: Ground) -> Iterator[str]:
    reach, digits = plan.reach, ground.instrument.digits
    if reach is None:
        return
    if reach.highest is not None:
        most, last = bound_words(reach.highest, digits), plan.problem.years[-1]
        yield f"Dalam ketentuan rencana, indeks paling tinggi pada akhir {last} {most}."
    yield from (_blocked(each, plan.problem) for each in reach.blocked)
    for each in sorted(reach.relaxed, key=lambda each: -(each.index or 0)):
        yield _relaxed(each, plan, digits)
    if reach.fewest:
        *others, last_one = (limit_words(limit, plan.problem) for limit in reach.fewest)
        together = f"{', '.join(others)} dan {last_one}"
        yield f"Target baru dapat dicapai bila {together} dilonggarkan bersama-sama."
    elif plan.best is None and not any(each.enough for each in reach.relaxed) and plan.problem.floors:
        yield (
            "Tidak ada pelonggaran yang cukup; dengan semua butir yang sudah dinilai pada tingkat "
            f"tertinggi, indeks {printed(reach.ceiling, digits)}."
        )


def _relaxed(each: Relaxed, plan: Plan, digits: int) -> str:
    limit = limit_words(each.limits[0], plan.problem, each.item)
    reached = f"indeks dapat menjadi {bound_words(each.index or Fraction(0), digits)}"
    closed = plan.best is None and bool(plan.problem.floors or plan.problem.dues)
    verdict = ("; itu cukup" if each.enough else "; itu belum cukup") if closed else ""
    return f"Tanpa {limit}, {reached}{verdict}."


def _blocked(each: Blocked, problem: Problem) -> str:
    due = each.due
    what = f"Butir {due.item} harus mencapai tingkat {due.level} paling lambat {due.year}"
    if due.item in problem.fixed:
        return f"{what}, padahal butir itu dikunci ({problem.fixed[due.item].rstrip('.')})."
    if not due.steps:
        return f"{what}, padahal butir itu belum dinilai."
    stands = " atau ".join(limit_words(limit, problem) for limit in each.limits)
    return f"{what}; yang menghalangi: {stands or 'jumlah tahun dan ketentuan lain bersama-sama'}."


def _assumed(plan: Plan, ground: Ground) -> Iterator[str]:
    rules, problem = ground.rules, plan.problem
    yield f"Usaha dalam {rules.unit}. {rules.ground}"
    yield "Usaha suatu langkah berkurang menurut bagian syaratnya yang sudah dinyatakan OPD pengampu."
    if any(span.exact is None for span in ground.values.values()):
        yield "Nilai tercetak dihitung dari ujung bawahnya: 1,17 paling sedikit 1,165."
    yield from _basis(ground.instrument, problem)
    if problem.most_each is not None:
        own = ground.cycle.plan.most_each is not None
        source = "Menurut rencana.yaml." if own else rules.most_each_ground
        yield f"Paling banyak {problem.most_each} langkah setahun untuk satu butir. {source}"
    if problem.orders:
        yield f"Prasyarat antarindikator hanya mengikat rencana, tidak pernah nilai. {_grounds(ground)}"
    yield (
        "Triwulan: usaha setiap OPD disebar merata dalam setahun; prasyarat dan yang bertenggat didahulukan. "
        "Indeks akhir tahun berlaku bila semua langkah tahun itu diakui asesor."
    )
    if plan.unanswered:
        counted = ground.instrument.unanswered.value
        named = ", ".join(plan.unanswered)
        yield f"Belum dinilai, dihitung {counted} dan tidak diberi langkah: butir {named}."


def _grounds(ground: Ground) -> str:
    rules = (*ground.rules.prerequisites, *ground.cycle.plan.prerequisites)
    return " ".join(dict.fromkeys(f"{rule.ground.rstrip('.')}." for rule in rules))


def _basis(instrument: Instrument, problem: Problem) -> Iterator[str]:
    told: dict[str, list[str]] = {}
    for year, floor in problem.floors.items():
        which = "tercetak (dibulatkan)" if floor.basis == "shown" else "yang belum dibulatkan"
        known = instrument.predicate_basis(year) is not None
        doubt = "" if known else "; dasar predikat tahun itu belum diketahui"
        told.setdefault(f"{which}{doubt}", []).append(str(year))
    for basis, years in told.items():
        yield f"Target {' dan '.join(years)} dibandingkan dengan indeks {basis}."
