"""Terms of the vocabulary as a reader sees them, and the rows of facts made of them."""

from gettext import NullTranslations

from alongside.checking import Shared
from alongside.entries.records import Facts, Tag
from alongside.languages import language_of
from alongside.schema import Listing, Term
from alongside.timetable import Rule


def N_(message: str) -> str:  # noqa: N802 - the name that extraction tools look for
    """Marks a message for translation where it cannot be translated yet."""
    return message


# Vocabulary lists that have browse pages, with the first word of their addresses.
FACETS = {
    "fellowships": "fellowships",
    "levels_of_care": "levels-of-care",
    "audience": "audience",
    "languages": "languages",
    "attendance": "attendance",
    "supports": "supports",
}
# Fields of terms, the list each takes its words from, and the heading of its row.
_FIELDS = (
    ("fellowship", "fellowships", N_("Fellowship")),
    ("formats", "formats", N_("Kind of meeting")),
    ("levels_of_care", "levels_of_care", N_("Levels of care")),
    ("conditions", "conditions", N_("What it treats")),
    ("medications", "medications", N_("Medications")),
    ("services", "services", N_("What else it offers")),
    ("tracks", "tracks", N_("Times of day")),
    ("form", "family_forms", N_("Form")),
    ("relations", "relations", N_("For family and friends who are")),
    ("event_type", "event_types", N_("Kind of event")),
    ("activity_type", "activity_types", N_("Kind of activity")),
    ("functions", "tool_functions", N_("What it does")),
    ("platforms", "platforms", N_("Where it runs")),
    ("audience", "audience", N_("Who it is for")),
    ("ages", "ages", N_("Ages")),
    ("languages", "languages", N_("Languages")),
    ("approach", "approach", N_("Approach")),
    ("accessibility", "accessibility", N_("Accessibility")),
    ("payment", "payment", N_("Ways to pay")),
    ("smoking", "smoking", N_("Smoking")),
)


def text_of(words: dict[str, str], language: str) -> str:
    """The text in a language, else in English, else in the first there is."""
    return words.get(language) or words.get("en") or next(iter(words.values()), "")


def tags(name: str, ids: tuple[str, ...], shared: Shared, translations: NullTranslations) -> tuple[Tag, ...]:
    """Terms of one list, in the order they were given."""
    language = language_of(translations)
    terms = shared.terms.get(name, {})
    return tuple(tag(name, terms[i], language) for i in ids if i in terms)


def tag(name: str, term: Term, language: str) -> Tag:
    """One term as a reader sees it; it links to its browse page where its list has them."""
    url = f"{FACETS[name]}/{term.id}/" if name in FACETS else ""
    return Tag(id=term.id, label=text_of(term.label, language), line=text_of(term.line, language), url=url)


def terms_of(
    listing: Listing, attendance: str, rules: tuple[Rule, ...], shared: Shared, translations: NullTranslations
) -> dict[str, tuple[Tag, ...]]:
    """All terms of a listing by vocabulary list; supports follow from kind and terms where the listing does not say."""
    found = {}
    for field, name, _heading in _FIELDS:
        value = getattr(listing, field, ())
        ids = (value,) if isinstance(value, str) and value else value or ()
        if ids:
            found[name] = tags(name, ids, shared, translations)
    if attendance:
        found["attendance"] = tags("attendance", (attendance,), shared, translations)
    supports = listing.supports or _supports(listing, found, shared)
    found["supports"] = tags("supports", _at_any_hour(supports, listing, rules), shared, translations)
    return found


def _at_any_hour(supports: tuple[str, ...], listing: Listing, rules: tuple[Rule, ...]) -> tuple[str, ...]:
    """The same with or without "anytime", which the times decide where there are any; nothing paused is there at any hour."""
    others = tuple(support for support in supports if support != "anytime")
    always = any(rule.freq == "always" for rule in rules) if rules else len(others) < len(supports)
    return (*others, "anytime") if always and listing.status == "active" else others


def _supports(listing: Listing, terms: dict[str, tuple[Tag, ...]], shared: Shared) -> tuple[str, ...]:
    kind = str(type(listing).__struct_config__.tag)
    of_kind = shared.terms.get("kinds", {}).get(kind)
    of_terms = (shared.terms[name][tag.id].supports for name, found in terms.items() for tag in found)
    wanted = {support for supports in ((of_kind.supports if of_kind else ()), *of_terms) for support in supports}
    return tuple(support for support in shared.terms.get("supports", {}) if support in wanted)


def rows(terms: dict[str, tuple[Tag, ...]], translations: NullTranslations) -> tuple[Facts, ...]:
    """The terms as rows of a listing's page, in the order in which people decide."""
    relations = {tag.label for tag in terms.get("relations", ())}
    # Whom family is there for is said once.
    said = {**terms, "audience": tuple(tag for tag in terms.get("audience", ()) if tag.label not in relations)}
    return tuple(Facts(label=translations.gettext(heading), tags=said[name]) for _, name, heading in _FIELDS if said.get(name))
