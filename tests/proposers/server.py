"""A server that speaks the protocol of OpenAI's chat completions, over real HTTP, and says what a test tells it to."""

import json
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Script:
    """What the server replies, and what it was asked."""

    content: str | None = '{"proposals": []}'
    """The model's message; None for a body that is no reply at all."""
    status: int = 200
    body: bytes | None = None
    """The whole body, in the place of a well-formed one."""
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0.0
    drop: float = 0.0
    """Seconds between two bytes of the body."""
    asked: list[dict[str, Any]] = field(default_factory=list)
    seen: list[dict[str, str]] = field(default_factory=list)
    url: str = ""

    def propose(self, *proposals: dict[str, Any]) -> None:
        """Reply with these proposals."""
        self.content = json.dumps({"proposals": proposals})

    def questions(self) -> Sequence[str]:
        """The questions that the server was asked for help with."""
        return [json.loads(body["messages"][1]["content"])["question"] for body in self.asked]

    def reply(self) -> bytes:
        """The body of a reply."""
        if self.body is not None:
            return self.body
        message = {"role": "assistant", "content": self.content}
        return json.dumps({"object": "chat.completion", "choices": [{"index": 0, "message": message}]}).encode()


@contextmanager
def serving(script: Script) -> Iterator[Script]:
    """The script, played on a free port of this machine; its `url` is the base."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            script.asked.append(json.loads(self.rfile.read(length)))
            script.seen.append({"path": self.path, **dict(self.headers)})
            time.sleep(script.wait)
            body = script.reply()
            self.send_response(script.status)
            for name, value in {"Content-Type": "application/json", **script.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self._send(body)

        def _send(self, body: bytes) -> None:
            pieces = [body] if not script.drop else [body[i : i + 1] for i in range(len(body))]
            try:
                for piece in pieces:
                    self.wfile.write(piece)
                    self.wfile.flush()
                    time.sleep(script.drop)
            except OSError:
                return  # the client has had enough

        def log_message(self, *arguments: Any) -> None:
            """Nothing is printed."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    script.url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield script
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
