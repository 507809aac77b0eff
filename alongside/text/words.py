"""Hints about wording: how hard a text is to read, and words that keep people away.

Source: NIDA, "Words Matter: Preferred Language for Talking About Addiction". People choose how they are described, and names stay as
they are: only prose is looked at, and a hint never fails a contribution.
"""

import math
import re
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?")
_SENTENCE = re.compile(r"[.!?]+(?=\s|$)|\n\s*\n")
_VOWELS = re.compile(r"[aeiouyáéíóúü]+")

# A last e is silent, but not in "table"; so is the e of "called", but not of "needed".
_SILENT = re.compile(r"(?:[^l]e|[^td]ed)$")

# What becomes of each character of ASCII where sentences are counted, and where words are.
_SHAPE = "".join("x" if c.isalpha() else "." if c in ".!?" else " " if c.isspace() else "-" for c in map(chr, range(128)))
_LETTERS = "".join(c.lower() if c.isalpha() else " " for c in map(chr, range(128)))

_DRUG = (
    r"(?:drug|substance|alcohol|opioid|opiate|heroin|cocaine|crack|meth|methamphetamine|prescription|medication|pill|chemical)s?"
)
_PERSON = "person with a substance use disorder"
_FORMER = r"(?:former|reformed|recovering|recovered|ex)"
_DRINKER = "person with alcohol use disorder"
# What is always part of the words, the words, what to write instead. Looking for the part first makes most texts cheap.
_TERMS = tuple(
    (stem, re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE), instead)
    for stem, pattern, instead in (
        ("addict", rf"{_FORMER}[ -](?:drug )?addicts?", "person in recovery"),
        ("alcoholic", rf"{_FORMER}[ -]alcoholics?", "person in recovery"),
        ("bab", r"(?:addict|crack|drug)(?:ed)?[ -]bab(?:y|ies)", "baby exposed to substances before birth"),
        ("addict", rf"(?:{_DRUG} )?addicts?(?! recovery)", _PERSON),
        ("junkie", r"junkies?", _PERSON),
        ("abuser", rf"{_DRUG} abusers?", _PERSON),
        ("user", r"(?:drug|substance|opioid|heroin|meth|cocaine) users?", "person who uses drugs"),
        ("alcoholic", r"(?<!non-)(?<!non )alcoholics?(?! (?:anonymous|drinks?|beverages?|liver|hepatitis|content))", _DRINKER),
        ("drunk", r"(?:(?<=\ba )|(?<=\bthe )|(?<=\btown ))drunk(?! driv)|drunks|drunkards?", _DRINKER),
        ("abuse", rf"{_DRUG}(?: (?:and|or|&) {_DRUG})? abuse|abuse of {_DRUG}", "substance use (of prescribed medication: misuse)"),
        ("abus", rf"abus(?:e|es|ed|ing) {_DRUG}", "use (of prescribed medication: misuse)"),
        ("habit", rf"{_DRUG} habits?", "substance use disorder"),
        ("clean time", r"clean time", "time in recovery"),
        (" clean", r"(?:gets?|got|getting|stay(?:s|ed|ing)?|keeps?|kept|been|become) clean(?! (?:water|air|up))", "in recovery, not using"),
        ("clean", r"clean (?:and|&) sober|(?:days?|weeks?|months?|years?) clean", "in recovery"),
        ("dirty", r"dirty (?:urine|drug test|test|screen|drop)s?", "positive test"),
        ("dirty", r"dirty (?:needle|syringe)s?", "used needle"),
        ("opi", r"(?:opioid|opiate) (?:replacement|substitution)(?: therapy)?", "medication for opioid use disorder"),
        ("methadone m", r"methadone maintenance", "medication for opioid use disorder"),
        ("assisted t", r"medication[ -]assisted treatment", "medication for addiction treatment"),
        ("mat", r"(?-i:MAT)", "medication for addiction treatment"),
    )
)
# Nearly all texts hold none of these. The long s is the one other letter that a pattern without case takes for an s.
_ROOTS = (
    *("abus", "addict", "alcoholic", "assisted t", "bab", "clean", "dirty", "drunk", "habit", "junkie", "mat", "methadone m", "opi"),
    *("user", "ſ"),
)
# Many listings of one organization describe themselves in the same words.
_TEXTS = 500
_BARE_ABUSE = re.compile(r"\babuse\b", re.IGNORECASE)
_OTHER_ABUSE = re.compile(
    r"\b(?:domestic|sexual|child|childhood|physical|emotional|verbal|psychological|spousal|elder|partner|family|ritual|financial)\W+"
    r"(?:\w+\W+){0,2}$|\b(?:survivors?|victims?|witness|report) (?:of )?$",
    re.IGNORECASE,
)
_ABOUT_DRUGS = re.compile(rf"\b{_DRUG}\b", re.IGNORECASE)
# Capital letters on both sides of a space: part of a name. Small words may stand between.
_NAME_BEFORE = re.compile(r"\b[A-Z][\w\u2019'.-]*(?: (?:of|and|on|for|in|the|&|de))*[ -]$")
_NAME_AFTER = re.compile(r"(?: (?:of|and|on|for|in|the|&|de))* [A-Z]")


@lru_cache(maxsize=_TEXTS)
def reads_harder(text: str, grade: float) -> bool:
    """Whether ``reading_grade`` is above a grade of one decimal. Mostly a simpler way to count settles it."""
    return _highest_grade(text) > grade and reading_grade(text) > grade


def _highest_grade(text: str) -> float:
    """A grade that a text is not above.

    An apostrophe may make one word of two runs of letters, with one syllable more: the first may seem to end in a silent e. A sentence
    ends at least at each mark between a letter and white space.
    """
    if not text.isascii():
        return math.inf
    runs = text.translate(_LETTERS).split()
    joined = text.count("'")
    if len(runs) <= joined:
        return math.inf
    sentences = f" {text} ".translate(_SHAPE).count("x. ")
    return 0.39 * len(runs) / max(1, sentences) + 11.8 * (sum(map(_syllables, runs)) + joined) / (len(runs) - joined) - 15.59


def reading_grade(text: str) -> float:
    """The school year whose pupils read a text with ease (Flesch-Kincaid, one decimal); 0.0 without words. English only.

    Source: Kincaid et al. 1975: 0.39 words a sentence + 11.8 syllables a word - 15.59.
    """
    words = _WORD.findall(text.lower())
    if not words:
        return 0.0
    sentences = sum(bool(_WORD.search(part)) for part in _SENTENCE.split(text))
    syllables = sum(map(_syllables, words))
    return max(0.0, round(0.39 * len(words) / max(1, sentences) + 11.8 * syllables / len(words) - 15.59, 1))


@lru_cache(maxsize=20_000)  # the same words come again in every text
def _syllables(word: str) -> int:
    count = len(_VOWELS.findall(word))
    return max(1, count - bool(_SILENT.search(word)))


def stigmatizing(text: str) -> list[tuple[str, str, int]]:
    """Words in English prose that put people off, in order: the word as typed, what to write instead, its offset.

    Names (Alcoholics Anonymous, Substance Abuse and Mental Health Services Administration) are left alone.
    """
    return list(_stigmatizing(text))


@lru_cache(maxsize=_TEXTS)
def _stigmatizing(text: str) -> tuple[tuple[str, str, int], ...]:
    found: dict[int, tuple[str, str, int]] = {}
    taken: list[tuple[int, int]] = []
    lower = text.lower()
    if not any(root in lower for root in _ROOTS):
        return ()
    for stem, pattern, instead in _TERMS:
        for match in pattern.finditer(text) if stem in lower else ():
            if not _part_of_name(text, match) and not any(a < match.end() and match.start() < b for a, b in taken):
                taken.append(match.span())
                found[match.start()] = (match[0], instead, match.start())
    for match in _BARE_ABUSE.finditer(text) if "abuse" in lower or "ſ" in lower else ():
        inside = any(a <= match.start() < b for a, b in taken)
        if not inside and _is_about_drugs(text, match.start()) and not _part_of_name(text, match):
            found[match.start()] = (match[0], "use, or misuse of prescribed medication", match.start())
    return tuple(found[offset] for offset in sorted(found))


def _part_of_name(text: str, match: re.Match[str]) -> bool:
    word = match[0]
    if not word[0].isupper() or word.isupper():
        return False
    inner = word.split()
    if len(inner) > 1 and all(part[0].isupper() or part in {"of", "and", "&"} for part in inner):
        return True
    before = text[max(0, match.start() - 60) : match.start()]
    return bool(_NAME_BEFORE.search(before) or _NAME_AFTER.match(text, match.end()))


def _is_about_drugs(text: str, offset: int) -> bool:
    before = text[max(0, offset - 60) : offset]
    if _OTHER_ABUSE.search(before):
        return False
    sentence = re.split(r"[.!?\n]", before)[-1] + re.split(r"[.!?\n]", text[offset : offset + 60])[0]
    return bool(_ABOUT_DRUGS.search(sentence))
