"""The scripts' own tests, run by Node."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.building import absent

ROOT = Path(__file__).parents[2]
SUITES = sorted((ROOT / "tests" / "js").glob("*.test.js"))


@pytest.mark.parametrize("suite", SUITES, ids=lambda suite: suite.name)
def test_what_scripts_work_out_without_a_page_is_right(suite: Path) -> None:
    node = shutil.which("node")
    if node is None:
        absent("node is not installed: the scripts' own tests do not run")

    done = subprocess.run([node, "--test", str(suite)], cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)

    assert done.returncode == 0, f"\n{done.stdout}{done.stderr}"
