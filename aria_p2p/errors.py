"""The overlay's errors: `Local...` is our misuse, `Remote...` the peer's fault, `Overloaded` means slow down."""


class P2PError(Exception):
    """Root of all errors of `aria_p2p`."""


class LocalError(P2PError):
    """This process asked for something that cannot be: a bad argument, a closed node, a port in use."""


class ConfigError(LocalError):
    """A value of `NodeConfig` that cannot work."""


class IdentityError(LocalError):
    """An identity file that is missing a part, readable by others, or not ours to write."""


class SignatureError(P2PError):
    """Bytes that the named key did not sign."""


class FrameError(P2PError):
    """Bytes that are not a frame of this protocol, or a frame over the limit."""


class CodecError(P2PError):
    """Bytes that are not the message they should be."""


class Overloaded(P2PError):
    """A bounded queue is full: slow down and try again."""


class RemoteError(P2PError):
    """The peer's fault, or the path to it. `peer_id` names the peer (empty if it never told)."""

    def __init__(self, message: str, peer_id: str = "") -> None:
        super().__init__(f"peer {peer_id}: {message}" if peer_id else message)
        self.peer_id = peer_id


class RemoteUnreachable(RemoteError):
    """No connection, or no stream of the asked protocol, within the deadline."""


class RemoteClosed(RemoteError):
    """The peer ended the stream, or the connection broke."""


class RemoteTimeout(RemoteError):
    """The peer did not answer within the deadline."""


class RemoteFault(RemoteError):
    """The peer broke the protocol."""
