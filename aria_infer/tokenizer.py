"""Text to token ids and back. The only door to the `tokenizers` library."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import tokenizers

from .config import short
from .errors import ModelError, PromptError
from .manifest import read_tokenizer
from .plain_numbers import token_ids
from .tokenizer_growth import MAX_GROWTH, growth

MAX_TEXT_CHARS = 16_777_216  # a novel is a million; encoding is linear but not free
MAX_HELD_TOKENS = 8  # a character is at most four bytes, so at most four byte tokens, wait for their end
MAX_WINDOW_TOKENS = 64  # how far back a stream decoder ever looks
MAX_RUN_TOKENS = 64  # byte tokens in a row that are held back: a sentence of a script the vocabulary lacks
MAX_TOLD_CHARS = 200  # of what the library says went wrong
_BROKEN = "\ufffd"
_BYTE_TOKENS = {f"<0x{value:02X}>": value for value in range(256)}


class Tokenizer:
    """A checkpoint's own tokenizer, as its tokenizer.json defines it."""

    def __init__(self, data: bytes, vocab_size: int, where: str = "tokenizer.json") -> None:
        """data: the bytes of tokenizer.json. vocab_size: the model's.

        Raises: ModelError if the file is not one, or has ids the model lacks.
        """
        self._where = where
        self._inner = self._ask(lambda: tokenizers.Tokenizer.from_str(data.decode("utf-8")))
        self._check_growth()
        vocabulary = self._inner.get_vocab(with_added_tokens=True)
        highest = max(vocabulary.values(), default=-1)
        if highest >= vocab_size:
            raise ModelError(
                f"{where}: has token id {highest}, but config.json's vocab_size is {vocab_size}: "
                "the tokenizer belongs to another model"
            )
        self.vocab_size = vocab_size
        self._inner.no_truncation()
        self._inner.no_padding()
        added = self._inner.get_added_tokens_decoder()
        self._spoken = frozenset(vocabulary.values()) - {token for token, info in added.items() if info.special}
        self._bytes: dict[int, int] = {}
        if b'"ByteFallback"' in _state(self._inner.decoder):
            self._bytes = {vocabulary[text]: value for text, value in _BYTE_TOKENS.items() if text in vocabulary}

    @classmethod
    def from_folder(cls, folder: Path, vocab_size: int) -> "Tokenizer | None":
        """The tokenizer of a checkpoint folder, None if it has no tokenizer.json."""
        data = read_tokenizer(folder)
        return None if data is None else cls(data, vocab_size, str(folder / "tokenizer.json"))

    def encode(self, text: str, *, add_special_tokens: bool = True) -> list[int]:
        """Token ids. Special tokens that stand in the text become their ids.

        add_special_tokens: with those the tokenizer itself adds; not for a text a chat template made, which has them.
        Raises: PromptError if it is not valid Unicode; ModelError if the tokenizer fails at it.
        """
        if not isinstance(text, str):
            raise PromptError(f"the text is {short(text)}, expected a str")
        if len(text) > MAX_TEXT_CHARS:
            raise PromptError(f"the text has {len(text)} characters, at most {MAX_TEXT_CHARS} are encoded at once")
        try:
            text.encode("utf-8")
        except UnicodeEncodeError as error:
            raise PromptError(_not_unicode(text, error.start)) from None
        fails = "the tokenizer fails at this text"
        return list(self._ask(lambda: self._inner.encode(text, add_special_tokens=add_special_tokens), fails).ids)

    def decode(self, ids: Iterable[int]) -> str:
        """Text of token ids, special tokens left out.

        Raises: PromptError naming an id the model does not have; ModelError if the tokenizer fails at them.
        """
        listed = token_ids(ids, "ids")
        for token in listed:
            if not 0 <= token < self.vocab_size:
                raise PromptError(f"token id {token} is not in the vocabulary of {self.vocab_size}")
        fails = "the tokenizer fails at these tokens"
        return str(self._ask(lambda: self._inner.decode(listed, skip_special_tokens=True), fails))

    def is_text(self, token: int) -> bool:
        """Whether `decode` has anything to say of it: it is a token, and not a special one."""
        return token in self._spoken

    def byte(self, token: int) -> int | None:
        """The byte it stands for where bytes are tokens of their own (SentencePiece), else None."""
        return self._bytes.get(token)

    def _check_growth(self) -> None:
        inner = self._inner
        parts = {
            "normalizer": inner.normalizer, "pre_tokenizer": inner.pre_tokenizer,
            "post_processor": inner.post_processor, "decoder": inner.decoder,
        }  # fmt: skip
        for name, part in parts.items():
            if part is not None and growth(_state(part)) > MAX_GROWTH:
                raise ModelError(
                    f"{self._where}: its {name} can make a text more than {MAX_GROWTH} times as long; "
                    "no tokenizer of a model does"
                )

    def _ask(self, call: Callable[[], Any], fails: str = "not a tokenizer.json that can be used") -> Any:
        """What the library answers. Raises: ModelError where it fails.

        Where its Rust panics (a pattern that backtracks for too long is one way) it has written that to the process's
        standard error by then; nothing short of closing that to everybody would stop it.
        """
        try:
            return call()
        except BaseException as error:  # it raises bare Exception, and where its Rust panics a bare BaseException
            if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
                raise
            raise ModelError(f"{self._where}: {fails} ({ascii(str(error))[1:-1][:MAX_TOLD_CHARS]})") from None

    def stream(self) -> "StreamDecoder":
        """A decoder for tokens that arrive one at a time."""
        return StreamDecoder(self)


def _state(part: Any) -> bytes:
    """A part of tokenizer.json, as JSON; empty without one."""
    return b"" if part is None else bytes(part.__getstate__())


def _not_unicode(text: str, at: int) -> str:
    what = f"the text is not valid Unicode: character {at} is half a surrogate pair"
    if "\udc80" <= text[at] <= "\udcff":  # how Python keeps bytes that the locale's encoding does not have
        what += (
            ", which stands for a byte that the locale cannot read; where it came from a command line, use a UTF-8 "
            "locale, or set PYTHONUTF8=1"
        )
    return what


class StreamDecoder:
    """Turns tokens into text as they come, holding back a character until all its bytes are there.

    The pieces joined, with `finish()` last, are `Tokenizer.decode` of all tokens. Where bytes are tokens of their own,
    one bad byte spoils the whole run of byte tokens it is in, so a run is held back until it ends; of one that is
    longer than MAX_RUN_TOKENS what is good so far is given out, which a bad byte later on can no longer take back.
    """

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._window: list[int] = []  # tokens whose text may still depend on one another
        self._given = ""  # the part of the window's text handed out
        self._held = 0  # tokens whose text ends in a part of a character
        self._run = bytearray()  # of the byte tokens that end the window

    def push(self, token: int) -> str:
        """The text that `token` completes, perhaps none. Raises: PromptError if the model has no such token."""
        if not self._tokenizer.is_text(token):
            return self._tokenizer.decode([token])  # nothing, once the id is checked
        self._window.append(token)
        byte = self._tokenizer.byte(token)
        if byte is not None:
            self._run.append(byte)
            return self._split_run() if len(self._run) > MAX_RUN_TOKENS else ""
        self._run.clear()
        text = self._tokenizer.decode(self._window)
        whole = text.rstrip(_BROKEN)
        self._held = self._held + 1 if len(whole) < len(text) else 0
        if self._held > MAX_HELD_TOKENS:
            whole, self._held = text, 0  # truly broken bytes, not the start of a character
        piece = whole[len(self._given) :]
        if piece:
            self._given = whole
        if self._held == 0:
            self._shorten()
        return piece

    def finish(self) -> str:
        """What is still held back; the decoder is then empty."""
        piece = self._tokenizer.decode(self._window)[len(self._given) :]
        self._window, self._given, self._held = [], "", 0
        self._run.clear()
        return piece

    def _split_run(self) -> str:
        """Give out the characters of a long run that are whole, keeping the last of them as context."""
        for n_open in range(4):  # bytes of a character whose end has not come
            try:
                good = self._run[: len(self._run) - n_open].decode("utf-8")
            except UnicodeDecodeError:
                continue
            end = len(self._window) - n_open
            piece = self._tokenizer.decode(self._window[:end])[len(self._given) :]
            start = end - len(good[-1].encode())
            self._given = self._tokenizer.decode(self._window[start:end])
            del self._window[:start], self._run[: len(self._run) - len(self._window) + start]
            return piece
        return ""  # it is spoiled: nothing of it can be shown as it is

    def _shorten(self) -> None:
        """Keep only the last token as context, for tokenizers that treat the first word of a text differently."""
        last: Sequence[int] = self._window[-1:]
        alone = self._tokenizer.decode(last)
        if (alone and _BROKEN not in alone) or len(self._window) > MAX_WINDOW_TOKENS:
            self._window, self._given = list(last), alone
