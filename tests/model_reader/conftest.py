"""A real server that speaks the chat protocol, or misbehaves as it is told."""

from __future__ import annotations

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest


class ModelServer:
    """Answers of a made-up model; `asked` keeps what was sent."""

    def __init__(self) -> None:
        self.asked: list[dict] = []
        self.headers: list[dict] = []
        self.content: object = '{"events": []}'
        self.status = 200
        self.raw: bytes | None = None
        self.delay = 0.0
        self.schemas = True
        self.finish = "stop"
        self.refusal: str | None = None
        model = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                model.asked.append(body)
                model.headers.append(dict(self.headers))
                time.sleep(model.delay)
                status = model.status
                if not model.schemas and "response_format" in body:
                    status = 400
                answer = model.raw if model.raw is not None else model.answer()
                try:
                    self.send_response(status)
                    self.send_header("Content-Length", str(len(answer)))
                    self.end_headers()
                    self.wfile.write(answer)
                except OSError:  # the other side has gone
                    return

            def log_message(self, *args: object) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_port}/v1"
        self.thread = threading.Thread(target=self.http.serve_forever, daemon=True)
        self.thread.start()

    def answer(self) -> bytes:
        content = self.content if isinstance(self.content, str) else json.dumps(self.content)
        message = {"role": "assistant", "content": content, "refusal": self.refusal}
        return json.dumps(
            {
                "choices": [{"message": message, "finish_reason": self.finish}],
                "usage": {"prompt_tokens": 3000, "completion_tokens": 200},
            }
        ).encode()

    def close(self) -> None:
        self.http.shutdown()
        self.http.server_close()
        self.thread.join()


@pytest.fixture
def model_server(tmp_path, monkeypatch):
    monkeypatch.setenv("GEOMAP_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("GEOMAP_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("GEOMAP_MODEL_KEY", raising=False)
    server = ModelServer()
    yield server
    server.close()
