"""The overlay's settings: one frozen value, passed in. Nothing here is read from the environment."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from aria_p2p.errors import ConfigError
from aria_p2p.identity import Identity

LOOPBACK_ANY_PORT = "/ip4/127.0.0.1/tcp/0"
MIB = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Ceilings and deadlines of one node."""

    max_frame_bytes: int = 64 * MIB  # a prefill of 4,096 positions x 4,096 float32, the largest tensor we move at once
    send_queue_frames: int = 16  # frames waiting in one channel before `send` waits too
    receive_timeout_s: float = 30.0  # default of Channel.receive
    connect_timeout_s: float = 5.0  # a dial with its handshakes; a WAN needs < 2 s
    open_timeout_s: float = 5.0  # protocol negotiation on a live connection
    close_timeout_s: float = 2.0  # how long a close may wait for queued frames to leave
    write_stall_s: float = 30.0  # a peer that takes no byte for so long is gone
    lookup_timeout_s: float = 6.0  # one directory lookup, all probes included
    probe_timeout_s: float = 1.5  # one provider's answer in a lookup
    topic_queue: int = 256  # unread messages per subscription before the oldest is dropped
    max_message_bytes: int = 64 * 1024  # gossip carries digests and heads; bodies go by channel
    repair_interval_s: float = 5.0  # anti-entropy round with one random peer
    announce_interval_s: float = 300.0  # provider keys are announced again this often

    def __post_init__(self) -> None:
        for name in self.__slots__:
            value = getattr(self, name)
            if value <= 0:
                raise ConfigError(f"Limits.{name} is {value}: it must be positive")


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeConfig:
    """How to open a node. `network` keeps swarms apart: nodes of different networks never merge their directories."""

    identity: Identity
    listen: tuple[str, ...] = (LOOPBACK_ANY_PORT,)
    announce: tuple[str, ...] = ()  # told to peers instead of the addresses we listen on: a public one behind a NAT
    bootstrap: tuple[str, ...] = ()
    network: str = "aria-main"
    dht: bool = True
    gossip: bool = True
    limits: Limits = field(default_factory=Limits)
    now: Callable[[], float] = time.time  # wall clock, seconds since 1970

    def __post_init__(self) -> None:
        if not self.network or len(self.network) > 64 or not self.network.replace("-", "").replace(".", "").isalnum():
            raise ConfigError(f"network {self.network!r}: use 1-64 letters, digits, '-' and '.'")
        for addr in self.bootstrap:
            if "/p2p/" not in addr:
                raise ConfigError(f"bootstrap address {addr!r} must end in /p2p/<peer id>: whom do we meet?")
        for addr in self.listen + self.announce + self.bootstrap:
            _check_address(addr)


def _check_address(addr: str) -> None:
    from multiaddr import Multiaddr  # here: it takes a tenth of a second, and a config may never be made
    from multiaddr.exceptions import ParseError

    try:
        Multiaddr(addr)
    except ParseError as error:
        raise ConfigError(f"address {addr!r} is not a multiaddr such as {LOOPBACK_ANY_PORT}: {error}") from error
