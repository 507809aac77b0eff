"""Words for made-up listings: a few thousand common and rare ones, as often as words of that rank are in real text."""

import random
from itertools import accumulate

# What listings of this field say again and again.
_PLAIN = """
group meeting support recovery people welcome room share listen steps sober family friends speaker newcomers coffee open weekly circle
peer help care counseling talk night morning evening church center library hall community skills calm hope courage honest gentle quiet
kind safe drop door stairs parking bus street floor side entrance kitchen garden upstairs basement chapel school park clinic treatment
intake insurance waiting phone call bring ask stay learn practice breathe walk run hike paint write read sing cook grief anxiety
depression trauma stress sleep anger change habit drinking alcohol drugs pills craving relief loss loneliness shame meditation
mindfulness yoga prayer music book film dinner lunch breakfast tea snacks games football climbing cycling gym dance parents partners
children teens students veterans nurses workers artists neighbors women men elders youth serenity sunrise lantern harbor river bridge
anchor compass trail summit canyon prairie spring autumn winter summer light path journey stone oak cedar
"""
# The words between them: more than a third of all text, and stop words to a search.
_SMALL = "the and a to of in for with you we is are at on it or from by as that your our all not be"
# Rare words are made of these: an onset, a vowel, sometimes both again, a coda, an ending.
_ONSETS, _VOWELS = "b br c ch cl d dr f fl g gr h j k l m n p pl pr qu r s sh sl st t tr v w", "a e i o u ai ea ee oa ou"
_CODAS, _ENDINGS = "l ld ll m n nd ng nt r rd rn rt s sk st t ck x", "er ing ed ly ness ful age ment ate en ow y a o ic al ive"
# Zipf-Mandelbrot: a word's share falls with its rank, a little flatter at the top than a plain 1/rank.
_SHIFT, _POWER = 4.0, 1.0
# How many rare words have a syllable more.
_LONG = 0.25


def rare(count: int, chance: random.Random) -> list[str]:
    """So many words that can be said and mean nothing, all different and none of the plain ones."""
    onsets, vowels, codas, endings = (parts.split() for parts in (_ONSETS, _VOWELS, _CODAS, _ENDINGS))
    plain = frozenset(_PLAIN.split())
    found: dict[str, None] = {}
    while len(found) < count:
        again = chance.choice(onsets) + chance.choice(vowels) if chance.random() < _LONG else ""
        word = chance.choice(onsets) + chance.choice(vowels) + again + chance.choice(codas) + chance.choice(endings)
        if word not in plain:
            found[word] = None
    return list(found)


class Talk:
    """Text out of one vocabulary."""

    def __init__(self, chance: random.Random, rare_words: int = 11_000) -> None:
        self.chance = chance
        self.words = (*_PLAIN.split(), *rare(rare_words, chance))
        self.small = _SMALL.split()
        self.weights = tuple(accumulate(1 / (rank + _SHIFT) ** _POWER for rank in range(len(self.words))))

    def several(self, count: int) -> list[str]:
        """Words as often as their rank has it."""
        return self.chance.choices(self.words, cum_weights=self.weights, k=count)

    def sentence(self, count: int) -> str:
        """So many words with small ones between them."""
        found: list[str] = []
        for number, word in enumerate(self.several(count)):
            if number % 3 != 1:
                found.append(self.chance.choice(self.small))
            found.append(word)
        return f"{' '.join(found).capitalize()}."

    def title(self, count: int) -> str:
        """So many words as in a name."""
        return " ".join(word.capitalize() for word in self.several(count))
