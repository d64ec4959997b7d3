"""The command ``spbe``: arguments in, calls into the rooms, exit codes out."""

from spbe_lib.cli.main import main

__all__ = ["main"]
