"""*Perbandingan Nasional*: the words of the section, its tables and the chart between them."""

from IPython.display import HTML

from spbe_lib.records.model import Stage
from spbe_lib.reporting.consolidated.document import ConsolidatedInput
from spbe_lib.reporting.consolidated.national_chart import distribution
from spbe_lib.reporting.page import rendered


def national(report: ConsolidatedInput) -> HTML:
    """The government beside all others: on what ground, in which place among whom, and the sources."""
    told = rendered("consolidated/national", report, stage_label=Stage(report.stage).label)
    chart = str(distribution(report).data) if report.national.bins else ""
    after = rendered("consolidated/national_after", report)
    return HTML(f"{told.data}{chart}{after.data}")
