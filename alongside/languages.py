"""Words of the site in another language: the text of a .po file to an object with gettext's methods.

Rules: what is not translated, or marked fuzzy, stays English; what is wrong is refused with its line, since a word that is lost in
silence, or a page that stops the build, helps nobody who translates. Nothing here needs the tools that make such files.
Source: GNU gettext manual, "The Format of PO Files"; Python's ``gettext.GNUTranslations`` for what each method returns.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from gettext import NullTranslations, c2py
from itertools import zip_longest

from msgspec import Struct

from alongside.errors import SiteError, visible

_LINE = re.compile(r'(?P<word>msgctxt|msgid_plural|msgid|msgstr(?:\[[0-9]+\])?)?\s*"(?P<text>(?:[^"\\]|\\.)*)"\s*')
_ESCAPE = re.compile(r"\\(.)")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "\\": "\\", '"': '"'}
_PLURAL_FORMS = re.compile(r"\s*nplurals\s*=\s*([0-9]{1,2})\s*;\s*plural\s*=\s*([^;]+);?\s*")
_PLACE = re.compile(r"%\(\w+\)[0-9]*[a-z]")
# Every language's rule repeats itself within these; a rule that fails for one of them would fail on a page.
_SAMPLE = (*range(1001), 10_000, 1_000_000)


# Languages that are written from right to left, of those that have a code of their own and a press (Unicode CLDR, script metadata).
_RTL = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"})


class Message(Struct, frozen=True):
    """One entry of a catalogue; ``strings`` holds one text, or one for each plural form, empty where it is not translated yet."""

    line: int
    msgid: str
    strings: tuple[str, ...]
    plural: str | None = None
    context: str | None = None
    fuzzy: bool = False


class Translations(NullTranslations):
    """The words of one language; English where it has none. ``info()["language"]`` says which it is."""

    def __init__(self, language: str, messages: Iterable[Message] = (), form: Callable[[int], int] = int, source: str = "") -> None:
        super().__init__()
        self._language = language
        self._source = source
        self._messages = {(each.context, each.msgid): each for each in messages if all(each.strings) and not each.fuzzy}
        self._form = form

    def info(self) -> dict[str, str]:
        """The language, and the whole text of its catalogue, for keys that stand for its words."""
        return {"language": self._language, "source": self._source}

    def gettext(self, message: str) -> str:
        """The translation; for words that have a plural, that of one."""
        return self._one(None, message) or message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The translation in the form that goes with ``n``."""
        return self._many(None, msgid1, n) or super().ngettext(msgid1, msgid2, n)

    def pgettext(self, context: str, message: str) -> str:
        """The translation of a word that means something else elsewhere."""
        return self._one(context, message) or message

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        """``pgettext`` and ``ngettext`` together."""
        return self._many(context, msgid1, n) or super().npgettext(context, msgid1, msgid2, n)

    def _one(self, context: str | None, msgid: str) -> str:
        found = self._messages.get((context, msgid))
        return "" if found is None else found.strings[0 if found.plural is None else self._form(1)]

    def _many(self, context: str | None, msgid: str, n: int) -> str:
        found = self._messages.get((context, msgid))
        return "" if found is None or found.plural is None else found.strings[self._form(n)]


def translations_for(language: str, po_text: str = "") -> Translations:
    """The words of a language.

    Takes:  the language's code; the text of its catalogue, ``<code>.po``, empty for English.
    Raises: SiteError with the line of what is no catalogue, of words that are there twice, of a plural without its forms, and of a
            translation with a place for a value that the English does not have.
    """
    messages = read_po(language, po_text)
    header = next((each for each in messages if _is_header(each)), None)
    forms, form = _plural_forms(language, header)
    for message in messages:
        if message.plural is not None and len(message.strings) != forms:
            raise _fault(language, message.line, f"has {len(message.strings)} plural forms, and Plural-Forms says {forms or 'nothing'}")
    # The header is no word of the site: gettext("") gives nothing.
    return Translations(language, (each for each in messages if not _is_header(each)), form, po_text)


def language_of(translations: NullTranslations) -> str:
    """The code of the language that the words are in; English where nothing says another."""
    return translations.info().get("language", "en")


def is_rtl(code: str) -> bool:
    """Whether a language is written from right to left."""
    return code.partition("-")[0] in _RTL


def own_name(translations: NullTranslations) -> str:
    """What a language calls itself, for those who look for it: "English", "Español"."""
    return translations.pgettext("the name of this language in itself", "English")


def read_po(language: str, po_text: str) -> tuple[Message, ...]:
    """All entries of a catalogue in their order, the header among them, obsolete ones (#~) left out.

    Raises: SiteError as ``translations_for`` does, except for plural forms.
    """
    messages = tuple(_message(language, group) for group in _groups(language, _fields(language, po_text)))
    first: dict[tuple[str | None, str], int] = {}
    for message in messages:
        before = first.setdefault((message.context, message.msgid), message.line)
        if before != message.line:
            raise _fault(language, message.line, f"is there already, in line {before}: keep one of the two")
        _check_places(language, message)
    return messages


def places(text: str) -> frozenset[str]:
    """The places for values in a text: ``%(day)s``."""
    return frozenset(_PLACE.findall(text))


class _Field(Struct):
    line: int
    word: str
    text: str
    fuzzy: bool


def _fields(language: str, po_text: str) -> Iterator[_Field]:
    """Every keyword with its text, which may go on over several lines."""
    field: _Field | None = None
    fuzzy = False
    for number, line in enumerate(po_text.removeprefix("\ufeff").split("\n"), 1):
        if line.startswith("#,"):
            fuzzy = fuzzy or "fuzzy" in re.split(r"[,\s]+", line)
        if not line.strip() or line.startswith("#"):
            continue
        found = _LINE.fullmatch(line.strip())
        if not found or (field is None and not found["word"]):
            raise _fault(language, number, f"is no line of a catalogue: {visible(line.strip(), 60)}")
        text = _unescaped(language, number, found["text"])
        if field and not found["word"]:
            field.text += text
            continue
        if field:
            yield field
        field = _Field(number, found["word"], text, fuzzy)
        fuzzy = False
    if field:
        yield field


def _unescaped(language: str, line: int, text: str) -> str:
    for escape in _ESCAPE.finditer(text):
        if escape[1] not in _ESCAPES:
            raise _fault(language, line, f"has {visible(escape[0])}: write two backslashes where one is meant")
    return _ESCAPE.sub(lambda escape: _ESCAPES[escape[1]], text)


def _groups(language: str, fields: Iterable[_Field]) -> Iterator[list[_Field]]:
    """The fields of each entry."""
    group: list[_Field] = []
    for field in fields:
        if group and (field.word == "msgctxt" or (field.word == "msgid" and group[-1].word != "msgctxt")):
            yield group
            group = []
        group.append(field)
    if group:
        yield group


def _message(language: str, group: list[_Field]) -> Message:
    words = [field.word for field in group]
    context = [group[0].text] if words[0] == "msgctxt" else []
    head = ["msgctxt"] * len(context) + ["msgid"]
    if plural := "msgid_plural" in words:
        forms = max(1, len(words) - len(head) - 1)
        wanted = [*head, "msgid_plural", *(f"msgstr[{n}]" for n in range(forms))]
    else:
        wanted = [*head, "msgstr"]
    for field, word in zip_longest(group, wanted):
        if field is None:
            raise _fault(language, group[-1].line, f"is the end of an entry that lacks its {word}")
        if field.word != word:
            raise _fault(language, field.line, f"has {field.word} where {word or 'the next msgid'} belongs")
    rest = [field.text for field in group[len(head) :]]
    return Message(
        line=group[0].line,
        msgid=group[len(context)].text,
        plural=rest.pop(0) if plural else None,
        strings=tuple(rest),
        context=context[0] if context else None,
        fuzzy=group[0].fuzzy,
    )


def _is_header(message: Message) -> bool:
    return message.msgid == "" and message.context is None


def _check_places(language: str, message: Message) -> None:
    """Refuse what would stop the build while a value is put into the words."""
    english = places(message.msgid) | places(message.plural or "")
    for text in message.strings if not message.fuzzy else ():
        if strange := sorted(places(text) - english):
            raise _fault(language, message.line, f"has {visible(strange[0])} in its translation, and the English does not")
        if english and "%" in _PLACE.sub("", text).replace("%%", ""):
            raise _fault(language, message.line, "has a % in its translation that is no place for a value: write %% for the sign")


def _plural_forms(language: str, header: Message | None) -> tuple[int, Callable[[int], int]]:
    """How many forms a plural has, none where the header does not say, and which of them goes with a number."""
    lines = header.strings[0].split("\n") if header else []
    value = next((line.partition(":")[2] for line in lines if line.casefold().startswith("plural-forms:")), None)
    if header is None or value is None:
        return 0, int
    found = _PLURAL_FORMS.fullmatch(value)
    try:
        form = c2py(found[2].strip()) if found else int
        usable = found is not None and all(0 <= form(n) < int(found[1]) for n in _SAMPLE)
    except (ValueError, ZeroDivisionError):
        usable = False
    if found is None or not usable:
        raise _fault(language, header.line, f"has Plural-Forms that cannot be used: {visible(value.strip(), 80)}")
    return int(found[1]), form


def _fault(language: str, line: int, what: str) -> SiteError:
    return SiteError(f"{language}.po: line {line} {what}.")
