"""Pulling from a hub: a stand-in on 127.0.0.1 that cuts, lies, stalls and refuses."""

import hashlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import huggingface_hub
import pytest
from huggingface_hub import constants
from huggingface_hub.hf_api import RepoSibling
from stand_in_hub import Fault, StandInHub, commit_of, no_wait

from aria_infer import hub as hub_module
from aria_infer import pull as pull_module
from aria_infer.early_look import FIRST_BYTES
from aria_infer.errors import HubError, ModelError, StoreError
from aria_infer.hub import Hub, Listing
from aria_infer.model_record import ModelName
from aria_infer.pull import Pulled, pull
from aria_infer.selection import choose
from aria_infer.store import Store
from aria_infer.transfer import RETRY_AFTER_S, Progress

ROOT = Path(__file__).parent.parent.parent
DEMO = ROOT / "aria_infer" / "demo"
WEIGHTS = "model.safetensors"
REPO = "tiny/shakespeare-1.58"
CONTINUED = "\nI am a man as I loved thee,\nAnd I will not buy thee to the world."
GGUF, OTHER_GGUF = (
    (ROOT / "tests" / "fixtures" / "gguf-bitnet-silu" / f"model-{kind}.gguf").read_bytes() for kind in ("TQ1_0", "I2_S")
)
HEAD = f"bytes=0-{FIRST_BYTES - 1}"  # what is asked for first of weights
REST = f"bytes={FIRST_BYTES}-"
PATIENCE_S = 180.0  # for what must come; a machine under load is slow
FOREIGN = (
    "HF_",
    "HUGGING",
    "ARIA_",
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "ALL_PROXY",
    "http_proxy",
    "https_proxy",
    "all_proxy",
)


def demo_files() -> dict[str, bytes]:
    """The model that comes with the package, as a repository with other things in it too."""
    files = {name: (DEMO / name).read_bytes() for name in ("config.json", WEIGHTS, "tokenizer.json")}
    return {"README.md": b"# hello", ".gitattributes": b"", **files, "onnx/model.onnx": b"o" * 10, "w.bin": b"b" * 10}


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in list(os.environ):
        if name.startswith(FOREIGN):
            monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(constants, "HF_TOKEN_PATH", str(tmp_path / "no-token"))
    huggingface_hub.close_session()


@pytest.fixture
def hub() -> Iterator[StandInHub]:
    with StandInHub() as stand_in:
        stand_in.add(REPO, demo_files())
        yield stand_in


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "models")


def get(hub: StandInHub, store: Store, repo: str = REPO, revision: str | None = None, **more: Any) -> Pulled:
    return pull(repo, revision, store=store, hub=Hub(hub.endpoint), **{"wait": no_wait, **more})


def incoming(store: Store) -> list[str]:
    """What lies there of unfinished pulls."""
    folder = store.folder / ".incoming"
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_a_model_is_pulled_whole_and_recorded(hub: StandInHub, store: Store) -> None:
    seen: list[Progress] = []
    pulled = get(hub, store, progress=seen.append)
    folder, files = store.find(REPO), demo_files()
    chosen = ["config.json", "tokenizer.json", WEIGHTS]
    assert (pulled.state, pulled.model.folder, pulled.model.path) == ("pulled", folder, folder)
    assert sorted(path.name for path in folder.iterdir()) == sorted([*chosen, "aria-model.json"])
    assert {name: (folder / name).read_bytes() for name in chosen} == {name: files[name] for name in chosen}
    record = pulled.model.record
    assert [(f.name, f.size, f.sha256) for f in record.files] == [
        (name, len(files[name]), hashlib.sha256(files[name]).hexdigest()) for name in chosen
    ]
    assert (record.revision, record.endpoint) == (hub.commits[REPO, "main"], hub.endpoint)
    total = sum(len(files[name]) for name in chosen)
    assert pulled.received_bytes == seen[-1].done == seen[-1].total == total
    assert [p.done for p in seen] == sorted(p.done for p in seen)
    assert incoming(store) == []
    assert not (store.folder / ".incoming").exists()


def test_a_second_pull_gets_nothing_and_says_so(hub: StandInHub, store: Store) -> None:
    first = get(hub, store)
    hub.log.clear()
    again = get(hub, store)
    assert (again.state, again.received_bytes, again.model.record) == ("present", 0, first.model.record)
    assert [one.path for one in hub.log] == [f"/api/models/{REPO}"]


def test_a_changed_revision_brings_only_what_changed(hub: StandInHub, store: Store) -> None:
    get(hub, store)
    hub.log.clear()
    changed = {**demo_files(), "generation_config.json": b'{"eos_token_id": 7}'}
    commit = hub.add(REPO, changed)
    again = get(hub, store)
    assert (again.state, again.model.record.revision) == ("updated", commit)
    assert again.received_bytes == len(changed["generation_config.json"])
    assert hub.gets(WEIGHTS) == []
    assert (store.find(REPO) / "generation_config.json").exists()
    del changed["generation_config.json"]
    hub.add(REPO, changed)
    assert get(hub, store).state == "updated"
    assert not (store.find(REPO) / "generation_config.json").exists()


def test_a_change_elsewhere_in_the_repository_moves_only_the_revision(hub: StandInHub, store: Store) -> None:
    first = get(hub, store)
    commit = hub.add(REPO, {**demo_files(), "README.md": b"# other"})
    again = get(hub, store)
    assert (again.state, again.received_bytes) == ("present", 0)
    assert (first.model.record.revision, again.model.record.revision) == (commit_of_first(hub), commit)
    record = store.record(ModelName.parse(REPO))
    assert record is not None
    assert record.revision == commit


def commit_of_first(hub: StandInHub) -> str:
    files = demo_files()
    return commit_of(f"{REPO} main {sorted((p, hashlib.sha1(c).hexdigest()) for p, c in files.items())}")


def test_a_revision_that_was_asked_for(hub: StandInHub, store: Store) -> None:
    old = hub.add(REPO, {**demo_files(), "tokenizer_config.json": b"{}"}, "v1/beta")
    assert get(hub, store, revision="v1/beta").model.record.revision == old
    assert get(hub, store, revision=old).state == "present"
    assert (store.find(REPO) / "tokenizer_config.json").exists()
    with pytest.raises(HubError, match=f"{REPO} has no revision 'v2'"):
        get(hub, store, revision="v2")
    with pytest.raises(HubError, match="is not a revision"):
        get(hub, store, revision="a\nb")


def test_a_damaged_model_is_mended_by_what_is_missing(hub: StandInHub, store: Store) -> None:
    get(hub, store)
    (store.find(REPO) / "tokenizer.json").write_bytes(b"{}")
    again = get(hub, store)
    assert (again.state, again.received_bytes) == ("updated", len(demo_files()["tokenizer.json"]))
    assert store.models()[1] == []


@pytest.mark.parametrize("at", [9, -5_000])
def test_a_file_that_was_damaged_at_its_size_comes_again(hub: StandInHub, store: Store, at: int) -> None:
    get(hub, store)
    path = store.find(REPO) / WEIGHTS
    content = bytearray(path.read_bytes())
    content[at] ^= 0xFF
    path.write_bytes(content)
    seen: list[Progress] = []
    again = get(hub, store, progress=seen.append)
    assert (again.state, again.received_bytes) == ("updated", len(content))
    assert path.read_bytes() == demo_files()[WEIGHTS]
    assert [p.notice for p in seen if p.notice] == [
        f"{WEIGHTS} is damaged: its bytes are no more those that came; it comes again"
    ]
    assert get(hub, store).state == "present"


def test_what_is_read_again_is_shown(hub: StandInHub, store: Store) -> None:
    get(hub, store)
    seen: list[Progress] = []
    pulled = get(hub, store, progress=seen.append)
    total = sum(file.size for file in pulled.model.record.files)
    assert all(p.checking and p.total == total for p in seen)
    assert (seen[-1].path, seen[-1].done) == (WEIGHTS, total)


def test_a_cut_transfer_is_resumed_at_once(hub: StandInHub, store: Store) -> None:
    hub.faults[WEIGHTS].extend([Fault("cut", 500_000), Fault("cut", 900_000)])
    waits: list[float] = []
    seen: list[Progress] = []
    pulled = get(hub, store, wait=waits.append, progress=seen.append)
    total = len(demo_files()[WEIGHTS])
    assert [one.range for one in hub.gets(WEIGHTS)] == [HEAD, REST, "bytes=500000-", "bytes=900000-"]
    assert sum(one.sent for one in hub.gets(WEIGHTS)) == total
    assert pulled.received_bytes == sum(file.size for file in pulled.model.record.files)
    assert waits == [RETRY_AFTER_S[0]] * 2
    assert len([p for p in seen if p.notice]) == 2


def test_a_transfer_that_stays_cut_is_an_error_and_kept_for_the_next_pull(hub: StandInHub, store: Store) -> None:
    hub.faults[WEIGHTS].extend([Fault("cut", 500_000)] + [Fault("503")] * len(RETRY_AFTER_S) + [Fault("none")])
    waits: list[float] = []
    with pytest.raises(HubError, match=rf"HTTP 503 .* \(tried {len(RETRY_AFTER_S) + 1} times; what has come is kept\)"):
        get(hub, store, wait=waits.append)
    assert tuple(waits) == RETRY_AFTER_S
    assert store.models() == ([], [])
    assert not store.folder_of(ModelName.parse(REPO)).exists()
    assert next(name for name in incoming(store) if name.endswith(".part")).startswith(WEIGHTS)
    hub.log.clear()
    pulled = get(hub, store)
    assert pulled.received_bytes == len(demo_files()[WEIGHTS]) - 500_000
    assert [one.range for one in hub.log if "/cdn/" in one.path] == ["bytes=500000-"]
    assert [one for one in hub.log if one.path.endswith("config.json")] == []


def test_a_server_in_trouble_is_asked_again(hub: StandInHub, store: Store) -> None:
    hub.faults["api"].extend([Fault("502"), Fault("503")])
    hub.faults["config.json"].append(Fault("500"))
    waits: list[float] = []
    assert get(hub, store, wait=waits.append).state == "pulled"
    assert waits == [1.0, 2.0, 1.0]


def test_a_server_that_falls_silent_is_asked_again(
    hub: StandInHub, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub_module, "TIMEOUT_S", 0.2)
    hub.faults[WEIGHTS].append(Fault("pause", 500_000))
    seen: list[Progress] = []
    assert get(hub, store, wait=lambda _: None, progress=seen.append).state == "pulled"
    assert "bytes=500000-" in [one.range for one in hub.log]
    assert any(p.notice and "connection to" in p.notice for p in seen)


def test_a_server_without_ranges_sends_the_file_anew(hub: StandInHub, store: Store) -> None:
    hub.faults[WEIGHTS].extend([Fault("cut", 500_000), Fault("no-range")])
    seen: list[Progress] = []
    pulled = get(hub, store, wait=lambda _: None, progress=seen.append)
    total = sum(file.size for file in pulled.model.record.files)
    assert pulled.received_bytes == total + 500_000
    assert seen[-1].done == total


@pytest.mark.parametrize(("name", "at"), [(WEIGHTS, 700_000), ("tokenizer.json", 3)])
def test_wrong_bytes_are_found_and_removed(hub: StandInHub, store: Store, name: str, at: int) -> None:
    hub.faults[name].append(Fault("wrong", at))
    with pytest.raises(HubError, match=rf"{name} did not arrive as the hub announced it \(checksum\); it was removed"):
        get(hub, store)
    assert not [there for there in incoming(store) if there.startswith(name)]
    assert store.models() == ([], [])
    assert get(hub, store).state == "pulled"


def rotten_part(hub: StandInHub, store: Store, at: int) -> Path:
    """The part that a cut pull left, with a byte of it changed."""
    hub.faults[WEIGHTS].extend([Fault("cut", 500_000), Fault("404")])
    with pytest.raises(HubError):
        get(hub, store, wait=lambda _: None)
    (part,) = (path for path in (store.folder / ".incoming").rglob("*.part") if path.stat().st_size)
    content = bytearray(part.read_bytes())
    content[at] ^= 1
    part.write_bytes(content)
    return part


def test_a_part_that_rotted_is_found(hub: StandInHub, store: Store) -> None:
    part = rotten_part(hub, store, 400_000)
    with pytest.raises(HubError, match="checksum"):
        get(hub, store)
    assert not part.exists()


def test_a_part_whose_header_rotted_does_not_make_a_good_model_refused(hub: StandInHub, store: Store) -> None:
    rotten_part(hub, store, 8)
    assert get(hub, store).state == "pulled"
    assert (store.find(REPO) / WEIGHTS).read_bytes() == demo_files()[WEIGHTS]


def test_a_file_longer_than_announced_is_stopped(hub: StandInHub, store: Store) -> None:
    hub.faults[WEIGHTS].append(Fault("long"))
    with pytest.raises(HubError, match=f"longer than the {len(demo_files()[WEIGHTS])} bytes the hub announced"):
        get(hub, store)


def test_another_range_than_asked_is_refused(hub: StandInHub, store: Store) -> None:
    hub.faults[WEIGHTS].extend([Fault("cut", 500_000), Fault("shifted")])
    with pytest.raises(HubError, match=r"asked for model\.safetensors from byte 500000 on"):
        get(hub, store, wait=lambda _: None)


def test_a_part_of_another_version_is_not_gone_on_with(hub: StandInHub, store: Store) -> None:
    hub.faults[WEIGHTS].extend([Fault("cut", 500_000), Fault("404")])
    with pytest.raises(HubError):
        get(hub, store, wait=lambda _: None)
    other = bytearray(demo_files()[WEIGHTS])
    other[-1] ^= 1
    hub.add(REPO, {**demo_files(), WEIGHTS: bytes(other)})
    hub.log.clear()
    get(hub, store)
    assert [one.range for one in hub.gets(WEIGHTS)] == [HEAD, REST]
    assert (store.find(REPO) / WEIGHTS).read_bytes() == other
    assert not list(store.folder.rglob("*.part"))


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (Fault("401", headers={"X-Error-Message": "Invalid username or password."}), "no model .* check the name"),
        (Fault("403"), "HTTP 403.*HF_TOKEN"),
        (Fault("404"), "HTTP 404.*check the name"),
        (Fault("429", headers={"Retry-After": "120"}), r"slow down \(HTTP 429\); try again in 120 s"),
        (Fault("429", headers={"RateLimit": '"api";r=0;t=55'}), "try again in 55 s"),
        (Fault("429"), "try again later"),
        (Fault("418"), "answers HTTP 418"),
    ],
)
@pytest.mark.parametrize("where", ["api", WEIGHTS])
def test_a_refusal_is_one_line(hub: StandInHub, store: Store, fault: Fault, words: str, where: str) -> None:
    hub.faults[where].append(fault)
    with pytest.raises(HubError, match=words) as raised:
        get(hub, store)
    assert "\n" not in str(raised.value)


def test_no_such_model(hub: StandInHub, store: Store) -> None:
    with pytest.raises(HubError, match=f"{hub.endpoint} has no model tiny/other for us"):
        get(hub, store, "tiny/other")
    assert not store.folder.exists()


def test_a_gated_model_says_how_to_get_in(hub: StandInHub, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    hub.gated.add(REPO)
    with pytest.raises(HubError, match=f"is gated: accept its terms at {hub.endpoint}/{REPO}, then set HF_TOKEN"):
        get(hub, store)
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    assert get(hub, store).state == "pulled"
    told = {("/cdn/" in one.path, one.authorization) for one in hub.log[-4:]}
    assert told == {(False, "Bearer hf_secret"), (True, None)}  # the storage's host does not see the token


def test_no_telemetry(hub: StandInHub, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(constants, "HF_HUB_DISABLE_TELEMETRY", False)
    get(hub, store)
    assert constants.HF_HUB_DISABLE_TELEMETRY is True
    assert all(one.user_agent.startswith("aria/") for one in hub.log)
    assert not any(word in one.user_agent for one in hub.log for word in ("torch", "agent/"))
    assert {one.path.split("/")[1] for one in hub.log} == {"api", "tiny", "cdn"}


def test_no_network_is_one_line(store: Store) -> None:
    with socket.socket() as nobody:  # bound and not listening: a connection is refused
        nobody.bind(("127.0.0.1", 0))
        endpoint = f"http://127.0.0.1:{nobody.getsockname()[1]}"
        waits: list[float] = []
        with pytest.raises(HubError, match=f"the connection to {endpoint} failed .*; check the network") as raised:
            pull(REPO, store=store, hub=Hub(endpoint), wait=waits.append)
    assert "\n" not in str(raised.value)
    assert waits == [1.0, 2.0]


def test_offline_mode_is_said(hub: StandInHub, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    with pytest.raises(HubError, match="HF_HUB_OFFLINE is set"):
        get(hub, store)


@pytest.mark.parametrize("endpoint", ["huggingface.co", "ftp://huggingface.co", "https://", "file:///etc"])
def test_an_endpoint_that_is_no_address(endpoint: str) -> None:
    with pytest.raises(HubError, match="is not a hub's address"):
        Hub(endpoint)


@pytest.mark.parametrize(
    "answer", [b"<html>", b"[]", b"{}", b'{"id":"a/b","siblings":[{}]}', b'{"id":"a/b","sha":"main"}']
)
def test_a_server_that_is_no_hub(hub: StandInHub, store: Store, answer: bytes) -> None:
    hub.raw_answer = answer
    with pytest.raises(HubError, match=r"does not answer as a model hub does|names no commit"):
        get(hub, store)


def test_a_listing_without_checksums_is_refused(hub: StandInHub, store: Store) -> None:
    siblings = [{"rfilename": name, "size": 3} for name in ("config.json", WEIGHTS)]
    hub.raw_answer = json.dumps({"id": REPO, "sha": "0" * 40, "siblings": siblings}).encode()
    with pytest.raises(HubError, match=r"no checksum for 'config\.json'"):
        get(hub, store)
    hub.raw_answer = json.dumps({"id": REPO, "sha": "0" * 40, "siblings": [{"rfilename": "x.gguf"}]}).encode()
    with pytest.raises(HubError, match=r"gives 'x\.gguf' the size None"):
        get(hub, store)


def test_a_model_that_does_not_run_is_refused_before_its_weights(hub: StandInHub, store: Store) -> None:
    config = json.loads(demo_files()["config.json"])
    del config["quantization_config"]
    hub.add("big/not-ternary", {**demo_files(), "config.json": json.dumps(config).encode()})
    with pytest.raises(ModelError, match=r"^big/not-ternary does not run here, .* pulled: config.json: .*only ternary"):
        get(hub, store, "big/not-ternary")
    assert [one.path.rpartition("/")[2] for one in hub.log if one.sent][1:] == ["config.json"]
    assert incoming(store) == []
    assert store.models() == ([], [])


def test_a_full_disk_is_said_before_anything_comes(
    hub: StandInHub, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = pull_module.SPARE_BYTES + 1_000_000
    monkeypatch.setattr(pull_module.shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**12, 0, free))
    with pytest.raises(StoreError, match=r"not enough room for 1\.\d+ MB more: .* 1 MB to spare; .*ARIA_MODELS"):
        get(hub, store)
    assert [one.path for one in hub.log] == [f"/api/models/{REPO}"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on a file's size")
def test_a_file_that_cannot_be_written_on_is_one_line(hub: StandInHub, store: Store) -> None:
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_001, hard))
    try:
        with pytest.raises(StoreError, match=r"\.part: File too large; what has come is kept"):
            get(hub, store)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    hub.log.clear()
    assert get(hub, store).state == "pulled"
    assert [one.range for one in hub.gets(WEIGHTS)] == ["bytes=1000001-"]


def test_two_pulls_of_one_model_do_not_meet(hub: StandInHub, store: Store) -> None:
    hub.faults[WEIGHTS].append(Fault("pause", 300_000))
    results: list[Pulled] = []
    first = threading.Thread(target=lambda: results.append(get(hub, store)))
    first.start()
    assert hub.paused.wait(PATIENCE_S)
    with pytest.raises(StoreError, match="is being pulled or removed by another process"):
        get(hub, store)
    hub.go_on.set()
    first.join()
    assert [one.state for one in results] == ["pulled"]
    assert [one.range for one in hub.gets(WEIGHTS)] == [HEAD, REST]


def test_gguf_files(hub: StandInHub, store: Store) -> None:
    many = {"README.md": b"", "small-tq1_0.gguf": GGUF, "sub/big.gguf": OTHER_GGUF}
    hub.add("tiny/many-gguf", many)
    hub.add("tiny/one-gguf", {"README.md": b"", "it.gguf": GGUF})
    with pytest.raises(HubError, match=r"--file: small-tq1_0\.gguf \(835 kB\), sub/big\.gguf \(935 kB\)"):
        get(hub, store, "tiny/many-gguf")
    with pytest.raises(HubError, match=r"has no other\.gguf; its GGUF files: small-tq1_0\.gguf \(835 kB\)"):
        get(hub, store, "tiny/many-gguf", file="other.gguf")
    with pytest.raises(StoreError, match=r"does not name a \.gguf file"):
        get(hub, store, "tiny/many-gguf", file="README.md")
    assert (
        str(get(hub, store, "tiny/many-gguf", file="sub/big.gguf").model.record.name) == "tiny/many-gguf:sub/big.gguf"
    )
    assert get(hub, store, "tiny/many-gguf", file="small-tq1_0.gguf").model.path.read_bytes() == GGUF
    assert store.find("tiny/many-gguf:sub/big.gguf").read_bytes() == OTHER_GGUF
    assert str(get(hub, store, "tiny/one-gguf").model.record.name) == "tiny/one-gguf:it.gguf"
    assert get(hub, store, "tiny/one-gguf").state == "present"
    assert store.find("tiny/one-gguf").name == "it.gguf"
    assert len(store.models()[0]) == 3


def test_both_forms_of_a_repository_lie_side_by_side(hub: StandInHub, store: Store) -> None:
    hub.add(REPO, {**demo_files(), "it.gguf": GGUF})
    assert get(hub, store).model.record.form == "safetensors"
    assert get(hub, store, file="it.gguf").model.record.form == "gguf"
    assert store.find(REPO).is_dir()
    assert store.find(f"{REPO}:it.gguf").is_file()


@pytest.mark.parametrize(
    ("paths", "chosen"),
    [
        (["model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors", "model.safetensors.index.json",
          "consolidated.safetensors", "original/model-1.safetensors", "config.json", "vocab.json"],
         ["config.json", "model.safetensors.index.json", "model-00001-of-00002.safetensors",
          "model-00002-of-00002.safetensors"]),
        (["model.safetensors", "model.safetensors.index.json", "config.json"],
         ["config.json", "model.safetensors.index.json", "model.safetensors"]),
        (["model.safetensors", "adapter.safetensors", "config.json", "x.gguf", "y.gguf", "chat_template.jinja",
          "special_tokens_map.json", "tokenizer_config.json", "generation_config.json", "tokenizer.json"],
         ["config.json", "generation_config.json", "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json",
          "chat_template.jinja", "model.safetensors"]),
        (["config.json", "x.gguf"], ["x.gguf"]),
    ],
)  # fmt: skip
def test_what_a_model_needs_is_chosen(hub: StandInHub, paths: list[str], chosen: list[str]) -> None:
    hub.add("a/b", dict.fromkeys(paths, b"1"))
    assert [file.path for file in choose(Hub(hub.endpoint).listing("a/b"), None)] == chosen


@pytest.mark.parametrize("paths", [[], ["pytorch_model.bin", "config.json"], ["model.safetensors"], ["../x.gguf"]])
def test_what_is_no_model_is_refused(paths: list[str]) -> None:
    siblings = tuple(RepoSibling(rfilename=path) for path in paths)
    with pytest.raises(HubError, match=r"neither config\.json with model\.safetensors nor a GGUF file"):
        choose(Listing(repo="a/b", commit="0" * 40, siblings=siblings), None)


def test_without_the_library_the_remedy_is_named() -> None:
    code = (
        "import sys; sys.modules['huggingface_hub'] = None\n"
        "from aria_infer.cli import main; sys.exit(main(['pull', 'a/b']))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert 'pip install "huggingface_hub>=1.0"' in done.stderr


class Commands:
    """`aria` as processes of their own, with the stand-in as their hub."""

    def __init__(self, hub: StandInHub, store: Store) -> None:
        self.environment = {
            **os.environ, "HF_ENDPOINT": hub.endpoint, "ARIA_MODELS": str(store.folder), "PYTHONIOENCODING": "utf-8",
        }  # fmt: skip

    def start(self, *args: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "-m", "aria_infer", *args],
            cwd=ROOT, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
        )  # fmt: skip

    def run(self, *args: str) -> subprocess.CompletedProcess[str]:
        process = self.start(*args)
        out, err = process.communicate(timeout=PATIENCE_S)
        return subprocess.CompletedProcess(args, process.returncode, out, err)


@pytest.fixture
def aria(hub: StandInHub, store: Store) -> Commands:
    return Commands(hub, store)


def stop_midway(hub: StandInHub, process: "subprocess.Popen[str]", how: signal.Signals) -> str:
    """Signal a pull whose weights have come half-way, and are on disk: it has told so. Returns all it told."""
    assert hub.paused.wait(PATIENCE_S)
    told = ""
    assert process.stderr is not None
    while not re.search(r"\((?:[5-9]\d|100) %\)", told):
        line = process.stderr.readline()
        assert line, told
        told += line
    process.send_signal(how)
    return told + process.communicate(timeout=PATIENCE_S)[1]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_killed_pull_is_resumed_and_the_model_runs(hub: StandInHub, store: Store, aria: Commands) -> None:
    hub.faults[WEIGHTS].append(Fault("pause", 1_200_000))
    process = aria.start("pull", REPO)
    stop_midway(hub, process, signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    hub.go_on.set()
    (part,) = (store.folder / ".incoming").rglob(f"{WEIGHTS}.*.part")
    there = part.stat().st_size
    assert 0 < there <= 1_200_000
    assert store.models() == ([], [])
    assert f"{REPO}  unfinished" in aria.run("models").stdout
    hub.log.clear()

    done = aria.run("pull", REPO, "--json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout.splitlines()[-1])
    rest = len(demo_files()[WEIGHTS]) - there
    assert [(one.range, one.sent) for one in hub.log if "/cdn/" in one.path] == [(f"bytes={there}-", rest)]
    assert (answer["state"], answer["name"], answer["received_bytes"]) == ("pulled", REPO, rest)

    text = aria.run("generate", "--model", REPO, "--prompt", "ROMEO:", "-n", "24")
    assert (text.returncode, text.stdout, text.stderr) == (0, CONTINUED + "\n", "")
    listed = json.loads(aria.run("models", "--json").stdout)
    assert [(one["name"], one["path"]) for one in listed["models"]] == [(REPO, str(store.find(REPO)))]
    assert listed["unfinished"] == []
    assert f"{REPO}  safetensors" in aria.run("models").stdout
    assert aria.run("pull", REPO).stdout.startswith(f"already there: {REPO} (safetensors, ")
    assert aria.run("rm", REPO, "--yes").stdout.startswith(f"removed {REPO} (")
    assert list(store.folder.iterdir()) == []


def test_a_gguf_file_runs_by_its_name(hub: StandInHub, aria: Commands, tmp_path: Path) -> None:
    fixtures = ROOT / "tests" / "fixtures" / "gguf-bitnet-silu"
    hub.add("tiny/gguf", {path.name: path.read_bytes() for path in fixtures.glob("*.gguf")})
    refused = aria.run("pull", "tiny/gguf")
    assert refused.returncode == 1
    assert "--file: model-I2_S.gguf (935 kB), model-TQ1_0.gguf (835 kB)" in refused.stderr
    pulled = aria.run("pull", "tiny/gguf", "--file", "model-TQ1_0.gguf")
    assert pulled.stdout.startswith("pulled tiny/gguf:model-TQ1_0.gguf (gguf, 835 kB, revision ")
    command = ("generate", "--tokens", "1,2,3", "-n", "4", "--ignore-eos", "--json", "--model")
    named, only, path = (
        json.loads(aria.run(*command, model).stdout)["tokens"]
        for model in ("tiny/gguf:model-TQ1_0.gguf", "tiny/gguf", str(fixtures / "model-TQ1_0.gguf"))
    )
    assert named == only == path
    converted = aria.run("convert", "tiny/gguf", str(tmp_path / "converted"))
    assert (converted.returncode, converted.stderr) == (0, "")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one process")
def test_an_interrupted_pull_keeps_what_came(hub: StandInHub, store: Store, aria: Commands) -> None:
    hub.faults[WEIGHTS].append(Fault("pause", 1_200_000))
    process = aria.start("pull", REPO)
    told = stop_midway(hub, process, signal.SIGINT)
    assert process.returncode == 130
    assert told.endswith("aria: stopped; what has come is kept, and the same command goes on from there\n")
    assert "Traceback" not in told
    (part,) = (store.folder / ".incoming").rglob(f"{WEIGHTS}.*.part")
    assert part.stat().st_size > 0
    assert aria.run("rm", REPO, "--yes").stdout.startswith(f"removed {REPO} (unfinished, ")
    assert list(store.folder.iterdir()) == []


def test_a_path_that_exists_wins_over_the_store(hub: StandInHub, store: Store, aria: Commands, tmp_path: Path) -> None:
    get(hub, store)
    aria.environment["PYTHONPATH"] = str(ROOT)
    folder = tmp_path / REPO
    folder.mkdir(parents=True)
    done = subprocess.run(
        [sys.executable, "-m", "aria_infer", "info", "--model", REPO],
        cwd=tmp_path, env=aria.environment, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 1
    assert f"{REPO}/config.json: cannot be read" in done.stderr.replace(os.sep, "/")


@pytest.mark.parametrize(
    ("args", "status", "words"),
    [
        (("pull",), 2, ["REPO"]),
        (("pull", "demo"), 1, ["'demo'", "OWNER/NAME"]),
        (("pull", "../../etc/passwd"), 1, ["OWNER/NAME"]),
        (("pull", "tiny/none"), 1, ["tiny/none", "HTTP 404"]),
        (("pull", REPO, "--revision", "v9"), 1, ["'v9'"]),
        (("pull", REPO, "--file", "x.gguf"), 1, ["x.gguf", "none"]),
        (("rm",), 2, ["NAME"]),
        (("rm", "demo", "--yes"), 1, ["OWNER/NAME"]),
    ],
)
def test_a_mistake_is_one_line(aria: Commands, args: tuple[str, ...], status: int, words: list[str]) -> None:
    done = aria.run(*args)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (status, "", 1)
    assert done.stderr.startswith("aria: error: ")
    assert all(word in done.stderr for word in words), done.stderr


def test_help_teaches(aria: Commands) -> None:
    told = aria.run("pull", "--help").stdout
    assert all(word in told for word in ("aria pull microsoft/bitnet", "--file", "HF_TOKEN", "ARIA_MODELS"))
    assert "OWNER/NAME:FILE.gguf" in aria.run("rm", "--help").stdout
    assert "pull" in aria.run("--help").stdout
