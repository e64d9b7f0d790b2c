"""The committed protobuf modules are what proto/*.proto says."""

import subprocess
import sys
from pathlib import Path

import pytest
from google.protobuf.descriptor_pb2 import FileDescriptorProto, FileDescriptorSet

from aria_p2p.wire import aria_directory_pb2, aria_gossip_pb2

PROTO = Path(__file__).resolve().parents[2] / "proto"


@pytest.mark.parametrize("module", [aria_directory_pb2, aria_gossip_pb2], ids=lambda module: module.DESCRIPTOR.name)
def test_generated_module_matches_its_schema(module: object, tmp_path: Path) -> None:
    pytest.importorskip("grpc_tools")
    committed = FileDescriptorProto()
    module.DESCRIPTOR.CopyToProto(committed)  # type: ignore[attr-defined]
    out = tmp_path / "set"
    command = [sys.executable, "-m", "grpc_tools.protoc", f"-I{PROTO}", f"--descriptor_set_out={out}", committed.name]
    subprocess.run(command, check=True, timeout=60)
    fresh = FileDescriptorSet.FromString(out.read_bytes()).file[0]
    for message in fresh.message_type:  # protoc fills in json names, the generated module does not carry them
        for field in message.field:
            field.ClearField("json_name")
    assert committed == fresh
