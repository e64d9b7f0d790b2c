"""The local model store: a folder of pulled models, found and removed by the hub's names. Spec in README.md.

A model appears under its final name whole, with its record, in one rename; it goes in one rename too. What is on its
way in or out lies in `.incoming`, which no model's owner can be called.
"""

import contextlib
import os
import shutil
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from .errors import StoreError
from .folder_lock import hold
from .model_record import MAX_RECORD_BYTES, SAFETENSORS, ModelName, ModelRecord
from .regular_file import open_regular

RECORD_NAME = "aria-model.json"
INCOMING = ".incoming"
TRASH = ".trash"  # in INCOMING
MAX_TOLD = 20  # names in a message


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredModel:
    """A model that is here. folder: where its files are. disk_bytes: of all of them, a pack cache too."""

    record: ModelRecord
    folder: Path
    disk_bytes: int

    @property
    def path(self) -> Path:
        """What to load: the folder, or the GGUF file in it."""
        return _loadable(self.record, self.folder)


@dataclass(frozen=True, slots=True, kw_only=True)
class Occupied:
    """A folder of the store that holds a model, whole or damaged, or the unfinished download of one."""

    name: ModelName
    folder: Path
    disk_bytes: int
    unfinished: bool


class Store:
    """The store in one folder, made when something first goes in. folder: default models/ in the user's data folder."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = platformdirs.user_data_path("aria", appauthor=False) / "models" if folder is None else folder

    def folder_of(self, name: ModelName) -> Path:
        """Where a model lies, if it is here."""
        return self.folder / name.owner / name.name / name.variant

    def staging(self, name: ModelName) -> Path:
        """Where a model lies while it comes in."""
        return self.folder / INCOMING / name.owner / name.name / name.variant

    def record(self, name: ModelName) -> ModelRecord | None:
        """The record of a model that is here with all its files at their sizes; None if there is no such model.

        Raises: StoreError saying what is wrong with one that is damaged.
        """
        folder = self.folder_of(name)
        return _read(folder, name) if folder.is_dir() else None

    def models(self) -> tuple[list[StoredModel], list[StoreError]]:
        """Every model that is here, by name; and what is wrong with the damaged ones."""
        found, damaged = [], []
        for name, folder in _folders(self.folder):
            try:
                found.append(StoredModel(record=_read(folder, name), folder=folder, disk_bytes=_disk_bytes(folder)))
            except StoreError as error:
                damaged.append(error)
        return sorted(found, key=lambda model: str(model.record.name)), damaged

    def unfinished(self) -> list[Occupied]:
        """Downloads that were cut and wait to be gone on with, or that are under way."""
        return [
            Occupied(name=name, folder=folder, disk_bytes=_disk_bytes(folder), unfinished=True)
            for name, folder in _folders(self.folder / INCOMING)
        ]

    def find(self, text: str) -> Path:
        """The folder or GGUF file to load for OWNER/NAME or OWNER/NAME:FILE.gguf.

        OWNER/NAME alone is the safetensors form, or else the one GGUF file there is.
        Raises: StoreError saying what is there instead.
        """
        name = ModelName.parse(text)
        record = self.record(name)
        if record is not None:
            return _loadable(record, self.folder_of(name))
        models, _ = self.models()
        others = [model for model in models if model.record.name.repo == name.repo]
        if name.file is None and len(others) == 1:
            return others[0].path
        if name.file is None and others:
            raise StoreError(f"{text}: several files of it are in the store, name one of {_told(others)}")
        raise StoreError(
            f"{text}: no such folder, and not in the model store, which holds {_told(models)}; get it with: "
            f"{_pull_command(name)}"
        )

    def removable(self, text: str) -> list[Occupied]:
        """What lies under a name: all forms of OWNER/NAME, or one of OWNER/NAME:FILE.gguf, unfinished ones too.

        Raises: StoreError if there is nothing, saying what is there.
        """
        name = ModelName.parse(text)
        found = [
            Occupied(name=other, folder=folder, disk_bytes=_disk_bytes(folder), unfinished=False)
            for other, folder in _folders(self.folder)
        ]
        found += self.unfinished()
        named = [one for one in found if one.name == name or (name.file is None and one.name.repo == name.repo)]
        if not named:
            raise StoreError(f"{text}: not in the model store, which holds {_told(self.models()[0])}")
        return named

    def remove(self, what: Occupied) -> None:
        """Take a folder away at once, then give its space back. Links are not followed.

        Raises: StoreError if it lies behind a link, or is being pulled.
        """
        place = what.folder.relative_to(self.folder)
        expected = os.path.join(os.path.realpath(self.folder), place)
        if os.path.normcase(os.path.realpath(what.folder)) != os.path.normcase(expected):
            raise StoreError(f"{what.folder} is reached through a link; only what lies in the store is removed here")
        with self.lock(what.name):
            self._to_trash(what.folder)
            self.sweep()
        self._drop_empty(what.folder)

    def place(self, record: ModelRecord) -> Path:
        """Make the staged files of a model, all there and checked, the model of that name. Returns its folder."""
        staged, final = self.staging(record.name), self.folder_of(record.name)
        write_record(staged, record)
        final.parent.mkdir(parents=True, exist_ok=True)
        old = self._to_trash(final) if os.path.lexists(final) else None
        try:
            os.rename(staged, final)
        except OSError:
            if old is not None:
                os.rename(old, final)
            raise
        _sync_folder(final.parent)
        self.sweep()
        return final

    def sweep(self) -> None:
        """Give back the space of what was removed or replaced, now or by a process that was killed while at it."""
        trash = self.folder / INCOMING / TRASH
        for left in trash.glob("*"):
            if left.is_symlink():
                left.unlink(missing_ok=True)
            else:
                shutil.rmtree(left, ignore_errors=True)
        with contextlib.suppress(OSError):
            trash.rmdir()

    @contextlib.contextmanager
    def lock(self, name: ModelName) -> Iterator[None]:
        """Hold a model against pulls and removals by others. Raises: StoreError if one is under way."""
        staging = self.staging(name)
        try:
            with hold(staging.with_name(f"{staging.name}.lock")) as held:
                if not held:
                    raise StoreError(f"{name} is being pulled or removed by another process; wait for it, or end it")
                yield
        finally:
            self._drop_empty(staging)

    def _to_trash(self, folder: Path) -> Path:
        trash = self.folder / INCOMING / TRASH / uuid.uuid4().hex
        trash.parent.mkdir(parents=True, exist_ok=True)
        os.rename(folder, trash)
        return trash

    def _drop_empty(self, folder: Path) -> None:
        """Take away the folders between the store and `folder`, it included, that hold nothing."""
        with contextlib.suppress(OSError):
            folder.rmdir()
        for parent in folder.relative_to(self.folder).parents[:-1]:
            with contextlib.suppress(OSError):  # something else is in it, or it is a link
                (self.folder / parent).rmdir()


def write_record(folder: Path, record: ModelRecord) -> None:
    """Put a record in a model's folder, in one step."""
    fresh = folder / f".{RECORD_NAME}.{uuid.uuid4().hex}"
    with fresh.open("wb") as file:
        file.write(record.encode())
        file.flush()
        os.fsync(file.fileno())
    os.replace(fresh, folder / RECORD_NAME)


def _folders(root: Path) -> list[tuple[ModelName, Path]]:
    """The folders OWNER/NAME/VARIANT in a folder, whatever is in them."""
    found = []
    for folder in sorted(root.glob("*/*/*")):
        owner, name, variant = folder.parts[-3:]
        file = None if variant == SAFETENSORS else variant.replace("%2F", "/")
        with contextlib.suppress(StoreError):  # no model can be called so: something else of the user's, or ours
            model = ModelName(owner=owner, name=name, file=file)
            if folder.is_dir():
                found.append((model, folder))
    return found


def _read(folder: Path, name: ModelName) -> ModelRecord:
    """The record of a folder that is there. Raises: StoreError naming the model if it is not what it says."""
    try:
        with open_regular(folder / RECORD_NAME) as file:
            record = ModelRecord.decode(file.read(MAX_RECORD_BYTES + 1))
        if record.name != name:
            raise StoreError(f"its record is that of {record.name}")
        for one in record.files:
            size = (folder / one.name).stat().st_size
            if size != one.size:
                raise StoreError(f"{one.name} has {size} bytes, not {one.size}")
    except OSError as error:
        raise _damaged(name, f"{Path(error.filename or RECORD_NAME).name}: {error.strerror}") from None
    except StoreError as error:
        raise _damaged(name, str(error)) from None
    return record


def _damaged(name: ModelName, what: str) -> StoreError:
    return StoreError(f"{name} in the model store is damaged ({what}); mend it with: {_pull_command(name)}")


def _loadable(record: ModelRecord, folder: Path) -> Path:
    return folder if record.name.file is None else folder / record.files[0].name


def _pull_command(name: ModelName) -> str:
    return f"aria pull {name.repo}" + ("" if name.file is None else f" --file {name.file}")


def _told(models: list[StoredModel]) -> str:
    names = [str(model.record.name) for model in models]
    more = f" and {len(names) - MAX_TOLD} more" if len(names) > MAX_TOLD else ""
    return ", ".join(names[:MAX_TOLD]) + more if names else "nothing yet"


def _disk_bytes(folder: Path) -> int:
    """Bytes of the files in a folder; one that goes away meanwhile counts for nothing."""
    total = 0
    for parent, _, names in os.walk(folder):
        for name in names:
            with contextlib.suppress(FileNotFoundError):
                total += os.lstat(os.path.join(parent, name)).st_size
    return total


def _sync_folder(folder: Path) -> None:
    """Make a rename last through a power cut; Windows does so unasked."""
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
