"""The counter at which an OPD answers: from the list of what is asked to the receipt."""

from spbe_lib.forms.entry.counter import entry_counter

__all__ = ["entry_counter"]
