"""The records a client is asked to countersign: they must fit each other and its own tokens. No I/O."""

from itertools import pairwise

import trio

from aria_infer.errors import SwarmError
from aria_infer.swarm.session import NO_TOKEN, SPAN_POSITIONS, ClientSession, SessionTerms, spans_ready
from aria_infer.swarm.slice import head_hashes
from aria_p2p.ledger import SignedRecord, activation_root, row_hash


class Receipts:
    """Records of one session, by (stage, first position); a span is agreed when all stages' records of it fit."""

    def __init__(self, terms: SessionTerms, session: ClientSession) -> None:
        self.terms = terms
        self.ended = trio.Event()
        self.refusals: list[str] = []  # why a record was not countersigned
        self._session = session
        self._offered: dict[tuple[int, int], tuple[SignedRecord, bytes]] = {}
        self._complete: dict[tuple[int, int], SignedRecord] = {}
        self._changed = trio.Event()

    def offer(self, peer_id: str, signed: SignedRecord, row_hashes: bytes) -> None:
        """Take a stage's record. Raises: SwarmError when it is not a record of this session by that stage."""
        record = signed.record
        index = next((i for i, stage in enumerate(self.terms.stages) if stage == (peer_id, *record.layers)), None)
        ours = (
            index is not None
            and record.server == peer_id
            and record.client == self.terms.client
            and record.manifest.hex() == self.terms.manifest
            and record.profile == self.terms.profile
            and record.route_hash == self.terms.hash()
            and record.positions[0] % SPAN_POSITIONS == 0
        )
        if index is None or not ours:
            raise SwarmError(f"a record by {peer_id} that is not of this session's terms: not countersigned")
        signed.verify()
        self._offered.setdefault((index, record.positions[0]), (signed, row_hashes))
        self._wake()

    async def agreed(self, signed: SignedRecord) -> None:
        """Wait until every stage's record of the span is here. Raises: SwarmError when they do not fit."""
        first = signed.record.positions[0]
        while not all((i, first) in self._offered for i in range(len(self.terms.stages))):
            await self._changed.wait()
        chain = [self._offered[i, first] for i in range(len(self.terms.stages))]
        try:
            self._check(chain, signed.record.positions)
        except SwarmError as error:
            self.refusals.append(str(error))
            self._wake()
            raise

    def _check(self, chain: list[tuple[SignedRecord, bytes]], span: tuple[int, int]) -> None:
        """Same positions everywhere; root meets root; our own tokens at both ends."""
        records = [signed.record for signed, _ in chain]
        for a, b in pairwise(records):
            if a.output_root != b.input_root:
                raise SwarmError(
                    f"records of {a.server} and {b.server} disagree on what passed between them: not countersigned"
                )
        if any(record.positions != span for record in records):
            raise SwarmError("the stages' records cover different positions: not countersigned")
        ids = self._session.tokens[slice(*span)]
        sent = activation_root(row_hash(i.to_bytes(4, "little")) for i in ids)
        chosen = [self._session.chosen.get(p, NO_TOKEN) for p in range(*span)]
        rows = [chain[-1][1][i : i + 32] for i in range(0, len(chain[-1][1]), 32)]
        if len(rows) != len(chosen) or len(ids) != len(chosen) or records[0].input_root != sent:
            raise SwarmError(f"the record of {records[0].server} holds other tokens than were sent: not countersigned")
        if records[-1].output_root != activation_root(head_hashes(rows, chosen)):
            raise SwarmError(
                f"the record of {records[-1].server} holds other tokens than it answered: not countersigned"
            )

    def countersigned(self, signed: SignedRecord) -> None:
        index = [stage[0] for stage in self.terms.stages].index(signed.record.server)
        self._complete[index, signed.record.positions[0]] = signed
        self._wake()

    def wanted(self) -> set[tuple[int, int]]:
        """(stage, first position) of every record this session should have by now."""
        done = max((position + 1 for position in self._session.chosen), default=0)  # the last answer is never fed back
        return {(i, first) for first, _ in spans_ready(done, 0, closing=True) for i in range(len(self.terms.stages))}

    async def complete(self, timeout_s: float) -> list[SignedRecord]:
        """All countersigned records there will be, or what came within the deadline, by position and stage."""
        want = self.wanted()
        with trio.move_on_after(timeout_s):
            while not want <= set(self._complete) and not self.refusals:
                await self._changed.wait()
        return [self._complete[key] for key in sorted(self._complete, key=lambda k: (k[1], k[0]))]

    def end(self) -> None:
        self.ended.set()

    def _wake(self) -> None:
        self._changed.set()
        self._changed = trio.Event()
