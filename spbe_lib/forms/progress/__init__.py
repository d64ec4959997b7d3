"""The counter at which the operator watches a season: who is how far, who is late, what to write to whom."""

from spbe_lib.forms.progress.counter import ProgressCounter, progress_counter

__all__ = ["ProgressCounter", "progress_counter"]
