"""The one door to `huggingface_hub`: what a repository holds, and a file's bytes from any offset on.

Of the library we use the client, the addresses, the login and the errors. Not its download: that gives every process
a temporary file of its own (seen in 2.4), so what came before a kill is lost, and a Xet transfer cannot be resumed
either. Plain HTTP with a Range can, and the hub serves every file so. Telemetry is off.

Source: https://huggingface.co/docs/huggingface_hub
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from . import __version__
from .config import short
from .errors import HubError
from .model_record import MAX_ENDPOINT_CHARS, MAX_FILE_BYTES, is_hex

if TYPE_CHECKING:
    from huggingface_hub.errors import HfHubHTTPError

INSTALL = 'pip install "huggingface_hub>=1.0"'
TIMEOUT_S = 30.0  # without a byte; a working connection is never silent for so long
MAX_REVISION_CHARS = 200
MAX_REPO_FILES = 100_000  # the hub advises against more in one repository
MAX_TOLD_CHARS = 200  # of a foreign message

_CONTENT_RANGE = re.compile(r"bytes (\d{1,15})-\d{1,15}/(?:\d{1,15}|\*)")
_RESET = re.compile(r";\s*t\s*=\s*(\d{1,9})")  # of a RateLimit header: seconds until it is over
_PASSING = frozenset({408, 500, 502, 503, 504})


class PassingHubError(HubError):
    """Something that may be over in a moment: a cut connection, a server in trouble."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HubFile:
    """A file of a repository. path: with '/'. size: bytes.

    sha256: of a file in LFS; else None, and blob is the SHA-1 by which git knows it. Both lower-case hex.
    """

    path: str
    size: int
    sha256: str | None
    blob: str | None

    def __post_init__(self) -> None:
        if type(self.size) is not int or not 0 <= self.size <= MAX_FILE_BYTES:
            raise HubError(f"the hub gives {short(self.path)} the size {short(self.size)}")
        if not (is_hex(self.blob, 40) if self.sha256 is None else is_hex(self.sha256, 64)):
            raise HubError(f"the hub gives no checksum for {short(self.path)}, so it could not be checked")

    @property
    def name(self) -> str:
        """What it is called in its model's folder."""
        return self.path.rpartition("/")[2]

    @property
    def digest(self) -> str:
        """What its content is checked against."""
        return self.sha256 or self.blob or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A repository at one commit. commit: 40 hex digits. siblings: its files as the library gives them, unchecked."""

    repo: str
    commit: str
    siblings: tuple[Any, ...]

    @property
    def paths(self) -> tuple[str, ...]:
        """Every path in it."""
        return tuple(str(one.rfilename) for one in self.siblings)

    def file(self, path: str) -> HubFile:
        """A file with its size and checksum. Raises: HubError if the hub does not give them; KeyError for no file."""
        for one in self.siblings:
            if one.rfilename == path:
                sha256 = None if one.lfs is None else one.lfs.sha256
                size = one.size if one.lfs is None else one.lfs.size
                return HubFile(path=path, size=size, sha256=sha256, blob=one.blob_id if sha256 is None else None)
        raise KeyError(path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A file's bytes from `start` on, which is 0 if the server does not do ranges."""

    start: int
    blocks: Iterator[bytes]


class Hub:
    """A hub over HTTP. endpoint: its address, default the one in HF_ENDPOINT, else the public hub.

    Raises: HubError if `huggingface_hub` is not installed or too old, or the endpoint is no address.
    """

    def __init__(self, endpoint: str | None = None) -> None:
        try:
            import huggingface_hub
            from huggingface_hub import constants, get_session
        except ImportError:
            raise HubError(f"a pull needs the huggingface_hub package, version 1 or later: {INSTALL}") from None
        constants.HF_HUB_DISABLE_TELEMETRY = True
        self._library = huggingface_hub
        self._session = get_session
        self._api = huggingface_hub.HfApi(endpoint=endpoint, library_name="aria", library_version=__version__)
        self.endpoint = str(self._api.endpoint).rstrip("/")
        parts = urlsplit(self.endpoint)
        if parts.scheme not in ("http", "https") or not parts.hostname or len(self.endpoint) > MAX_ENDPOINT_CHARS:
            raise HubError(f"{short(self.endpoint)} is not a hub's address such as https://huggingface.co")

    def listing(self, repo: str, revision: str | None = None) -> Listing:
        """What a repository holds at a branch, tag or commit, default its main branch. Raises: HubError."""
        if revision is not None and not (0 < len(revision) <= MAX_REVISION_CHARS and revision.isprintable()):
            raise HubError(f"{short(revision)} is not a revision: a branch, a tag or a commit")
        with self._explained(repo, revision):
            try:
                info = self._api.model_info(repo, revision=revision, files_metadata=True, timeout=TIMEOUT_S)
            except (ValueError, TypeError, KeyError, AttributeError) as error:
                raise HubError(f"{self.endpoint} does not answer as a model hub does ({short(str(error))})") from None
        if not is_hex(info.sha, 40) or len(info.siblings or ()) > MAX_REPO_FILES:
            raise HubError(f"{self.endpoint} names no commit of {repo}, or more than {MAX_REPO_FILES} files")
        return Listing(repo=repo, commit=str(info.sha), siblings=tuple(info.siblings or ()))

    @contextmanager
    def open(self, listing: Listing, path: str, start: int, stop: int | None = None) -> Iterator[Body]:
        """A file's bytes from `start` on, up to `stop` or beyond: the server may not do ranges.

        Raises: HubError; PassingHubError also while its blocks are read.
        """
        from huggingface_hub.utils import (  # type: ignore[attr-defined, unused-ignore]
            build_hf_headers,
            hf_raise_for_status,
        )

        address = self._library.hf_hub_url(listing.repo, path, revision=listing.commit, endpoint=self.endpoint)
        headers = build_hf_headers(library_name="aria", library_version=__version__)
        headers["Accept-Encoding"] = "identity"  # a range of compressed bytes would be of no use
        if start or stop is not None:
            headers["Range"] = f"bytes={start}-{'' if stop is None else stop - 1}"
        with self._explained(listing.repo, None, path):
            with self._session().stream(
                "GET", address, headers=headers, timeout=TIMEOUT_S, follow_redirects=True
            ) as response:
                hf_raise_for_status(response)
                yield Body(start=_start(response, start, path), blocks=response.iter_bytes())

    @contextmanager
    def _explained(self, repo: str, revision: str | None, path: str | None = None) -> Iterator[None]:
        """The library's errors, and those of the HTTP client under it, as ours."""
        from huggingface_hub.errors import (  # type: ignore[attr-defined, unused-ignore]
            HfHubHTTPError,
            HTTPError,  # the root of the errors of whichever HTTP client this release of the library is built on
            OfflineModeIsEnabled,
        )

        try:
            yield
        except HfHubHTTPError as error:
            raise self._refusal(error, repo, revision, path) from None
        except OfflineModeIsEnabled:
            raise HubError("HF_HUB_OFFLINE is set, so nothing can be pulled; unset it") from None
        except HTTPError as error:
            why = short(str(error) or type(error).__name__)
            raise PassingHubError(f"the connection to {self.endpoint} failed ({why}); check the network") from None

    def _refusal(self, error: "HfHubHTTPError", repo: str, revision: str | None, path: str | None) -> HubError:
        from huggingface_hub.errors import EntryNotFoundError, GatedRepoError, RevisionNotFoundError

        status = error.response.status_code
        login = f"set HF_TOKEN to a token from {self.endpoint}/settings/tokens and try again"
        if isinstance(error, GatedRepoError):
            return HubError(f"{repo} is gated: accept its terms at {self.endpoint}/{repo}, then {login}")
        if isinstance(error, RevisionNotFoundError):
            return HubError(f"{repo} has no revision {short(revision)}; see {self.endpoint}/{repo}/commits/main")
        if isinstance(error, EntryNotFoundError):
            return HubError(f"{repo} has no file {short(path)} any more; try again")
        if status in (401, 403, 404):
            return HubError(
                f"{self.endpoint} has no model {repo} for us (HTTP {status}): check the name; if it is private or "
                f"gated, {login}"
            )
        if status == 429:
            return HubError(f"{self.endpoint} asks us to slow down (HTTP 429); try again {_when(error)}")
        told = short(error.server_message)[:MAX_TOLD_CHARS] if error.server_message else "no reason given"
        kind = PassingHubError if status in _PASSING else HubError
        return kind(f"{self.endpoint} answers HTTP {status} for {path or repo} ({told}); try again later")


def _start(response: Any, asked: int, path: str) -> int:
    """Where a response's bytes start."""
    if response.status_code != 206:
        return 0
    found = _CONTENT_RANGE.fullmatch(response.headers.get("Content-Range", ""))
    if found is None or int(found[1]) != asked:
        raise HubError(f"asked for {path} from byte {asked} on, the server sends another range; try again later")
    return asked


def _when(error: "HfHubHTTPError") -> str:
    """When a rate limit is over, for people."""
    headers = error.response.headers
    after = headers.get("Retry-After", "")
    found = _RESET.search(headers.get("RateLimit", ""))
    seconds = after if after.isdecimal() and len(after) < 10 else found[1] if found else None
    return "later" if seconds is None else f"in {seconds} s"
