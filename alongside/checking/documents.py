"""Guides and pages: Markdown with a few lines of YAML on top."""

import re
from collections.abc import Iterable, Iterator
from typing import Annotated

from msgspec import Meta, Struct, structs

from alongside.checking.files import Where, where
from alongside.checking.locating import problems
from alongside.errors import Problem
from alongside.reading import Source, parse, parse_text
from alongside.schema.convert import convert
from alongside.schema.faults import Words
from alongside.schema.listings import Given
from alongside.schema.parts import Line
from alongside.text import stigmatizing

# A line of three hyphens, YAML, and another such line; blanks behind the hyphens are not seen in an editor.
_HEAD = re.compile(r"---[ \t]*\n(.*?\n)---[ \t]*(?:\n|$)", re.DOTALL)
_HEAD_FIX = 'Begin the file with a line "---", then "title: …", then a line "---".'


class Document(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A guide or a page; ``language`` is "" for the original, which is in the site's first language.

    ``original`` is the text that a translation stands for, whose headings name the parts of both.
    """

    id: Annotated[str, Given] = ""
    folder: Annotated[str, Given] = ""
    file: Annotated[str, Given] = ""
    body: Annotated[str, Given] = ""
    language: Annotated[str, Given] = ""
    original: Annotated[str, Given] = ""
    title: Annotated[Line, Meta(description="Heading of the page")]
    summary: Annotated[Line, Meta(description="One plain sentence")] = ""
    order: Annotated[int, Meta(ge=0, le=999, description="Place in lists; smaller comes first")] = 100
    related: Annotated[tuple[Line, ...], Meta(description="Addresses of listings that fit, such as /levels-of-care/iop/")] = ()


def check_document(file: str, raw: bytes) -> tuple[Document | None, list[Problem]]:
    """A guide or page from the bytes of its file, or every problem of it."""
    place = where(file)
    if isinstance(place, Problem):
        return None, [place]
    text = parse_text(file, raw)
    if not isinstance(text, str):
        return None, text
    opening = _HEAD.match(text)
    if opening is None:
        return None, [Problem(file=file, line=1, column=1, message="has no title on top", fix=_HEAD_FIX, rule="no-title")]
    source = parse(file, opening[1].encode())
    if not isinstance(source, Source):
        return None, [_below_fence(problem) for problem in source]
    record, faults = convert(source.data, Document, Words())
    found = [_below_fence(problem) for problem in problems(source, faults)]
    if record is None:
        return None, found
    return structs.replace(record, body=text[opening.end() :], **_given(place, file)), [*found, *_hints(file, text)]


def _hints(file: str, text: str) -> Iterator[Problem]:
    """Words that can hurt, anywhere in the document."""
    for word, instead, offset in stigmatizing(text):
        line = text.count("\n", 0, offset) + 1
        begins = text.rfind("\n", 0, offset) + 1
        yield Problem(
            file=file,
            line=line,
            column=offset - begins + 1,
            value=word,
            message=f"'{word}' can hurt",
            fix=f"A kinder word: {instead}.",
            source=text[begins:].partition("\n")[0],
            severity="warning",
            rule="kinder-words",
        )


def _given(place: Where, file: str) -> dict[str, str]:
    return {"id": place.id, "folder": place.folder, "file": file, "language": place.language}


def _below_fence(problem: Problem) -> Problem:
    """The YAML begins below the first fence, so its lines count from there."""
    return structs.replace(problem, line=problem.line + 1) if problem.line else problem


def documents_in(documents: Iterable[Document], language: str) -> tuple[Document, ...]:
    """Every guide and page once: in a language where it is translated, else the original. What leads on is the original's."""
    found = tuple(documents)
    translated = {(each.folder, each.id): each for each in found if each.language == language}
    return tuple(_told(each, translated.get((each.folder, each.id))) for each in found if not each.language)


def _told(original: Document, translation: Document | None) -> Document:
    if translation is None:
        return original
    return structs.replace(translation, order=original.order, related=original.related, original=original.body)


def without_original(documents: Iterable[Document]) -> list[Problem]:
    """Translations of guides and pages that are not there."""
    found = tuple(documents)
    originals = {(each.folder, each.id) for each in found if not each.language}
    return [
        Problem(
            file=each.file,
            message=f"translates content/{each.folder}/{each.id}.md, which is not there",
            fix=f"Name it {each.id}.md if it is the original.",
            rule="no-original",
        )
        for each in found
        if each.language and (each.folder, each.id) not in originals
    ]
