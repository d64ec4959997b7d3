"""A forecast of completion as people read it: with what it rests on, or why there is none."""

from collections.abc import Iterator

from spbe_lib.figures import printed, printed_date
from spbe_lib.results.completion import LEAST_DAYS, LEAST_ENTRIES, LEAST_WORKDAYS, RECENT, Forecast, Lack


def forecast_words(each: Forecast) -> str:
    """The forecast in one sentence or two."""
    return "".join(_told(each))


def _told(each: Forecast) -> Iterator[str]:
    yield f"{each.milestone.label[0].upper()}{each.milestone.label[1:]}: "
    if each.lack:
        yield f"belum ada perkiraan, karena {_why(each, each.lack)}."
        return
    if each.complete and each.first:
        yield f"sudah lengkap, {each.asked} isian, sejak {printed_date(each.first)}."
        return
    span = printed_date(each.first or each.day)
    if each.last is None:
        span = f"paling cepat {span}, paling lambat lebih dari setahun lagi"
    elif each.last != each.first:
        span = f"antara {span} dan {printed_date(each.last)}"
    yield f"diperkirakan {span}. Dasarnya: {each.done} dari {each.asked} isian dalam {each.workdays} "
    yield f"hari kerja ({printed(each.whole, 1)} per hari; {RECENT} hari kerja terakhir "
    yield f"{printed(each.recent, 1)} per hari); "
    yield "hari libur nasional tidak diperhitungkan."


def _why(each: Forecast, lack: Lack) -> str:
    return {
        Lack.NOTHING_ASKED: "tidak ada yang diminta",
        Lack.FEW_ENTRIES: f"baru {each.done} isian; diperlukan sedikitnya {LEAST_ENTRIES}",
        Lack.FEW_DAYS: f"isian baru masuk pada {each.days} hari; diperlukan sedikitnya {LEAST_DAYS} hari",
        Lack.TOO_EARLY: f"baru {each.workdays} hari kerja berjalan; diperlukan sedikitnya {LEAST_WORKDAYS}",
        Lack.STALLED: (
            f"tidak ada yang bertambah dalam {RECENT} hari kerja terakhir "
            f"({each.done} dari {each.asked} isian)"
        ),
        Lack.TOO_FAR: "dengan laju sekarang diperlukan lebih dari setahun",
    }[lack]
