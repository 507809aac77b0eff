"""One listing to its entry. No clock: an entry stays true until its file changes."""

from datetime import datetime, time, timedelta
from gettext import NullTranslations
from urllib.parse import quote

from msgspec import structs

from alongside.checking import Shared, checked_on
from alongside.config import Forge, SiteConfig
from alongside.entries.actions import actions_of
from alongside.entries.cards import card_of
from alongside.entries.dates import cost_words, day_shown
from alongside.entries.jsonld import series
from alongside.entries.places import (
    area_of,
    attendance_of,
    city_of,
    help_lines,
    joining_of,
    place_facts,
    place_of,
    reach_of,
    zone_of,
)
from alongside.entries.records import Checked, Entry, Link
from alongside.entries.spoken import langs_of, spoken
from alongside.entries.terms import rows, terms_of, text_of
from alongside.languages import language_of
from alongside.schema import AnyListing, Event, Helpline, Listing, Organization, Venue, Verification
from alongside.schema.parts import Place
from alongside.text import markdown, plain_html, shortened
from alongside.timetable import (
    Rule,
    Schedule,
    except_words,
    from_slot,
    parse_sentence,
    sort_minute,
    span,
    weekdays,
)


def derive(listing: AnyListing, shared: Shared, config: SiteConfig, translations: NullTranslations) -> Entry:
    """Everything that outputs need of a listing, worked out once.

    Takes:   a checked listing; the facts it refers to; ``translations`` of the language that the entry is for.
    Returns: its entry.
    Raises:  KeyError where its place is in a file with errors, so that nothing is known of it.
    """
    language = language_of(translations)
    langs = langs_of(listing, language, config.languages[0])
    listing = spoken(listing, language)
    place = place_of(listing, shared)
    attendance = attendance_of(listing)
    area = area_of(listing, place, attendance, shared)
    zone = zone_of(place, area, shared, config)
    kind = str(type(listing).__struct_config__.tag)
    schedule = _schedule(listing, place, zone, config)
    city_key, city_name = city_of(place)
    facts = place_facts(place, shared, config, translations) if place else None
    terms = terms_of(listing, attendance, schedule.rules, shared, translations)
    if facts and facts.accessibility:
        # One row for the building and for what happens in it.
        terms["accessibility"] = tuple(dict.fromkeys((*facts.accessibility, *terms.get("accessibility", ()))))
    own, theirs = reach_of(listing, shared, config.country)
    cost, amounts, cost_notes = cost_words(listing, config, translations)
    organization = shared.organizations.get(listing.organization)
    organization = spoken(organization, language) if organization else None
    description = markdown(listing.description)
    entry = Entry(
        listing=listing,
        kind=kind,
        id=listing.id,
        url=f"{kind}/{listing.id}/",
        langs=langs,
        html=description,
        plain=listing.summary or shortened(plain_html(description), 200),
        schedule=schedule,
        zone=zone,
        area=area,
        area_name=_area_name(area, shared, translations),
        city_key=city_key,
        city_name=city_name,
        days=weekdays(schedule),
        sort=_sort(listing, schedule),
        attendance=attendance,
        place=facts,
        joining=joining_of(listing.online, config.country, translations),
        reach=own,
        theirs=theirs,
        lines=help_lines(listing, config.country, translations),
        organization=_organization(organization) if organization else None,
        terms=terms,
        facts=rows(terms, translations),
        cost=cost,
        amounts=amounts,
        cost_notes=cost_notes,
        exceptions=except_words(schedule, translations),
        supports=terms["supports"],
        checked=_checked(listing, translations),
        updated=day_shown(listing.updated, translations),
        paused_until=day_shown(listing.paused_until, translations),
        edit_url=edit_link(listing.file, config.forge),
        report_url=report_link(f"{kind}/{listing.id}", listing.name, config),
    )
    action, others = actions_of(entry, config.country, translations)
    card = card_of(entry, shared, config, translations)
    return structs.replace(entry, card=card, action=action, others=others, jsonld=series(entry, config))


def _organization(found: Organization) -> Link:
    return Link(url=f"organizations/{found.id}/", label=found.name, note=short_name(found))


def short_name(organization: Organization) -> str:
    """What an organization is also called, where its name does not hold that already."""
    return "" if organization.short_name.casefold() in organization.name.casefold() else organization.short_name


def _area_name(area: str, shared: Shared, translations: NullTranslations) -> str:
    found = shared.areas.get(area)
    return text_of({"en": found.name, **found.names}, language_of(translations)) if found else ""


def _schedule(listing: Listing, place: Place | None, zone: str, config: SiteConfig) -> Schedule:
    found = [parse_sentence(entry) if isinstance(entry, str) else from_slot(entry) for entry in listing.when]
    if isinstance(listing, Event) and listing.start:
        found.append(span(listing.start, listing.end))
    return Schedule(
        # checking lets only sentences and records through that are rules.
        rules=tuple(rule for rule in found if isinstance(rule, Rule)),
        zone=zone,
        except_dates=listing.except_,
        closures=(*listing.closed, *(place.closed if isinstance(place, Venue) else ())),
        default_minutes=config.default_minutes,
    )


def _sort(listing: Listing, schedule: Schedule) -> tuple[int, str, str]:
    """Minute of the week, first date and time, name: what lists are ordered by; the id breaks ties."""
    dates = [rule.begins for rule in schedule.rules if rule.begins]
    dates += [datetime.combine(day, time()) + timedelta(minutes=rule.start) for rule in schedule.rules for day in rule.dates]
    first = min(dates).isoformat() if dates else ""
    # Whoever needs somebody now finds those first who are always there.
    always = isinstance(listing, Helpline) and any(rule.freq == "always" for rule in schedule.rules)
    return -1 if always else sort_minute(schedule), first, f"{listing.name.casefold()} {listing.id}"


def _checked(listing: Listing, translations: NullTranslations) -> Checked | None:
    on = checked_on(listing)
    if on is None:
        return None
    told = listing.verified if isinstance(listing.verified, Verification) else Verification(on=on)
    return Checked(on=on, shown=day_shown(on, translations), how=told.how, by=told.by)


def edit_link(file: str, forge: Forge | None) -> str:
    """The forge's editor for a content file.

    Source: the addresses that each forge documents; Gitea's also serve Forgejo and Codeberg.
    """
    if forge is None:
        return ""
    form = {"github": "/edit/{branch}/{path}", "gitea": "/_edit/{branch}/{path}", "gitlab": "/-/edit/{branch}/{path}"}[forge.kind]
    path = f"{forge.folder.strip('/')}/{file}".lstrip("/")
    return forge.url.rstrip("/") + form.format(branch=quote(forge.branch), path=quote(path))


def report_link(address: str, name: str, config: SiteConfig) -> str:
    """Where a reader says that something is wrong: the site's form, an e-mail with the listing named, or an issue."""
    if config.report_url:
        return config.report_url
    title = quote(f"{name} ({address})")
    if config.email:
        return f"mailto:{quote(config.email, safe='@+._-')}?subject={title}"
    if config.forge is None:
        return ""
    form = {"github": "/issues/new?title=", "gitea": "/issues/new?title=", "gitlab": "/-/issues/new?issue%5Btitle%5D="}[config.forge.kind]
    return config.forge.url.rstrip("/") + form + title
