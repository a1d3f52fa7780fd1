"""kg chat: the Streamlit app."""

import os
import sys

import click

from kg.cli.common import Context, shared
from kg.errors import InputError
from kg.shipped import APP, shipped_root


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8501, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on.")
@shared(("text",), "text")
def command(context: Context, host: str, port: int) -> int:
    """Open the chat: a page on this machine where questions are asked and answers explained."""
    app = shipped_root() / APP
    if not (app / "chat.py").is_file():
        raise InputError(f"The app is not in {app}.", "Install the package again.")
    os.environ["KG_GRAPH"] = os.pathsep.join(_absolute(place) for place in context.settings.graph)
    context.note(f"the chat is on http://{host}:{port}")
    os.chdir(app)
    arguments = ["--server.address", host, "--server.port", str(port), "--server.headless", "true"]
    command = [sys.executable, "-m", "streamlit", "run", "chat.py", *arguments, "--browser.gatherUsageStats", "false"]
    os.execv(sys.executable, command)  # noqa: S606


def _absolute(place: str) -> str:
    return os.path.abspath(place) if os.path.exists(place) else place  # noqa: PTH100, PTH110
