"""The command ``spbe``: arguments in, calls into the rooms, exit codes out."""

from spbe_lib.cli.group import main, spbe

__all__ = ["main", "spbe"]
