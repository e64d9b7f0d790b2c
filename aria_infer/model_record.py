"""What a model in the local store is called, and the record of what was pulled: values, no I/O. Spec in README.md."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .config import short
from .errors import StoreError

RECORD_VERSION = 1
MAX_REPO_CHARS = 96  # the hub's own limit on owner/name
MAX_FILE_CHARS = 200  # leaves room below the 255 bytes of common file systems
MAX_FILES = 4_112  # the safetensors reader's 4096 shards, an index, and the small files beside them
MAX_FILE_BYTES = 1 << 44  # 16 TiB: above any file the hub takes
MAX_ENDPOINT_CHARS = 2_000
MAX_RECORD_BYTES = 2_097_152  # MAX_FILES entries of about 320 bytes, and some room
_UNITS = ((10**3, "kB"), (10**6, "MB"), (10**9, "GB"), (10**12, "TB"))
SAFETENSORS = "safetensors"  # the variant's folder; a GGUF file's variant ends in .gguf, so they cannot meet

_PART = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?")
_PULLED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelName:
    """A model as the hub names it. file: the path in the repository of a GGUF file, None for the safetensors form."""

    owner: str
    name: str
    file: str | None = None

    def __post_init__(self) -> None:
        legal = all(_PART.fullmatch(part) and ".." not in part and "--" not in part for part in (self.owner, self.name))
        if not legal or self.name.endswith(".git") or len(self.repo) > MAX_REPO_CHARS:
            raise _no_name(self.repo)
        if self.file is not None and not (is_gguf(self.file) and is_legal_path(self.file)):
            raise StoreError(f"{short(self.file)} does not name a .gguf file of a repository")

    @classmethod
    def parse(cls, text: str) -> "ModelName":
        """Read OWNER/NAME or OWNER/NAME:FILE.gguf. Raises: StoreError."""
        repo, colon, file = text.partition(":")
        return cls.of(repo, file if colon else None)

    @classmethod
    def of(cls, repo: str, file: str | None) -> "ModelName":
        """OWNER/NAME, and perhaps a file of it. Raises: StoreError."""
        owner, slash, name = repo.partition("/")
        if not slash:
            raise _no_name(repo)
        return cls(owner=owner, name=name, file=file)

    @property
    def repo(self) -> str:
        """OWNER/NAME."""
        return f"{self.owner}/{self.name}"

    @property
    def variant(self) -> str:
        """The folder in models/OWNER/NAME that holds this form, and nothing else."""
        return SAFETENSORS if self.file is None else self.file.replace("/", "%2F")

    def __str__(self) -> str:
        return self.repo if self.file is None else f"{self.repo}:{self.file}"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """A file of a model. name: inside the variant's folder. size: bytes. sha256: lower-case hex of its content."""

    name: str
    size: int
    sha256: str

    def __post_init__(self) -> None:
        if not is_legal_path(self.name) or "/" in self.name:
            raise StoreError(f"{short(self.name)} is not the name of a file in a model's folder")
        if type(self.size) is not int or not 0 <= self.size <= MAX_FILE_BYTES:
            raise StoreError(f"{self.name}: size {short(self.size)} is not from 0 to {MAX_FILE_BYTES}")
        if not is_hex(self.sha256, 64):
            raise StoreError(f"{self.name}: sha256 {short(self.sha256)} is not 64 hex digits")


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelRecord:
    """What was pulled. revision: the commit, 40 hex digits. pulled: UTC, `2026-01-31T23:59:59Z`."""

    name: ModelName
    revision: str
    endpoint: str
    pulled: str
    files: tuple[StoredFile, ...]

    def __post_init__(self) -> None:
        if not is_hex(self.revision, 40):
            raise StoreError(f"revision {short(self.revision)} is not a commit of 40 hex digits")
        if not isinstance(self.endpoint, str) or not 0 < len(self.endpoint) <= MAX_ENDPOINT_CHARS:
            raise StoreError(f"endpoint {short(self.endpoint)} is not an address")
        if not isinstance(self.pulled, str) or not _PULLED.fullmatch(self.pulled):
            raise StoreError(f"pulled {short(self.pulled)} is not a moment such as 2026-01-31T23:59:59Z")
        names = [file.name for file in self.files]
        if not 0 < len(names) <= MAX_FILES or len(set(names)) != len(names):
            raise StoreError(f"{len(names)} files; a model has 1 to {MAX_FILES}, each once")
        if self.name.file is not None and names != [self.name.file.rpartition("/")[2]]:
            raise StoreError(f"{self.name} is one file, the record lists {short(names)}")

    @property
    def form(self) -> str:
        """`safetensors` or `gguf`."""
        return SAFETENSORS if self.name.file is None else "gguf"

    def encode(self) -> bytes:
        """The record's bytes on disk."""
        files = [{"name": file.name, "sha256": file.sha256, "size": file.size} for file in self.files]
        value = {
            "version": RECORD_VERSION,
            "repo": self.name.repo,
            "file": self.name.file,
            "revision": self.revision,
            "endpoint": self.endpoint,
            "pulled": self.pulled,
            "files": files,
        }
        return json.dumps(value, sort_keys=True, separators=(",", ":")).encode("ascii") + b"\n"

    @classmethod
    def decode(cls, data: bytes) -> "ModelRecord":
        """Read a record, believing nothing in it. Raises: StoreError."""
        if len(data) > MAX_RECORD_BYTES:
            raise StoreError(f"the record is longer than {MAX_RECORD_BYTES} bytes")
        try:
            value = json.loads(data.decode("utf-8"))
        except (ValueError, RecursionError) as error:
            raise StoreError(f"the record is not JSON ({short(str(error))})") from None
        if not isinstance(value, dict):
            raise StoreError("the record is not an object")
        if value.get("version") != RECORD_VERSION:
            raise StoreError(f"the record has version {short(value.get('version'))}, read here: {RECORD_VERSION}")
        _check_keys(value, {"version", "repo", "file", "revision", "endpoint", "pulled", "files"})
        repo, file, files = value["repo"], value["file"], value["files"]
        if not isinstance(repo, str) or not (file is None or isinstance(file, str)) or not isinstance(files, list):
            raise StoreError("the record's repo, file or files are of a wrong type")
        return cls(
            name=ModelName.of(repo, file),
            revision=value["revision"],
            endpoint=value["endpoint"],
            pulled=value["pulled"],
            files=tuple(map(_stored_file, files)),
        )


def _no_name(text: str) -> StoreError:
    return StoreError(
        f"{short(text)} is not a model's name; it is OWNER/NAME as on the hub, of letters, digits, '-', '_' and '.', "
        f"at most {MAX_REPO_CHARS} characters"
    )


def _stored_file(entry: Any) -> StoredFile:
    if not isinstance(entry, dict):
        raise StoreError(f"the record's file {short(entry)} is not an object")
    _check_keys(entry, {"name", "size", "sha256"})
    return StoredFile(name=entry["name"], size=entry["size"], sha256=entry["sha256"])


def _check_keys(value: Mapping[str, Any], expected: set[str]) -> None:
    if set(value) != expected:
        raise StoreError(f"the record has keys {short(sorted(value))}, expected {sorted(expected)}")


def is_gguf(path: str) -> bool:
    """Whether a path names a GGUF file."""
    return path.endswith(".gguf")


def is_legal_path(path: Any) -> bool:
    """Whether a path of a repository can be a file on every system, inside the folder it is meant for.

    '%' is left to `ModelName.variant`, ':' to `ModelName.parse`.
    """
    if not isinstance(path, str) or len(path) > MAX_FILE_CHARS or not path.isascii() or not path.isprintable():
        return False
    parts = path.split("/")
    return not set(path) & set('\\:*?"<>|%') and all(part and part[0] != "." and part[-1] not in ". " for part in parts)


def is_hex(value: Any, digits: int) -> bool:
    """Whether a value is a text of that many lower-case hex digits."""
    return isinstance(value, str) and len(value) == digits and not set(value) - set("0123456789abcdef")


def show_bytes(n: int) -> str:
    """A size for people: 999 B, 1.2 kB, 34 MB, 1.18 GB."""
    if n < 1_000:
        return f"{n} B"
    size, unit = next((s, u) for s, u in _UNITS if n < 999.5 * s or u == "TB")
    return f"{n / size:.3g} {unit}"
