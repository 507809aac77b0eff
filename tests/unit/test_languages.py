"""Words in other languages: the reader against gettext's own, and a Spanish that is complete and reads like Spanish."""

import gettext
import io
import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.errors import SiteError
from alongside.languages import Message, Translations, places, read_po, translations_for
from alongside.schema import Closure
from alongside.timetable import Rule, Schedule, clock, date_words, except_words, parse_sentence, span, words, zone_name

ROOT = Path(__file__).parents[2]
PO = (ROOT / "alongside" / "locale" / "es.po").read_text("utf-8")
SPANISH = translations_for("es", PO)
MESSAGES = tuple(message for message in read_po("es", PO) if message.msgid)
HEADER = 'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
NUMBERS = (0, 1, 2, 3, 5, 11, 21, 100, 1_000_000)


def babel(module: str) -> Any:
    return pytest.importorskip(f"babel.{module}", reason="Babel is not installed: make messages installs it")


def quoted(text: str) -> str:
    escapes = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return '"' + "".join(escapes.get(character, character) for character in text) + '"'


def reference(catalog: Any) -> gettext.GNUTranslations:
    """What Python's gettext makes of the same catalogue, compiled."""
    compiled = io.BytesIO()
    babel("messages.mofile").write_mo(compiled, catalog)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def agree(ours: Translations, theirs: gettext.GNUTranslations, messages: tuple[Message, ...]) -> None:
    for each in messages:
        context, one, many = each.context, each.msgid, each.plural or each.msgid
        if context is None:
            assert ours.gettext(one) == theirs.gettext(one)
            assert [ours.ngettext(one, many, n) for n in NUMBERS] == [theirs.ngettext(one, many, n) for n in NUMBERS]
        else:
            assert ours.pgettext(context, one) == theirs.pgettext(context, one)
            assert [ours.npgettext(context, one, many, n) for n in NUMBERS] == [theirs.npgettext(context, one, many, n) for n in NUMBERS]


# The reader


def test_a_catalogue_says_which_language_it_is() -> None:
    assert SPANISH.info()["language"] == "es"
    assert translations_for("en").info()["language"] == "en"


def test_english_needs_no_catalogue() -> None:
    english = translations_for("en")

    assert english.gettext("Monday") == "Monday"
    assert [english.ngettext("%(num)d day", "%(num)d days", n) for n in (0, 1, 2)] == ["%(num)d days", "%(num)d day", "%(num)d days"]
    assert english.pgettext("month", "May") == "May"
    assert [english.npgettext("form", "one", "many", n) for n in (1, 2)] == ["one", "many"]


def test_contexts_plurals_comments_and_long_texts_are_read() -> None:
    po = f"""\ufeff{HEADER}
# a person's remark
#. the programmer's remark
#: templates/a.html:12
#, python-format
#| msgid "before"
msgctxt "month"
msgid "May"
msgstr "mayo"

msgid "May"
msgstr ""
"pue"
"de\\n"
"\\tque \\"sí\\" \\\\"
msgid "%(num)d day"
msgid_plural "%(num)d days"
msgstr[0] "un día"
msgstr[1] "%(num)d días"

#~ msgid "gone"
#~ msgstr "ido"
"""

    found = translations_for("es", po.replace("\n", "\r\n"))

    assert found.pgettext("month", "May") == "mayo"
    assert found.gettext("May") == 'puede\n\tque "sí" \\'
    assert [found.ngettext("%(num)d day", "%(num)d days", n) for n in (0, 1, 2)] == ["%(num)d días", "un día", "%(num)d días"]
    assert found.gettext("%(num)d day") == "un día"
    assert [found.gettext(word) for word in ("gone", "never there", "")] == ["gone", "never there", ""]


def test_what_is_not_translated_or_only_guessed_stays_english() -> None:
    po = f"""{HEADER}
msgid "a"
msgstr ""

#, python-format, fuzzy
msgid "b"
msgstr "guessed"

msgid "c"
msgid_plural "cs"
msgstr[0] "uno"
msgstr[1] ""

msgid "d"
msgstr "known"
"""

    found = translations_for("es", po)

    assert [found.gettext(word) for word in "abcd"] == ["a", "b", "c", "known"]
    assert found.ngettext("c", "cs", 2) == "cs"


def test_the_head_of_a_catalogue_counts_even_where_it_is_marked_fuzzy() -> None:
    found = translations_for("es", f'#, fuzzy\n{HEADER}\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "x"\nmsgstr[1] "y"\n')

    assert found.ngettext("a", "b", 3) == "y"


@pytest.mark.parametrize(
    ("rule", "forms"),
    [
        pytest.param("nplurals=1; plural=0;", "0000000", id="Japanese"),
        pytest.param("nplurals=2; plural=n > 1", "0011111", id="French"),
        pytest.param("nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);", "2011222", id="Polish"),
        pytest.param(
            "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);", "0123344", id="Arabic"
        ),
    ],
)
def test_a_language_has_its_own_rule_for_plurals(rule: str, forms: str) -> None:
    count = int(rule[9])
    strings = "\n".join(f'msgstr[{n}] "{n}"' for n in range(count))

    found = translations_for("xx", f'msgid ""\nmsgstr "Plural-Forms: {rule}\\n"\nmsgid "a"\nmsgid_plural "b"\n{strings}\n')

    assert "".join(found.ngettext("a", "b", n) for n in (0, 1, 2, 3, 5, 11, 99)) == forms


@pytest.mark.parametrize(
    ("po", "line", "says"),
    [
        ("hello", 1, "is no line of a catalogue: hello"),
        ('msgid "a', 1, 'is no line of a catalogue: msgid "a'),
        ('msgid "a" b"', 1, "is no line of a catalogue"),
        ('"a"', 1, "is no line of a catalogue"),
        ('msgid "a"\nmsgstr "\\x41"', 2, "has \\x: write two backslashes"),
        ('# b\n\nmsgstr "a"', 3, "has msgstr where msgid belongs"),
        ('msgid "a"\nmsgid "b"\nmsgstr "c"', 1, "is the end of an entry that lacks its msgstr"),
        ('msgid "a"\nmsgstr "c"\nmsgstr "d"', 3, "has msgstr where the next msgid belongs"),
        ('msgid "a"\nmsgid_plural "b"', 2, "lacks its msgstr[0]"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr "c"', 3, "has msgstr where msgstr[0] belongs"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[2] "d"', 4, "has msgstr[2] where msgstr[1] belongs"),
        ('msgid "a"\nmsgstr[0] "c"', 2, "has msgstr[0] where msgstr belongs"),
        ('msgctxt "x"\nmsgstr "c"', 2, "has msgstr where msgid belongs"),
        ('msgctxt "x"', 1, "lacks its msgid"),
        ('msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"', 4, "is there already, in line 1"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"', 1, "Plural-Forms says nothing"),
        (HEADER + 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"', 3, "has 1 plural forms, and Plural-Forms says 2"),
        ('msgid "%(day)s"\nmsgstr "%(dia)s"', 1, "has %(dia)s in its translation"),
        ('msgid "a"\nmsgstr "%(a)s"', 1, "has %(a)s in its translation"),
        ('msgid "%(n)s"\nmsgstr "%(n)d"', 1, "has %(n)d in its translation"),
        ('msgid "%(n)d"\nmsgstr "100 % de %(n)d"', 1, "write %% for the sign"),
        ('msgid "%(n)d"\nmsgstr "%( n)d"', 1, "write %% for the sign"),
    ],
)
def test_a_fault_names_its_line(po: str, line: int, says: str) -> None:
    with pytest.raises(SiteError) as fault:
        translations_for("es", po)

    assert str(fault.value).startswith(f"es.po: line {line} ")
    assert says in str(fault.value)


@pytest.mark.parametrize(
    "rule",
    [
        "nplurals=2", "nplurals=2; plural=", "nplurals=2; plural=n;", "nplurals=2; plural=n % 0;", "nplurals=2; plural=-1;",
        "nplurals=0; plural=0;", "nplurals=2; plural=__import__('os');", "nplurals=2; plural=n != 1; plural=0;",
        f"nplurals=2; plural={'(' * 200}n != 1{')' * 200};", "nplurals=INTEGER; plural=EXPRESSION;",
    ],
)  # fmt: skip
def test_a_rule_for_plurals_that_cannot_be_used_is_refused(rule: str) -> None:
    with pytest.raises(SiteError, match=r"es\.po: line 1 has Plural-Forms that cannot be used"):
        translations_for("es", f'msgid ""\nmsgstr "Plural-Forms: {rule}\\n"\n')


def test_a_percent_sign_is_free_where_no_value_is_put_in() -> None:
    assert translations_for("es", 'msgid "100%"\nmsgstr "100 %"\n').gettext("100%") == "100 %"


def test_a_fault_shows_nothing_that_acts_on_a_terminal() -> None:
    with pytest.raises(SiteError, match=r"\\u001b\[2J"):
        translations_for("es", "\x1b[2J")


ODD = st.text(st.one_of(st.sampled_from('"\\\n\r\t#~ \u00a0\u2028\x0b\x85\u202e'), st.characters(exclude_categories=["Cs"])), max_size=12)
# NUL and EOT stand between the parts of a compiled catalogue.
PLAIN = ODD.map(lambda text: re.sub("[\0\x04%]", "", text))
FILLED = PLAIN.filter(bool)
ENTRIES = st.dictionaries(
    st.tuples(st.none() | FILLED, FILLED),
    st.tuples(FILLED) | st.tuples(FILLED, FILLED, FILLED),
    max_size=5,
)


@settings(max_examples=60)
@given(st.dictionaries(st.tuples(st.none() | ODD, ODD.filter(bool)), ODD.map(lambda text: text.replace("%", "")), max_size=5))
def test_whatever_is_written_is_read(entries: dict[tuple[str | None, str], str]) -> None:
    po = ""
    for (context, msgid), text in entries.items():
        po += f"msgctxt {quoted(context)}\n" if context is not None else ""
        po += f'msgid ""\n{quoted(msgid[:3])}\n{quoted(msgid[3:])}\nmsgstr {quoted(text)}\n'

    found = read_po("es", po)

    assert {(each.context, each.msgid): each.strings for each in found} == {key: (text,) for key, text in entries.items()}


@settings(max_examples=60, deadline=None)
@given(ENTRIES)
def test_odd_words_are_read_as_gettext_reads_them(entries: dict[tuple[str | None, str], tuple[str, ...]]) -> None:
    catalog = babel("messages.catalog").Catalog(locale="es")
    for (context, msgid), (one, *forms) in entries.items():
        catalog.add((msgid, one) if forms else msgid, tuple(forms) if forms else one, context=context)
    written = io.BytesIO()
    babel("messages.pofile").write_po(written, catalog)

    ours = translations_for("es", written.getvalue().decode())

    messages = tuple(each for each in read_po("es", written.getvalue().decode()) if each.msgid)
    assert len(messages) == len(entries)
    agree(ours, reference(catalog), messages)


LINES = [*HEADER.split("\n"), *PO.split("\n")[:60], '"', "msgctxt", 'msgstr[1] "b"', "#, fuzzy", "\\"]


@settings(max_examples=100)
@given(st.lists(st.sampled_from(LINES), max_size=8))
def test_whatever_stands_in_a_catalogue_it_is_read_or_refused(lines: list[str]) -> None:
    said = "es.po: line "
    try:
        translations_for("es", "\n".join(lines))
    except SiteError as fault:
        said = str(fault)

    assert said.startswith("es.po: line ")


# Spanish


def test_spanish_is_read_as_gettext_reads_it() -> None:
    catalog = babel("messages.pofile").read_po(io.BytesIO(PO.encode()), locale="es")

    agree(SPANISH, reference(catalog), MESSAGES)


def test_every_word_of_the_sources_is_in_the_catalogue() -> None:
    extract = babel("messages.extract")
    mappings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["babel"]["mappings"]
    methods = [(mapping["pattern"], mapping["method"]) for mapping in mappings]
    options = {mapping["pattern"]: {name: mapping[name] for name in mapping if name not in ("pattern", "method")} for mapping in mappings}

    found = {(context, words) for _, _, words, _, context in extract.extract_from_dir(ROOT, methods, options)}

    assert len(found) > 200
    known = {(each.context, (each.msgid, each.plural) if each.plural else each.msgid) for each in MESSAGES}
    singular = {(each.context, each.msgid) for each in MESSAGES}
    assert sorted(str(words) for context, words in found if (context, words) not in known | singular) == [], "run: make messages"
    assert sorted(str(words) for _, words in known - found) == [], "run: make messages"


def test_the_catalogue_says_nothing_about_who_made_it_or_when() -> None:
    header = next(each for each in read_po("es", PO) if not each.msgid).strings[0]
    names = [line.partition(":")[0] for line in header.splitlines()]

    assert names == ["Project-Id-Version", "Language", "Plural-Forms", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"]
    assert not re.search(r"^#[:~]|@|\b20\d\d\b", PO, re.MULTILINE)


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message.msgid[:40])
def test_a_word_is_translated(message: Message) -> None:
    english = [message.msgid, message.plural or message.msgid]

    assert not message.fuzzy
    assert all(text.strip() for text in message.strings), "not translated yet"
    for text, source in zip(message.strings, english, strict=False):
        assert places(text) == places(source)
        # The last point of "p. m." ends no sentence.
        assert re.findall(r"(?<!\u00a0m)[.:?]$", text) == re.findall(r"[.:?]$", source)
        assert ("¿" in text) == ("?" in text)
        assert not re.search(r"[!¡<>]|\s{2}|^\s|\s$|[ap]\. ?m\.|\b(?:tú|tu|tus|vos|adict[oa]s?|abuso|limpi[oa])\b", text)


def test_plurals_are_those_of_spanish() -> None:
    shown = [SPANISH.ngettext("%(num)d listing", "%(num)d listings", n) % {"num": n} for n in (0, 1, 2)]

    assert shown == ["0 recursos", "1 recurso", "2 recursos"]


def test_days_and_months_are_written_small() -> None:
    days = [date_words(date(2026, month, month), SPANISH) for month in range(1, 13)]

    assert days[:2] == ["jueves, 1 de enero de 2026", "lunes, 2 de febrero de 2026"]
    assert all(day == day.lower() for day in days)


@pytest.mark.parametrize(
    ("sentence", "line"),
    [
        ("Thursdays and Tuesdays 19:00 - 20:15", "Los martes y los jueves, de 7:00 a 8:15 p. m."),
        ("Mon, Wed, Fri 12:00 for 1 hour", "Los lunes, los miércoles y los viernes, de 12:00 del mediodía a 1:00 p. m."),
        ("Mon-Fri 8 am - 5 pm", "De lunes a viernes, de 8:00 a. m. a 5:00 p. m."),
        ("Sun-Thu 7 am", "De domingo a jueves, 7:00 a. m."),
        ("weekends 11:30 pm - midnight", "Los sábados y los domingos, de 11:30 p. m. a 12:00 de la noche"),
        ("daily 6:30 am - 7:30 am", "Todos los días, de 6:30 a 7:30 a. m."),
        ("Saturdays all day", "Los sábados, todo el día"),
        ("Saturdays 9 pm - 10 am", "Los sábados, de 9:00 p. m. a 10:00 a. m. del día siguiente"),
        ("first and third Friday 18:30 for 90 minutes", "El primer y tercer viernes del mes, de 6:30 a 8:00 p. m."),
        ("second Saturday and Sunday 1 pm - 2 pm", "El segundo sábado y domingo del mes, de 1:00 a 2:00 p. m."),
        ("last Sunday 5 pm", "El último domingo del mes, 5:00 p. m."),
        ("every 2 weeks on Wednesday 12:30 from 2026-01-05", "Cada 2 semanas, los miércoles, 12:30 p. m., desde el 7 de enero de 2026"),
        ("every 3 weeks on Mon-Fri 8 am from 2026-01-05", "Cada 3 semanas, de lunes a viernes, 8:00 a. m., desde el 5 de enero de 2026"),
        ("Mondays 7 pm until 2026-12-31", "Los lunes, 7:00 p. m., hasta el 31 de diciembre de 2026"),
        (
            "Mondays 7 pm from 2026-01-01 until 2026-12-31",
            "Los lunes, 7:00 p. m., del 1 de enero de 2026 al 31 de diciembre de 2026",
        ),
        ("2026-12-24 18:00 - 20:00", "Jueves, 24 de diciembre de 2026, de 6:00 a 8:00 p. m."),
        (
            "2026-12-31, 2026-12-24 18:00 - 20:00",
            "De 6:00 a 8:00 p. m., en estas fechas: jueves, 24 de diciembre de 2026; jueves, 31 de diciembre de 2026",
        ),
        (
            "2026-12-04 17:00 - 2026-12-06 12:00",
            "Del viernes, 4 de diciembre de 2026, 5:00 p. m. al domingo, 6 de diciembre de 2026, 12:00 del mediodía",
        ),
        ("24/7", "Las 24 horas, los 7 días de la semana"),
        ("call for times", "Con cita previa"),
    ],
)
def test_a_schedule_reads_like_spanish(sentence: str, line: str) -> None:
    rule = parse_sentence(sentence)
    assert isinstance(rule, Rule)

    (shown,) = words(Schedule(rules=(rule,), zone="America/Denver"), SPANISH)

    # No line ends between the parts of "7:00 p. m."
    assert shown == re.sub(r" ([ap])\. m\.", "\u00a0\\1.\u00a0m.", line)


def test_zones_notes_and_24_hours_read_like_spanish() -> None:
    rule = Rule(freq="weekly", days=(0,), start=1140, minutes=60, zone="America/New_York", note="toque el timbre")

    lines = words(Schedule(rules=(rule,), zone="America/Denver"), SPANISH, region_12h=False)

    assert lines == ("Los lunes, de 19:00 a 20:00, hora del este (toque el timbre)",)
    assert zone_name("America/Argentina/Buenos_Aires", SPANISH) == "hora de Buenos Aires"
    assert [clock(minute, SPANISH) for minute in (0, 720)] == ["12:00 de la noche", "12:00 del mediodía"]


def test_whole_days_and_exceptions_read_like_spanish() -> None:
    days = span("2026-12-04", "2026-12-06")
    assert isinstance(days, Rule)
    closed = (Closure(since=date(2026, 12, 24), until=date(2027, 1, 2), reason="fiestas"), Closure(since=date(2027, 7, 4)))

    lines = except_words(Schedule(except_dates=(date(2026, 12, 25), date(2026, 11, 26)), closures=closed), SPANISH)

    assert words(Schedule(rules=(days,)), SPANISH) == ("Del viernes, 4 de diciembre de 2026 al domingo, 6 de diciembre de 2026",)
    assert tuple(map(str, lines)) == (
        "No se realiza: jueves, 26 de noviembre de 2026; viernes, 25 de diciembre de 2026",
        "Cerrado del 24 de diciembre de 2026 al 2 de enero de 2027 (fiestas)",
        "Cerrado el 4 de julio de 2027",
    )
