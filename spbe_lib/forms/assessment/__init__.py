"""The Tim's counter: its queue, one answer with its evidence, the verdict, and who reads with whom."""

from spbe_lib.forms.assessment.counter import assessment_counter

__all__ = ["assessment_counter"]
