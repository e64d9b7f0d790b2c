"""Pull a model from a hub into the local store: choose its files, refuse early, resume, check, put in place."""

import os
import shutil
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from pathlib import Path
from typing import Literal

from .early_look import look
from .errors import ModelError, StoreError
from .formats.config_json import read_config
from .hub import Hub, HubFile, Listing, PassingHubError
from .model_record import ModelName, ModelRecord, StoredFile, is_gguf, show_bytes
from .selection import CONFIG, GENERATION_CONFIG, INDEX, SMALL_FILES, choose
from .store import Store, StoredModel, write_record
from .transfer import Meter, Report, Transfer, Wait, check_file, part_path

SPARE_BYTES = 64 << 20  # left free on the disk, so that a pull does not fill it to the last byte
LISTING_RETRY_AFTER_S = (1.0, 2.0)  # asked at the start, with a user waiting for the first word


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulled:
    """What a pull came to. received_bytes: that came over the network this time.

    state: `present` if the files are those of an earlier pull, `updated` if they replaced others, else `pulled`.
    """

    model: StoredModel
    state: Literal["pulled", "updated", "present"]
    received_bytes: int


def pull(
    repo: str,
    revision: str | None = None,
    file: str | None = None,
    *,
    store: Store | None = None,
    hub: Hub | None = None,
    progress: Report | None = None,
    wait: Wait = time.sleep,
) -> Pulled:
    """Pull a model, its safetensors form or one GGUF file, and go on where an earlier try was cut.

    repo: OWNER/NAME. revision: a branch, tag or commit, default the main branch; one is kept, a pull of another
    replaces it. file: a GGUF file, needed only where there are several. store, hub: default the user's store, and the
    hub in HF_ENDPOINT or else the public one. wait: called with seconds before something is tried again.
    What is here already is read and checked: a file that was damaged comes again.
    Raises: StoreError if `repo` is no name, it cannot be written, or another process pulls it; HubError if the hub
    does not hand it out; ModelError if it is not a model that runs here.
    """
    name = ModelName.of(repo, file)
    store, hub = store or Store(), hub or Hub()
    listing = _list(hub, repo, revision, wait)
    chosen = choose(listing, file)
    if is_gguf(chosen[0].path):
        name = replace(name, file=chosen[0].path)
    with store.lock(name):
        known, present = _known(store, name), store.folder_of(name)
        whole = _whole(present, known, chosen, progress)
        if known is not None and {one.name: one.sha256 for one in known.files} == {
            one.name: whole.get(one.path) for one in chosen
        }:
            return _present(store, known, listing)
        staging = store.staging(name)
        staging.mkdir(parents=True, exist_ok=True)
        meter = Meter(sum(one.size for one in chosen), progress)
        transfer = Transfer(hub=hub, listing=listing, folder=staging, meter=meter, wait=wait)
        files = _stage(transfer, chosen, present, whole)
        state: Literal["pulled", "updated"] = "updated" if store.folder_of(name).is_dir() else "pulled"
        moment = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
        record = ModelRecord(
            name=name, revision=listing.commit, endpoint=hub.endpoint, pulled=moment, files=tuple(files)
        )
        store.place(record)
        return Pulled(model=_stored(store, record), state=state, received_bytes=meter.came)


def _list(hub: Hub, repo: str, revision: str | None, wait: Wait) -> Listing:
    for pause in LISTING_RETRY_AFTER_S:
        try:
            return hub.listing(repo, revision)
        except PassingHubError:
            wait(pause)
    return hub.listing(repo, revision)


def _known(store: Store, name: ModelName) -> ModelRecord | None:
    """The record of the model if it is here and whole."""
    try:
        return store.record(name)
    except StoreError:  # damaged: this pull mends it
        return None


def _whole(
    present: Path, known: ModelRecord | None, chosen: tuple[HubFile, ...], progress: Report | None
) -> dict[str, str]:
    """Of the files that are here as the hub has them now, by path, the SHA-256. All are read: disks err too."""
    recorded = {one.name: one.sha256 for one in known.files} if known else {}
    there = [file for file in chosen if (present / file.name).is_file()]
    meter = Meter(sum(file.size for file in there), progress, checking=True)
    found = {}
    for file in there:
        meter.begin(file.path)
        sha256 = check_file(present / file.name, file, meter.here)
        if sha256 is not None:
            found[file.path] = sha256
        elif file.sha256 is not None and recorded.get(file.name) == file.sha256:
            meter.notice(f"{file.path} is damaged: its bytes are no more those that came; it comes again")
    return found


def _present(store: Store, known: ModelRecord, listing: Listing) -> Pulled:
    if known.revision != listing.commit:  # other files of the repository changed
        known = replace(known, revision=listing.commit)
        write_record(store.folder_of(known.name), known)
    return Pulled(model=_stored(store, known), state="present", received_bytes=0)


def _stored(store: Store, record: ModelRecord) -> StoredModel:
    return StoredModel(
        record=record, folder=store.folder_of(record.name), disk_bytes=sum(file.size for file in record.files)
    )


def _stage(
    transfer: Transfer, chosen: tuple[HubFile, ...], present: Path, whole: Mapping[str, str]
) -> list[StoredFile]:
    """Bring all files to the staging folder. present: where an earlier version may lie; whole: its files that stay.

    Raises: ModelError if it is no model that runs here; nothing that came of it is kept then.
    """
    staging, meter = transfer.folder, transfer.meter
    _remove_strangers(staging, chosen)
    stored: dict[str, StoredFile] = {}
    for file in chosen:
        meter.begin(file.path)
        sha256 = _keep(file, staging, present, whole.get(file.path))
        if sha256 is not None:
            stored[file.path] = StoredFile(name=file.name, size=file.size, sha256=sha256)
            meter.at(file.size)
    _check_room(staging, [file for file in chosen if file.path not in stored])

    def bring(*paths: str) -> None:
        for file in chosen:
            if file.path in paths and file.path not in stored:
                stored[file.path] = transfer.fetch(file)

    weights = [file for file in chosen if file.path not in (*SMALL_FILES, INDEX)]
    try:
        bring(CONFIG, GENERATION_CONFIG)
        if not is_gguf(chosen[0].path):
            read_config(staging)
        bring(INDEX)
        seen = _look(transfer, weights)
        bring(*(file.path for file in chosen))
        if not seen:
            look(transfer, weights)
    except ModelError as error:
        shutil.rmtree(staging, ignore_errors=True)
        why = str(error).replace(f"{staging}{os.sep}", "")
        raise ModelError(f"{transfer.listing.repo} does not run here, so it was not pulled: {why}") from None
    return [stored[file.path] for file in chosen]


def _look(transfer: Transfer, weights: list[HubFile]) -> bool:
    """`look`, and where what an earlier try left may have rotted meanwhile, look again at what the hub gives now."""
    left = [part for part in (part_path(transfer.folder, file) for file in weights) if part.exists()]
    try:
        return look(transfer, weights)
    except ModelError:
        if not left:
            raise
        for part in left:
            part.unlink()
        return look(transfer, weights)


def _remove_strangers(staging: Path, chosen: tuple[HubFile, ...]) -> None:
    """Take away what a try at another revision left."""
    wanted = {file.name for file in chosen} | {part_path(staging, file).name for file in chosen}
    for there in staging.iterdir():
        if there.name not in wanted:
            there.unlink()


def _keep(file: HubFile, staging: Path, present: Path, whole: str | None) -> str | None:
    """The SHA-256 of a file that need not come, because it is staged, or whole in the version that is here."""
    staged, here = staging / file.name, present / file.name
    sha256 = check_file(staged, file)
    if sha256 is None:
        staged.unlink(missing_ok=True)
        sha256 = whole
        if sha256 is not None:
            try:
                os.link(here, staged)
            except OSError:  # a file system without hard links
                shutil.copyfile(here, staged)
    return sha256


def _check_room(staging: Path, missing: list[HubFile]) -> None:
    needed = sum(file.size for file in missing)
    for file in missing:
        with suppress(FileNotFoundError):
            needed -= part_path(staging, file).stat().st_size
    free = max(shutil.disk_usage(staging).free - SPARE_BYTES, 0)
    if needed > free:
        raise StoreError(
            f"not enough room for {show_bytes(needed)} more: {staging} is on a disk with {show_bytes(free)} to spare; "
            "make room, or set ARIA_MODELS to a folder on another disk"
        )
