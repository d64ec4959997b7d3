"""A kernel in the present process: IPython's shell and streams, without sockets and threads.

What a kernel would send over a socket is heard at once.
"""

import atexit
import builtins
import getpass
import os
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
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
from papermill.log import logger
from traitlets.config import Config

_QUIET = Config({"HistoryManager": {"enabled": False}})
_FIGURES = "module://matplotlib_inline.backend_inline"
_LONE = re.compile("[\ud800-\udfff]")
"""Halves of a character: no file can hold them."""

Message = dict[str, Any]
"""What a kernel tells: type, content, and the request that it answers."""

Hear = Callable[[Message], None]
"""Whoever is told."""


@contextmanager
def bare_kernel(line: "Line") -> Iterator["BareKernel"]:
    """A kernel whose shell is this process's shell for a while; nothing of it stays behind."""
    former = sys.modules["__main__"], sys.displayhook, sys.excepthook
    InteractiveShell.clear_instance()
    kernel = BareKernel(line)
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


class BareKernel(IPythonKernel):
    """A kernel that executes, and no more: no sockets, no threads, and nobody who answers questions."""

    shell: Any
    debugger_class: Any = None  # would be looked up, and takes a quarter of a second to load

    def __init__(self, line: "Line") -> None:  # without IPythonKernel's own, which opens all that
        self.session, self.log = line, logger
        self.shell = ZMQInteractiveShell.instance(config=_QUIET, compiler_class=_Compiler, kernel=self)
        # IPython keeps them at the class, where they would outlive the report and meet the next one's.
        self.shell.history_manager.outputs = defaultdict(list)
        self.shell.enable_gui = lambda *_: None  # figures stand under their cell, never in a window
        self.shell.displayhook.session = self.shell.display_pub.session = line
        self.shell_channel_thread = SimpleNamespace(parent_thread=None)
        self._allow_stdin = False

    def reply(self, done: ExecutionResult) -> Message:
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


class Line(Session):
    """Where a kernel would send its messages over a socket: here they are heard at once."""

    def __init__(self, hear: Hear) -> None:
        super().__init__()
        self._hear = hear

    def send(
        self,
        stream: Any,  # noqa: ARG002
        msg_or_type: Message | str,
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

    def __init__(self, name: str, line: Line) -> None:
        super().__init__(line, _Wire(), name, watchfd=False)  # type: ignore[no-untyped-call]
        if beneath := getattr(sys, f"__{name}__"):  # no such thing in a program without a console
            self._original_stdstream_copy = beneath.fileno()

    def _flush_buffers(self) -> Iterator[tuple[Message, str]]:
        for parent, text in super()._flush_buffers():  # type: ignore[no-untyped-call]
            yield parent, _LONE.sub("\N{REPLACEMENT CHARACTER}", text)
