"""People at the counters, for real: JupyterLab and ``spbe serve``, in a browser that reaches nothing else.

One JupyterLab and one ``spbe serve`` run for all tests, in one workspace. A test sits at a cycle of its own:

    def test_a_draft_survives_a_restart(lab: Lab, cycle: str) -> None:
        seat = lab.sit("01_isi_jawaban", siklus=cycle, nama="Siti")
        seat.counter.get_by_label("Fakta").fill("Sudah ditetapkan.")
        seat.restart()
        ...
        assert seat.complaints == []
        assert serious(seat.page, COUNTER) == []

``cycle`` is a copy of the example with all that was received, ``empty_cycle`` one with nothing received;
``lab`` is JupyterLab, ``voila`` the pages, and with ``both`` a test runs at the one and then at the other.
What a test opened is closed after it, and its kernels end. ``running_lab`` and ``running_pages`` serve
measurements outside of tests too.
"""

import json
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Protocol, TypeVar

import nbformat
import psutil  # type: ignore[import-untyped]
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Error, Locator, Page, Route

from spbe_lib.errors import SpbeError
from spbe_lib.intake.again import receive_kept
from spbe_lib.workspace import Workspace, open_workspace
from tests.intake.desks import BUNDLED, copy_register, desk_in

ROOT = Path(__file__).parents[2]
LAPTOP, PHONE = (1366, 768), (390, 844)
TOKEN = "uji"
COUNTER = ".spbe-loket"
NOT_KEPT = shutil.ignore_patterns("spbe.db*", "backups", "evidence")
"""What a copy of a cycle goes without."""

SLOW_MS = 60_000
"""A kernel on a busy machine may take its time; nothing here is measured."""

_HARMLESS = re.compile(
    r"Unsatisfied version|shared module|Available versions|WebSocket|WEBGL|GPU", re.IGNORECASE
)
"""What JupyterLab and Voilà say of themselves on the console."""


@dataclass(frozen=True, kw_only=True)
class Server:
    """A server that runs: where, and as which process."""

    address: str
    process: psutil.Process

    def kernels(self) -> list[psutil.Process]:
        """The processes under it that run somebody's notebook."""
        return [each for each in self.process.children(recursive=True) if _is_kernel(each)]


@dataclass
class Seat:
    """Somebody's browser at a counter, and what went wrong there."""

    page: Page
    own: str
    complaints: list[str] = field(default_factory=list)
    asked_outside: list[str] = field(default_factory=list)

    @property
    def counter(self) -> Locator:
        """The counter itself."""
        return self.page.locator(COUNTER).first

    def ready(self) -> "Seat":
        """Wait for the first usable form."""
        self.counter.locator("button, input, select, textarea").first.wait_for(timeout=SLOW_MS)
        return self

    def type(self, text: str) -> None:
        """Type where the focus is, key by key as people do.

        While a kernel is busy a page gathers the keys of a field with ``continuous_update`` into one later
        message, which a click overtakes: a handler may then see less than what was typed.
        """
        self.page.keyboard.type(text, delay=25)

    def reach(self, route: Route) -> None:
        """Let a request through to the own server only."""
        url = route.request.url
        if url.startswith((self.own, "data:", "blob:")):
            route.continue_()
        else:
            self.asked_outside.append(url)
            route.abort()

    def complain(self, kind: str, text: str) -> None:
        """Note what a page should not say."""
        if kind == "error" and not _HARMLESS.search(text):
            self.complaints.append(text)


class LabSeat(Seat):
    """A seat in JupyterLab, where notebooks are run, restarted and saved."""

    def run_all(self) -> "LabSeat":
        """Run all cells by the menu and wait for the form."""
        self._choose("Run", "Run All Cells")
        self.ready()
        return self

    def restart(self) -> "LabSeat":
        """Restart the kernel, run all cells again, and wait for the new form."""
        old = self.counter.element_handle()
        self._choose("Kernel", "Restart Kernel and Run All Cells…")
        self.page.locator(".jp-Dialog").get_by_role("button", name="Confirm Kernel Restart").click()
        self.page.wait_for_function("old => !old.isConnected", arg=old, timeout=SLOW_MS)
        self.ready()
        return self

    def save(self, notebook: Path) -> nbformat.NotebookNode:
        """Save by the keyboard; the notebook as it lies on the disk afterwards."""
        before = notebook.stat().st_mtime_ns
        self.page.locator(".jp-Notebook").first.focus()
        self.page.keyboard.press("Control+s")
        deadline = time.monotonic() + SLOW_MS / 1000
        while notebook.stat().st_mtime_ns == before and time.monotonic() < deadline:
            self.page.wait_for_timeout(100)
        self.page.wait_for_timeout(500)  # the file is emptied before it is written
        saved: nbformat.NotebookNode = nbformat.read(notebook, as_version=4)
        return saved

    def _choose(self, menu: str, entry: str) -> None:
        self.page.locator(".lm-MenuBar-itemLabel", has_text=re.compile(f"^{menu}$")).click()
        label = self.page.locator(".lm-Menu-itemLabel", has_text=re.compile(f"^{re.escape(entry)}$"))
        label.click()


_S = TypeVar("_S", bound=Seat)


class Place(Protocol):
    """Where one can sit down: JupyterLab, or the pages of Voilà."""

    workspace: Workspace

    def sit(self, counter: str, *, size: tuple[int, int] = LAPTOP, **parameters: str) -> Seat:
        """Open a counter and wait for its form."""


@dataclass
class Lab:
    """JupyterLab, for one test."""

    workspace: Workspace
    server: Server
    browser: Browser

    def open(self, counter: str, **parameters: str) -> LabSeat:
        """Open a notebook without running it."""
        notebook = placed(self.workspace, counter, parameters)
        seat = _seat(LabSeat, self.browser, self.server.address, LAPTOP)
        place = f"lab/workspaces/{notebook.stem}/tree/notebooks/{notebook.name}"
        seat.page.goto(f"{self.server.address}{place}?reset&token={TOKEN}")
        # A notebook that runs before its kernel listens runs nothing at all.
        seat.page.get_by_text(re.compile(r"\| Idle$")).wait_for(timeout=SLOW_MS)
        return seat

    def sit(self, counter: str, *, size: tuple[int, int] = LAPTOP, **parameters: str) -> LabSeat:
        """Open a notebook, run all its cells and wait for its form."""
        seat = self.open(counter, **parameters).run_all()
        seat.page.set_viewport_size({"width": size[0], "height": size[1]})
        return seat

    def leave(self) -> None:
        """End the kernels of this test."""
        head = {"Authorization": f"token {TOKEN}"}
        for session in json.loads(asked(self.server, "api/sessions", head=head)[1]):
            asked(self.server, f"api/sessions/{session['id']}", method="DELETE", head=head)


@dataclass
class Voila:
    """The pages of ``spbe serve``, for one test."""

    workspace: Workspace
    server: Server
    browser: Browser
    opened: list[Page] = field(default_factory=list)
    before: frozenset[int] = frozenset()

    def visit(self, path: str = "", *, size: tuple[int, int] = LAPTOP) -> Seat:
        """Open a page of the server, whatever it is; the list of counters when no path is given."""
        seat = _seat(Seat, self.browser, self.server.address, size)
        self.opened.append(seat.page)
        seat.page.goto(f"{self.server.address}{path}")
        return seat

    def sit(self, counter: str, *, size: tuple[int, int] = LAPTOP, **parameters: str) -> Seat:
        """Open a counter as a page and wait for its form."""
        return self.visit(placed(self.workspace, counter, parameters).stem, size=size).ready()

    def leave(self) -> None:
        """Close what is open as people do, so that its kernels end."""
        contexts = {page.context for page in self.opened}
        for page in self.opened:
            with suppress(Error):  # closed by the test already
                page.close(run_before_unload=True)
        deadline = time.monotonic() + 10
        while self._begun() and time.monotonic() < deadline:
            for context in contexts:
                context.cookies()  # lets the page's last word through, which we would hold up by waiting
            time.sleep(0.1)

    def _begun(self) -> list[psutil.Process]:
        """Kernels of this test; one that another test left behind by force ends in its own time."""
        return [each for each in self.server.kernels() if each.pid not in self.before]


def serious(page: Page, within: str | None = None) -> list[str]:
    """What axe-core finds serious or worse in a page, or only inside a part of it, with where it stands."""
    found = Axe().run(page, context=within).response["violations"]
    return [
        f"{each['id']}: {', '.join(node['html'][:120] for node in each['nodes'])}"
        for each in found
        if each["impact"] in {"serious", "critical"}
    ]


def placed(workspace: Workspace, counter: str, parameters: Mapping[str, str]) -> Path:
    """A copy of a counter's notebook with these parameters, as somebody would type them into it."""
    folder = workspace.letters.parent
    notebook = nbformat.read(folder / f"{counter}.ipynb", as_version=4)
    cell = next(each for each in notebook.cells if "parameters" in each.metadata.get("tags", []))
    for name, value in parameters.items():
        cell.source, times = re.subn(rf"(?m)^({name}: str = ).*$", rf"\g<1>{json.dumps(value)}", cell.source)
        assert times == 1, f"{counter}: {name}"
    slug = re.sub(r"\W", "_", "_".join(parameters.values()))
    path = folder / f"{counter}_{slug}.ipynb"
    nbformat.write(notebook, path)
    return path


@contextmanager
def running_lab(workspace: Workspace, home: Path) -> Iterator[Server]:
    """A JupyterLab of its own: no browser, no news, nothing from this machine's settings."""
    port = _free_port()
    options = {
        "ServerApp.ip": "127.0.0.1",
        "ServerApp.port": port,
        "ServerApp.port_retries": 0,
        "ServerApp.root_dir": workspace.root,
        "ServerApp.open_browser": False,
        "ServerApp.allow_root": True,
        "IdentityProvider.token": TOKEN,
        "LabApp.news_url": None,
        "LabApp.check_for_updates_class": "jupyterlab.NeverCheckForUpdate",
        "LabApp.extension_manager": "readonly",
    }
    command = [sys.executable, "-m", "jupyterlab", *(f"--{key}={value}" for key, value in options.items())]
    address = f"http://127.0.0.1:{port}/"
    quiet = {"@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False}}
    settings = home / "config" / "labconfig" / "default_setting_overrides.json"
    settings.parent.mkdir(parents=True)
    settings.write_text(json.dumps(quiet), encoding="utf-8")
    with _process(command, workspace.root, home) as process:
        _wait_until(process, home, lambda: _answers(address))
        yield Server(address=address, process=psutil.Process(process.pid))


@contextmanager
def running_pages(workspace: Workspace, home: Path) -> Iterator[Server]:
    """``spbe serve`` as an operator starts it, without a browser."""
    port = _free_port()
    spbe = str(Path(sys.executable).with_name("spbe"))
    command = [spbe, "serve", "--no-browser", "--port", str(port)]
    address = f"http://127.0.0.1:{port}/"
    with _process(command, workspace.root, home) as process:
        _wait_until(process, home, lambda: address in (home / "log").read_text(encoding="utf-8"))
        yield Server(address=address, process=psutil.Process(process.pid))


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The workspace in which both servers run: the notebooks, and the example with all that was received."""
    root = tmp_path_factory.mktemp("kantor")
    shutil.copytree(
        ROOT / "notebooks", root / "notebooks", ignore=shutil.ignore_patterns(".ipynb_checkpoints")
    )
    folder = Path(shutil.copytree(BUNDLED, root / "inputs" / BUNDLED.name, ignore=NOT_KEPT))
    with desk_in(folder) as desk:
        assert not [each for each in receive_kept(desk) if isinstance(each, SpbeError)]
    return open_workspace(root)


@pytest.fixture(scope="session")
def lab_server(office: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One JupyterLab for all tests."""
    with running_lab(office, tmp_path_factory.mktemp("rumah-lab")) as server:
        yield server


@pytest.fixture(scope="session")
def page_server(office: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One ``spbe serve`` for all tests."""
    with running_pages(office, tmp_path_factory.mktemp("rumah-halaman")) as server:
        yield server


@pytest.fixture
def lab(office: Workspace, lab_server: Server, browser: Browser) -> Iterator[Lab]:
    """JupyterLab, left without kernels after the test."""
    made = Lab(office, lab_server, browser)
    yield made
    made.leave()


@pytest.fixture
def voila(office: Workspace, page_server: Server, browser: Browser) -> Iterator[Voila]:
    """The pages of ``spbe serve``, left without kernels after the test."""
    before = frozenset(each.pid for each in page_server.kernels())
    made = Voila(office, page_server, browser, before=before)
    yield made
    made.leave()


@pytest.fixture(params=["lab", "voila"])
def both(request: pytest.FixtureRequest) -> Place:
    """First JupyterLab, then the pages: what works at one has to work at the other."""
    place: Place = request.getfixturevalue(request.param)
    return place


@pytest.fixture
def cycle(office: Workspace, request: pytest.FixtureRequest) -> Iterator[str]:
    """Name of a cycle of this test's own: the example with all that was received."""
    folder = Path(shutil.copytree(office.inputs / BUNDLED.name, office.inputs / _slug(request.node.name)))
    with closing(sqlite3.connect(folder / "spbe.db")) as database, database:
        database.execute("UPDATE cycle SET name = ?", (folder.name,))
    yield folder.name
    shutil.rmtree(folder)


@pytest.fixture
def empty_cycle(office: Workspace, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """Name of a cycle of this test's own: the example's register, with nothing received."""
    folder = office.inputs / f"{_slug(request.node.name)}-kosong"
    shutil.move(copy_register(tmp_path), folder)
    yield folder.name
    shutil.rmtree(folder)


def _seat(kind: type[_S], browser: Browser, own: str, size: tuple[int, int]) -> _S:
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, accept_downloads=True)
    seat = kind(context.new_page(), own)
    seat.page.set_default_timeout(SLOW_MS)
    context.route("**/*", seat.reach)
    seat.page.on("console", lambda message: seat.complain(message.type, message.text))
    seat.page.on("pageerror", lambda error: seat.complain("error", str(error)))
    return seat


def _is_kernel(process: psutil.Process) -> bool:
    try:
        return "ipykernel_launcher" in " ".join(process.cmdline())
    except psutil.NoSuchProcess:
        return False


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[-48:].strip("-")


@contextmanager
def _process(command: list[str], folder: Path, home: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A server as a process of its own, with all that it started gone at the end."""
    places = {"HOME": home, "JUPYTER_CONFIG_DIR": home / "config", "JUPYTER_DATA_DIR": home / "data"}
    more = {"JUPYTER_RUNTIME_DIR": home / "runtime", "IPYTHONDIR": home / "ipython"}
    env = {**os.environ, **{key: str(place) for key, place in (places | more).items()}}
    with (home / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, env=env, stdout=log, stderr=subprocess.STDOUT)
        family = psutil.Process(process.pid)
        try:
            yield process
        finally:
            started = family.children(recursive=True) if family.is_running() else []
            process.terminate()
            process.wait(timeout=30)
            _, alive = psutil.wait_procs(started, timeout=10)
            for each in alive:
                each.kill()


def _wait_until(process: subprocess.Popen[bytes], home: Path, arrived: Callable[[], bool]) -> None:
    deadline = time.monotonic() + SLOW_MS / 1000
    while not arrived():
        told = (home / "log").read_text(encoding="utf-8")
        assert process.poll() is None, told
        assert time.monotonic() < deadline, told
        time.sleep(0.2)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(server: str) -> bool:
    try:
        return _fetched(server, f"api/status?token={TOKEN}")[0] == 200
    except OSError:
        return False


def asked(
    server: Server, path: str, *, method: str = "GET", head: Mapping[str, str] | None = None
) -> tuple[int, bytes]:
    """What a server answers without any browser: the status and the content."""
    return _fetched(server.address, path, method, head)


def _fetched(
    address: str, path: str, method: str = "GET", head: Mapping[str, str] | None = None
) -> tuple[int, bytes]:
    with closing(HTTPConnection(address.split("/")[2], timeout=30)) as line:
        line.request(method, f"/{path}", headers=dict(head or {}))
        reply = line.getresponse()
        return reply.status, reply.read()
