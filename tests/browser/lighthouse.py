"""`make lighthouse`: the scores of home, a browse page and a listing of each kind, on a telephone as Lighthouse imagines it.

    .venv/bin/python -m tests.browser.lighthouse [WORD ...]     only pages with such a word in their sort or address

Ends with 1 where accessibility, best practices or SEO are not perfect, or performance is below 0.98.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.browser.choosing import Choice, choose
from tests.browser.chromium import NODE_MODULES, QUIET, ROOT, executable
from tests.browser.serving import served
from tests.building import build

LEAST = {"performance": 0.98, "accessibility": 1.0, "best-practices": 1.0, "seo": 1.0}


def report(address: str) -> dict[str, Any]:
    """What Lighthouse says of one page. It reports to nobody: error reporting is off, and the browser stays on this machine."""
    command = [
        *("node", str(NODE_MODULES / "lighthouse" / "cli" / "index.js"), address, "--quiet", "--output=json"),
        *("--no-enable-error-reporting", "--form-factor=mobile", f"--only-categories={','.join(LEAST)}"),
        f"--chrome-flags=--headless=new {' '.join(QUIET)}",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "CHROME_PATH": executable() or ""})
    if done.returncode != 0:
        sys.exit(f"Lighthouse failed on {address}:\n{done.stderr}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def lost(found: dict[str, Any]) -> list[str]:
    """What cost points, by the names of Lighthouse's audits."""
    lines = []
    for name, category in found["categories"].items():
        for part in category["auditRefs"]:
            audit = found["audits"][part["id"]]
            if part["weight"] and audit["score"] is not None and audit["score"] < (0.9 if name == "performance" else 1):
                items = json.dumps((audit.get("details") or {}).get("items", []))[:300]
                lines.append(f"    {name}: {audit['id']}: {audit['title']} {audit.get('displayValue', '')} {items}")
    return lines


def pages(choices: tuple[Choice, ...], words: list[str]) -> list[Choice]:
    """Home, a browse page and a listing of each kind, in every language."""
    mine = [choice for choice in choices if choice.sort in ("home", "browse") or choice.sort.startswith("listing-")]
    return [choice for choice in mine if not words or any(word in choice.name for word in words)]


def main() -> None:
    """Builds, serves, measures, prints a table."""
    if executable() is None or shutil.which("node") is None or not NODE_MODULES.is_dir():
        sys.exit("Chromium, Node or its packages are not here: make test installs them, or says how.")
    failed = False
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary, "site")
        folder.mkdir()
        with served(folder) as address:
            # As if it were published here: canonical links must be the pages' own, and a site's address has the name of a host.
            site = address.replace("127.0.0.1", "sample.localhost")
            if not build(ROOT, folder, base_url=site).done:
                sys.exit("The sample site has problems: make check shows them.")
            print(f"{'':<60}" + "".join(f"{name:>15}" for name in LEAST))
            for choice in pages(choose(folder), sys.argv[1:]):
                found = report(site + choice.path)
                scores = {name: found["categories"][name]["score"] or 0 for name in LEAST}
                print(f"{choice.name:<60}" + "".join(f"{score:>15.2f}" for score in scores.values()), flush=True)
                if any(scores[name] < least for name, least in LEAST.items()):
                    failed = True
                    print("\n".join(lost(found)), flush=True)
    sys.exit(failed)


if __name__ == "__main__":
    main()
