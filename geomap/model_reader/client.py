"""One question to a server that speaks the OpenAI chat protocol; every fault is one clause."""

from __future__ import annotations

import json
import os
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from geomap.errors import InputError, MissingExtraError
from geomap.model_reader.answer_schema import answer_schema

if TYPE_CHECKING:
    from geomap.model_reader.prompt import Messages
    from geomap.settings import ModelSettings

KEY = "GEOMAP_MODEL_KEY"
"""The environment variable with the server's key; it is never written anywhere."""
LARGEST = 4_000_000
"""Bytes of an answer at most."""


class ModelError(Exception):
    """Why a model gave no rows for a report, one clause."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered: the text, and the tokens that it counted."""

    content: str
    sent: int = 0
    received: int = 0


class ModelClient:
    """Asks one server; keep it for many reports.

    Raises
    ------
    InputError
        If the server's address is none of HTTP.
    MissingExtraError
        If the extra ``llm`` is not installed.
    """

    def __init__(self, settings: ModelSettings) -> None:
        parts = urlsplit(settings.server)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username:
            raise InputError(
                f"{settings.server!r} is no address of a model server",
                fix="write http://localhost:11434/v1",
            )
        if not settings.name:
            raise InputError("no model is named", fix="say --model NAME")
        try:
            import httpx
        except ImportError as error:
            raise MissingExtraError("httpx", "llm") from error
        self._faults = (httpx.HTTPError, httpx.InvalidURL)
        self._slow = httpx.TimeoutException
        self.settings = settings
        self.url = _endpoint(settings.server)
        key = os.environ.get(KEY, "")
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._http = httpx.Client(
            timeout=settings.timeout, headers=headers, follow_redirects=False, trust_env=False
        )
        self._plain = False

    def ask(self, messages: Messages) -> Answer:
        """Return the answer to `messages`.

        Raises
        ------
        ModelError
            If there is none in time, or none of the protocol's form.
        """
        body = make_request(messages, self.settings)
        if self._plain:
            body.pop("response_format")
        status, content = self._post(body)
        if status == 400 and "response_format" in body:  # a server without JSON schemas
            body.pop("response_format")
            status, content = self._post(body)
            self._plain = status == 200
        if status != 200:
            raise ModelError(f"the model's server answered {status}")
        return _read_answer(content)

    def close(self) -> None:
        """Let go of the server."""
        self._http.close()

    def _post(self, body: dict[str, Any]) -> tuple[int, bytes]:
        """Return status and body; slow drops of an answer do not stretch the time limit."""
        ends = time.monotonic() + self.settings.timeout
        content = b""
        try:
            with self._http.stream("POST", self.url, json=body) as answer:
                for piece in answer.iter_bytes():
                    content += piece
                    if len(content) > LARGEST:
                        raise ModelError("the model's answer is too long")
                    if time.monotonic() > ends:
                        raise ModelError(self._late())
                return int(answer.status_code), content
        except self._slow as error:
            raise ModelError(self._late()) from error
        except self._faults as error:
            why = type(error).__name__
            raise ModelError(f"the model's server gave no answer ({why})") from error

    def _late(self) -> str:
        return f"the model gave no answer in {self.settings.timeout:g} seconds"


def make_request(messages: Messages, settings: ModelSettings) -> dict[str, Any]:
    """Return the body of a request; the same report gives the same."""
    return {
        "model": settings.name,
        "messages": messages,
        "temperature": 0,
        "seed": 1,
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "events", "strict": True, "schema": answer_schema()},
        },
    }


def _endpoint(server: str) -> str:
    base = server.rstrip("/")
    if base.endswith("/chat/completions"):
        return base
    if not urlsplit(base).path:
        base += "/v1"
    return f"{base}/chat/completions"


def _read_answer(content: bytes) -> Answer:
    try:
        document = json.loads(content)
        choice = document["choices"][0]
        message = choice["message"]
        usage = document.get("usage") or {}
        sent, received = usage.get("prompt_tokens", 0), usage.get("completion_tokens", 0)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise ModelError("the model's server answered in no form of the chat protocol") from error
    if not isinstance(message, dict) or message.get("refusal"):
        raise ModelError("the model refused")
    if choice.get("finish_reason") == "length":
        raise ModelError("the model's answer was cut off")
    text = message.get("content")
    if not isinstance(text, str) or not text.strip():
        raise ModelError("the model's answer is empty")
    return Answer(text, *(n if isinstance(n, int) else 0 for n in (sent, received)))
