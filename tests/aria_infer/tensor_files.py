"""Safetensors files taken apart and put together in plain Python, apart from the reader under test."""

import json
from pathlib import Path

Tensors = dict[str, tuple[str, list[int], bytes]]  # name -> dtype, shape, bytes


def tensors_of(path: Path) -> Tensors:
    """Every tensor of a file."""
    data = path.read_bytes()
    size = int.from_bytes(data[:8], "little")
    header, body = json.loads(data[8 : 8 + size]), data[8 + size :]
    header.pop("__metadata__", None)
    return {name: (e["dtype"], e["shape"], body[slice(*e["data_offsets"])]) for name, e in header.items()}


def write(path: Path, tensors: Tensors) -> None:
    """A file of these tensors, in this order."""
    header, body = {}, b""
    for name, (dtype, shape, content) in tensors.items():
        header[name] = {"dtype": dtype, "shape": shape, "data_offsets": [len(body), len(body) + len(content)]}
        body += content
    text = json.dumps(header).encode()
    path.write_bytes(len(text).to_bytes(8, "little") + text + body)
