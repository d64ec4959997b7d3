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
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import copy_context
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import comm
from ipykernel.ipkernel import IPythonKernel
from nbclient.exceptions import CellExecutionError, DeadKernelError
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, NotebookExecutionManager, papermill_engines
from papermill.log import logger

from spbe_lib.reporting.bare_kernel import Line, Message, bare_kernel

ENGINE = "spbe"
"""Under which name papermill knows the engine."""


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
        self._request: Message = {}
        self._for_widgets: list[Message] = []
        self._line = Line(self._hear)
        # Through this the client tells a widget that holds outputs which ones it holds.
        self.kc = SimpleNamespace(
            session=self._line, shell_channel=SimpleNamespace(send=self._for_widgets.append)
        )
        with asyncio.Runner() as runner, bare_kernel(self._line) as self._kernel:
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

    async def _answer(self, source: str) -> Message:
        self._kernel.shell.set_parent(self._request)
        if "await" in source or "async" in source:
            reply: Message = await self._kernel.do_execute(source, silent=False)  # type: ignore[no-untyped-call]
        else:  # a kernel, too, comes to this with a cell that does not wait, by a longer way
            reply = self._kernel.reply(self._kernel.shell.run_cell(source, store_history=True))
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:  # a cell may have put anything there
                stream.flush()
        return reply

    def _hear(self, message: Message) -> None:
        if self._cell and message["parent_header"].get("msg_id") == self._request["msg_id"]:
            self.process_message(message, *self._cell)


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
