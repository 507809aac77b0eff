"""The reader of plain YAML gives what the reader of events gives, to the letter, or nothing."""

import random
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.drafts.emit import emit
from alongside.reading import MAX_DEPTH, Source, parse
from alongside.reading.plain import plain_data
from alongside.reading.tree import grow
from alongside.schema import KINDS
from alongside.text.characters import UNSAFE
from bench.generate import write_site
from tests.building import ROOT, SMALL

FILES = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in sorted((ROOT / "content").rglob("*.yaml"))}
TEXTS = [*FILES.values(), *(text for name, text in SMALL.items() if name.endswith(".yaml"))]
SHORT = [text for text in TEXTS if len(text) < 3000]


def ordered(data: Any) -> Any:
    """The data with the order of its fields as a part of it."""
    if isinstance(data, dict):
        return [(key, ordered(value)) for key, value in data.items()]
    return [ordered(item) for item in data] if isinstance(data, list) else (type(data), data)


def strict(text: str) -> Any:
    """What the reader of events makes of a text; None where it refuses it."""
    tree = grow(text)
    return tree.data if tree.error is None and not tree.faults and isinstance(tree.data, dict) else None


def same(text: str) -> bool:
    """Whether a text is taken; fails where it is taken for anything else than what it is."""
    if UNSAFE.search(text):
        return False
    found = plain_data(text)
    if found is not None:
        expected = strict(text)
        assert expected is not None, f"refused by the reader of events: {text!r}"
        assert ordered(found) == ordered(expected)
    return found is not None


def test_nearly_all_files_are_taken(tmp_path: Any) -> None:
    write_site(tmp_path / "site", 50)
    made = [path.read_text("utf-8") for path in (tmp_path / "site" / "content").rglob("*.yaml")]
    listings = [text for name, text in FILES.items() if name.split("/")[1] in KINDS]

    assert sum(map(same, TEXTS)) > len(TEXTS) * 0.9
    assert sum(map(same, listings)) > len(listings) * 0.95
    assert sum(map(same, made)) == len(made)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a: b\nc:\n  d: e\n  f: g\nh: i\n", id="mappings"),
        pytest.param("a:\n- b\n- c\nd: e\n", id="a list not indented"),
        pytest.param("a:\n    - b\n    - c: d\n      e: f\n    - g\nh:\n", id="a list of both"),
        pytest.param("a:\n- - b\n", id="lists in a list"),
        pytest.param("a: |\n  b\n\n   c\n  \n\nd: |-\n e\n \nf: g\n", id="texts below"),
        pytest.param("a: >\n  b\n  c\nd: >-\n  e \n  f\n\ng: h", id="folded texts"),
        pytest.param("a: [b, c d ,e]\nf: []\ng: [null, x]\n", id="words in brackets"),
        pytest.param("a: 'b''c' \nd: \"e # f: g\"  \nh: ''\ni: \"\"\n", id="quotes"),
        pytest.param("a: b:c#d\ne: -1.5\nf: 19:00\ng: https://a.b/?c=d#e\n", id="signs within"),
        pytest.param("\n# a\na:\n  # b\n  b: c # d\n", id="comments"),
        pytest.param("a: null\nb:\nc: ~\nd: Null\n", id="nothing"),
        pytest.param("a:\n  - |\n    b\n  - >-\n    c\n  - [d]\n  - 'e'\n", id="items of all kinds"),
        pytest.param("a:\n  b:\n    c:\n  d:\ne:\n", id="nothing below"),
        pytest.param("a: b\n\n  \n# c\nd: e", id="no last line end"),
    ],
)
def test_what_is_taken_is_the_same(text: str) -> None:
    same(text)

    assert ordered(strict(text)) == ordered(plain_data(text)) or plain_data(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "", "\n", "# a\n", "a", "- a", "a:b", "a: b: c", "a: b #c", "a: #b", "a:\tb", "a: b\n\tc: d", "  a: b", "a: b\n  c: d",
        "a: b\n c\n", "a: 1\na: 2", "null: a", "~: a", "? a\n: b", "? a", "<<: {a: b}", "a: *b", "a: &b c", "a: !b c", "%a\nb: c",
        "a: b\n---\nc: d", "---\na: b", "a: |\nb: c", "a: |\n\n  b", "a: |2\n  b\n", "a: |+\n  b\n\n", "a:\n  b: |\n  c\n",
        "a: |\n  b\n c\n", "a: |\n  b", "a: >\n  b\n   c\n", "a: 'b\n  c'", 'a: "b\\n"', 'a: "b" c', "a: 'b'c", '"a": b', "a : b",
        "a: [b", "a: [b] c", "a: [b: c]", "a: {b: c}", "a: [b, [c]]", "a: [b,,c]", "a: -", "a: - b", "a:\n - b\n  - c\n - d",
        "a:\n  - b\n - c", "a:\n    b: 1\n  c: 2", "a: @b", "a: `b`", "a: b:", "a: ,b", "a: ?b", "a: .\n...",
        *("a: |\n  b\n \n  # c\n", "a: >\n  b\n \n   \n", "a: >-\n  b\n\n \n  # c\nd: e\n", "a:\n  - |\n    b\n  \n    # c\n"),
        *("a:\n  -\n    b: c\n", "a: b\n- c\n", "a:\n  - b: c\n  - d\n  e: f\n", "a:\n  - b: c\n   d: e\n", "a" * 2000 + ": b", "a: =\n"),
    ],
)
def test_what_may_be_a_mistake_or_is_rare_is_left_to_the_reader_of_events(text: str) -> None:
    assert plain_data(text) is None
    assert isinstance(parse("content/tools/a.yaml", text.encode()), Source) == (strict(text) is not None)


def test_depth_and_repetition_end_in_the_same_verdict() -> None:
    for depth in range(1, 2 * MAX_DEPTH):
        same("\n".join(f"{' ' * n}a:" for n in range(depth)))
        same("a:\n" + "".join(f"{' ' * (2 * n)}- a:\n" for n in range(depth)))


@pytest.mark.parametrize(
    "unit", ["a: b\n", "a" * 50, "a: ", "- ", " ", "  \n", "'", '"', "[a, ", "a:b ", " #", ": #", "|\n ", "a: |\n b\n", "''", "\n"]
)
def test_a_long_text_of_few_signs_is_the_same_or_left(unit: str) -> None:
    for start in ("", "a: ", "a:\n  - ", "a: '", 'a: "', "a: [", "a: |\n  ", "a: >\n  "):
        same(start + unit * (60_000 // len(unit)))


PIECES = [
    " ", "  ", "\n", "\n  ", "\n- ", "\n    ", "\t", "- ", "- - ", ":", ": ", " :", "#", " #", "# x", "'", '"', "''", "\\", "\\n",
    "\\x07", "[", "]", "{", "}", ",", ", ", "&x ", "*x", "!t ", "!!str ", "<<: ", "? ", "|", "|-", "|+", ">", ">-", "|2", "%",
    "%YAML 1.1\n", "@", "`", "~", "null", "---", "\n---\n", "...", "\n...\n", "a: ", "b: ", "a", "x y", "19:00", "01234", "-1", "=",
    "yes", "\u00a0", "\u00e9", "\U0001f600", "\u3000", "\ufeff", "\x85", "\u2028", "\u2029", "\x00", "\r", "\r\n", "\x7f", "a: b\n",
    "a:\n  b: c\n", "a:\n- b\n", "a: |\n  b\n", "a: >-\n  b\n  c\n", "  - d: e\n",
]


@settings(max_examples=1500, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_pieces_in_any_order_are_the_same_or_left(text: str) -> None:
    same(text)


LINES = [
    "a: b", "c: d", "e:", "f: ", "  a: b", "  c:", "    a: b", "- a", "- a: b", "  - a", "  - a: b", "  - c:", "    - a", "   a: b",
    "  b", " c", "", " ", "   ", "# x", "  # x", "g: |", "g: |-", "g: >", "g: >-", "  h: |", "  - |", "  - >", "  x", "   x", "    x",
    "  x ", "i: [a, b]", "j: 'k'", "l: [a b , \"c: d\" ]", "m: [\"\", \"null\",null]",
]


@settings(max_examples=3000, deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=10), st.sampled_from(["", "\n"]))
def test_lines_in_any_order_are_the_same_or_left(lines: list[str], end: str) -> None:
    same("\n".join(lines) + end)


BELOW = [f"{' ' * indent}{shown}" for indent in range(4) for shown in ("x", "# x", "")] + ["  - x", "  a: x ", "a: x", "   -"]


@pytest.mark.parametrize("sign", ["|", "|-", ">", ">-"])
def test_all_texts_of_three_lines_below_a_sign_are_the_same_or_left(sign: str) -> None:
    for lines in product(BELOW, repeat=3):
        same(f"e: {sign}\n" + "\n".join(lines) + "\n")
        same(f"e:\n  f: {sign}\n   x\n" + "\n".join(lines) + "\ng: h\n")


@settings(max_examples=1000, deadline=None)
@given(st.sampled_from(SHORT), st.randoms(use_true_random=False))
def test_a_file_with_something_wrong_is_the_same_or_left(text: str, chance: random.Random) -> None:
    for _ in range(chance.randrange(1, 4)):
        at = chance.randrange(len(text) + 1)
        text = text[:at] + chance.choice(PIECES) + text[at + chance.choice((0, 0, 0, 1, 2, 5, 40)) :]
    same(text)


def shaken(text: str, chance: random.Random) -> Iterator[str]:
    """The lines of a file, some of them moved, cut, twice or indented otherwise."""
    for line in text.split("\n"):
        kind = chance.randrange(40)
        if kind == 0:
            yield line
        if kind != 1:
            yield " " * chance.choice((1, 2, 4)) + line if kind == 2 else line[chance.randrange(3) :] if kind == 3 else line


@settings(max_examples=500, deadline=None)
@given(st.sampled_from(SHORT), st.randoms(use_true_random=False))
def test_a_file_with_shaken_lines_is_the_same_or_left(text: str, chance: random.Random) -> None:
    same("\n".join(shaken(text, chance)))


TYPED = st.text(max_size=12).filter(lambda text: not UNSAFE.search(text)) | st.sampled_from(
    [
        "null", "~", "", "19:00", "01234", "a: b", "a #b", "- a", "x\ny", "x\n", "a\n\nb\n", " a", "a ", "'a'", '"', "it's", "#",
        "a" * 200, "a b " * 40,
    ]
)
NAMES = st.sampled_from(["a", "b1", "c-d", "e_f", "null", "no", "G", "é", "a b", "1"])
NESTED = st.recursive(TYPED, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3), max_leaves=10)
RECORDS = st.dictionaries(NAMES, NESTED, min_size=1, max_size=4)


@settings(max_examples=500, deadline=None)
@given(
    RECORDS, st.sampled_from([None, "'", '"', "|", ">"]), st.sampled_from([False, None]), st.integers(1, 6), st.sampled_from([20, 80, 1000])
)
def test_what_a_library_writes_is_the_same_or_left(
    record: dict[str, Any], style: str | None, flow: bool | None, indent: int, width: int
) -> None:
    same(
        yaml.safe_dump(
            record, default_style=style, default_flow_style=flow, indent=indent, width=width, allow_unicode=True, sort_keys=False
        )
    )


@settings(max_examples=500, deadline=None)
@given(RECORDS)
def test_what_we_write_is_the_same_or_left(record: dict[str, Any]) -> None:
    same(emit(record))


@settings(max_examples=300, deadline=None)
@given(
    st.characters(exclude_categories=["Cs"]),
    st.sampled_from(
        [
            "a: {}", "a: b{}", "a: b{}c", "{}: a", "a{}: b", "a: [{}]", "a: [b{}]", "a: '{}'", 'a: "{}"', "a: |\n {}", "a:\n{}- b",
            "a: {} b", "# {}\na: b",
        ]
    ),
)
def test_any_character_anywhere_is_the_same_or_left(character: str, place: str) -> None:
    same(place.replace("{}", character) + "\n")
