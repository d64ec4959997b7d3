"""Run the cells of a notebook in the present process: a papermill engine without a kernel of its own.

Only the kernel is replaced. IPython runs the cells as a kernel's shell would, and its messages are handed to
papermill's own client, which records outputs, errors, display updates, timing and the state of widgets as it
does for a kernel. A report that pays for no kernel start costs a tenth of a second instead of seconds.

One notebook at a time may run in a process: its working directory, its streams and the current shell are the
process's. Processes and time limits are the pool's, not ours.
"""

import atexit
import builtins
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout
from datetime import UTC, datetime
from io import TextIOBase
from typing import Any

import comm
from comm.base_comm import BaseComm
from ipykernel.ipkernel import IPythonKernel
from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core.error import StdinNotImplementedError
from IPython.core.interactiveshell import ExecutionResult, InteractiveShell
from jupyter_client.session import Session
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, NotebookExecutionManager, papermill_engines
from traitlets.config import Config

ENGINE = "spbe"
"""Under which name papermill knows the engine."""

_QUIET = Config({"HistoryManager": {"enabled": False}})
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
        _Client(nb_man, kernel_name=kernel_name, **known).execute()


papermill_engines.register(ENGINE, InProcessEngine)


class _Client(PapermillNotebookClient):  # type: ignore[misc]
    """Papermill's client, with a shell in the place of a kernel."""

    def execute(self, **_: Any) -> NotebookNode:
        self.reset_execution_trackers()
        self._cell: tuple[NotebookNode, int] | None = None
        with _shell(self._hear) as self.shell:
            self.papermill_execute_cells()
        self.nb.metadata["language_info"] = IPythonKernel.language_info
        self.set_widgets_metadata()
        done: NotebookNode = self.nb
        return done

    def execute_cell(self, cell: NotebookNode, cell_index: int, **_: Any) -> NotebookNode:
        tags = cell.metadata.get("tags", [])
        if cell.cell_type != "code" or not cell.source.strip() or self.skip_cells_with_tag in tags:
            return cell
        self.code_cells_executed += 1
        cell.metadata["execution"] = {"iopub.status.busy": _now()}
        cell.outputs, cell.execution_count = [], self.shell.execution_count
        self.clear_before_next_output = False
        self._cell = cell, cell_index
        cell.metadata["execution"]["iopub.execute_input"] = _now()
        done = self.shell.run_cell(cell.source, store_history=True)
        sys.stdout.flush()
        sys.stderr.flush()
        cell.metadata["execution"] |= {"shell.execute_reply": _now(), "iopub.status.idle": _now()}
        if (failure := _failure(self.shell, done)) and "raises-exception" not in tags:
            raise CellExecutionError.from_cell_and_msg(cell, failure)
        return cell

    def _hear(self, message: _Message) -> None:
        if self._cell is None:
            return
        cell, index = self._cell
        if not self.clear_before_next_output and _continues(cell.outputs, message):
            cell.outputs[-1]["text"] += message["content"]["text"]
        else:
            self.process_message(message, cell, index)


def _continues(outputs: list[NotebookNode], message: _Message) -> bool:
    """Whether a message goes on where the last output ended: a kernel, too, sends lines in larger pieces."""
    if message["msg_type"] != "stream" or not outputs or outputs[-1].output_type != "stream":
        return False
    return bool(outputs[-1].name == message["content"]["name"])


def _failure(shell: ZMQInteractiveShell, done: ExecutionResult) -> dict[str, Any] | None:
    """What a kernel would reply about a cell that failed."""
    fault = done.error_before_exec or done.error_in_exec
    if fault is None:
        return None
    return {
        "ename": type(fault).__name__,
        "evalue": str(fault),
        "traceback": shell._last_traceback or [],  # noqa: SLF001 where the shell keeps it for the kernel
    }


@contextmanager
def _shell(hear: _Hear) -> Iterator[ZMQInteractiveShell]:
    """A new shell, which is this process's shell for a while; nothing of it stays behind."""
    former = sys.modules["__main__"], sys.displayhook, sys.excepthook
    InteractiveShell.clear_instance()
    shell = ZMQInteractiveShell.instance(config=_QUIET)
    session = _Line(hear)
    shell.displayhook.session = shell.display_pub.session = session  # type: ignore[attr-defined]
    try:
        with ExitStack() as stack:
            stack.enter_context(redirect_stdout(_Stream("stdout", session)))
            stack.enter_context(redirect_stderr(_Stream("stderr", session)))
            stack.enter_context(_replaced(builtins, input=_nobody_answers))
            stack.enter_context(_replaced(comm, create_comm=session.comm))
            yield shell
    finally:
        atexit.unregister(shell.atexit_operations)
        shell.restore_sys_module_state()
        ZMQInteractiveShell.clear_instance()
        sys.modules["__main__"], sys.displayhook, sys.excepthook = former


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


class _Line(Session):
    """Where a kernel would send its messages over a socket: here they are heard at once."""

    def __init__(self, hear: _Hear) -> None:
        super().__init__()
        self._hear = hear

    def msg(self, msg_type: str, content: Any = None, *_: Any, **__: Any) -> _Message:
        return {
            "header": {"msg_type": msg_type, "date": datetime.now(UTC)},
            "parent_header": {},
            "msg_type": msg_type,
            "content": content or {},
        }

    def send(self, stream: Any, msg_or_type: Any, content: Any = None, *_: Any, **__: Any) -> None:  # noqa: ARG002
        self._hear(self.msg(msg_or_type, content) if isinstance(msg_or_type, str) else msg_or_type)

    def comm(self, *args: Any, **keys: Any) -> BaseComm:
        """What a widget speaks through; the state that it tells is recorded."""
        session = self

        class Told(BaseComm):
            def publish_msg(self, msg_type: str, data: Any = None, *_: Any, **more: Any) -> None:
                content = {"comm_id": self.comm_id, "data": data or {}} | more
                session.send(None, msg_type, content)

        return Told(*args, **keys)


class _Stream(TextIOBase):
    """Standard output or error of a cell."""

    def __init__(self, name: str, line: _Line) -> None:
        self.name, self._line = name, line

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return "utf-8"

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if text:
            self._line.send(None, "stream", {"name": self.name, "text": text})
        return len(text)


def _nobody_answers(*_: object) -> str:
    raise StdinNotImplementedError("raw_input was called, but this frontend does not support input requests.")


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
