"""A server that speaks the chat protocol and gives answers recorded before.

``python benchmarks/text/recorded_model.py ANSWERS PROMPTS [--port 8899]`` serves ``ANSWERS/ID.json``
for the prompt ``PROMPTS/ID.txt`` (as ``geomap read --model-prompts PROMPTS`` wrote it). A prompt is
known by its hash (``PROMPTS/index.csv``); one whose candidates have changed since by its report. It
says on the way out how many were known by which.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from geomap.model_reader.prompt import hash_messages

LETTERS_A_TOKEN = 3.5
"""About; the recorded answers come without a count of their own."""


class Recorded:
    """Answers by the hash of the prompt, and by the report's text."""

    def __init__(self, answers: Path, prompts: Path) -> None:
        self.known = Counter[str]()
        self.by_hash: dict[str, str] = {}
        self.by_report: dict[str, str] = {}
        with (prompts / "index.csv").open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows):
                path = answers / f"{row['id']}.json"
                if not path.exists():
                    continue
                answer = path.read_text(encoding="utf-8")
                self.by_hash[row["sha256"]] = answer
                prompt = (prompts / f"{row['id']}.txt").read_text(encoding="utf-8")
                self.by_report[report_of(prompt.rpartition("##### user\n")[2])] = answer

    def find(self, messages: list[dict[str, str]]) -> str | None:
        """Return the answer to a prompt, None if none was recorded."""
        if (answer := self.by_hash.get(hash_messages(messages))) is not None:
            self.known["by prompt"] += 1
            return answer
        answer = self.by_report.get(report_of(messages[-1]["content"]))
        self.known["by report" if answer else "unknown"] += 1
        return answer


def report_of(task: str) -> str:
    """Return the report of a user message."""
    return str(json.loads(task)["report"])


def serve(recorded: Recorded, port: int = 0) -> ThreadingHTTPServer:
    """Return a server on this machine, not yet running."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            content = recorded.find(asked["messages"])
            sent = sum(len(message["content"]) for message in asked["messages"])
            body = json.dumps(
                {
                    "choices": [{"message": {"role": "assistant", "content": content or ""}}],
                    "usage": {
                        "prompt_tokens": round(sent / LETTERS_A_TOKEN),
                        "completion_tokens": round(len(content or "") / LETTERS_A_TOKEN),
                    },
                }
            ).encode()
            self.send_response(200 if content else 404)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    return ThreadingHTTPServer(("127.0.0.1", port), Handler)


def main() -> None:
    """Serve until stopped."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("answers", type=Path)
    parser.add_argument("prompts", type=Path)
    parser.add_argument("--port", type=int, default=8899)
    asked = parser.parse_args()
    recorded = Recorded(asked.answers, asked.prompts)
    server = serve(recorded, asked.port)
    print(f"{len(recorded.by_report)} answers at http://127.0.0.1:{asked.port}/v1", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print(dict(recorded.known))


if __name__ == "__main__":
    main()
