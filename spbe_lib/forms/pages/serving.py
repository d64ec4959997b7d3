"""Voilà on this computer alone: the counters, their list, and nothing else of the workspace.

Voilà as it comes also serves every picture under its folder and every notebook in it, and its pages ask for
style sheets from elsewhere. Here only the counters are served, and the reports and sheets that were made; the
mail room, the letters and all other files stay out of reach, and no page may load anything from another
address. What a page may send to its kernel is what widgets need: Voilà's own filter lets no code through.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from jupyter_server.base.handlers import AuthenticatedFileHandler
from tornado.ioloop import IOLoop
from tornado.web import HTTPError, authenticated
from traitlets.config import Config
from voila.app import Voila
from voila.handler import BaseVoilaHandler
from voila.static_file_handler import AllowListFileHandler
from voila.tornado.contentshandler import VoilaContentsHandler
from voila.tornado.handler import TornadoVoilaHandler
from voila.tornado.treehandler import TornadoVoilaTreeHandler

from spbe_lib.forms.made_file import OUTPUTS
from spbe_lib.forms.pages.listing import Counter, counters
from spbe_lib.workspace import Workspace

HERE = "127.0.0.1"
"""Only this computer can reach the pages."""

_TEMPLATES = Path(__file__).parent / "templates"
_SHUT = (AllowListFileHandler, TornadoVoilaHandler, TornadoVoilaTreeHandler, VoilaContentsHandler)
_HANDED_OUT = r"[\w-]+/(?:[\w-]+/){0,3}[^/]+\.(?:html|xlsx)"
"""What was made to be read or sent: reports, lists, Kuesioner; no frozen input, no executed copy."""

_LARGEST_MESSAGE = 100_000_000
_ABANDONED_SECONDS = 300
"""A kernel whose page is gone without a word (a closed laptop) ends after that long."""

_OWN_THINGS_ONLY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "frame-src 'self' data: blob:",
        f"connect-src 'self' ws://{HERE}:* ws://localhost:*",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)


def serve(workspace: Workspace, *, port: int, ready: Callable[[str], object]) -> None:
    """Serve the counters until somebody stops the program; their kernels end with it.

    Args:
        workspace: Whose counters; its notebooks run in their own folder.
        port: Where to listen; the next free one is taken where it is in use.
        ready: Called once with the address at which the list of counters stands.

    Raises:
        WorkspaceError: The workspace has no counters.
    """
    counters(workspace)
    pages = _Pages(config=_config(workspace, port), config_file_paths=[])
    pages.initialize(argv=[])
    IOLoop.current().add_callback(lambda: ready(f"http://{HERE}:{pages.port}/"))
    pages.workspace = workspace
    pages.start()


def _config(workspace: Workspace, port: int) -> Config:
    return Config(
        Voila={
            "ip": HERE,
            "port": port,
            "open_browser": False,
            "root_dir": str(workspace.letters.parent),
            "log_level": "ERROR",
            "tornado_settings": {
                # Else a page elsewhere could reach this server under a name of its own.
                "allow_remote_access": False,
                "local_hostnames": [HERE, "localhost"],
                # As large as an upload of evidence may be, with what its text form adds.
                "websocket_max_message_size": _LARGEST_MESSAGE,
                "headers": {"Content-Security-Policy": _OWN_THINGS_ONLY, "Referrer-Policy": "no-referrer"},
            },
        },
        VoilaConfiguration={
            "allow_template_override": "NO",
            "allow_theme_override": "NO",
            "file_allowlist": [],
            "show_tracebacks": False,
            "strip_sources": True,
        },
        HTMLExporter={"language_code": "id"},
        KernelManager={"transport_encryption": "auto"},
        MappingKernelManager={"cull_idle_timeout": _ABANDONED_SECONDS, "cull_interval": 30},
    )


class _Pages(Voila):
    workspace: Workspace

    def setup_template_dirs(self) -> None:
        """Our own pages go before Voilà's."""
        super().setup_template_dirs()
        self.template_paths.insert(0, str(_TEMPLATES))

    def init_handlers(self) -> list[Any]:
        """The counters, their list, what was made, and nothing else."""
        handlers: list[Any] = [each for each in super().init_handlers() if each[1] not in _SHUT]
        shared = {"voila_configuration": self.voila_configuration}
        drawing = {**shared, "template_paths": self.template_paths, "config": self.config}
        known, outputs = {"workspace": self.workspace}, self.workspace.outputs("")
        return [
            *handlers,
            (r"/", _List, {**shared, **known}),
            (r"/(\d\d_\w+)", _Counter, {**drawing, **known}),
            (rf"/{OUTPUTS}/({_HANDED_OUT})", _HandedOut, {"path": str(outputs)}),
            (r"/.*", _Nothing, shared),
        ]


class _List(BaseVoilaHandler):
    def initialize(self, **kwargs: Any) -> None:
        """Take the workspace along."""
        self.workspace: Workspace = kwargs.pop("workspace")
        super().initialize(**kwargs)

    @authenticated
    def get(self) -> None:
        """The list of counters."""
        self.finish(self.render_template("list.html", counters=counters(self.workspace)))


class _Counter(TornadoVoilaHandler):
    def initialize(self, **kwargs: Any) -> None:
        """Take the workspace along."""
        self.workspace: Workspace = kwargs.pop("workspace")
        super().initialize(**kwargs)

    @authenticated
    async def get(self, path: str) -> None:
        """One counter, with a kernel of its own."""
        if path not in _names(counters(self.workspace)):
            raise HTTPError(404)
        _ = self.xsrf_token  # sets the cookie without which a closed page could not end its kernel
        await super().get(f"{path}.ipynb")


def _names(found: tuple[Counter, ...]) -> set[str]:
    return {counter.name for counter in found}


class _HandedOut(AuthenticatedFileHandler):
    def check_xsrf_cookie(self) -> None:
        """Let a typed or kept address open a report too: reading changes nothing."""

    def write_error(self, status_code: int, **_: Any) -> None:
        """A sentence, and no more than that."""
        page = self.settings["voila_jinja2_env"].get_template("error.html")
        self.finish(page.render(status_code=status_code))


class _Nothing(BaseVoilaHandler):
    @authenticated
    def get(self) -> None:
        """There is nothing here."""
        raise HTTPError(404)
