"""Child process of test_log: appends and publishes until it is killed, and prints each head once others may see it."""

import sys

from ledger_samples import NETWORK, SERVER

from aria_p2p.ledger import Log


def main() -> None:
    with Log(sys.argv[1], SERVER, NETWORK) as log:
        while True:
            first = log.size
            log.append_all([b"entry %d" % (first + i) for i in range(1 + first % 3)])
            head = log.checkpoint()
            sys.stdout.write(f"{head.size} {head.root.hex()}\n")
            sys.stdout.flush()


main()
