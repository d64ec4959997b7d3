# ruff: noqa: E501, ISC004  # a cell is easier to read whole
"""Notebooks that ask much of whoever runs them, as sources of cells; a cell's tags stand before its source."""

from collections.abc import Mapping, Sequence

import nbformat
from nbformat import NotebookNode

Cell = str | tuple[str, str]

_FORESEEN = "raises-exception"

STREAMS: Sequence[Cell] = (
    "import sys, os, logging, warnings\nprint('satu'); print('dua', file=sys.stderr); print('tiga')",
    "print('tanpa baris', end='')",
    "print('dahulu', flush=True); print('galat', file=sys.stderr, flush=True); print('lalu')\n'hasil'",
    "sys.stdout.write('ditulis')",
    "sys.stdout.writelines(['a\\n', 'b\\n']); print('\\rmaju\\rmundur\\b.')",
    "warnings.warn('awas'); logging.warning('catatan'); logging.getLogger('x').error('galat %s', 1)",
    "warnings.warn('awas'); warnings.warn('usang', DeprecationWarning)",
    "sys.stdout.isatty(), sys.stdout.encoding, sys.stdout.closed, sys.stdout.name, sys.stderr.name",
    "import contextlib, io\nwith contextlib.redirect_stdout(io.StringIO()) as s:\n    print('ke dalam')\nlen(s.getvalue())",
    "import threading\nt = threading.Thread(target=print, args=('dari utas',)); t.start(); t.join()",
    "print('ñ 漢字 🙂 \\x00 \\x1b[31mmerah\\x1b[0m')",
    "import tqdm.auto, tqdm\nfor _ in tqdm.tqdm(range(2), bar_format='{n}'): pass",
    "print = lambda *a: sys.stdout.write('milik sendiri\\n') and None\nprint('x')",
    "del print\nprint('kembali')",
    (_FORESEEN, "sys.stdout.write(5)"),
    (_FORESEEN, "input('siapa? ')"),
    (_FORESEEN, "import getpass; getpass.getpass()"),
    "logging.basicConfig(level='INFO', force=True); logging.info('mulai')",
)

DISPLAYS: Sequence[Cell] = (
    "from IPython.display import *\nh = display('mula', display_id='satu')",
    "h.update('baru'); display('di sini juga', display_id='satu')",
    "update_display('terakhir', display_id='satu')",
    "update_display('tak dikenal', display_id='entah')",
    "display(HTML('<b>x</b>')); display(SVG('<svg xmlns=\"http://www.w3.org/2000/svg\"/>')); Latex('$x$')",
    "display(JSON({'a': [1, 2]})); display(Markdown('*m*'), Javascript('1'), Pretty('p')); Math('x')",
    "import base64\nImage(base64.b64decode("
    "'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='))",
    "display({'text/plain': 'a', 'application/x+json': {'k': 1}, 'image/png': b'\\x89PNG\\r\\n'}, raw=True)",
    "display('a', metadata={'m': {'n': 1}}, transient={'t': 1}); display(1, 2, None)",
    "print('hilang'); clear_output(); print('tinggal')",
    "print('lama'); display('lama'); clear_output(wait=True); display('pengganti')",
    "print('lama'); clear_output(wait=True); print('pengganti'); 5",
    "print('tetap'); clear_output(wait=True)",
    "print('berikutnya')",
    "import pandas as pd\npd.DataFrame({'a': [1, 2], 'b': ['<x>', None]})",
    "pd.DataFrame({'a': [1.5, 2]}).style.set_uuid('u').format(precision=1)",
    "class Indah:\n    def _repr_html_(self): return '<i>h</i>'\n    def _repr_mimebundle_(self, **k): return {'x/y': 'z'}, {'x/y': {'m': 1}}\nIndah()",
    "class Diam:\n    def _repr_html_(self): return None\n    def __repr__(self): return 'diam'\nDiam()",
    (
        _FORESEEN,
        "class Rusak:\n    def _repr_html_(self): 1 / 0\n    def __repr__(self): return 'rusak'\nRusak()",
    ),
    (_FORESEEN, "class Gagal:\n    def __repr__(self): 1 / 0\nGagal()"),
    "class Tampil:\n    def _ipython_display_(self): print('menampilkan diri')\nTampil()",
    "import matplotlib.pyplot as plt\nplt.plot([1, 2]); plt.title('gambar'); plt.show(); print('sesudah')",
    "plt.figure(); plt.plot([2, 1]);",
    "%matplotlib inline\n%config InlineBackend.figure_formats = ['svg']\n"
    "%config InlineBackend.print_figure_kwargs = {'metadata': {'Date': None}}\n"
    "plt.rcParams['svg.hashsalt'] = 's'\nplt.figure(figsize=(1, 1)); plt.plot([1])",
    "fig, ax = plt.subplots(figsize=(1, 1)); plt.close(fig); type(fig)",
    "display(display_id=True, *[]) is None",
)

ERRORS: Sequence[Cell] = (
    (_FORESEEN, "def bagi(x):\n    return 1 / x\nprint('sebelum')\nbagi(0)"),
    (_FORESEEN, "x ="),
    (_FORESEEN, "  y = 1\n z = 2"),
    (_FORESEEN, "import sys; sys.exit()"),
    (_FORESEEN, "raise SystemExit('pesan')"),
    (_FORESEEN, "raise KeyboardInterrupt"),
    (_FORESEEN, "try:\n    1 / 0\nexcept ZeroDivisionError as e:\n    raise ValueError('berantai') from e"),
    (_FORESEEN, "raise ExceptionGroup('banyak', [ValueError(1), TypeError(2)])"),
    (_FORESEEN, "class Aneh(Exception):\n    def __str__(self): raise RuntimeError\nraise Aneh"),
    (_FORESEEN, "assert 1 == 2, 'pesan ñ'"),
    (_FORESEEN, "tak_dikenal"),
    (_FORESEEN, "import tak_ada"),
    (_FORESEEN, "%tak_ada"),
    (_FORESEEN, "%%tak_ada\nx"),
    (_FORESEEN, "from json import loads\nloads('{')"),
    (_FORESEEN, "await tidur()"),
    (_FORESEEN, "get_ipython().showtraceback()"),
    (_FORESEEN, "1\n1 / 0\n2"),
    (_FORESEEN, "raise StopIteration"),
    (_FORESEEN, "try:\n    1 / 0\nexcept ZeroDivisionError:\n    get_ipython().showtraceback()\n'terus'"),
    ("skip-execution", "1 / 0"),
    (_FORESEEN, "'tidak gagal'"),
)

SHELL: Sequence[Cell] = (
    "5",
    "_, __, Out, len(In), In[1]",
    "6;",
    "7; 8\n9",
    "x = 3 # tanpa hasil",
    "None",
    "'   '",
    "_i1, _ii, sorted(_oh)",
    "!echo dari cangkang; echo galat >&2",
    "hasil = !echo a; echo b\nhasil",
    "import asyncio\nawait asyncio.sleep(0)\n'ditunggu'",
    "async def nanti(): return 4\nawait nanti()",
    "%%time\nsum(range(10))",
    "%time 1 + 1",
    "%%capture tangkapan\nprint('ditangkap'); 5",
    "tangkapan.stdout, len(tangkapan.outputs)",
    "%%writefile /dev/null\nx",
    "%who",
    "%%html\n<b>x</b>",
    "%%javascript\n1",
    "%%markdown\n*x*",
    "%%bash\necho bash; echo galat >&2",
    "%pwd\n1",
    "%env JUDUL=x\n%env JUDUL",
    "%history",
    "%precision 2\n3.14159",
    "%config InteractiveShell.ast_node_interactivity = 'all'\n",
    "1\n2\nprint(3)\n4",
    "get_ipython().ast_node_interactivity = 'last_expr_or_assign'\ny = 5",
    "y = 6",
    "get_ipython().ast_node_interactivity = 'last_expr'",
    "len?",
    "%timeit -n1 -r1 pass",
    "get_ipython().execution_count, type(get_ipython()).__name__",
    "get_ipython().set_next_input('nanti')",
    "__name__, __doc__, __builtins__.__name__, '__file__' in globals()",
    "import sys, __main__\n__main__.x, sys.modules['__main__'].__dict__ is globals()",
    "get_ipython = lambda: None\nget_ipython()",
    "6",
    "import os\nos.environ['TERM'], os.environ['PAGER'], os.environ.get('MPLBACKEND')",
    "# hanya catatan",
    "exec('z = 1'); eval('z')",
    "from dataclasses import dataclass\n@dataclass\nclass K:\n    a: int\nK(1)",
    "import pickle\npickle.loads(pickle.dumps(K(2)))",
    (_FORESEEN, "import inspect\nprint(inspect.getsource(K))"),
    "print(inspect.getsource(nanti))",
    "_ = 3\n_",
    "10",
    "_",
    "def f(): ...\nf",
    "object()",
    "import builtins\nbuiltins.get_ipython().user_ns is globals(), builtins.display.__name__",
    "import warnings\nwarnings.simplefilter('error')\nwith warnings.catch_warnings(): pass",
)

BIG: Sequence[Cell] = (
    "print('x' * 10_000_000)",
    "print('\\n'.join(['y' * 99] * 100_000))",
    "for _ in range(10_000): print('z' * 99)",
    "'w' * 1_000_000",
    "from IPython.display import HTML\nHTML('v' * 1_000_000)",
)

WIDGETS: Sequence[Cell] = (
    "import ipywidgets as w\nfrom IPython.display import display\ngeser = w.IntSlider(3, description='nilai')\ngeser",
    "geser.value = 5\nw.VBox([geser, w.HTML('<b>x</b>')])",
    "w.Image(value=b'\\x89PNG', format='png')",
    "geser.close()",
    "geser2 = w.IntText(1); geser2.observe(lambda c: print('berubah', c.new), 'value'); geser2.value = 2",
    "geser2.send({'apa': 'pun'})\ndel geser2",
    "w.jslink((w.IntText(), 'value'), (w.IntText(), 'value'))",
)

HOLDING: Sequence[Cell] = (
    "import ipywidgets as w\nkotak = w.Output()\nkotak",
    "with kotak:\n    print('di dalam'); display('hasil')\nprint('di luar')",
    "with kotak:\n    1 / 0",
    "[each['output_type'] for each in kotak.outputs]",
    "kotak.clear_output()\nwith kotak: print('sisa')",
    "kotak.outputs",
)
"""A widget that holds outputs: papermill's default engine waits for ever in one run of three."""

MIDDLE: Sequence[Cell] = (
    "a = 1\nprint('mula')\na",
    "print('sebelum galat')\nb = a / 0",
    "print('tidak dijalankan')",
)

BROKEN: Sequence[Cell] = ("a = 1", "for", "print('tidak dijalankan')")

LEAVING: Sequence[Cell] = ("a = 1", "import sys\nsys.exit(3)", "print('tidak dijalankan')")

STOPPED: Sequence[Cell] = ("a = 1", "raise KeyboardInterrupt('henti')", "print('tidak dijalankan')")

LOOP: Sequence[Cell] = (
    "import asyncio\nasyncio.create_task(asyncio.sleep(0))",
    (_FORESEEN, "k = asyncio.sleep(0)\ntry: asyncio.run(k)\nfinally: k.close()"),
    "asyncio.get_event_loop().is_running()",
    "async def ulang():\n    for n in range(2):\n        print(n); await asyncio.sleep(0)\nawait ulang()",
    "import decimal, contextvars, numpy as np\nc = contextvars.ContextVar('c'); c.set(1)",
    "decimal.getcontext().prec = 5; np.seterr(all='raise')",
    "decimal.getcontext().prec, c.get(0), np.geterr()['divide']",
    "c.set(2); await asyncio.sleep(0)\nc.get()",
    "c.get()",
)

TEXTS: Sequence[Cell] = (
    "print('\\udcff')",
    "'\\udcff'",
    "float('nan'), 1e400",
    "from IPython.display import display\n"
    "display({'text/plain': 'a', 'application/json': {1: (1, 2), 'x': b'y'}}, raw=True)",
    "'sesudahnya'",
)

UNLIKE: Sequence[Cell] = (
    "import os, time\nos.write(1, b'ke fd\\n'); time.sleep(0.1)",
    "import subprocess; subprocess.run(['echo', 'anak']).returncode",
    "print('\\ud800')",
    "from IPython.display import JSON, display\ndisplay(JSON({'n': float('nan')}))",
    (_FORESEEN, "display({'text/plain': 'a', 'application/json': {'o': object()}}, raw=True)"),
    (_FORESEEN, "display({'text/plain': '\\ud800'}, raw=True)"),
    (_FORESEEN, "display({'text/plain': 5}, raw=True)"),
)
"""Where our engine differs from papermill's, as its docstring says."""

NOTEBOOKS: Mapping[str, Sequence[Cell]] = {
    "streams": STREAMS,
    "displays": DISPLAYS,
    "errors": ERRORS,
    "shell": SHELL,
    "big": BIG,
    "widgets": WIDGETS,
    "middle": MIDDLE,
    "broken": BROKEN,
    "leaving": LEAVING,
    "stopped": STOPPED,
    "loop": LOOP,
    "texts": TEXTS,
}


def notebook_of(cells: Sequence[Cell]) -> NotebookNode:
    """A notebook of these code cells, with a text, a raw and two empty cells before them."""
    made = [nbformat.v4.new_markdown_cell("# Judul"), nbformat.v4.new_raw_cell("mentah")]
    made += [nbformat.v4.new_code_cell(source) for source in ("", " \n")]
    for cell in cells:
        tag, source = ("", cell) if isinstance(cell, str) else cell
        made.append(nbformat.v4.new_code_cell(source, metadata={"tags": [tag]} if tag else {}))
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    notebook: NotebookNode = nbformat.v4.new_notebook(cells=made, metadata=kernel)
    return notebook
