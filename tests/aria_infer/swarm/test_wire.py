"""The generated module is the schema's, and garbage is told apart."""

from pathlib import Path

import pytest
from google.protobuf import descriptor_pb2

from aria_infer.errors import SwarmError
from aria_infer.swarm import aria_pipeline_pb2, wire

PROTO = Path(__file__).parents[3] / "proto"


def test_committed_module_is_generated_from_the_schema(tmp_path: Path) -> None:
    protoc = pytest.importorskip("grpc_tools.protoc")
    out = tmp_path / "set"
    assert protoc.main(["", f"-I{PROTO}", f"--descriptor_set_out={out}", "aria_pipeline.proto"]) == 0
    (fresh,) = descriptor_pb2.FileDescriptorSet.FromString(out.read_bytes()).file
    committed = descriptor_pb2.FileDescriptorProto.FromString(aria_pipeline_pb2.DESCRIPTOR.serialized_pb)
    fresh.ClearField("json_name") if hasattr(fresh, "json_name") else None
    for file in (fresh, committed):
        for message in file.message_type:
            for field in message.field:
                field.ClearField("json_name")
    assert fresh == committed


def test_only_expected_kinds_pass() -> None:
    kind, step = wire.unpack(wire.pack("step", position=3, count=2), "step", "close")
    assert (kind, step.position, step.count) == ("step", 3, 2)
    with pytest.raises(SwarmError, match="of kind close"):
        wire.unpack(wire.pack("close"), "step")
    with pytest.raises(SwarmError, match="of kind none"):
        wire.unpack(b"", "step")
    with pytest.raises(SwarmError, match="no envelope"):
        wire.unpack(b"\xff\xff\xff", "step")
    with pytest.raises(wire.StageFault, match="peer X: broke"):
        wire.unpack(wire.pack("fault", peer_id="X", reason="broke"), "token")
