"""``spbe serve``: the counters as pages, and nothing that a page could be misused for."""

import json
import signal
from collections.abc import Iterator
from pathlib import Path

import nbformat
import psutil  # type: ignore[import-untyped]
import pytest
from playwright.sync_api import Browser, Page

from spbe_lib.workspace import Workspace, evidence
from tests.browser.workbench import LAPTOP, PHONE, Lab, Place, Server, Voila, asked, running_pages, serious

COUNTER = """
import ipywidgets as w
from spbe_lib.forms import look

said, name = look.told(), w.Text(description="Nama Anda", continuous_update=False)
go = w.Button(description="Sapa")
go.on_click(lambda _: setattr(said, "value", look.note("Halo, " + name.value)))
look.counter("Loket uji", name, go, said)
"""
pytestmark = pytest.mark.usefixtures("made")

BROKEN = 'open("/tempat/rahasia/kunci.txt")'


@pytest.fixture(scope="module")
def made(office: Workspace) -> Iterator[Workspace]:
    """The workspace with a small counter and with one that breaks."""
    folder = office.letters.parent
    files = [
        _written(folder / "98_uji.ipynb", "# Loket uji\n\nMenyapa.", COUNTER),
        _written(folder / "99_rusak.ipynb", "# Loket rusak\n\nSelalu gagal.", BROKEN),
    ]
    yield office
    for file in files:
        file.unlink()


def _written(path: Path, told: str, code: str) -> Path:
    notebook = nbformat.v4.new_notebook(
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    )
    parameters = nbformat.v4.new_code_cell('nama: str = ""', metadata={"tags": ["parameters"]})
    notebook.cells = [nbformat.v4.new_markdown_cell(told), parameters, nbformat.v4.new_code_cell(code)]
    nbformat.write(notebook, path)
    return path


def test_the_same_counter_works_in_jupyterlab_and_as_a_page(both: Place) -> None:
    """The same form by the keyboard alone, with the network off, without a complaint."""
    seat = both.sit("98_uji", nama="uji")

    seat.counter.get_by_label("Nama Anda").focus()
    seat.type("Siti <b>Aminah</b>")
    seat.page.keyboard.press("Tab")
    seat.page.keyboard.press("Enter")

    seat.counter.get_by_text("Halo, Siti <b>Aminah</b>").wait_for()
    assert seat.complaints == []
    assert seat.asked_outside == []


def test_a_notebook_in_jupyterlab_is_restarted_and_saved(lab: Lab, made: Workspace) -> None:
    """A restarted kernel brings a fresh form; what is saved is the notebook."""
    seat = lab.sit("98_uji", nama="ulang")
    seat.counter.get_by_label("Nama Anda").fill("lama")

    seat.restart()

    assert seat.counter.get_by_label("Nama Anda").input_value() == ""
    saved = seat.save(made.letters.parent / "98_uji_ulang.ipynb")
    assert saved.cells[-1].execution_count


def test_the_list_names_every_counter_and_no_letter(voila: Voila) -> None:
    """The first page says in Indonesian what each counter is for."""
    seat = voila.visit(size=PHONE)

    links = seat.page.get_by_role("link").all_inner_texts()
    assert "Loket ujiMenyapa." in [each.replace("\n", "") for each in links]
    assert not [each for each in links if "Laporan OPD" in each]
    assert seat.page.locator("html").get_attribute("lang") == "id"
    assert seat.complaints == []
    assert seat.asked_outside == []


def test_a_page_shows_no_code_and_says_in_indonesian_that_it_cannot_open(
    voila: Voila, made: Workspace
) -> None:
    """What broke inside is not told to who sits at the page: no path, no traceback, no English."""
    seat = voila.visit("99_rusak")
    seat.page.get_by_text("Loket ini tidak dapat dibuka").wait_for()

    source = seat.page.content()
    assert "kunci.txt" not in source
    assert "Traceback" not in source
    assert "Voil" not in seat.page.inner_text("body")
    assert str(made.root) not in source


ASKING = """
([kernel, request]) => new Promise(done => {
  const answers = [];
  const line = new WebSocket(`ws://${location.host}/api/kernels/${kernel}/channels?session_id=uji`);
  const ask = (kind, content) => line.send(JSON.stringify({
    channel: "shell", content, metadata: {}, parent_header: {}, buffers: [],
    header: {
      msg_id: crypto.randomUUID(), msg_type: kind, session: "uji", username: "", version: "5.3", date: "",
    },
  }));
  line.onmessage = event => {
    const kind = JSON.parse(event.data).msg_type;
    answers.push(kind);
    if (kind === "comm_info_reply") { line.close(); done(answers); }
  };
  line.onopen = () => { ask("execute_request", request); ask("comm_info_request", {}); };
})
"""
"""Sends code to a kernel as somebody would who knows its protocol, then a question that is allowed."""


def test_no_code_reaches_a_kernel_from_a_page(voila: Voila, tmp_path: Path) -> None:
    """A message that asks the kernel to run something is dropped; what widgets need goes through."""
    seat = voila.sit("98_uji", nama="saring")
    proof = tmp_path / "terlaksana"
    code = f"open({str(proof)!r}, 'w').close()"
    request = {
        "code": code,
        "silent": False,
        "store_history": False,
        "user_expressions": {},
        "allow_stdin": False,
    }

    answers = seat.page.evaluate(ASKING, [_kernel_of(seat.page), request])

    assert "comm_info_reply" in answers
    assert not {"execute_reply", "execute_input"} & set(answers)
    assert not proof.exists()


def _kernel_of(page: Page) -> str:
    told = json.loads(page.locator("#jupyter-config-data").text_content() or "")
    return str(told["kernelId"])


@pytest.mark.failure(23)
@pytest.mark.parametrize(
    "path",
    [
        "voila/files/{0}",
        "voila/files/../{0}",
        "voila/files/..%2f{0}",
        "voila/static/../../{0}",
        "voila/static/..%2f..%2f{0}",
        "voila/templates/lab/static/../{0}",
        "voila/render/{0}",
        "voila/tree/..",
        "voila/api/contents/..",
        "files/{0}",
        "{0}",
    ],
)
def test_no_file_of_the_workspace_is_served(voila: Voila, made: Workspace, path: str) -> None:
    """Evidence, records, received files and letters stay where they are, whatever address is tried."""
    folder = made.inputs / "contoh-2024"
    proof = evidence(folder) / "ab" / "bukti.png"
    proof.parent.mkdir(parents=True, exist_ok=True)
    proof.write_bytes(b"rahasia dinas")
    files = (proof, folder / "spbe.db", folder / "opd.csv", made.letters / "laporan_opd.ipynb")

    for file in files:
        status, content = asked(voila.server, path.format(file.relative_to(made.root).as_posix()))
        assert status >= 400
        assert file.read_bytes()[:64] not in content


@pytest.mark.failure(23)
def test_what_was_made_is_handed_out_and_what_it_was_made_from_is_not(voila: Voila, made: Workspace) -> None:
    """Reports and Kuesioner open beside the counters; frozen inputs and executed copies do not."""
    folder = made.outputs("contoh-2024")
    for name in ("opd/dinkes.html", "inputs/opd/dinkes.json", "notebooks/opd/dinkes.ipynb", "run.json"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("isi berkas", encoding="utf-8")

    assert asked(voila.server, "hasil/contoh-2024/opd/dinkes.html") == (200, b"isi berkas")
    for name in ("inputs/opd/dinkes.json", "notebooks/opd/dinkes.ipynb", "run.json", "opd/tidak-ada.html"):
        status, content = asked(voila.server, f"hasil/contoh-2024/{name}")
        assert status == 404
        assert "Halaman ini tidak ada." in content.decode()
    assert asked(voila.server, "hasil/contoh-2024/..%2f..%2finputs/contoh-2024/opd.csv")[0] == 404


def test_another_name_for_this_computer_is_refused(voila: Voila) -> None:
    """A page elsewhere cannot point a name of its own at this server and read what is in it."""
    assert asked(voila.server, "", head={"Host": "jahat.example"})[0] == 403


def test_only_this_computer_is_listened_to(page_server: Server) -> None:
    """The server stands on the loopback address alone."""
    listening = [each for each in page_server.process.net_connections("inet") if each.status == "LISTEN"]

    assert {each.laddr.ip for each in listening} == {"127.0.0.1"}


def test_a_closed_page_ends_its_kernel(voila: Voila) -> None:
    """Nothing is left running for a page that nobody looks at."""
    before = set(voila.server.kernels())
    seat = voila.sit("98_uji", nama="tutup")
    (kernel,) = set(voila.server.kernels()) - before

    seat.page.close(run_before_unload=True)

    assert psutil.wait_procs([kernel], timeout=20)[1] == []


@pytest.mark.usefixtures("heeding_ctrl_c")
def test_a_stopped_server_leaves_nothing_running(office: Workspace, browser: Browser, tmp_path: Path) -> None:
    """Ctrl+C ends the server and every kernel under it, and says so."""
    with running_pages(office, tmp_path) as server:
        Voila(office, server, browser).sit("98_uji", nama="henti")
        family = [server.process, *server.kernels()]
        server.process.send_signal(signal.SIGINT)
        _, alive = psutil.wait_procs(family, timeout=20)

    assert len(family) == 2
    assert alive == []
    assert "Loket ditutup." in (tmp_path / "log").read_text(encoding="utf-8")


@pytest.mark.parametrize("size", [LAPTOP, PHONE])
def test_the_list_can_be_used_by_everybody(voila: Voila, size: tuple[int, int]) -> None:
    """No serious finding by axe-core, nothing wider than the screen."""
    page = voila.visit(size=size).page

    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
