"""A node for the tests to talk to and to kill. Arguments: [bootstrap multiaddr or '-'] [directory key ...]."""

import json
import sys

import trio

from aria_p2p.config import NodeConfig
from aria_p2p.identity import Identity
from aria_p2p.node import open_node
from aria_p2p.streams import Channel


async def echo(channel: Channel) -> None:
    while True:
        frame = await channel.receive(60)
        await channel.send(frame.header, frame.body)


async def main(bootstrap: str = "-", *keys: str) -> None:
    known = () if bootstrap == "-" else (bootstrap,)
    async with open_node(NodeConfig(identity=Identity.generate(), network="aria-test", bootstrap=known)) as node:
        node.handle("/echo/1", echo)
        if keys:
            await node.directory.provide(keys, b"child")
        print(json.dumps({"peer_id": node.peer_id, "addr": node.addrs[0]}), flush=True)
        await trio.sleep_forever()


if __name__ == "__main__":
    trio.run(main, *sys.argv[1:])
