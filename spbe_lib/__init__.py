"""Tauval Mandiri SPBE: the yearly self-evaluation of electronic government, as the regulation computes it."""

from importlib.metadata import version

__version__ = version("spbe-lib")
"""Version of the library, printed on every report."""
