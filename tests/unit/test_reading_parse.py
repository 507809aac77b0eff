"""Content files as data: what is kept as typed, what is refused."""

import threading

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from alongside.errors import Problem, as_json, as_text
from alongside.reading import Source, parse
from alongside.reading.places import Mark, positions
from alongside.text.characters import UNSAFE

FILE = "content/meetings/boulder/tuesday-night.yaml"


def data(text: str) -> object:
    found = parse(FILE, text.encode())
    assert isinstance(found, Source), found
    return found.data


def problems(text: str | bytes) -> list[Problem]:
    found = parse(FILE, text if isinstance(text, bytes) else text.encode())
    assert isinstance(found, list), found
    return found


@pytest.mark.parametrize(
    "typed",
    ["19:30", "9:30", "24:00", "01234", "08540", "NO", "yes", "on", "1_000", "0x1F", "2027-02-30", "+14135550142", "1e5", "=", "Null"],
)
def test_a_plain_value_stays_text_as_typed(typed: str) -> None:
    assert data(f"a: {typed}\nb: [{typed}]\nc:\n  - {typed}\n{typed}: d\n") == {"a": typed, "b": [typed], "c": [typed], typed: "d"}


@pytest.mark.parametrize("typed", ["", "~", "null"])
def test_a_plain_nothing_is_none_and_a_quoted_one_is_text(typed: str) -> None:
    assert data(f"a: {typed}\nb: '{typed}'\n") == {"a": None, "b": typed}


def test_what_needs_no_refusal_is_read() -> None:
    text = (
        "# a comment\n---\nname: 'AA #12' # after quotes a comment loses nothing\n"
        "url: https://example.org/#top\nwhen: # too\n  - a\n  # here\n"
        "notes: |\n  one # two: three\n\n  *four*\nfolded: >-\n  five\n  six\nitems: [a, b]\nempty: {}\ntab:\tx\n..."
    )

    assert data(text) == {
        "name": "AA #12",
        "url": "https://example.org/#top",
        "when": ["a"],
        "notes": "one # two: three\n\n*four*\n",
        "folded": "five six",
        "items": ["a", "b"],
        "empty": {},
        "tab": "x",
    }


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["no mark", "byte order mark"])
def test_line_ends_and_a_leading_mark_change_nothing(ends: str, mark: bytes) -> None:
    good = parse(FILE, mark + f"a: 1{ends}b:{ends}  - é{ends}".encode())
    bad = parse(FILE, mark + f"a: 1{ends}b: é 😀 # x{ends}".encode())

    assert isinstance(good, Source)
    assert (good.data, good.text) == ({"a": "1", "b": ["é"]}, "a: 1\nb:\n  - é\n")
    assert isinstance(bad, list)
    assert [(p.line, p.column, p.source) for p in bad] == [(2, 8, "b: é 😀 # x")]


@pytest.mark.parametrize(
    ("text", "rule", "line", "column", "message"),
    [
        pytest.param("a: 1\nb: 2\na: 3", "yaml-duplicate", 3, 1, "'a' is given twice, first on line 1", id="duplicate"),
        pytest.param("x:\n  - a: 1\n    a: 2", "yaml-duplicate", 3, 5, "first on line 2", id="duplicate in a list"),
        pytest.param("x: {a: 1, a: 2}", "yaml-duplicate", 1, 11, "earlier on this line", id="duplicate on a line"),
        pytest.param("a: &x 1", "yaml-shorthand", 1, 4, "an anchor", id="anchor"),
        pytest.param("a: &x\n  b: 1", "yaml-shorthand", 1, 4, "an anchor", id="anchor of a mapping"),
        pytest.param("a: *x", "yaml-shorthand", 1, 4, "an alias", id="alias"),
        pytest.param("a: [b, *x]", "yaml-shorthand", 1, 8, "an alias", id="alias in brackets"),
        pytest.param("a: !!python/object/apply:os.system [ls]", "yaml-shorthand", 1, 4, "a tag", id="Python object"),
        pytest.param("a: !!set {b, c}", "yaml-shorthand", 1, 4, "a tag", id="set"),
        pytest.param("a: !important x", "yaml-shorthand", 1, 4, "a tag", id="own tag"),
        pytest.param("<<: {a: 1}", "yaml-shorthand", 1, 1, "a merge key", id="merge key"),
        pytest.param("%YAML 1.1\n---\na: 1", "yaml-directive", 1, 1, "begins with %", id="directive"),
        pytest.param("a: 1\n---\nb: 2", "yaml-documents", 2, 1, "second document", id="two documents"),
        pytest.param("street: 12 Main St #5", "yaml-comment", 1, 20, "would be lost", id="number sign in a value"),
        pytest.param("code: #5", "yaml-comment", 1, 7, "would be lost", id="number sign instead of a value"),
        pytest.param("a:\n  - b # c", "yaml-comment", 2, 7, "would be lost", id="number sign in a list"),
        pytest.param("a:\n - b\n  - c\n - d", "yaml-indent", 3, 3, "part of the text", id="item too far right"),
        pytest.param("a: x\u202ey", "yaml-character", 1, 5, "U+202E RIGHT-TO-LEFT OVERRIDE", id="bidirectional override"),
        pytest.param("a: x\x00y", "yaml-character", 1, 5, "U+0000", id="NUL"),
        pytest.param("a: x\x9by", "yaml-character", 1, 5, "U+009B", id="C1"),
        pytest.param("a: 1\u2028b: 2", "yaml-character", 1, 5, "LINE SEPARATOR", id="U+2028"),
        pytest.param("a: 1\u0085b: 2", "yaml-character", 1, 5, "U+0085", id="U+0085"),
        pytest.param("a: 1\n\ufeffb: 2", "yaml-character", 2, 1, "U+FEFF", id="inner byte order mark"),
        pytest.param('a: "x\\u202Ey"', "yaml-character", 1, 6, "the escape \\u202E", id="override as an escape"),
        pytest.param('a: "\\\\x07\\x07"', "yaml-character", 1, 10, "the escape \\x07", id="bell as an escape"),
        pytest.param('a: "\\0"', "yaml-character", 1, 5, "U+0000", id="NUL as an escape"),
        pytest.param('a: "\\L\\P\\N"', "yaml-character", 1, 5, "U+2028", id="line ends as escapes"),
        pytest.param('a: "\\uD800"', "yaml-syntax", 1, 7, "does not exist", id="surrogate as an escape"),
        pytest.param("", "yaml-empty", 1, 1, "empty", id="empty"),
        pytest.param("# only this\n", "yaml-empty", 1, 1, "empty", id="comment only"),
        pytest.param("- a", "yaml-top", 1, 1, "a list", id="list"),
        pytest.param("\njust text", "yaml-top", 2, 1, "a text", id="text"),
        pytest.param("? [a]\n: b", "yaml-key", 1, 3, "is a word", id="list as a key"),
        pytest.param("~: b", "yaml-key", 1, 1, "is a word", id="nothing as a key"),
        pytest.param("{x: y}: b", "yaml-key", 1, 1, "is a word", id="mapping as a key"),
    ],
)
def test_what_no_listing_needs_is_refused(text: str, rule: str, line: int, column: int, message: str) -> None:
    found = [p for p in problems(text) if p.rule == rule]

    assert found, problems(text)
    assert (found[0].line, found[0].column) == (line, column)
    assert message in found[0].message
    assert found[0].fix
    assert not found[0].source or found[0].source == text.split("\n")[line - 1]


def test_all_problems_of_a_file_are_told_at_once() -> None:
    text = "a: @x\nb: y # z\nb: &c d\nd: e: f\ng: *h\ni: 'j\nk: l\n"

    found = problems(text)

    assert [(p.line, p.rule) for p in found] == [
        (1, "yaml-syntax"),
        (2, "yaml-comment"),
        (3, "yaml-duplicate"),
        (3, "yaml-shorthand"),
        (4, "yaml-syntax"),
        (5, "yaml-shorthand"),
        (6, "yaml-syntax"),
    ]


def test_a_problem_names_its_field() -> None:
    assert problems("place:\n  street: 1 A St #2\nwhen:\n  - a\n  - b # c")[0].field == "place.street"
    assert problems("place:\n  street: 1 A St #2\nwhen:\n  - a\n  - b # c")[1].field == "when[1]"


def test_bytes_that_are_not_utf8_are_named_with_their_place() -> None:
    found = problems(b"name: x\nsummary: Caf\xe9 Cl\xe1rin\nb: 1")

    assert [(p.line, p.column, p.source) for p in found] == [(2, 13, "summary: Café Clárin")]
    assert "byte 20, 0xE9" in found[0].message
    assert "é" in found[0].message


@pytest.mark.parametrize("raw", ["name: x".encode("utf-16"), b"a: \xed\xa0\x80", b"\xff", b"a: \xf4\x90\x80\x80"])
def test_other_encodings_are_refused(raw: bytes) -> None:
    assert [p.rule for p in problems(raw)] == ["yaml-encoding"]


def test_size_and_depth_are_limited() -> None:
    assert parse(FILE, b"a: " + b"x" * (64 * 1024 - 3)) != []
    assert isinstance(parse(FILE, b"a: " + b"x" * (64 * 1024 - 3)), Source)
    assert [p.rule for p in problems("a: " + "x" * (64 * 1024 - 2))] == ["yaml-size"]
    assert data("a: " + "[" * 11 + "]" * 11)
    assert [p.rule for p in problems("a: " + "[" * 12 + "]" * 12)] == ["yaml-depth"]


MERGES = "a0: &a0 {x: 1}\n" + "".join(f"a{n}: &a{n}\n  <<: [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
ALIASES = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
UNITS = ["a\n", "[a: ", "!<", "`", ",", "\r", "a: &x\n", "a: x\n  b: y\n", "\\", '"\\x00" ', 'a: "\\0\\0"\n', "\x00", "\u2028", "---\n"]
UNITS += ["[", "{", "[[],", "- ", "? ", '"', "'", "a: [", "{a: ", "!", "&a ", "*a ", "\t"]
UNITS += [": ", "- [", 'a: "\n', "a: @\n", "a: |\n ", "a:b\n", " #", "a #\n"]
BOMBS = [MERGES, ALIASES, "[" * 100_000, *(start + unit * 8000 for unit in UNITS for start in ("", "a: "))]


@pytest.mark.parametrize("text", BOMBS)
def test_a_bomb_ends_soon_and_ends_nothing_else(text: str) -> None:
    found: list[Source | list[Problem]] = []
    worker = threading.Thread(target=lambda: found.append(parse(FILE, text.encode()[: 64 * 1024])), daemon=True)

    worker.start()
    worker.join(timeout=60)

    assert len(found) == 1
    assert isinstance(found[0], Source) or 1 <= len(found[0]) <= 50


PIECES = ["a: ", "b: ", "\n", "\n  ", "\n- ", '"', "'", "[", "]", "{", "}", "&x ", "*x ", "!t ", "# c", " "]
PIECES += ["|", ">", "\t", "@", "x", "\\", "\\x07", "?", "%", "---", "...", "\r\n", "é", "\u202e", "😀", ",", "<<: ", ":", "-", "\ufeff"]


@given(st.one_of(st.binary(max_size=300), st.lists(st.sampled_from(PIECES), max_size=60).map(lambda pieces: "".join(pieces).encode())))
def test_any_bytes_give_a_source_or_problems_that_can_be_shown(raw: bytes) -> None:
    found = parse(FILE, raw)

    if isinstance(found, Source):
        assert isinstance(found.data, dict)
        positions(found)
    else:
        assert found
        assert all(problem.message and problem.fix and as_text(problem) for problem in found)
        assert as_json(found)


WORDS = st.text(max_size=12).filter(lambda text: not UNSAFE.search(text) and text != "<<")
NESTED = st.recursive(WORDS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3), max_leaves=8)


@given(st.dictionaries(WORDS, NESTED, max_size=4), st.sampled_from(["'", '"']), st.booleans())
def test_what_is_written_in_quotes_comes_back(record: dict[str, object], style: str, unicode: bool) -> None:
    written = yaml.safe_dump(record, default_style=style, default_flow_style=False, allow_unicode=unicode)

    found = parse(FILE, written.encode())

    assert isinstance(found, Source), found
    assert found.data == record


def test_positions_name_the_place_of_values_and_keys() -> None:
    found = parse(FILE, b"\xef\xbb\xbfname: x\r\nplace:\r\n  city: \xc3\xa9\r\nwhen:\r\n  - a\r\n  - {b: c, d: }\r\nlist: [e, f]\r\n")
    assert isinstance(found, Source)

    marks = positions(found)

    assert marks[()] == Mark(1, 1, 1, 1, "name: x", "name: x")
    assert marks[("name",)] == Mark(1, 7, 1, 1, "name: x", "name: x")
    assert marks[("place",)] == Mark(3, 3, 2, 1, "  city: é", "place:")
    assert marks[("place", "city")] == Mark(3, 9, 3, 3, "  city: é", "  city: é")
    assert marks[("when", 1)] == Mark(6, 5, 6, 5, "  - {b: c, d: }", "  - {b: c, d: }")
    assert marks[("when", 1, "b")] == Mark(6, 9, 6, 6, "  - {b: c, d: }", "  - {b: c, d: }")
    assert marks[("list", 1)] == Mark(7, 11, 7, 11, "list: [e, f]", "list: [e, f]")
    assert len(marks) == 12


PLAIN = st.text(alphabet="abcdefgxyzé😀 12", min_size=1, max_size=10).map(str.strip).filter(bool)


VALUES = st.one_of(PLAIN, st.lists(PLAIN, min_size=1, max_size=3), st.dictionaries(PLAIN, PLAIN, min_size=1, max_size=3))


@given(st.dictionaries(PLAIN, VALUES, min_size=1))
def test_a_plain_value_stands_at_its_position(record: dict[str, object]) -> None:
    lines: list[str] = []
    for key, value in record.items():
        if isinstance(value, str):
            lines.append(f"{key}: {value}")
        elif isinstance(value, list):
            lines += [f"{key}:", *(f"  - {item}" for item in value)]
        elif isinstance(value, dict):
            lines += [f"{key}:", *(f"    {name}: {item}" for name, item in value.items())]
    found = parse(FILE, "\n".join(lines).encode())
    assert isinstance(found, Source)

    marks = positions(found)

    assert found.data == record
    for path, mark in marks.items():
        value = found.data
        for step in path:
            value = value[step]
        if isinstance(value, str):
            assert mark.source[mark.column - 1 :].startswith(value)
        if path and isinstance(path[-1], str):
            assert mark.key_source[mark.key_column - 1 :].startswith(path[-1])
