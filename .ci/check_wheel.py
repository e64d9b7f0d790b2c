"""Build the sdist, a wheel from the sdist's own contents, install that wheel alone and run the demo model from it."""

import json
import subprocess
import sys
import tempfile
import venv
from pathlib import Path


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command, return its standard output; a failure ends the check with what it printed."""
    done = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))} failed:\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}")
    return done.stdout


def main() -> None:
    """Check that what we ship is complete: the extension, the headers, the demo model."""
    root = Path(__file__).resolve().parent.parent
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        run(sys.executable, "-m", "build", "--outdir", scratch, root, cwd=scratch)  # sdist, then a wheel from it
        (wheel,) = scratch.glob("*.whl")
        venv.create(scratch / "env", with_pip=True, system_site_packages=False)
        python = scratch / "env" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
        run(python, "-m", "pip", "install", "--quiet", wheel, cwd=scratch)
        generate = ("-m", "aria_infer", "generate", "--model", "demo", "--prompt", "ROMEO:", "-n", "8", "--json")
        printed = run(python, *generate, cwd=scratch)
        answer = json.loads(printed.splitlines()[-1])
        if len(answer["tokens"]) != 8:
            sys.exit(f"the installed wheel generated {answer['tokens']!r}, expected 8 tokens")
    print("wheel and sdist: complete")


if __name__ == "__main__":
    main()
