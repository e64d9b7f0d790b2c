"""A model's chat template as a value, and how one is found among a checkpoint's files."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from ..errors import ModelError, PromptError
from .sandbox import Program

MAX_MESSAGES = 4_096
TEMPLATE, CONFIG = "chat_template.jinja", "tokenizer_config.json"
_SPECIAL = ("bos_token", "eos_token", "unk_token", "pad_token")

Message = Mapping[str, Any]  # "role" and "content", both strings; what else a template may look for


class ChatTemplate:
    """Turns messages into the text a chat model was trained on. Encode it without adding special tokens."""

    def __init__(self, source: str, bos_token: str = "", eos_token: str = "", **special_tokens: str) -> None:
        """source: jinja2. special_tokens: others a template may name, e.g. pad_token.

        Raises: ModelError if the source is not a template, or asks for what chat templates may not have.
        """
        self.source = source
        self._special = {"bos_token": bos_token, "eos_token": eos_token, **special_tokens}
        self._program = Program(source)

    def render(
        self,
        messages: Sequence[Message],
        *,
        add_generation_prompt: bool = True,
        now: datetime | None = None,
        **variables: Any,
    ) -> str:
        """The prompt. add_generation_prompt: end where the assistant's answer begins.

        now: the date a template may ask for, default this moment. variables: others it may look at, such as tools.
        Raises: PromptError if a message is malformed, or the template refuses them; ModelError if it fails.
        """
        _check(messages)
        given = {
            "tools": None,
            "documents": None,
            **self._special,
            **variables,
            "messages": [dict(message) for message in messages],
            "add_generation_prompt": add_generation_prompt,
        }
        return self._program.render(given, datetime.now() if now is None else now)


def find_template(companions: Mapping[str, bytes]) -> ChatTemplate | None:
    """The template among the files that say how to talk to a model, by the names hub folders give them.

    chat_template.jinja comes first, then chat_template in tokenizer_config.json: a text, or named ones of which
    "default" is taken. None without one. Raises: ModelError naming the file.
    """
    config = _config(companions)
    source, where = _named(config.get("chat_template")), CONFIG
    if TEMPLATE in companions:
        source, where = _text(companions, TEMPLATE), TEMPLATE
    if source is None:
        return None
    special = {name: text for name in _SPECIAL if (text := _token(config.get(name))) is not None}
    try:
        return ChatTemplate(source, **special)
    except ModelError as error:
        raise ModelError(f"{where}: {error}") from None


def _config(companions: Mapping[str, bytes]) -> dict[str, Any]:
    if CONFIG not in companions:
        return {}
    try:
        config = json.loads(_text(companions, CONFIG))
    except (ValueError, RecursionError) as error:
        raise ModelError(f"{CONFIG}: not JSON ({ascii(str(error))[1:120]})") from None
    if not isinstance(config, dict):
        raise ModelError(f"{CONFIG}: holds {type(config).__name__}, expected an object")
    return config


def _named(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    found: dict[str, str] = {}
    for entry in value if isinstance(value, list) else [None]:
        if not isinstance(entry, dict) or not all(isinstance(entry.get(key), str) for key in ("name", "template")):
            raise ModelError(f"{CONFIG}: chat_template is neither a text nor a list of named ones")
        found[entry["name"]] = entry["template"]
    if "default" not in found:
        raise ModelError(f"{CONFIG}: chat_template has no 'default' among {ascii(sorted(found))[:120]}")
    return found["default"]


def _token(value: Any) -> str | None:
    """A special token's text, which may stand in an object that describes it."""
    text = value.get("content") if isinstance(value, dict) else value
    return text if isinstance(text, str) else None


def _text(companions: Mapping[str, bytes], name: str) -> str:
    try:
        return companions[name].decode("utf-8")
    except UnicodeDecodeError:
        raise ModelError(f"{name}: not UTF-8 text") from None


def _check(messages: Sequence[Message]) -> None:
    if isinstance(messages, (str, bytes)) or not isinstance(messages, Sequence) or not messages:
        raise PromptError("messages are not a list with at least one message in it")
    if len(messages) > MAX_MESSAGES:
        raise PromptError(f"{len(messages)} messages, at most {MAX_MESSAGES}")
    for index, message in enumerate(messages):
        if not isinstance(message, Mapping):
            raise PromptError(f"message {index} is {type(message).__name__}, expected an object with role and content")
        for key in ("role", "content"):
            if not isinstance(message.get(key), str):
                raise PromptError(f"message {index} has no text for {key!r}")
