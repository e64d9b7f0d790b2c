"""The trainer: its gradient, its measurement, a short run, a kill and a resume, the exported folder, bad input."""

import importlib.util
import json
import math
import os
import random
import struct
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

torch = pytest.importorskip("torch")

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "examples" / "train_demo.py"
DEADLINE_S = 120
RUN = {
    "hidden": 32, "intermediate": 48, "layers": 2, "heads": 2, "kv-heads": 1, "vocab": 300, "context": 32, "batch": 4,
    "steps": 20, "checkpoint-every": 5, "threads": 1, "warmup": 2, "lr": 0.02,
}  # fmt: skip
WORDS = ("the", "crown", "of", "a", "king", "lies", "under", "stone", "and", "sea", "keeps", "what", "no", "hand")


def flags(text: Path, out: Path, **changes: object) -> list[str]:
    given = {**RUN, **{name.replace("_", "-"): value for name, value in changes.items()}}
    return ["--text", str(text), "--out", str(out), *(part for k, v in given.items() for part in (f"--{k}", str(v)))]


@pytest.fixture(scope="module")
def trainer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("train_demo", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rng = random.Random(1)
    path = tmp_path_factory.mktemp("text") / "text.txt"
    path.write_text(" ".join(rng.choice(WORDS) for _ in range(2000)), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def trained(trainer: ModuleType, text: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an uninterrupted run of 20 steps. Its random state is its own: nothing here seeds torch besides."""
    out = tmp_path_factory.mktemp("model")
    trainer.main(flags(text, out))
    return out


def curve(folder: Path) -> list[tuple[int, float, float]]:
    points = [json.loads(line) for line in (folder / "training" / "curve.jsonl").read_text().splitlines()]
    return [(point["step"], point["train_bits"], point["held_out_bits"]) for point in points]


def test_a_short_run_learns_and_writes_its_curve(trained: Path) -> None:
    points = curve(trained)
    assert [step for step, _, _ in points] == [5, 10, 15, 20]
    assert points[-1][1] < 0.8 * points[0][1] and points[-1][2] < 0.9 * points[0][2]
    assert (trained / "training" / "curve.svg").read_text().count("<polyline") == 2


def test_killed_and_resumed_is_the_same_run(trained: Path, text: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-u", str(SCRIPT), *flags(text, tmp_path)]
    where = {"cwd": ROOT, "env": {**os.environ, "PYTHONPATH": str(ROOT)}, "text": True}
    with subprocess.Popen(command, stdout=subprocess.PIPE, **where) as process:
        assert any(line.startswith("step 10:") for line in process.stdout)
        process.kill()
    assert [step for step, _, _ in curve(tmp_path)][:2] == [5, 10]
    subprocess.run([*command, "--resume"], check=True, timeout=DEADLINE_S, stdout=subprocess.DEVNULL, **where)
    assert curve(tmp_path) == curve(trained)
    for name in ("model.safetensors", "config.json", "tokenizer.json"):
        assert (tmp_path / name).read_bytes() == (trained / name).read_bytes(), name


def read_tensors(path: Path) -> dict[str, np.ndarray]:
    """safetensors by its specification; bfloat16 as the float32 with the same upper half."""
    data = path.read_bytes()
    start = 8 + struct.unpack_from("<Q", data)[0]
    tensors = {}
    for name, entry in json.loads(data[8:start]).items():
        if name != "__metadata__":
            raw = np.frombuffer(data[start:], np.uint8)[slice(*entry["data_offsets"])]
            if entry["dtype"] == "BF16":
                raw = (raw.view("<u2").astype(np.uint32) << 16).view(np.float32)
            tensors[name] = raw.reshape(entry["shape"])
    return tensors


def test_export_holds_the_rounded_weights(trained: Path) -> None:
    latent = torch.load(trained / "training" / "checkpoint.pt", weights_only=True)["model"]
    tensors = read_tensors(trained / "model.safetensors")
    assert len(tensors) == len(latent) + 7 * RUN["layers"]  # a scale for each of the seven linears of a layer
    for name, weight in latent.items():
        stored, wanted = tensors["model." + name], weight.detach().numpy()
        if "_proj" not in name:
            np.testing.assert_allclose(stored, wanted, rtol=2**-8)
            continue
        rows = len(wanted) // 4
        values = np.stack([(stored[row % rows] >> 2 * (row // rows) & 3).astype(int) - 1 for row in range(len(wanted))])
        scale = np.abs(wanted).mean()
        distance = np.abs(np.abs(wanted / scale) - 0.5)  # from the threshold, where the last bit of the mean decides
        np.testing.assert_array_equal(values[distance > 1e-5], np.clip(np.rint(wanted / scale), -1, 1)[distance > 1e-5])
        np.testing.assert_allclose(tensors[f"model.{name}_scale"], [scale], rtol=2**-8)


def test_runtime_computes_what_was_trained(trainer: ModuleType, trained: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import aria_infer

    saved = torch.load(trained / "training" / "checkpoint.pt", weights_only=True)
    exact = trainer.ternary
    monkeypatch.setattr(trainer, "ternary", lambda w: (exact(w)[0], exact(w)[1].bfloat16().float()))
    weights = {n: w if "_proj" in n else w.bfloat16().float() for n, w in saved["model"].items()}
    model = aria_infer.load(trained)
    ids = model.tokenizer.encode("the sea keeps a crown under stone and")[: RUN["context"]]
    with torch.no_grad():
        wanted = trainer.logits(weights, torch.tensor([ids]), trainer.Recipe(**saved["recipe"]))[0].numpy()
    found = model.logits(ids)
    cosine = (wanted * found).sum(-1) / np.linalg.norm(wanted, axis=-1) / np.linalg.norm(found, axis=-1)
    assert cosine.min() > 0.999
    second, first = np.sort(wanted, axis=-1)[:, -2:].T
    clear = first - second > 0.02  # an int8 rounding tie may move a logit by about 0.01
    assert clear.any() and (wanted.argmax(-1) == found.argmax(-1))[clear].all()


def test_gradient_is_that_of_the_straight_through_estimator(trainer: ModuleType) -> None:
    generator = torch.Generator().manual_seed(3)
    tensors = [torch.randn(shape, generator=generator) for shape in ((6, 16), (16,), (8, 16), (12, 16))]
    mine, plain = ([t.clone().requires_grad_() for t in tensors] for _ in range(2))

    def rounded(x: torch.Tensor, to: torch.Tensor) -> torch.Tensor:
        return x + (to - x).detach()

    x, norm, *weights = plain
    n = x / (x.square().mean(-1, keepdim=True) + trainer.NORM_EPS).sqrt() * norm
    step = n.abs().amax(-1, keepdim=True) / 127
    q = rounded(n, (n / step).round() * step)
    scales = [w.abs().mean() for w in weights]
    wanted = [q @ rounded(w, (w / s).round().clamp(-1, 1) * s).T for w, s in zip(weights, scales, strict=True)]
    found = trainer._NormedLinears.apply(*mine)
    for outputs in (wanted, found):
        sum((y * y.detach().cos()).sum() for y in outputs).backward()
    for a, b in zip((*found, *(t.grad for t in mine)), (*wanted, *(t.grad for t in plain)), strict=True):
        torch.testing.assert_close(a, b, rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize(("context", "stride"), [(8, 8), (8, 3), (8, 1), (41, 7), (64, 16)])
def test_every_held_out_token_is_measured_once(trainer: ModuleType, context: int, stride: int) -> None:
    ids = torch.randint(50, (42,), generator=torch.Generator().manual_seed(4))
    text = trainer.Text(None, ids, ids, 100, 100, "")
    table = torch.randn(50, 50, generator=torch.Generator().manual_seed(5)).log_softmax(-1)
    bits = trainer.held_out_bits(lambda window: table[window], text, context, stride)
    wanted = -sum(table[a, b].item() for a, b in pairwise(ids)) / math.log(2) / 100
    assert bits == pytest.approx(wanted, rel=1e-5)


def test_bad_input_is_one_line(trainer: ModuleType, trained: Path, text: Path, tmp_path: Path) -> None:
    small, latin, other = tmp_path / "small.txt", tmp_path / "latin.txt", tmp_path / "other.txt"
    small.write_text("To be")
    latin.write_bytes(b"caf\xe9 " * 2000)
    other.write_text(text.read_text() + " more")
    broken = tmp_path / "broken"
    (broken / "training").mkdir(parents=True)
    (broken / "training" / "checkpoint.pt").write_bytes(b"not a checkpoint")
    for given, said in (
        (flags(tmp_path / "none.txt", tmp_path / "a"), "must be a readable"),
        (flags(tmp_path, tmp_path / "a"), "must be a readable"),
        (flags(latin, tmp_path / "a"), "UTF-8"),
        (flags(small, tmp_path / "a"), "too small"),
        (flags(text, small), str(small)),
        (flags(text, tmp_path / "a", heads=3), "heads"),
        (flags(text, tmp_path / "a", dropout="nan"), "--dropout"),
        (flags(text, tmp_path / "a", steps=0), "--steps"),
        (flags(text, trained), "--resume"),
        ([*flags(text, tmp_path / "a"), "--resume"], "cannot resume"),
        ([*flags(text, broken), "--resume"], "no checkpoint"),
        ([*flags(text, trained, hidden=64), "--resume"], "hidden"),
        ([*flags(other, trained), "--resume"], "text"),
    ):
        with pytest.raises(SystemExit) as stopped:
            trainer.main(given)
        message = str(stopped.value)
        assert message.startswith("train_demo: ") and said in message and "\n" not in message, message


def test_without_torch_the_remedy_is_named() -> None:
    code = f"import sys, runpy; sys.modules['torch'] = None; runpy.run_path({str(SCRIPT)!r}, run_name='__main__')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=DEADLINE_S)
    assert done.returncode == 1
    assert done.stderr == "train_demo: torch is not installed; run: pip install 'aria-protocol[train]'\n"
