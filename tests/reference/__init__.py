"""A slow, independent reading of `csrc/README.md` (arithmetic profile 2): the judge of the kernel.

Nothing here imports `aria_infer` or looks at the C. Map: `floats` (fused multiply-add, trees, exp, binary16), `rope`
(tables from high-precision arithmetic), `profile` (the operations of a layer), `sampling`, `packing`, `checkpoint`
(reads the four on-disk families), `model` (a whole model), `torchlike` (the same model the way PyTorch computes it),
`checkpoints` (writes random tiny checkpoints), `make_vectors` (golden vectors).
"""
