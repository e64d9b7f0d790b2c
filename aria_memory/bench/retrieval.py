"""Retrieval: dialogues are observed, their questions recalled, and what comes is compared with the evidence.

All goes through `Memory`. Sessions are ranked by their best item. What each figure counts is said in the README.
"""

import argparse
import json
import platform
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from ..encoders import open_encoder
from ..errors import BadInput, StoreFault
from ..ranking import Weights
from .progress_bar import ProgressBar
from .retrieval_data import ADVERSARIAL, Dialogue, read_dialogues
from .retrieval_figures import NAMES, RESAMPLES, TRIED, intervals, left_out
from .retrieval_life import DEPTH, Answer, observed

ENCODERS = {"none": None, "static": "wordllama", "minilm": "minilm"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this benchmark."""
    parser.add_argument("--locomo", type=Path, required=True, metavar="FILE", help="dialogues in LoCoMo's format")
    parser.add_argument("--encoder", choices=ENCODERS, default="static", help="what embeds texts (default: static)")
    parser.add_argument("--no-times", action="store_true", help="observe without the times of the sessions")
    parser.add_argument("--one-scope", action="store_true", help="all dialogues in one scope: ten times as much in it")
    parser.add_argument("--frozen-only", action="store_true", help="do not try other weights: twice as fast")
    parser.add_argument("--seed", type=int, default=0, help="of resampling and of the weights tried (default: 0)")
    parser.add_argument("--questions", type=Path, metavar="OUT", help="write a line of JSON for each question")
    parser.add_argument("--json", action="store_true", help="print nothing but one JSON object")


def main(args: argparse.Namespace) -> int:
    """Measure and print. Raises: BadInput, EncoderUnavailable, StoreFault."""
    dialogues = list(enumerate(read_dialogues(args.locomo)))
    if not any(dialogue.questions for _, dialogue in dialogues):
        raise BadInput(f"{args.locomo}: no question has a turn as evidence; give the file locomo10.json")
    encoder = open_encoder(ENCODERS[args.encoder])
    progress = ProgressBar(sum(len(one.turns) + len(one.questions) for _, one in dialogues), "retrieval")
    answers: list[Answer] = []
    for together in [dialogues] if args.one_scope else [[each] for each in dialogues]:
        with observed(together, encoder, not args.no_times, progress) as life:
            for number, _ in together:
                answers += life.ask(number, not args.frozen_only)
    progress.end()
    rows = left_out([one.pool for one in answers if one.pool], [one.dialogue for one in answers], _frozen(), args.seed)
    if args.questions is not None:
        _write(args.questions, answers, [dialogue for _, dialogue in dialogues])
    report = _report(answers, rows, args) | {
        "encoder": "none" if encoder is None else encoder.id,
        "times": not args.no_times, "one_scope": args.one_scope, "depth": DEPTH, "weights": asdict(Weights()),
        "dialogues": len(dialogues), "turns": sum(len(one.turns) for _, one in dialogues),
        "python": platform.python_version(), "numpy": np.__version__,
    }  # fmt: skip
    if not args.json:
        _show(report)
    print(json.dumps(report))
    return 0


def _frozen() -> dict[str, float]:
    return asdict(Weights())


def _report(answers: Sequence[Answer], others: Sequence[tuple[float, ...]], args: argparse.Namespace) -> dict[str, Any]:
    def of(rows: Sequence[tuple[float, ...]], wanted: Callable[[int], bool]) -> dict[str, Any]:
        kept = [(row, one.dialogue) for row, one in zip(rows, answers, strict=True) if wanted(one.question.category)]
        if not kept:
            return {"questions": 0}
        return {"questions": len(kept), **intervals([row for row, _ in kept], [name for _, name in kept], args.seed)}

    def every(_: int) -> bool:
        return True

    def true_premise(category: int) -> bool:
        return category != ADVERSARIAL

    frozen = [one.figures for one in answers]
    categories = sorted({one.question.category for one in answers})
    report = of(frozen, every) | {"seed": args.seed, "resamples": RESAMPLES, "confidence": 0.95}
    report["without_adversarial"] = of(frozen, true_premise)
    report["by_category"] = {str(each): of(frozen, each.__eq__) for each in categories}
    if others:
        report["leave_one_out"] = {"tried": TRIED, **of(others, every), "without_adversarial": of(others, true_premise)}
    return report


def _write(path: Path, answers: Sequence[Answer], dialogues: Sequence[Dialogue]) -> None:
    try:
        with path.open("w", encoding="utf-8") as file:
            for one in answers:
                line = {
                    "dialogue": dialogues[one.dialogue].name, "question": one.question.text,
                    "category": one.question.category, "evidence": one.question.evidence,
                    **dict(zip(NAMES, one.figures, strict=True)), "turns": one.turns,
                }  # fmt: skip
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
    except OSError as error:
        raise StoreFault(f"{path}: cannot be written ({error.strerror})") from error


def _show(report: dict[str, Any]) -> None:
    groups = {"all": report, "without adversarial": report["without_adversarial"]}
    groups |= {f"category {name}": group for name, group in report["by_category"].items()}
    if "leave_one_out" in report:
        groups["all, left out"] = report["leave_one_out"]
    for title, group in groups.items():
        shown = (f"{n} {group[n]['value']:.3f} [{group[n]['low']:.3f}, {group[n]['high']:.3f}]" for n in NAMES)
        print(f"{title:>20} {group['questions']:5d}  " + "  ".join(shown))
