"""Choosing a route: fewest stages first, then the lowest predicted time per token. [pure]

Source: the single-stream budget, T = sum(compute) + (N+1) * one_way + N * software + sum(bytes / uplink):
a chain in which each stage pushes to the next and the last answers the client has N+1 legs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aria_infer.errors import SwarmError
from aria_infer.swarm.shard import Shard

SOFTWARE_S = 0.001  # per stage and token: the budget of our own code on loopback
UNKNOWN_ONE_WAY_S = 0.050  # an unmeasured peer is assumed to be a continent away, never next door
UNKNOWN_SERVICE_S = 0.010  # per layer, of a peer that states no measurement
UPLINK_BYTES_PER_S = 2_500_000.0  # 20 Mbit/s, a home line, until measured


class IncompleteModel(SwarmError):
    """No chain of live records covers the model; ``missing`` lists the layers nobody serves."""

    def __init__(self, message: str, missing: tuple[int, ...]) -> None:
        super().__init__(message)
        self.missing = missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A verified directory record, decoded: who serves what, and where to reach them."""

    peer_id: str
    addrs: tuple[str, ...]
    shard: Shard


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One stage of a route: a peer and the layers [first, last) it runs."""

    peer_id: str
    addrs: tuple[str, ...]
    layers: tuple[int, int]
    compute_s: float  # predicted, per token

    def __post_init__(self) -> None:
        if not self.layers[0] < self.layers[1]:
            raise SwarmError(f"a stage needs at least one layer, not {self.layers[0]}:{self.layers[1]}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Stages in order, covering every layer once, with the predicted seconds per token by cause."""

    hops: tuple[Hop, ...]
    compute_s: float
    network_s: float
    software_s: float
    transfer_s: float

    @property
    def token_s(self) -> float:
        """Predicted seconds per decoded token."""
        return self.compute_s + self.network_s + self.software_s + self.transfer_s

    def explain(self) -> str:
        """One line: where the predicted time goes."""
        return (
            f"{len(self.hops)} stages, {len(self.hops) + 1} legs: predicted {self.token_s * 1e3:.2f} ms a token = "
            f"compute {self.compute_s * 1e3:.2f} + network {self.network_s * 1e3:.2f} + "
            f"software {self.software_s * 1e3:.2f} + transfer {self.transfer_s * 1e3:.2f}"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """What the caller measured itself; it overrides every claim. ``one_way_s`` and ``layer_s`` are per peer id."""

    one_way_s: Mapping[str, float]
    layer_s: Mapping[str, float]
    row_bytes: int = 0  # hidden * 4
    uplink_bytes_per_s: float = UPLINK_BYTES_PER_S


NO_COSTS = Costs(one_way_s={}, layer_s={})


def missing_layers(offers: Sequence[Offer], n_layers: int) -> tuple[int, ...]:
    """Layers that none of these offers serves."""
    held = {layer for offer in offers for layer in range(*offer.shard.layers)}
    return tuple(layer for layer in range(n_layers) if layer not in held)


def choose_route(
    offers: Sequence[Offer],
    *,
    manifest: str,
    profile: str,
    n_layers: int,
    n_positions: int,
    costs: Costs = NO_COSTS,
    avoid: frozenset[str] = frozenset(),
) -> Route:
    """The route with the fewest stages, and among those the lowest predicted time per token.

    Offers for another model or arithmetic profile, without room for ``n_positions``, or of a peer in ``avoid``
    are left out.

    Raises: IncompleteModel naming the layers that nobody serves, or the end (embedding, head) that is missing.
    """
    usable = [
        offer
        for offer in sorted(offers, key=lambda o: o.peer_id)
        if offer.shard.manifest == manifest
        and offer.shard.profile == profile
        and offer.peer_id not in avoid
        and offer.shard.free_kv_tokens >= n_positions
        and offer.shard.layers[1] <= n_layers
    ]
    # best[l]: (stages, seconds, hops) that cover [l, n_layers); None where nothing does
    best: list[tuple[int, float, tuple[Hop, ...]] | None] = [None] * n_layers + [(0, 0.0, ())]
    for first in range(n_layers - 1, -1, -1):
        for offer in usable:
            for option in _stages_from(offer, first, n_layers, best, costs):
                known = best[first]
                if known is None or option[:2] < known[:2]:
                    best[first] = option
    found = best[0]
    if found is None:
        raise _incomplete(usable, offers, n_layers)
    return _priced(found[2], costs)


def _stages_from(
    offer: Offer,
    first: int,
    n_layers: int,
    best: Sequence[tuple[int, float, tuple[Hop, ...]] | None],
    costs: Costs,
) -> list[tuple[int, float, tuple[Hop, ...]]]:
    """Every way in which this peer runs a stage that starts at ``first`` with a known rest behind it."""
    a, b = offer.shard.layers
    if not a <= first < b or (first == 0 and not offer.shard.embed):
        return []
    options = []
    for last in range(first + 1, b + 1):
        rest = best[last]
        if rest is None or (last == n_layers and not offer.shard.head):
            continue
        compute_s = layer_time(offer, costs) * (last - first)
        hop = Hop(peer_id=offer.peer_id, addrs=offer.addrs, layers=(first, last), compute_s=compute_s)
        seconds = compute_s + costs.one_way_s.get(offer.peer_id, UNKNOWN_ONE_WAY_S) + rest[1]
        options.append((rest[0] + 1, seconds, (hop, *rest[2])))
    return options


def layer_time(offer: Offer, costs: Costs) -> float:
    """Seconds per layer and token at this peer now: as measured by us, else as it claims, behind its queue."""
    a, b = offer.shard.layers
    claimed = offer.shard.service_us / 1e6 / (b - a) if offer.shard.service_us else UNKNOWN_SERVICE_S
    return costs.layer_s.get(offer.peer_id, claimed) * (1 + offer.shard.queue_depth)


def _priced(hops: tuple[Hop, ...], costs: Costs) -> Route:
    one_way = [costs.one_way_s.get(hop.peer_id, UNKNOWN_ONE_WAY_S) for hop in hops]
    return Route(
        hops=hops,
        compute_s=sum(hop.compute_s for hop in hops),
        # hop i's leg starts at hop i-1, not at us: our own distance to it stands in until stages measure each other
        network_s=sum(one_way) + one_way[-1],  # the last leg runs from the last stage back to the client
        software_s=SOFTWARE_S * len(hops),
        transfer_s=(len(hops) - 1) * costs.row_bytes / costs.uplink_bytes_per_s,
    )


def _incomplete(usable: Sequence[Offer], offers: Sequence[Offer], n_layers: int) -> IncompleteModel:
    missing = missing_layers(usable, n_layers)
    if missing:
        what = f"nobody serves layers {_ranges(missing)} of {n_layers}"
    elif not any(o.shard.embed and o.shard.layers[0] == 0 for o in usable):
        what = "nobody serves the embedding end (layer 0 with embed)"
    else:
        what = f"nobody serves the head end (layer {n_layers - 1} with head)"
    left_out = len(offers) - len(usable)
    because = f" ({left_out} records left out: another model or profile, no room, or avoided)" if left_out else ""
    return IncompleteModel(f"the model is incomplete: {what}{because}; start a node that serves them", missing)


def _ranges(layers: Sequence[int]) -> str:
    """0,1,2,5 -> "0:3, 5:6"."""
    spans: list[list[int]] = []
    for layer in layers:
        if spans and spans[-1][1] == layer:
            spans[-1][1] += 1
        else:
            spans.append([layer, layer + 1])
    return ", ".join(f"{a}:{b}" for a, b in spans)
