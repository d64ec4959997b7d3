"""Hostile pairs: one letter changes what it can, the next must see a process as if it were the first."""

from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from tests.reporting.alike import normalised
from tests.reporting.alone import executed_alone
from tests.reporting.awkward import notebook_of

HOSTILE = {
    "names": "x = 1\nimport builtins\nbuiltins.y = 2\nbuiltins.sum = lambda _: 7",
    "rcParams": "import matplotlib as mpl\nmpl.rcParams['font.size'] = 30\nimport matplotlib.pyplot as plt\n"
    "for _ in range(3): plt.figure()\nplt.switch_backend('svg')",
    "warnings": "import warnings\nwarnings.simplefilter('error')\n"
    "warnings.showwarning = print\nimport logging; logging.captureWarnings(True)",
    "warned once": "import warnings\nwarnings.simplefilter('once')\nwarnings.warn('sekali')",
    "random": "import random, numpy as np\nrandom.seed(99); np.random.seed(99)\nrandom.random()",
    "folder": "import os\nos.chdir('/')\nos.environ.clear()\nos.environ['TZ'] = 'Asia/Jayapura'\n"
    "import time; time.tzset()",
    "paths": "import sys\nsys.path.clear(); sys.argv[:] = ['lain']; sys.setrecursionlimit(9999)",
    "locale": "import locale\nlocale.setlocale(locale.LC_ALL, 'C')",
    "decimal": "import decimal\ndecimal.getcontext().prec = 3; decimal.getcontext().rounding = 'ROUND_UP'",
    "numpy": "import numpy as np\nnp.seterr(all='raise'); np.set_printoptions(precision=1)",
    "pandas": "import pandas as pd\npd.set_option('display.max_rows', 3)\n"
    "pd.set_option('display.precision', 1)",
    "logging": "import logging\nlogging.basicConfig(level='DEBUG'); logging.disable(50)",
    "shell": "ip = get_ipython()\nip.ast_node_interactivity = 'all'\n"
    "ip.register_magic_function(print, 'line', 'cetak')\n"
    "ip.events.register('pre_run_cell', lambda *_: print('mengintip'))\n"
    "ip.set_custom_exc((Exception,), lambda *a, **k: print('ditelan'))\n"
    "ip.display_formatter.formatters['text/plain'].for_type(int, lambda o, p, c: p.text('tujuh'))",
    "loop and thread": "import asyncio, threading\nasyncio.set_event_loop(asyncio.new_event_loop())\n"
    "threading.Thread(target=threading.Event().wait, daemon=True).start()",
    "main": "import sys\ndel sys.modules['__main__']\nsys.displayhook = sys.excepthook = None",
    "streams": "import sys\nsys.stdout = sys.stderr = None",
    "a failure": "1 / 0",
}

SEES = (
    "import sys, os, random, decimal, locale, logging, warnings, time, builtins, asyncio",
    "import numpy as np, pandas as pd, matplotlib as mpl, matplotlib.pyplot as plt",
    "'x' in globals(), hasattr(builtins, 'y'), sum([1, 2])",
    "mpl.rcParams['font.size'], plt.get_fignums(), mpl.get_backend()",
    "warnings.warn('sekali'); warnings.warn('sekali')",
    "[f[:1] + f[2:3] for f in warnings.filters]",
    "random.random(), np.random.random()",
    "os.path.basename(os.getcwd()), sorted(os.environ.items())",
    "sys.path, sys.argv[:1], sys.getrecursionlimit(), time.tzname",
    "locale.setlocale(locale.LC_ALL), decimal.Decimal(2) / 3, np.geterr()",
    "np.array([1 / 3]), pd.DataFrame({'a': [1 / 3] * 5})",
    "logging.getLogger().level, logging.getLogger().handlers, logging.root.manager.disable",
    "1\n2",
    "get_ipython().find_line_magic('cetak'), get_ipython().custom_exceptions, 7",
    "sys.modules['__main__'].__dict__ is globals(), __name__",
    "plt.figure(figsize=(1, 1)); plt.plot([1]); print('gambar')",
    "logging.warning('catatan')",
    "asyncio.get_event_loop().is_running()",
    "1 / 0",
)


def saved(path: Path, *sources: str) -> Path:
    """A notebook of these cells, as a file."""
    nbformat.write(notebook_of(sources), path)
    return path


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> tuple[NotebookNode, dict[str, NotebookNode]]:
    """What the second letter sees as the first in its process, and after each hostile one."""
    folder = tmp_path_factory.mktemp("kerja")
    second = saved(folder / "kedua.ipynb", *SEES)
    letters = [saved(folder / f"jahat-{n}.ipynb", each) for n, each in enumerate(HOSTILE.values())]
    (first,) = executed_alone(folder, second)
    ran = executed_alone(folder, *(path for letter in letters for path in (letter, second)))
    return first, dict(zip(HOSTILE, ran[1::2], strict=True))


@pytest.mark.failure(17)
@pytest.mark.parametrize("name", HOSTILE)
def test_a_letter_sees_nothing_of_the_one_before(
    name: str, seen: tuple[NotebookNode, dict[str, NotebookNode]]
) -> None:
    """Its executed copy equals the one of a new process."""
    first, after = seen

    assert len(first.cells[-1].outputs) == 1
    for then, alone in zip(normalised(after[name])["cells"], normalised(first)["cells"], strict=True):
        assert then == alone
