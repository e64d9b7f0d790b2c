"""Static x86-64 Linux binaries run on Bochs, whose CPU has AVX-512: Linux, files in memory, a serial port to a file.

QEMU has no AVX-512, and headers that imitate its intrinsics say nothing about inline assembly or what a compiler made
of the code, so a whole machine is emulated. Debian: bochs bochsbios vgabios isolinux syslinux-common genisoimage
linux-image-cloud-amd64.
"""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).parent
LIMIT_S = 1500  # about 40 s of one core; a busy machine gives less
CPU = "corei7_icelake_u"  # AVX-512 F, BW, DQ, VL, VNNI, VBMI
ISOLINUX = Path("/usr/lib/ISOLINUX/isolinux.bin")
LOADER = Path("/usr/lib/syslinux/modules/bios/ldlinux.c32")
BIOS = Path("/usr/share/bochs/BIOS-bochs-latest")
VIDEO_BIOS = Path("/usr/share/bochs/VGABIOS-lgpl-latest")

# With the first five features Linux wedges on this CPU model, with the last two it switches AVX off because Bochs gives
# sizes that do not add up. None of them is part of AVX-512.
KERNEL_ARGUMENTS = (
    "initrd=initrd console=ttyS0 quiet loglevel=3 clearcpuid=fsrm,umip,pku,rdpid,erms,xsaves,xsavec nopku "
    "split_lock_detect=off mitigations=off nokaslr lpj=400000 tsc=reliable random.trust_cpu=on"
)
MACHINE = """
display_library: rfb, options="timeout=0"
romimage: file={bios}
vgaromimage: file={video_bios}
cpu: model={cpu}, count=1, ips=100000000, reset_on_triple_fault=0
megs: 512
clock: sync=none, time0=1700000000
ata0: enabled=1
ata0-master: type=cdrom, path=boot.iso, status=inserted
boot: cdrom
com1: enabled=1, mode=file, dev=serial
sound: waveoutdrv=dummy
panic: action=fatal
log: log
"""


def linux() -> Path | None:
    """The newest installed kernel image that this process may read."""
    images = [path for path in Path("/boot").glob("vmlinuz-*") if os.access(path, os.R_OK)]
    return max(images, key=lambda path: path.stat().st_mtime, default=None)


def missing() -> list[str]:
    """What is not installed, by name; nothing is missing where `run` can work."""
    absent = [name for name in ("bochs-bin", "genisoimage") if shutil.which(name) is None]
    absent += [str(path) for path in (ISOLINUX, LOADER, BIOS, VIDEO_BIOS) if not path.is_file()]
    return absent if linux() else [*absent, "/boot/vmlinuz-*"]


def run(binaries: Sequence[Path], folder: Path) -> list[list[str]]:
    """Lines each binary printed, in order. folder: an empty one for the machine's files.

    Raises: AssertionError with the machine's last words if one did not end with status 0.
    """
    _make_disc(binaries, folder)
    machine = MACHINE.format(bios=BIOS, video_bios=VIDEO_BIOS, cpu=CPU)
    (folder / "bochsrc").write_text(machine)
    command = ["bochs-bin", "-q", "-f", "bochsrc"]
    go_on = b"c\n"  # Debian builds Bochs with its debugger, which waits for this
    subprocess.run(command, cwd=folder, input=go_on, capture_output=True, timeout=LIMIT_S, check=False)
    serial = folder / "serial"
    lines = serial.read_text(errors="replace").split("\n") if serial.is_file() else []
    parts: list[list[str]] = [[]]
    for line in lines:
        if line.startswith("status "):
            assert line == "status 0", f"binary {len(parts) - 1}: {line} after {parts[-1][-3:]}"
            parts.append([])
        else:
            parts[-1].append(line.strip())
    log = folder / "log"
    end = log.read_text(errors="replace")[-1000:] if log.is_file() else "no log"
    assert len(parts) == len(binaries) + 1, f"the emulated machine stopped early: {end}"
    return parts[:-1]


def _make_disc(binaries: Sequence[Path], folder: Path) -> None:
    disc = folder / "disc"
    disc.mkdir()
    init = folder / "init"
    subprocess.run(["gcc", "-O2", "-static", str(HERE / "init.c"), "-o", str(init)], check=True)
    files = {"init": init} | {f"driver{i}": path for i, path in enumerate(binaries)}
    (disc / "initrd").write_bytes(archive({name: path.read_bytes() for name, path in files.items()}))
    kernel = linux()
    assert kernel is not None
    for name, source in (("vmlinuz", kernel), (ISOLINUX.name, ISOLINUX), (LOADER.name, LOADER)):
        shutil.copyfile(source, disc / name)
    (disc / "isolinux.cfg").write_text(f"default l\nprompt 0\nlabel l\n  kernel vmlinuz\n  append {KERNEL_ARGUMENTS}\n")
    command = ["genisoimage", "-quiet", "-o", "boot.iso", "-b", "isolinux.bin", "-c", "boot.cat", "-no-emul-boot"]
    command += ["-boot-load-size", "4", "-boot-info-table", "disc"]
    subprocess.run(command, cwd=folder, check=True)


def archive(programs: dict[str, bytes]) -> bytes:
    """An initial file system: folders dev and proc, and programs. Source: "newc" in Linux' initramfs buffer format."""
    entries = [("dev", 0o40755, b""), ("proc", 0o40755, b"")]
    entries += [(name, 0o100755, data) for name, data in programs.items()]
    out = bytearray()
    for number, (name, mode, data) in enumerate([*entries, ("TRAILER!!!", 0, b"")]):
        fields = (number, mode, 0, 0, 1, 0, len(data), 0, 0, 0, 0, len(name) + 1, 0)
        out += b"070701" + b"".join(b"%08x" % field for field in fields) + name.encode() + b"\0"
        out += bytes(-len(out) % 4) + data
        out += bytes(-len(out) % 4)
    return bytes(out)
