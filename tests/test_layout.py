"""The house keeps its rooms: who may import whom, one door per foreign thing, nothing loaded before first use."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TOP_LEVEL = {
    "pyproject.toml", "README.md", "LICENSE",
    "aria_p2p", "aria_infer", "aria_memory", "proto", "csrc", "tests", "examples",
}  # fmt: skip
PACKAGES = ("aria_p2p", "aria_infer", "aria_memory")

DOORS = {  # foreign module -> the files that may import it
    "libp2p": ("aria_p2p/host",),  # a module or a folder of that name
    "tokenizers": ("aria_infer/tokenizer.py", "aria_memory/encoders/tokens.py"),
    "huggingface_hub": ("aria_infer/hub.py",),
    "jinja2": ("aria_infer/chat/sandbox.py", "aria_infer/chat/functions.py"),
    "aria_infer._kernel": ("aria_infer/kernel/door.py",),
    "nacl": ("aria_p2p/identity.py", "aria_memory/sealing.py"),
    "sqlcipher3": ("aria_memory/store/cipher.py",),
    "sqlite3": ("aria_p2p/ledger/log.py", "aria_memory/store/database.py", "aria_memory/store/tokens.py"),
    "psycopg": ("aria_memory/store/server.py",),
    "mcp": ("aria_memory/mcp_server.py",),
}
PURE = (  # machines and values: no I/O, no trio
    *(f"aria_p2p/{name}.py" for name in ("framing", "signed")),
    *(
        f"aria_p2p/ledger/{name}.py"
        for name in (
            "answer", "audit", "commitment", "encoding", "entry", "following",
            "lottery", "merkle", "note", "proof", "record",
        )
    ),
    "aria_infer/sampling.py", "aria_infer/config.py", "aria_infer/contents.py", "aria_infer/manifest.py",
    "aria_infer/model_record.py", "aria_infer/plain_numbers.py", "aria_infer/tokenizer_growth.py",
    *(
        f"aria_memory/extraction/{name}.py"
        for name in (
            "__init__", "by_model", "civil_time", "cue_clauses", "cue_referents", "cued_contents", "cued_requests",
            "date_backward", "date_clocks", "date_days", "date_feasts",
            "date_hours", "date_joins", "date_periods", "date_ranges", "date_series",
            "date_times", "date_values", "date_zones", "dates", "drafts",
            "english_by_model", "english_cue_clauses", "english_cue_referents", "english_cued_requests",
            "english_date_clocks",
            "english_date_series", "english_date_tenses", "english_date_words", "english_date_zones", "english_dates",
            "english_fact_fragments",
            "english_intention_pairs", "intention_shared",
            "english_fact_objects", "english_fact_verbs",
            "english_fact_words", "english_facts", "english_first_names", "english_intention_contents",
            "english_intention_cues", "english_intention_times", "english_intentions", "english_introductions",
            "english_learned", "english_occupations", "english_places", "english_sentences",
            "english_work", "extractor",
            "fact_corrections", "fact_drafts", "fact_introductions", "fact_names", "fact_objects", "fact_phrases",
            "fact_pronouns", "fact_subjects", "fact_verbs", "fact_work", "facts", "intention_distances",
            "intention_duties", "intention_ends", "intention_pairs", "intention_parts", "intention_sentences",
            "intentions", "messages", "patterns", "predicates",
        )
    ),
    *(
        f"aria_memory/replies/{name}.py"
        for name in (
            "__init__", "asking", "drafts", "english_objects", "english_replies", "english_skips", "english_verbs",
            "english_matters", "matters", "objects", "reader", "skipping", "tasks", "times", "words",
        )
    ),
    "aria_infer/sampling.py", "aria_infer/config.py", "aria_infer/manifest.py", "aria_infer/model_record.py",
    "aria_infer/tokenizer_growth.py",
    *(
        f"aria_infer/formats/{name}.py"
        for name in (
            "base3", "ggml_types", "gguf_config", "gguf_tokenizer", "layout", "parts", "pretokenizers", "source",
        )
    ),
    "aria_infer/chat/budget.py",
    *(f"aria_infer/swarm/{name}.py" for name in ("plan", "session", "shard", "shipment")),
    *(f"aria_infer/bench/{name}.py" for name in ("chart", "counting", "peers", "report", "shapes")),
    *(
        f"aria_memory/{name}.py"
        for name in ("activation", "english_stopwords", "places", "ranking", "text", "told_times", "types", "working")
    ),
    "aria_memory/times_off.py",
    *(f"aria_memory/store/{name}.py" for name in ("columns", "dialect", "faults", "postgres_schema", "schema")),
    *(f"aria_memory/{name}.py" for name in ("as_json", "english_triggers", "plain_times", "reminders", "shown")),
    "aria_memory/plans.py",
    *(
        f"aria_memory/inspection/{name}.py"
        for name in (
            "__init__", "facts_part", "intentions_part", "markup", "page", "picture", "script", "style", "talk_part",
        )
    ),
    *(f"aria_memory/encoders/{name}.py" for name in ("base", "custom", "gelu")),
    *(f"aria_memory/index/{name}.py" for name in ("scan", "vectors")),
    *(
        f"aria_memory/prospective/{name}.py"
        for name in (
            "codec", "condition", "dependencies", "due", "events", "intention", "machine", "progress", "reach",
            "reactions", "recurrence", "rule", "times", "triggers",
        )
    ),
    "aria_memory/bench/prospective.py", "aria_memory/bench/retrieval_figures.py",
    *(f"aria_memory/bench/prospective_{name}.py" for name in ("data", "frozen", "language", "plans")),
    *(
        f"aria_memory/prospective/{name}.py"
        for name in (
            "calibration", "cue_index", "cue_text", "english_background", "english_rivals", "english_small_talk",
            "english_namesakes", "english_whereabouts", "guards", "lexical", "matching", "namesakes", "slips", "stems",
            "watch", "whereabouts",
        )
    ),
)  # fmt: skip


def tracked() -> list[str]:
    """Paths git tracks, or every file where this is not a checkout (an unpacked sdist)."""
    done = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
    if done.returncode == 0 and done.stdout:
        return done.stdout.split("\n")[:-1]
    return [p.relative_to(ROOT).as_posix() for p in ROOT.rglob("*") if p.is_file()]


def modules(package: str) -> list[Path]:
    return [p for p in sorted((ROOT / package).rglob("*.py")) if not p.name.endswith("_pb2.py")]


def imports(path: Path) -> Iterator[str]:
    """Absolute dotted names that a file imports, at any depth, relative ones resolved."""
    package = path.relative_to(ROOT).parent.parts
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            prefix = ".".join((*base, *((node.module or "").split(".") if node.module else ())))
            yield from (f"{prefix}.{alias.name}" for alias in node.names)


def test_top_level_holds_nothing_else() -> None:
    tops = {name.split("/")[0] for name in tracked() if "/" in name or not name.startswith(".")}
    assert {t for t in tops if not t.startswith(".")} <= TOP_LEVEL


def test_each_package_opens_with_a_readme() -> None:
    for package in (*PACKAGES, "csrc"):
        assert (ROOT / package / "README.md").is_file(), package


@pytest.mark.parametrize("package", PACKAGES)
def test_rooms_import_only_what_they_may(package: str) -> None:
    for path in modules(package):
        where = path.relative_to(ROOT).as_posix()
        for name in imports(path):
            top = name.split(".")[0]
            if package in ("aria_p2p", "aria_memory"):
                assert top not in set(PACKAGES) - {package}, f"{where} imports {name}"
            elif top == "aria_p2p":
                assert where.startswith("aria_infer/swarm/"), f"{where} imports {name}"
            elif top == "aria_memory":
                assert where.startswith("aria_infer/api/"), f"{where} imports {name}"


@pytest.mark.parametrize("foreign", DOORS)
def test_one_door_per_foreign_thing(foreign: str) -> None:
    used = False
    for package in PACKAGES:
        for path in modules(package):
            where = path.relative_to(ROOT).as_posix()
            if any(name == foreign or name.startswith(foreign + ".") for name in imports(path)):
                used = True
                assert where.startswith(DOORS[foreign]), f"{where} imports {foreign}"
    assert used, f"nothing imports {foreign} any more: drop the door"


@pytest.mark.parametrize("where", PURE)
def test_machines_do_no_io(where: str) -> None:
    foreign = {name.split(".")[0] for name in imports(ROOT / where)}
    assert not foreign & {"trio", "libp2p", "socket", "sqlite3", "time", "random", "subprocess"}


@pytest.mark.parametrize(
    ("package", "absent"),
    [
        ("aria_p2p", ("libp2p",)),
        ("aria_infer", ("libp2p", "aria_infer._kernel", "aria_p2p", "huggingface_hub", "jinja2")),
        ("aria_memory", ("aria_p2p", "psycopg")),
    ],
)
def test_import_starts_nothing(package: str, absent: tuple[str, ...]) -> None:
    code = f"import sys, {package}; print([m for m in {absent!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_no_import_runs_from_package_modules_back_to_its_door() -> None:
    for package in PACKAGES:
        for path in modules(package):
            if path.name != "__init__.py":
                assert package not in set(imports(path)), f"{path} imports its own package door"
