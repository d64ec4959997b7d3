"""Run the cells of a notebook in the present process: a papermill engine without a kernel of its own.

Only the kernel is replaced. IPython runs the cells as a kernel's shell would, and its messages are handed to
papermill's own client, which records outputs, errors, display updates, timing and the state of widgets as it
does for a kernel. A report that pays for no kernel start costs a tenth of a second instead of seconds.

What is not as in a kernel: what goes past ``sys.stdout`` to the process's own output, as a C library's or a
child's text does, stays there; tracebacks and warnings call a cell ``sel-3.py``, without the number of the
process; no clock decides how often a stream is cut; a half character that is printed becomes a mark in its
place; an output that no notebook can hold fails its cell, not the engine; after ``exit()`` no cell is run.

One notebook at a time may run in a process: its working directory, its streams and the current shell are the
process's. What cells do to the process is put back by :mod:`spbe_lib.reporting.clean_state`; processes and
time limits are the pool's.
"""

import asyncio
import atexit
import builtins
import getpass
import os
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from contextvars import copy_context
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import comm
from comm.base_comm import BaseComm, CommManager
from ipykernel.compiler import XCachingCompiler
from ipykernel.iostream import IOPubThread, OutStream
from ipykernel.ipkernel import IPythonKernel
from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core.interactiveshell import ExecutionResult, InteractiveShell
from jupyter_client.session import Session
from nbclient.exceptions import CellExecutionError, DeadKernelError
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, NotebookExecutionManager, papermill_engines
from papermill.log import logger
from traitlets.config import Config

ENGINE = "spbe"
"""Under which name papermill knows the engine."""

_QUIET = Config({"HistoryManager": {"enabled": False}})
_FIGURES = "module://matplotlib_inline.backend_inline"
_LONE = re.compile("[\ud800-\udfff]")
"""Halves of a character: no file can hold them."""
_Message = dict[str, Any]
_Hear = Callable[[_Message], None]


class InProcessEngine(Engine):  # type: ignore[misc]  # papermill has no types
    """Runs a notebook in this process and records what papermill's default engine records."""

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: NotebookExecutionManager, kernel_name: str, **options: Any
    ) -> None:
        """Run all cells until the first one that fails, as papermill asks of an engine."""
        known = {key: options[key] for key in ("log_output", "stdout_file", "stderr_file") if key in options}
        _where_no_loop_runs(_Client(nb_man, kernel_name=kernel_name, log=logger, **known).execute)


papermill_engines.register(ENGINE, InProcessEngine)


def _where_no_loop_runs(work: Callable[[], object]) -> None:
    """Cells may wait for something, and a thread has one event loop that runs: another's is left alone."""
    if not _a_loop_runs():
        work()
        return
    with ThreadPoolExecutor(1) as apart:
        apart.submit(work).result()


def _a_loop_runs() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


class _Client(PapermillNotebookClient):  # type: ignore[misc]
    """Papermill's client, with a shell in the place of a kernel."""

    def execute(self, **_: Any) -> NotebookNode:
        """Run all cells in a shell of their own."""
        self.reset_execution_trackers()
        self._cell: tuple[NotebookNode, int] | None = None
        self._request: _Message = {}
        self._for_widgets: list[_Message] = []
        self._line = _Line(self._hear)
        # Through this the client tells a widget that holds outputs which ones it holds.
        self.kc = SimpleNamespace(
            session=self._line, shell_channel=SimpleNamespace(send=self._for_widgets.append)
        )
        with asyncio.Runner() as runner, _kernel(self._line) as self._kernel:
            self._loop, self._context = runner.get_loop(), copy_context()
            self.papermill_execute_cells()
        self.nb.metadata["language_info"] = IPythonKernel.language_info
        self.set_widgets_metadata()
        done: NotebookNode = self.nb
        return done

    def execute_cell(self, cell: NotebookNode, cell_index: int, **_: Any) -> NotebookNode:
        """Run one cell and record what it says, as a kernel would have been asked to."""
        tags = cell.metadata.get("tags", [])
        if cell.cell_type != "code" or not cell.source.strip() or self.skip_cells_with_tag in tags:
            return cell
        if self._kernel.shell.exit_now:
            raise DeadKernelError("Kernel died")
        self.code_cells_executed += 1
        self.clear_before_next_output = False
        cell.outputs, cell.execution_count = [], self._kernel.execution_count
        cell.metadata["execution"] = {"iopub.status.busy": _now(), "iopub.execute_input": _now()}
        with self._heard_by(cell, cell_index):
            answer = self._loop.create_task(self._answer(cell.source), context=self._context)
            reply = self._loop.run_until_complete(answer)
        cell.metadata["execution"] |= {"shell.execute_reply": _now(), "iopub.status.idle": _now()}
        if reply["status"] == "error" and "raises-exception" not in tags:
            raise CellExecutionError.from_cell_and_msg(cell, reply)
        return cell

    @contextmanager
    def _heard_by(self, cell: NotebookNode, index: int) -> Iterator[None]:
        """Record in this cell what answers its request, and nothing that a thread of an earlier one sends."""
        self._cell, self._request = (cell, index), self._line.msg("execute_request")
        yield
        self._cell = None
        while self._for_widgets:
            message = self._for_widgets.pop(0) | {"buffers": []}
            comm.get_comm_manager().comm_msg(None, "", message)  # type: ignore[arg-type]

    async def _answer(self, source: str) -> _Message:
        self._kernel.shell.set_parent(self._request)
        if "await" in source or "async" in source:
            reply: _Message = await self._kernel.do_execute(source, silent=False)  # type: ignore[no-untyped-call]
        else:  # a kernel, too, comes to this with a cell that does not wait, by a longer way
            reply = self._kernel.reply(self._kernel.shell.run_cell(source, store_history=True))
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:  # a cell may have put anything there
                stream.flush()
        return reply

    def _hear(self, message: _Message) -> None:
        if self._cell and message["parent_header"].get("msg_id") == self._request["msg_id"]:
            self.process_message(message, *self._cell)


@contextmanager
def _kernel(line: "_Line") -> Iterator["_Kernel"]:
    """A kernel whose shell is this process's shell for a while; nothing of it stays behind."""
    former = sys.modules["__main__"], sys.displayhook, sys.excepthook
    InteractiveShell.clear_instance()
    kernel = _Kernel(line)
    shell, comms = kernel.shell, CommManager()
    try:
        with ExitStack() as stack:
            stack.enter_context(
                _replaced(sys, stdout=_Stream("stdout", line), stderr=_Stream("stderr", line))
            )
            stack.enter_context(_replaced(builtins, input=kernel.raw_input))
            stack.enter_context(_replaced(getpass, getpass=kernel.getpass))
            stack.enter_context(
                _replaced(comm, create_comm=line.comm, get_comm_manager=lambda *_, **__: comms)
            )
            stack.enter_context(_figures(shell))
            try:
                yield kernel
            finally:
                for told in list(comms.comms.values()):
                    told.close()
    finally:
        atexit.unregister(shell.atexit_operations)
        shell.restore_sys_module_state()
        ZMQInteractiveShell.clear_instance()
        sys.modules["__main__"], sys.displayhook, sys.excepthook = former


@contextmanager
def _figures(shell: ZMQInteractiveShell) -> Iterator[None]:
    """Show figures under the cell that draws them, as a kernel does unless told otherwise."""
    if os.environ.setdefault("MPLBACKEND", _FIGURES) == _FIGURES:
        if "matplotlib.pyplot" in sys.modules:
            shell.enable_matplotlib("inline")
        if drawing := sys.modules.get("matplotlib"):
            drawing.rcParams["backend"] = _FIGURES
    try:
        yield
    finally:
        if inline := sys.modules.get("matplotlib_inline.backend_inline"):
            # Otherwise it would hold on to this shell, and take the next one for prepared.
            inline.InlineBackend.clear_instance()
            inline.configure_inline_support.current_backend = "unset"


@contextmanager
def _replaced(owner: Any, **names: object) -> Iterator[None]:
    former = {name: getattr(owner, name) for name in names}
    try:
        for name, value in names.items():
            setattr(owner, name, value)
        yield
    finally:
        for name, value in former.items():
            setattr(owner, name, value)


class _Kernel(IPythonKernel):
    """A kernel that executes, and no more: no sockets, no threads, and nobody who answers questions."""

    shell: Any
    debugger_class: Any = None  # would be looked up, and takes a quarter of a second to load

    def __init__(self, line: "_Line") -> None:  # without IPythonKernel's own, which opens all that
        self.session, self.log = line, logger
        self.shell = ZMQInteractiveShell.instance(config=_QUIET, compiler_class=_Compiler, kernel=self)
        # IPython keeps them at the class, where they would outlive the report and meet the next one's.
        self.shell.history_manager.outputs = defaultdict(list)
        self.shell.enable_gui = lambda *_: None  # figures stand under their cell, never in a window
        self.shell.displayhook.session = self.shell.display_pub.session = line
        self.shell_channel_thread = SimpleNamespace(parent_thread=None)
        self._allow_stdin = False

    def reply(self, done: ExecutionResult) -> _Message:
        """What is said about a cell that was run."""
        if done.success and not self.shell._last_traceback_during_displayhook:  # noqa: SLF001 where a kernel looks
            return {"status": "ok"}
        fault = done.error_before_exec or done.error_in_exec
        return {
            "status": "error",
            "ename": type(fault).__name__,
            "evalue": str(fault),
            "traceback": self.shell._last_traceback or [],  # noqa: SLF001
        }


class _Compiler(XCachingCompiler):
    """Names cells by number: neither a process nor a folder of this machine gets into a traceback."""

    def get_code_name(self, raw_code: str, transformed_code: str, number: int) -> str:  # noqa: ARG002
        """The name of a cell in a traceback."""
        return f"sel-{number}.py"


class _Line(Session):
    """Where a kernel would send its messages over a socket: here they are heard at once."""

    def __init__(self, hear: _Hear) -> None:
        super().__init__()
        self._hear = hear

    def send(
        self,
        stream: Any,  # noqa: ARG002
        msg_or_type: _Message | str,
        content: Any = None,
        parent: Any = None,
        *_: Any,
        buffers: Any = None,
        **__: Any,
    ) -> None:
        """Have a message heard."""
        message = (
            self.msg(msg_or_type, content, parent) if isinstance(msg_or_type, str) else msg_or_type.copy()
        )
        # As over a socket: bytes become text, tuples lists, and later changes of an object are not seen.
        message["content"] = self.unpack(self.pack(message["content"]))
        self._hear(message | {"buffers": buffers or []})

    def comm(self, *args: Any, **keys: Any) -> BaseComm:
        """What a widget speaks through; the state that it tells is recorded."""
        session = self

        class Told(BaseComm):
            """What one widget speaks through."""

            def publish_msg(
                self, msg_type: str, data: Any = None, metadata: Any = None, buffers: Any = None, **more: Any
            ) -> None:
                """Tell what the widget says."""
                if not ZMQInteractiveShell.initialized():
                    return  # a widget that outlived its report
                content = {"comm_id": self.comm_id, "data": data or {}} | more
                parent = ZMQInteractiveShell.instance().get_parent()
                session.send(None, msg_type, content, parent, metadata=metadata, buffers=buffers)

        return Told(*args, **keys)


class _Wire(IOPubThread):
    """What an output stream of a kernel writes to, without the thread that would flush it now and then."""

    thread: Any = None
    io_loop: Any = None

    def __init__(self) -> None:  # without IOPubThread's own
        pass

    def schedule(self, f: object) -> None:
        """Nothing is put off: the stream is flushed after each cell."""


class _Stream(OutStream):
    """Standard output or error of the cells."""

    def __init__(self, name: str, line: _Line) -> None:
        super().__init__(line, _Wire(), name, watchfd=False)  # type: ignore[no-untyped-call]
        if beneath := getattr(sys, f"__{name}__"):  # no such thing in a program without a console
            self._original_stdstream_copy = beneath.fileno()

    def _flush_buffers(self) -> Iterator[tuple[_Message, str]]:
        for parent, text in super()._flush_buffers():  # type: ignore[no-untyped-call]
            yield parent, _LONE.sub("\N{REPLACEMENT CHARACTER}", text)


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
