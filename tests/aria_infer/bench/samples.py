"""A report with made-up figures."""

from aria_infer.bench.counting import traffic
from aria_infer.bench.report import Limits, Rate, Report
from aria_infer.bench.shapes import SHAPES
from aria_infer.formats.config_json import parse_config


def report(shape: str = "0.7b") -> Report:
    count = traffic(parse_config(SHAPES[shape].config()), head=25_000_000, embedding_item=2)
    filled = Report(
        shape=shape, model=SHAPES[shape].model, cpu="A <CPU> & more", n_threads=2, isa="avx2", layout="a-layout",
        profile="aria-2", ternary_weights=679_477_248, head_weights=49_155_072,
        limits=Limits(bytes_s={1: 20e9, 2: 30e9}, ops_s=334e9),
    )  # fmt: skip
    for context, speed in ((0, 90.0), (512, 60.0), (2048, 25.0)):
        filled.decode[context] = Rate.of([speed, speed * 0.9, speed * 1.02])
        filled.decode_bytes[context] = count.step(1, context + 100.5)
    for n, speed in ((128, 300.0), (512, 290.0), (2048, 200.0)):
        filled.prefill[n] = Rate.of([speed, speed * 0.95])
        filled.linears[n] = Rate.of([500e9])
    for n in (1, 2, 4, 8, 16, 32):
        filled.batch[n] = Rate.of([min(80.0 * n, 380.0)])
        filled.batch_bytes[n] = count.step(n, 20.0)
    filled.head_bytes = {"peaked": 25_000_000, "flat": 38_000_000, "table": 98_000_000}
    filled.load_s, filled.first_load_s, filled.rss_bytes = 0.41, 5.2, 512_000_000
    filled.joules_per_token, filled.energy_source = 0.15, "estimate: 7 W per busy core"
    return filled
