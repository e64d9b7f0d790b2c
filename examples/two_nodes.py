"""A protocol of your own on the overlay: two nodes, one asks, the other answers. No model, no kernel.

python examples/two_nodes.py
"""

import trio

from aria_p2p import Channel, Identity, NodeConfig, open_node

PROTOCOL = "/example/shout/1"


async def shout(channel: Channel) -> None:
    """Answer every frame in capitals until the peer closes. Whatever goes wrong here ends this stream only."""
    while True:
        frame = await channel.receive()
        await channel.send(frame.header, frame.body.upper())


async def main() -> None:
    async with open_node(NodeConfig(identity=Identity.generate())) as server:
        server.handle(PROTOCOL, shout)
        print(f"server {server.peer_id} listens at {server.addrs[0]}")

        async with open_node(NodeConfig(identity=Identity.generate(), bootstrap=server.addrs)) as client:
            async with client.open_channel(server.peer_id, PROTOCOL) as channel:
                for word in (b"ternary", b"weights", b"travel"):
                    await channel.send(b"", word)
                    answer = await channel.receive(timeout_s=5)
                    print(f"client sent {word.decode()!r}, got {answer.body.decode()!r}")


if __name__ == "__main__":
    trio.run(main)
