"""The fix of a problem is true: typed as it says, the file can be read."""

import re

import pytest

from alongside.errors import Problem
from alongside.reading import Source, parse

FILE = "content/tools/a.yaml"


def mended(text: str, problem: Problem) -> str:
    """The text with one fix applied as a person would."""
    lines = text.split("\n")
    number = problem.line - 1
    shown = lines[number]
    indent = shown[: len(shown) - len(shown.lstrip(" "))]
    if (typed := re.search(r"like this: (.*)$", problem.fix)) is not None:
        lines[number] = indent + typed[1]
    elif (count := re.search(r"[Bb]egin (?:it|this line) with (no|\d+) spaces?", problem.fix)) is not None:
        lines[number] = " " * (0 if count[1] == "no" else int(count[1])) + shown.lstrip(" ")
    elif (both := re.search(r'type " before it on line (\d+) and " after it on line (\d+)', problem.fix)) is not None:
        first, last = int(both[1]) - 1, int(both[2]) - 1
        lines[first] = re.sub(r": (?=\S)", ': "', lines[first], count=1)
        lines[last] += '"'
    elif "tab" in problem.fix:
        instead = "  " if "two spaces" in problem.fix else ""
        lines = [re.sub(r"^[ \t]+", lambda blank: blank[0].replace("\t", instead), line) for line in lines]
    elif re.search(r"[Dd]elete this (line|one)", problem.fix):
        del lines[number]
    else:
        raise AssertionError(problem.fix)
    return "\n".join(lines)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("name: x\nstreet: 12 Main St #5\ncity: y", id="number sign"),
        pytest.param("code: #5", id="number sign first"),
        pytest.param("a:\n  - b # c\n  - d", id="number sign in a list"),
        pytest.param("name: AA: Big Book\nb: 1", id="colon"),
        pytest.param("name: see this:\nb: 1", id="colon at the end"),
        pytest.param('name: Don\'t say "x": never', id="colon and both quotes"),
        pytest.param("when:\n  - Tuesdays: 7 pm: open", id="two colons in a list"),
        pytest.param("summary: Meet at the door\n  Note: bring\n  a book\nb: 1", id="colon on a following line"),
        pytest.param("a: @x", id="at sign"),
        pytest.param("a: `x`", id="backtick"),
        pytest.param("a: %x", id="percent"),
        pytest.param("a: *bold* text", id="asterisk"),
        pytest.param("a: *bold", id="alias"),
        pytest.param("a: &friends meet", id="anchor"),
        pytest.param("a: &x\n  b: 1", id="anchor of a mapping"),
        pytest.param("a: [b, &x c]", id="anchor in brackets"),
        pytest.param("a: [b, *c]", id="alias in brackets"),
        pytest.param("a: !Important news", id="exclamation mark"),
        pytest.param("a: !!set {b, c}", id="set"),
        pytest.param("a: > 18 years", id="greater than"),
        pytest.param("a: | x", id="bar"),
        pytest.param("a: ] x", id="closing bracket"),
        pytest.param("a: , x", id="comma"),
        pytest.param("a: [link](https://example.org)\nb: 1", id="Markdown link"),
        pytest.param("a: [Important] bring a book\nb: 1", id="brackets first"),
        pytest.param('name: "Bob" Smith\nb: 1', id="quotes first"),
        pytest.param('name: "Foo\narea: boulder', id="quote never closed"),
        pytest.param('name: "Foo\narea: "boulder"\nb: 1', id="quote closed by the next"),
        pytest.param("name: 'Round the Clock\narea: x", id="apostrophe first"),
        pytest.param("audience: [women, men\nname: x", id="bracket never closed"),
        pytest.param("a: {b: c\nname: x", id="brace never closed"),
        pytest.param('a: ["x\nb: 1', id="quote and bracket never closed"),
        pytest.param("a: - x\nb: 1", id="list on the line"),
        pytest.param("c: 1\na:b\nd: 2", id="no space after the colon"),
        pytest.param("a:b\nd: 2", id="no space in the first line"),
        pytest.param("name:Foo", id="no space in the only line"),
        pytest.param("a: 1\n\tb: 2", id="tab"),
        pytest.param("a:\n\tb: 1\n\tc: 2", id="tabs"),
        pytest.param("a: x\n  b: y", id="too far right"),
        pytest.param("a:\n    b: 1\n  c: 2", id="between"),
        pytest.param("  a: 1\nb: 2", id="first line too far right"),
        pytest.param("a:\n - b\n  - c\n - d", id="item too far right"),
        pytest.param("a:\n  - b\n - c", id="item too far left"),
        pytest.param("a: |\n  x\n y\nb: 1", id="block text too far left"),
        pytest.param("c: 1\njust text\nd: 1", id="text on its own"),
        pytest.param("%TAG ! x\n---\na: 1", id="directive"),
        pytest.param("%x\na: 1", id="percent in the first line"),
        pytest.param('a: "\\q"', id="escape that does not exist"),
        pytest.param('a: "\\ud83d\\ude00"', id="surrogates as escapes"),
        pytest.param('a: "x\\x07y"', id="bell as an escape"),
        pytest.param("a: x\u202ey", id="override"),
        pytest.param("a: x\u2028y", id="line separator"),
        pytest.param("a: 1\nb: 2\na: 3", id="duplicate"),
        pytest.param("a: 1\n---\n", id="two documents"),
        pytest.param("a: @x\nb: y # z\nc: &c d\nd: e: f\ng: *h\ni: 'j\nk: l\n", id="many at once"),
    ],
)
def test_a_fix_is_true(text: str) -> None:
    rounds = 0
    found = parse(FILE, text.encode())
    assert isinstance(found, list)

    while isinstance(found, list) and rounds < 10:
        text = mended(text, found[0])
        found = parse(FILE, text.encode())
        rounds += 1

    assert isinstance(found, Source), found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: 12 Main St #5", "12 Main St #5"),
        ("a: AA: Big Book", "AA: Big Book"),
        ('a: "Bob" Smith', '"Bob" Smith'),
        ("a: *bold* text", "*bold* text"),
        ("a: [l](https://example.org)", "[l](https://example.org)"),
        ("a: Don't: \"x\" \\ y", "Don't: \"x\" \\ y"),
        ("a: é 😀: b", "é 😀: b"),
    ],
)
def test_a_fix_keeps_the_text(text: str, value: str) -> None:
    found = parse(FILE, text.encode())
    assert isinstance(found, list)

    fixed = parse(FILE, mended(text, found[0]).encode())

    assert isinstance(fixed, Source)
    assert fixed.data == {"a": value}


def test_latin1_saved_as_utf8_can_be_read() -> None:
    raw = "name: Café".encode("cp1252")

    assert isinstance(parse(FILE, raw), list)
    assert isinstance(parse(FILE, raw.decode("cp1252").encode()), Source)
