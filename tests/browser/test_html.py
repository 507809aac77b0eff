"""Every page is sound HTML, by html-validate's reading."""

import json
import subprocess
from pathlib import Path


def test_every_page_of_the_finished_folder_is_valid(sample: Path, node: Path) -> None:
    checker = node / "html-validate" / "bin" / "html-validate.mjs"
    pages = list(sample.rglob("*.html"))

    done = subprocess.run(
        ["node", checker, "--config", Path(__file__).parent / "html-validate.cjs", "--formatter", "json", f"{sample.as_posix()}/**/*.html"],
        capture_output=True,
        text=True,
        check=False,
    )
    found = [
        f"{Path(file['filePath']).relative_to(sample)}:{fault['line']}: {fault['ruleId']}: {fault['message']}"
        for file in json.loads(done.stdout)
        for fault in file["messages"]
    ]

    assert pages
    assert found == []
    assert done.returncode == 0, done.stderr
