"""Dates, prices and other small things in words."""

from datetime import date
from gettext import NullTranslations

from alongside.config import SiteConfig
from alongside.schema import Amount, Cost, Listing
from alongside.timetable import date_words


def day_shown(day: date | None, translations: NullTranslations) -> str:
    """A day in words with its year, or nothing."""
    return date_words(day, translations) if day else ""


def cost_words(listing: Listing, config: SiteConfig, translations: NullTranslations) -> tuple[str, tuple[str, ...], str]:
    """What it costs: in a word or by its one price, further prices, the notes."""
    cost = listing.cost
    if cost is None:
        return "", (), ""
    _ = translations.gettext
    kind = cost.kind if isinstance(cost, Cost) else cost
    words = {"free": _("Free"), "donation": _("By donation"), "paid": _("Costs money"), "varies": _("Cost varies")}
    word = words[kind]
    if not isinstance(cost, Cost):
        return word, (), ""
    amounts = tuple(_amount(amount, config.currency, translations, len(cost.amounts) == 1) for amount in cost.amounts)
    # One price says it better than "costs money"; it is no price of what is free or by donation.
    if kind == "paid" and len(amounts) == 1:
        return amounts[0], (), cost.notes
    if kind == "paid" and any(not amount.amount for amount in cost.amounts):
        return words["varies"], amounts, cost.notes
    return word, amounts, cost.notes


def N_(message: str) -> str:  # noqa: N802 - the name that extraction tools look for
    """Marks a message for translation where it cannot be translated yet."""
    return message


# What people most often pay for; anything else stays as it was written.
_PER = frozenset(
    {
        *(N_("person"), N_("adult"), N_("child"), N_("family"), N_("couple"), N_("group"), N_("session"), N_("visit"), N_("class")),
        *(N_("course"), N_("evening"), N_("hour"), N_("day"), N_("night"), N_("weekend"), N_("week"), N_("month"), N_("year")),
    }
)
_SIGNS = {"USD": "$", "CAD": "$", "AUD": "$", "EUR": "€", "GBP": "£"}


def _amount(amount: Amount, currency: str, translations: NullTranslations, alone: bool) -> str:
    label, gettext = amount.label, translations.gettext
    number = f"{amount.amount:,.0f}" if amount.amount == int(amount.amount) else f"{amount.amount:,.2f}"
    price = f"{_SIGNS[currency]}{number}" if currency in _SIGNS else f"{number} {currency}"
    if not amount.amount:
        # "Free per child" is no English; whom it is free for is said like a label.
        price, label = gettext("Free"), label or ("" if alone else amount.per)
    elif amount.per:
        price = gettext("%(price)s per %(per)s") % {"price": price, "per": gettext(amount.per) if amount.per in _PER else amount.per}
    return gettext("%(label)s: %(price)s") % {"label": label[:1].upper() + label[1:], "price": price} if label else price
