"""Only the directory: one node advertises a resource, another finds it knowing nothing but a bootstrap peer.

python examples/routing_only.py
"""

import trio

from aria_p2p import Identity, NodeConfig, open_node

KEY = "printers/a4"
DEADLINE_S = 30


async def main() -> None:
    async with open_node(NodeConfig(identity=Identity.generate())) as bootstrap:
        known = bootstrap.addrs

        async with (
            open_node(NodeConfig(identity=Identity.generate(), bootstrap=known)) as provider,
            open_node(NodeConfig(identity=Identity.generate(), bootstrap=known)) as seeker,
        ):
            await provider.directory.provide([KEY], payload=b"colour, 20 pages a minute", lease_s=30)
            with trio.fail_after(DEADLINE_S):
                while not (found := await seeker.directory.find(KEY)):  # noqa: ASYNC110
                    await trio.sleep(0.2)  # an index is eventually right, so ask again
            for record in found:
                print(f"{KEY} is at {record.peer_id}: {record.payload.decode()}")
                print(f"  reachable at {', '.join(record.addrs)}; signed, sequence {record.sequence}")

            await provider.directory.withdraw()
            print(f"after withdrawal: {len(await seeker.directory.find(KEY))} found")


if __name__ == "__main__":
    trio.run(main)
