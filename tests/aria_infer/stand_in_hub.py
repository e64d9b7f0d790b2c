"""A model hub on 127.0.0.1: the part of the hub's HTTP API that a pull uses, with faults on demand and a log.

Large files are answered with a redirect to another host name, as the hub's storage is, and know ranges.
"""

import hashlib
import json
import re
import threading
from collections import defaultdict, deque
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

PIECE = 65_536  # bytes sent at once
SETTLES = 5.0  # seconds in which what was asked is answered and logged; one who got all bytes may look before that


def commit_of(label: str) -> str:
    """A commit's 40 hex digits."""
    return hashlib.sha1(label.encode()).hexdigest()


@dataclass
class Fault:
    """What goes wrong with one answer. at: the byte of the body that is the last to be sent right.

    kind: `cut` closes the connection there, `pause` waits there for `StandInHub.go_on`, `wrong` flips the bits of the
    next byte, `long` adds bytes, `no-range` sends all of the file, `shifted` another range than asked; a number is
    answered as HTTP status, with the headers given. A request that does not get as far as that byte, or with `long` to
    the end, is answered without.
    """

    kind: str
    at: int = 0
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Logged:
    """One request. sent: bytes of body that were sent for it."""

    method: str
    path: str
    range: str | None
    authorization: str | None
    user_agent: str
    sent: int


class StandInHub:
    """Serves `repos` while it is entered.

    repos: OWNER/NAME -> revision -> path -> content; "main" is the main branch. lfs_from: bytes from which a file is
    stored apart. faults: what goes wrong with a file by its path, or with "api", one request each. gated: repositories
    whose files need a token. ranges: whether parts of files can be asked for.
    """

    def __init__(self, lfs_from: int = 100_000) -> None:
        self.repos: dict[str, dict[str, dict[str, bytes]]] = {}
        self.commits: dict[tuple[str, str], str] = {}
        self.lfs_from = lfs_from
        self.faults: dict[str, deque[Fault]] = defaultdict(deque)
        self.gated: set[str] = set()
        self.ranges = True
        self._log: list[Logged] = []
        self._open, self._settled = 0, threading.Condition()
        self.paused, self.go_on = threading.Event(), threading.Event()
        self.raw_answer: bytes | None = None  # of the API, instead of a listing
        handler = type("Handler", (_Handler,), {"hub": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads, self._server.block_on_close = True, False
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})

    def __enter__(self) -> "StandInHub":
        self._thread.start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.go_on.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def add(self, repo: str, files: dict[str, bytes], revision: str = "main") -> str:
        """Put a commit at a revision of a repository; returns the commit."""
        commit = commit_of(f"{repo} {revision} {sorted((p, hashlib.sha1(c).hexdigest()) for p, c in files.items())}")
        self.repos.setdefault(repo, {}).update({revision: files, commit: files})
        self.commits[repo, revision] = self.commits[repo, commit] = commit
        return commit

    @property
    def log(self) -> list[Logged]:
        """Every request so far, in the order in which they were answered."""
        with self._settled:
            self._settled.wait_for(lambda: self._open == 0 or self._waits(), SETTLES)
            return self._log

    def _waits(self) -> bool:
        """Whether an answer stands still until the test lets it go on."""
        return self.paused.is_set() and not self.go_on.is_set()

    def asked(self) -> None:
        """A request has come in."""
        with self._settled:
            self._open += 1

    def answered(self, one: Logged) -> None:
        """It has been answered."""
        with self._settled:
            self._open -= 1
            self._log.append(one)
            self._settled.notify_all()

    def gets(self, path: str) -> list[Logged]:
        """Requests for a file's bytes, redirected or not."""
        return [one for one in self.log if one.path.endswith(path) and (one.sent or "/cdn/" in one.path)]

    def siblings(self, files: dict[str, bytes]) -> list[dict[str, Any]]:
        """The listing's entries."""
        return [self._sibling(path, content) for path, content in files.items()]

    def _sibling(self, path: str, content: bytes) -> dict[str, Any]:
        entry: dict[str, Any] = {"rfilename": path, "size": len(content), "blobId": git_blob(content)}
        if len(content) >= self.lfs_from:
            sha256 = hashlib.sha256(content).hexdigest()
            entry |= {"blobId": commit_of(path), "lfs": {"sha256": sha256, "size": len(content), "pointerSize": 134}}
        return entry


def git_blob(content: bytes) -> str:
    """The SHA-1 by which git knows a file's content."""
    return hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()


class _Handler(BaseHTTPRequestHandler):
    hub: StandInHub
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        """The hub keeps its own log."""

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        self.sent = 0
        self.hub.asked()
        parts = urlsplit(self.path)
        path = unquote(parts.path)
        try:
            if found := re.fullmatch(r"/api/models/([^/]+/[^/]+)(?:/revision/(.+))?", path):
                self._api(found[1], found[2] or "main", parse_qs(parts.query))
            elif found := re.fullmatch(r"/([^/]+/[^/]+)/resolve/([^/]+)/(.+)", path):
                self._resolve(found[1], found[2], found[3])
            elif found := re.fullmatch(r"/cdn/([^/]+/[^/]+)/([^/]+)/(.+)", path):
                self._body(found[3], self.hub.repos[found[1]][found[2]][found[3]])
            else:
                self._refuse(404, {})
        except (BrokenPipeError, ConnectionResetError):  # the other side left or was killed
            self.close_connection = True
        headers = self.headers
        self.hub.answered(
            Logged(
                self.command, path, headers["Range"], headers["Authorization"], headers["User-Agent"] or "", self.sent
            )
        )

    def _api(self, repo: str, revision: str, query: dict[str, list[str]]) -> None:
        assert query.get("blobs"), "sizes and checksums were not asked for"
        if self._fails("api"):
            return
        if repo not in self.hub.repos:
            self._refuse(404, {"X-Error-Code": "RepoNotFound", "X-Error-Message": "Repository not found"})
        elif (repo, revision) not in self.hub.commits:
            self._refuse(404, {"X-Error-Code": "RevisionNotFound", "X-Error-Message": "Invalid rev id"})
        else:
            siblings = self.hub.siblings(self.hub.repos[repo][revision])
            answer = {"id": repo, "sha": self.hub.commits[repo, revision], "siblings": siblings}
            content = json.dumps(answer).encode() if self.hub.raw_answer is None else self.hub.raw_answer
            self._send(200, content, {"Content-Type": "application/json"})

    def _resolve(self, repo: str, revision: str, path: str) -> None:
        if repo in self.hub.gated and self.headers["Authorization"] is None:
            self._refuse(401, {"X-Error-Code": "GatedRepo", "X-Error-Message": "Access to this model is restricted"})
            return
        content = self.hub.repos[repo][revision][path]
        if len(content) >= self.hub.lfs_from:
            place = f"http://localhost:{self.hub.port}/cdn/{repo}/{revision}/{path}"
            self._send(302, b"", {"Location": place, "X-Linked-Etag": hashlib.sha256(content).hexdigest()})
        else:
            self._body(path, content)

    def _body(self, path: str, content: bytes) -> None:
        faults = self.hub.faults[path]
        if faults and faults[0].kind.isdecimal():
            self._fails(path)
            return
        asked = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers["Range"] or "bytes=0-")
        assert asked is not None
        start, total = int(asked[1]), len(content)
        end = int(asked[2]) + 1 if asked[2] else total
        reached = bool(faults) and (end == total if faults[0].kind == "long" else faults[0].at < end)
        fault = faults.popleft() if reached else Fault("none")
        headers = {"ETag": f'"{hashlib.sha256(content).hexdigest()}"', "Accept-Ranges": "bytes"}
        if self.headers["Range"] is None or fault.kind == "no-range" or not self.hub.ranges:
            status, start, end = 200, 0, total
        else:
            status = 206
            told = start + 1 if fault.kind == "shifted" else start
            headers["Content-Range"] = f"bytes {told}-{end - 1}/{total}"
        if fault.kind == "wrong":
            content = content[: fault.at] + bytes([content[fault.at] ^ 0xFF]) + content[fault.at + 1 :]
        if fault.kind == "long":
            content, end = content + b"more", end + 4
        stop = fault.at - start if fault.kind in ("cut", "pause") else None
        self._send(status, content[start:end], headers, stop=stop)
        if fault.kind == "cut":
            self.close_connection = True
        elif fault.kind == "pause":
            self.hub.paused.set()
            self.hub.go_on.wait()
            self._write(content[fault.at : end])

    def _fails(self, what: str) -> bool:
        if not self.hub.faults[what]:
            return False
        fault = self.hub.faults[what].popleft()
        self._refuse(int(fault.kind), fault.headers)
        return True

    def _refuse(self, status: int, headers: dict[str, str]) -> None:
        self._send(status, b'{"error":"no"}', {"Content-Type": "application/json", **headers}, counted=False)

    def _send(
        self, status: int, content: bytes, headers: dict[str, str], stop: int | None = None, counted: bool = True
    ) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(content)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command == "GET":
            self._write(content[:stop], counted)

    def _write(self, content: bytes, counted: bool = True) -> None:
        for start in range(0, len(content), PIECE):
            piece = content[start : start + PIECE]
            self.wfile.write(piece)
            self.sent += len(piece) if counted else 0


def no_wait(_: float) -> None:
    """A wait between tries, where there must be none."""
    raise AssertionError("nothing was to be tried again")
