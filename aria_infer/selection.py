"""Which files of a repository a model needs: a listing in, files out, or a refusal that says what is there."""

from .errors import HubError
from .hub import HubFile, Listing
from .model_record import MAX_FILES, is_gguf, is_legal_path, show_bytes

CONFIG, GENERATION_CONFIG = "config.json", "generation_config.json"
SMALL_FILES = (
    CONFIG, GENERATION_CONFIG, "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json",
    "chat_template.jinja",
)  # fmt: skip
WEIGHTS, INDEX, SHARD_PREFIX = "model.safetensors", "model.safetensors.index.json", "model-"
MAX_TOLD = 20  # files in a message


def choose(listing: Listing, file: str | None) -> tuple[HubFile, ...]:
    """The files of a model, small ones first: its safetensors form, or one GGUF file.

    file: a GGUF file; None takes the safetensors form, or the only GGUF file of a repository without that form.
    Raises: HubError if it is no model, or if there are several and `file` does not say which.
    """
    paths = set(listing.paths)
    ggufs = sorted(path for path in paths if is_gguf(path) and is_legal_path(path))
    if file is not None:
        if file not in paths:
            raise HubError(f"{listing.repo} has no {file}; its GGUF files: {_told(listing, ggufs)}")
        return (listing.file(file),)
    weights = _weights(paths)
    if CONFIG in paths and weights:
        chosen = [path for path in SMALL_FILES if path in paths] + weights
        if len(chosen) > MAX_FILES:
            raise HubError(f"{listing.repo} has {len(chosen)} files, a model has at most {MAX_FILES}")
        return tuple(map(listing.file, chosen))
    if len(ggufs) == 1:
        return (listing.file(ggufs[0]),)
    if ggufs:
        raise HubError(f"{listing.repo} has several GGUF files, name one with --file: {_told(listing, ggufs)}")
    raise HubError(f"{listing.repo} has neither {CONFIG} with {WEIGHTS} nor a GGUF file: not a model that runs here")


def _weights(paths: set[str]) -> list[str]:
    """The weights as the checkpoint reader looks for them: an index and its shards, or else one file."""
    if INDEX not in paths:
        return [WEIGHTS] if WEIGHTS in paths else []
    shards = [p for p in paths if p.startswith(SHARD_PREFIX) and p.endswith(".safetensors") and is_legal_path(p)]
    flat = sorted(shard for shard in shards if "/" not in shard)
    return [INDEX, *(flat or ([WEIGHTS] if WEIGHTS in paths else []))]


def _told(listing: Listing, paths: list[str]) -> str:
    told = [f"{path} ({show_bytes(listing.file(path).size)})" for path in paths[:MAX_TOLD]]
    more = f" and {len(paths) - MAX_TOLD} more" if len(paths) > MAX_TOLD else ""
    return ", ".join(told) + more if told else "none"
