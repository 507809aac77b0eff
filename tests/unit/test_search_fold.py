"""Text as it is searched, and that the script makes the same of it."""

import json
import random
import sys
import unicodedata

import pytest

from alongside.search.fold import fold, tokens
from tests.unit.test_script_time import run

# What Python's own tables know; a newer Node knows more, and calls this vowel of Ahom (Unicode 15.1) something else.
CHANGED = "\U0001171e"
KNOWN = [sign for sign in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(sign) not in ("Cn", "Cs") and sign != CHANGED]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Women's Al-Anon", ["women", "al", "anon"]),
        ("the women\u2019s AA", ["the", "women", "aa"]),
        ("Al-Anon's", ["al", "anon"]),
        ("Recuperación en español, mañana", ["recuperacion", "en", "espanol", "manana"]),
        ("Seren\u0301ity \ufb01nds ΟΔΟΣ", ["serenity", "finds", "οδοσ"]),
        ("12-step, 24/7", ["12", "step", "24", "7"]),
        ("it's 's s's", ["it", "s", "s"]),
        ("don't snake_case", ["don", "t", "snake", "case"]),
        ("don'ts", ["don", "ts"]),
        ("__proto__ constructor", ["proto", "constructor"]),
        ("<b>&amp;</b>", ["b", "amp", "b"]),
        (" \u2014 !", []),
        ("", []),
    ],
)
def test_words_of_a_text(text: str, words: list[str]) -> None:
    assert tokens(text) == words


def test_what_stands_between_words_is_kept() -> None:
    assert fold("Éva's: [Open]") == "eva: [open]"


def test_the_script_folds_every_text_alike() -> None:
    chance = random.Random(4)
    likely = [*"aAsS'\u2019 -_1\u0301\u00e9\u0130\u03a3\u03c2\u03c3\u00df\ufb01\u1e9e\u00bd\u2122\u0345"]
    texts = ["".join(chance.choices(likely, k=chance.randint(0, 12))) for _ in range(3000)]
    texts += ["".join(chance.choices(KNOWN, k=8)) for _ in range(3000)]
    texts += ["".join(f"a{sign} " for sign in KNOWN[start : start + 500]) for start in range(0, len(KNOWN), 500)]

    seen = run("fold.js", "\n".join(map(json.dumps, texts)))

    differ = [text for text, found in zip(texts, seen, strict=True) if found != [fold(text), tokens(text)]]
    assert differ == []
