"""A process in which all is loaded that makes reports: the pool starts its processes from one like it.

What was loaded stays for good. It is put aside here, once, so that no process that comes from this one looks
it over again: that costs more than a report, and a copy of what all could share.
"""

import gc
import sys

# jsonschema would load, for a second, a grammar of foreign addresses that no notebook is checked for.
sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]

from spbe_lib.reporting.batch.worker import made, start_work  # noqa: E402 after what must not be loaded

__all__ = ["made", "start_work"]

gc.collect()
gc.freeze()
