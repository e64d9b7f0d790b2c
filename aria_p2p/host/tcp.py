"""TCP that reads ahead: the stock stream takes two reads, each with a lock, for every noise record."""

from libp2p.io.trio import TrioTCPStream
from libp2p.transport.tcp import tcp as stock

READ_AHEAD_BYTES = 64 * 1024  # one full noise record; more would only be copied once more


class TCPStream(TrioTCPStream):  # type: ignore[misc]  # libp2p is untyped here
    """One TCP connection; one task reads it."""

    def __init__(self, stream: object) -> None:
        super().__init__(stream)
        self._ahead = b""
        self._at = 0

    async def read(self, n: int | None = None) -> bytes:
        if n == 0:
            return b""
        if self._at == len(self._ahead):
            self._ahead, self._at = await super().read(READ_AHEAD_BYTES), 0
        end = len(self._ahead) if n is None else min(self._at + n, len(self._ahead))
        piece = self._ahead[self._at : end]
        self._at = end
        return bytes(piece)


def install() -> None:
    """Put our class where the transport names its own."""
    stock.TrioTCPStream = TCPStream
