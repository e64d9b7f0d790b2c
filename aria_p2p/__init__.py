"""The overlay: who peers are, how they find and reach each other, what they tell each other. Knows nothing of models.

errors, types, config, identity   values
framing                           frames on a byte stream, without I/O
codec                             the door to protobuf
streams, directory, gossip        channels, shard records, signed messages: drivers over a Transport
host                              the one importer of libp2p
node, testing                     open_node; the same node in memory
ledger                            signed records, Merkle log, proofs

Importing this package starts nothing and loads neither trio nor libp2p: names are resolved on first use.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aria_p2p.config import Limits, NodeConfig
    from aria_p2p.errors import (
        CodecError,
        ConfigError,
        FrameError,
        IdentityError,
        LocalError,
        Overloaded,
        P2PError,
        RemoteClosed,
        RemoteError,
        RemoteFault,
        RemoteTimeout,
        RemoteUnreachable,
        SignatureError,
    )
    from aria_p2p.identity import Identity, peer_id_of, verify
    from aria_p2p.node import Node, open_node
    from aria_p2p.signed import Record
    from aria_p2p.streams import Channel
    from aria_p2p.types import Frame, Message

_HOME = {
    "config": ("Limits", "NodeConfig"),
    "errors": (
        "CodecError",
        "ConfigError",
        "FrameError",
        "IdentityError",
        "LocalError",
        "Overloaded",
        "P2PError",
        "RemoteClosed",
        "RemoteError",
        "RemoteFault",
        "RemoteTimeout",
        "RemoteUnreachable",
        "SignatureError",
    ),
    "identity": ("Identity", "peer_id_of", "verify"),
    "node": ("Node", "open_node"),
    "signed": ("Record",),
    "streams": ("Channel",),
    "types": ("Frame", "Message"),
}
_WHERE = {name: module for module, names in _HOME.items() for name in names}

__all__ = [  # noqa: RUF022  # in the order of _HOME
    "Limits", "NodeConfig", "CodecError", "ConfigError", "FrameError", "IdentityError", "LocalError", "Overloaded",
    "P2PError", "RemoteClosed", "RemoteError", "RemoteFault", "RemoteTimeout", "RemoteUnreachable", "SignatureError",
    "Identity", "peer_id_of", "verify", "Node", "open_node", "Record", "Channel", "Frame", "Message",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module 'aria_p2p' has no attribute {name!r}")
    return getattr(import_module(f"aria_p2p.{_WHERE[name]}"), name)
