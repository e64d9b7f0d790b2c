"""`aria bench`: how fast this machine runs ternary models, against what its memory and its arithmetic allow.

shapes     [pure] the true sizes of public models
weights    a checkpoint of such a shape with random weights, loaded like any other
counting   [pure] bytes a token reads and operations it takes, counted from the sizes
limits     read bandwidth and 8-bit peak of this machine
speed      decode, batches, prefill, linear layers and loading, timed through the real path
machine, energy    memory and power of this machine
run        one whole measurement
report     [pure] its result: the JSON object and the table
chart      [pure] its result as an SVG
peers, against     another engine's benchmark: [pure] reading its JSON; running it in turn with ours
cli        the command
"""
