"""Proposals from a language model behind an OpenAI-compatible server."""

import json
import time
from typing import Any

import httpx2

from kg.errors import ServiceError, UsageError
from kg.model import Proposal, Request
from kg.proposers.prompt import messages, read_proposals

SECONDS = 30.0
CONNECT_SECONDS = 5.0
LARGEST = 1_000_000
"""A longer reply, in bytes, is not read to its end."""
LAST_PORT = 65_535
HINT = "Check llm_url and llm_model, or leave llm_url empty to do without."


class ChatProposer:
    """Asks one model, once a question, within `seconds`; `url` is the base, such as http://127.0.0.1:11434/v1.

    Raises UsageError for a URL that cannot be one.
    """

    def __init__(self, url: str, model: str, key: str = "", seconds: float = SECONDS) -> None:
        self._url, self._model, self._seconds = _parsed(url), model, seconds
        self._headers = {"Authorization": f"Bearer {key}"} if key else {}

    @property
    def name(self) -> str:
        """The model and its server."""
        port = f":{self._url.port}" if self._url.port else ""
        return f"{self._model} at {self._url.host}{port}"

    def propose(self, request: Request, /) -> tuple[Proposal, ...]:
        """What the model proposes; raises ServiceError when it cannot be asked or its reply cannot be used."""
        body = {"model": self._model, "messages": messages(request), "temperature": 0}
        reply = self._post(body)
        try:
            content = json.loads(reply)["choices"][0]["message"]["content"]
        except (ValueError, RecursionError, LookupError, TypeError) as error:
            raise ServiceError(f"{self.name} does not reply as OpenAI's chat completions do.", HINT) from error
        return read_proposals(content if isinstance(content, str) else "")

    def _post(self, body: dict[str, Any]) -> bytes:
        timeout = httpx2.Timeout(self._seconds, connect=min(CONNECT_SECONDS, self._seconds))
        try:
            with httpx2.Client(timeout=timeout, headers=self._headers) as client:
                return self._read(client, body)
        except httpx2.TimeoutException as error:
            raise ServiceError(f"{self.name} took longer than {self._seconds:g} s.", HINT) from error
        except (httpx2.HTTPError, OSError) as error:
            raise ServiceError(f"{self.name} cannot be asked: {_cause(error)}.", HINT) from error

    def _read(self, client: httpx2.Client, body: dict[str, Any]) -> bytes:
        """The reply's bytes; a server that sends them drop by drop has no more time than another."""
        until, found = time.monotonic() + self._seconds, b""
        with client.stream("POST", self._url, json=body) as response:
            if response.status_code != httpx2.codes.OK:
                raise ServiceError(f"{self.name} replies with status {response.status_code}.", HINT)
            for piece in response.iter_bytes():
                found += piece
                if len(found) > LARGEST:
                    raise ServiceError(f"{self.name} replies with more than {LARGEST:,} bytes.", HINT)
                if time.monotonic() > until:
                    raise ServiceError(f"{self.name} took longer than {self._seconds:g} s.", HINT)
        return found


def _parsed(base: str) -> httpx2.URL:
    try:
        url = httpx2.URL(f"{base.rstrip('/')}/chat/completions")
    except httpx2.InvalidURL as error:
        raise UsageError(f"{base!r} is no URL: {_cause(error)}.", "Check llm_url.") from error
    if url.scheme not in ("http", "https") or not url.host or (url.port or 0) > LAST_PORT:
        raise UsageError(f"{base!r} is not the URL of a server.", "Give an llm_url such as http://127.0.0.1:11434/v1.")
    return url


def _cause(error: Exception) -> str:
    return " ".join(str(error).split()).rstrip(".") or type(error).__name__
