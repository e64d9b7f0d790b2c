"""A deliberate fault, for tests and demonstrations: one ternary weight of a layer changed in memory."""

from dataclasses import replace

from aria_infer import kernel
from aria_infer.model import Model


def flip_weight(model: Model, layer: int, row: int = 0, column: int = 0) -> str:
    """Change one weight of the attention output projection, in a private copy of its codes. Returns what was done.

    That projection's inputs are dense, so nearly every position notices. The manifest stays the true one: a lie.
    """
    weights = model.layer(layer)
    values = kernel.unpack_ternary(weights.o.codes, weights.o.n_out, weights.o.n_in, weights.o.layout)
    was = int(values[row, column])
    values[row, column] = -1 if was == 1 else 1
    model.replace_layer(layer, replace(weights, o=replace(weights.o, codes=kernel.pack_ternary(values), layout="2bit")))
    return f"layer {layer}, attention output, weight [{row}, {column}]: {was} -> {int(values[row, column])}"
