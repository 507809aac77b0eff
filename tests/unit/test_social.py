"""Images for sharing: opened again with Pillow, looked at pixel by pixel, and left out where nothing can draw them."""

import io
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest

from alongside.formats import social
from alongside.formats.social import GROUND, INKS, MARGIN, SIZE, Sharing, draw, path_of, write

Image = pytest.importorskip("PIL.Image", reason="Pillow is not installed: make test installs it")
ImageChops = pytest.importorskip("PIL.ImageChops")

ROOT = Path(__file__).parents[2]
SITE = Sharing(language="en", name="site", title="Front Range Alongside", line="Peer meetings, treatment, family support and events")
FAMILY = Sharing(language="es", name="family", title="Acompañar", label="Apoyo para las familias", line="¿Por dónde empezar? Aquí.")
LONG = Sharing(
    language="en",
    name="programs",
    title="The Extraordinarily Long Named Directory of Recovery Support and Wellness Communities of the Greater Front Range Area",
    label="Treatment and professional care for people and families near and far from here",
    line="Peer meetings, treatment, family support, events and activities between Fort Collins and Denver, and what lies beside. " * 2,
)
UNBROKEN = Sharing(language="en", name="tools", title="W" * 200, label="W" * 60, line="W" * 300)
PLAIN = Sharing(language="en", name="site", title="")
EACH = pytest.mark.parametrize("image", [SITE, FAMILY, LONG, UNBROKEN, PLAIN], ids=["site", "accents", "long", "unbroken", "empty"])
needs_face = pytest.mark.skipif(not social._faces(), reason="no serif face on this system")


def opened(image: Sharing) -> Any:
    return Image.open(io.BytesIO(draw(image)))


def inked(image: Sharing) -> tuple[int, int, int, int]:
    """The box around everything that is not ground."""
    shown = opened(image).convert("RGB")
    box = ImageChops.difference(shown, Image.new("RGB", SIZE, GROUND)).getbbox()
    assert isinstance(box, tuple)
    return box


@EACH
def test_an_image_has_the_size_that_is_asked_for_and_few_colours(image: Sharing) -> None:
    found = opened(image)

    found.load()

    assert (found.format, found.size, found.mode) == ("PNG", (1200, 630), "P")
    assert len(draw(image)) <= 40_000


@EACH
def test_nothing_reaches_into_the_margin(image: Sharing) -> None:
    left, top, right, bottom = inked(image)

    assert left >= MARGIN - 3  # a letter may hang over its own edge
    assert right <= SIZE[0] - MARGIN
    assert top >= MARGIN - 3
    assert bottom <= SIZE[1] - MARGIN + 3


@EACH
def test_ground_and_mark_are_there_in_their_own_colours(image: Sharing) -> None:
    colours = {colour for _, colour in opened(image).convert("RGB").getcolors(256)}

    assert {GROUND, INKS[social.GREEN], INKS[social.WARM]} <= colours


@needs_face
@pytest.mark.parametrize("image", [SITE, FAMILY, LONG, UNBROKEN], ids=["site", "accents", "long", "unbroken"])
def test_words_stand_left_of_the_mark_with_air_between(image: Sharing) -> None:
    shown = ImageChops.difference(opened(image).convert("RGB"), Image.new("RGB", SIZE, GROUND)).convert("L")

    free = shown.crop((MARGIN + social.COLUMN + 4, 0, MARGIN + social.COLUMN + 40, SIZE[1]))

    assert shown.crop((0, 0, MARGIN + social.COLUMN, SIZE[1])).getbbox() is not None
    assert free.getbbox() is None


@needs_face
def test_what_has_no_room_ends_in_an_ellipsis_and_all_else_is_said_in_full() -> None:
    def words(image: Sharing) -> list[str]:
        return [" ".join(block.lines) for block in social._blocks(image)]

    assert words(SITE) == [SITE.title, SITE.line]
    assert words(FAMILY) == [FAMILY.label, FAMILY.title, FAMILY.line]
    assert [text.endswith("…") for text in words(LONG)] == [True, False, True]
    assert words(LONG)[1] == LONG.title
    assert all(text.endswith("…") for text in words(UNBROKEN))


@needs_face
def test_lines_are_about_as_long_as_one_another() -> None:
    image = msgspec.structs.replace(FAMILY, line="Educación y apoyo para quienes acompañan a una persona querida; ¿por dónde empezar?")

    lengths = [len(line) for line in social._blocks(image)[-1].lines]

    assert len(lengths) > 1
    assert min(lengths) > max(lengths) * 0.6


@needs_face
@pytest.mark.parametrize("letter", list("áéíóúüñÁÉÍÓÚÜÑ¿¡«»–—’“”…"))
def test_spanish_letters_and_signs_can_be_drawn(letter: str) -> None:
    blocks = social._blocks(Sharing(language="es", name="site", title=f"a{letter}"))

    assert [block.lines for block in blocks] == [(f"a{letter}",)]


def test_an_accent_typed_as_a_mark_of_its_own_is_drawn_the_same() -> None:
    one, two = (Sharing(language="es", name="site", title=title) for title in ("Acompañar", "Acompan\u0303ar"))

    assert draw(one) == draw(two)


@pytest.mark.parametrize(
    "title",
    [
        pytest.param("دليل الدعم", id="Arabic"),
        pytest.param("מדריך", id="Hebrew"),
        pytest.param("支援一覧", id="Han"),
        pytest.param("सहायता", id="Devanagari"),
        pytest.param("Here and \U000f0000", id="a code point for private use"),
        pytest.param("a\u0325\u0301\u0301", id="marks above marks"),
    ],
)
def test_where_words_cannot_be_drawn_the_mark_stands_alone(title: str) -> None:
    alone = draw(PLAIN)

    assert draw(Sharing(language="en", name="site", title=title, label="Meetings", line="Every day")) == alone


def test_the_mark_is_that_of_the_site() -> None:
    svg = (ROOT / "assets" / "static" / "mark.svg").read_text("utf-8")

    drawn = [tuple(float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", path)) for path in re.findall(r' d="(M[^"]+)"', svg)]

    assert drawn == [tuple(float(number) for point in line for number in point) for line in social.MARK]
    assert f'stroke-width="{social.MARK_STROKE}"' in svg
    assert f'viewBox="0 0 {social.MARK_SQUARE} {social.MARK_SQUARE}"' in svg
    assert re.findall(r"\.[ab]\{stroke:#(\w+)\}", svg)[:2] == [bytes(INKS[ink]).hex() for ink in (social.GREEN, social.WARM)]


def test_the_same_words_give_the_same_bytes_in_another_process() -> None:
    code = (
        "import hashlib, sys; from alongside.formats.social import *;"
        "image = Sharing(language='es', name='family', title=sys.argv[1], label='a', line='b');"
        "print(path_of(image), hashlib.sha256(draw(image)).hexdigest())"
    )

    runs = {subprocess.run([sys.executable, "-c", code, "Acompañar"], cwd=ROOT, capture_output=True, check=True).stdout for _ in range(2)}

    assert len(runs) == 1


def test_each_image_is_written_where_its_path_leads() -> None:
    outputs = list(write([SITE, FAMILY]))

    assert [output.path for output in outputs] == [path_of(SITE), path_of(FAMILY)]
    assert re.fullmatch(r"assets/sharing/es-family\.[0-9a-f]{8}\.png", outputs[1].path)
    assert [output.make() for output in outputs] == [draw(SITE), draw(FAMILY)]


@pytest.mark.parametrize("field", ["language", "name", "title", "label", "line"])
def test_another_word_gives_another_key(field: str) -> None:
    other = msgspec.structs.replace(SITE, **{field: "other"})

    keys = {output.key for output in write([SITE, other])}

    assert len(keys) == 2


def test_without_pillow_there_is_no_image_and_no_address() -> None:
    code = (
        "import sys; sys.modules['PIL'] = None; from alongside.formats.social import *;"
        "image = Sharing(language='en', name='site', title='A'); print(available(), repr(path_of(image)), list(write([image])))"
    )

    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stdout == "False '' []\n"
