"""One report must not notice another: whatever a letter does to its process is put back afterwards."""

import builtins
import decimal
import locale
import logging
import os
import random
import sys
import time
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, chdir, contextmanager
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
import pandas as pd

_SEED = 0


@contextmanager
def clean_state(folder: Path) -> Iterator[None]:
    """Work in ``folder`` as a new process would, and put back what the process was like before.

    Put back are the working directory, environment, search path and arguments; the built-in names; warnings,
    the root of the log, and locale; settings of decimal, numpy, pandas and matplotlib, and its open figures.
    Random numbers begin anew from one seed: equal input, equal page. A module that a letter changes or loads
    stays so, and a thread that it leaves goes on; letters are ours.
    """
    with warnings.catch_warnings(), ExitStack() as stack:
        for kept in (_environment(), _interpreter(), _logging(), _pandas(), _matplotlib(), _random()):
            stack.enter_context(kept)
        stack.enter_context(_same(warnings.onceregistry))  # type: ignore[attr-defined]  # not in the stubs
        stack.enter_context(decimal.localcontext())
        stack.enter_context(np.errstate())
        stack.enter_context(np.printoptions())
        stack.enter_context(chdir(folder))
        stack.enter_context(_same(vars(builtins)))  # put back first: the rest needs them
        yield


@contextmanager
def _same(kept: dict[Any, Any]) -> Iterator[None]:
    former = kept.copy()
    try:
        yield
    finally:
        for key in kept.keys() - former.keys():
            del kept[key]
        kept.update(former)


@contextmanager
def _environment() -> Iterator[None]:
    former, words = dict(os.environ), locale.setlocale(locale.LC_ALL)
    try:
        yield
    finally:
        if os.environ != former:
            os.environ.clear()
            os.environ.update(former)
        if hasattr(time, "tzset"):  # Windows has no such thing to put back
            time.tzset()
        locale.setlocale(locale.LC_ALL, words)


@contextmanager
def _interpreter() -> Iterator[None]:
    path, arguments, depth = sys.path[:], sys.argv[:], sys.getrecursionlimit()
    try:
        yield
    finally:
        sys.path[:], sys.argv[:] = path, arguments
        sys.setrecursionlimit(depth)


@contextmanager
def _logging() -> Iterator[None]:
    root = logging.getLogger()
    level, handlers, disabled = root.level, root.handlers[:], root.manager.disable
    try:
        yield
    finally:
        root.setLevel(level)
        logging.captureWarnings(capture=False)
        root.handlers[:] = handlers
        logging.disable(disabled)


@contextmanager
def _pandas() -> Iterator[None]:
    try:
        yield
    finally:
        with warnings.catch_warnings(action="ignore"):  # settings that pandas is about to give up
            pd.reset_option("all")


@contextmanager
def _matplotlib() -> Iterator[None]:
    with mpl.rc_context():
        try:
            yield
        finally:
            if pyplot := sys.modules.get("matplotlib.pyplot"):
                pyplot.close("all")


@contextmanager
def _random() -> Iterator[None]:
    random.seed(_SEED)
    np.random.seed(_SEED)  # noqa: NPY002 the old generator is the one that all share
    yield
