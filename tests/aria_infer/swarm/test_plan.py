"""The planner against exhaustive search, and what it says when it cannot."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aria_infer.swarm.plan import Costs, IncompleteModel, Offer, choose_route, layer_time
from aria_infer.swarm.shard import Shard

MANIFEST = "01" * 32


def offer(name: str, a: int, b: int, n_layers: int, us: int = 1000, **extra: int) -> Offer:
    shard = Shard(manifest=MANIFEST, profile="aria-1", layers=(a, b), embed=a == 0, head=b == n_layers, service_us=us,
                  free_kv_tokens=extra.get("free", 1000), queue_depth=extra.get("queue", 0))  # fmt: skip
    return Offer(peer_id=name, addrs=(f"/x/{name}",), shard=shard)


def plan(offers: list[Offer], n_layers: int, costs: Costs | None = None, avoid: frozenset[str] = frozenset()):  # type: ignore[no-untyped-def]
    costs = costs or Costs(one_way_s={}, layer_s={})
    return choose_route(
        offers, manifest=MANIFEST, profile="aria-1", n_layers=n_layers, n_positions=10, costs=costs, avoid=avoid
    )


def test_fewest_stages_win_over_speed() -> None:
    slow_whole = offer("whole", 0, 6, 6, us=900_000)
    fast_halves = [offer("a", 0, 3, 6, us=10), offer("b", 3, 6, 6, us=10)]
    assert [hop.peer_id for hop in plan([*fast_halves, slow_whole], 6).hops] == ["whole"]
    route = plan([*fast_halves, slow_whole], 6, avoid=frozenset({"whole"}))
    assert [(hop.peer_id, hop.layers) for hop in route.hops] == [("a", (0, 3)), ("b", (3, 6))]


def test_near_replica_wins_at_equal_stages() -> None:
    offers = [offer("far", 0, 4, 4), offer("near", 0, 4, 4)]
    costs = Costs(one_way_s={"near": 0.001, "far": 0.080}, layer_s={})
    route = plan(offers, 4, costs)
    assert route.hops[0].peer_id == "near"
    assert route.network_s == pytest.approx(0.002)
    assert "1 stages, 2 legs" in route.explain()


def test_claims_are_overridden_by_measurement_and_queues_count() -> None:
    liar, honest = offer("liar", 0, 4, 4, us=1), offer("honest", 0, 4, 4, us=4000)
    costs = Costs(one_way_s={}, layer_s={"liar": 1.0})
    assert plan([liar, honest], 4, costs).hops[0].peer_id == "honest"
    assert layer_time(offer("q", 0, 4, 4, us=4000, queue=2), costs) == pytest.approx(3 * 0.001)


def test_missing_layers_are_named() -> None:
    with pytest.raises(IncompleteModel, match="layers 2:3, 5:6 of 6") as raised:
        plan([offer("a", 0, 2, 6), offer("b", 3, 5, 6)], 6)
    assert raised.value.missing == (2, 5)
    with pytest.raises(IncompleteModel, match="1 records left out"):
        plan([offer("full", 0, 6, 6, free=3)], 6)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 4), st.integers(1, 9)), min_size=1, max_size=5))
def test_equals_exhaustive_search(raw: list[tuple[int, int, int]]) -> None:
    n = 4
    offers = [offer(f"p{i}", a, min(a + w, n), n, us=1000 * us) for i, (a, w, us) in enumerate(raw)]
    costs = Costs(one_way_s={f"p{i}": us / 1000 for i, (_, _, us) in enumerate(raw)}, layer_s={})
    best: tuple[int, float] | None = None
    for choice in product(offers, repeat=n):  # who runs each layer
        if not all(o.shard.layers[0] <= layer < o.shard.layers[1] for layer, o in enumerate(choice)):
            continue
        if not (choice[0].shard.embed and choice[-1].shard.head):
            continue
        stages = [o for layer, o in enumerate(choice) if layer == 0 or choice[layer - 1] is not o]
        seconds = sum(layer_time(o, costs) for o in choice) + sum(costs.one_way_s[o.peer_id] for o in stages)
        if best is None or (len(stages), seconds) < best:
            best = (len(stages), seconds)
    if best is None:
        with pytest.raises(IncompleteModel):
            plan(offers, n, costs)
        return
    route = plan(offers, n, costs)
    assert [layer for hop in route.hops for layer in range(*hop.layers)] == list(range(n))
    found = sum(hop.compute_s + costs.one_way_s[hop.peer_id] for hop in route.hops)
    assert (len(route.hops), found) == (best[0], pytest.approx(best[1]))
