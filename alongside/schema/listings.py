"""The seven kinds of listing: what every kind has, then what each adds."""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from alongside.schema.parts import (
    Accessibility,
    Attendance,
    Closure,
    Contact,
    Cost,
    CostWord,
    Id,
    Language,
    Line,
    Moment,
    Note,
    Online,
    Origin,
    Phone,
    Place,
    Slot,
    Status,
    Translation,
    Url,
    Verification,
)

Given = Meta(extra={"is": "given"})


class Listing(Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind"):
    """What every kind of listing holds."""

    id: Annotated[str, Given] = ""
    file: Annotated[str, Given] = ""

    name: Annotated[str, Meta(max_length=120, description="What it is called")]
    summary: Annotated[Line, Meta(description="One plain sentence, shown on cards")] = ""
    description: Annotated[
        str,
        Meta(max_length=8000, extra={"is": "markdown"}, description="More, in Markdown: paragraphs, lists, links, emphasis, quotes"),
    ] = ""
    organization: Annotated[
        str,
        Meta(extra={"is": "ref", "of": "organizations"}, description="Id in content/organizations/; fills in the contact left out here"),
    ] = ""
    area: Annotated[
        str,
        Meta(extra={"is": "ref", "of": "areas"}, description="Id in content/areas.yaml; the folder says it where there is one"),
    ] = ""
    attendance: Annotated[
        Attendance | None, Meta(description="in_person, online, hybrid or phone; left out: follows from place and online")
    ] = None
    place: Annotated[
        Annotated[str, Meta(extra={"is": "ref", "of": "places"})] | Place | None,
        Meta(description="Where: an id in content/places/, or the place written out"),
    ] = None
    online: Annotated[Online | None, Meta(description="How to take part from anywhere")] = None
    when: Annotated[
        tuple[Annotated[str, Meta(max_length=200)] | Slot, ...],
        Meta(
            description="When it happens: sentences or records",
            examples=["Tuesdays and Thursdays 7:00 pm - 8:15 pm", "first and third Friday 18:30 for 90 minutes"],
        ),
    ] = ()
    except_: Annotated[tuple[date, ...], Meta(description="Dates on which it does not happen")] = field(name="except", default=())
    closed: Annotated[tuple[Closure, ...], Meta(description="Times of closure, each with from, to and reason")] = ()
    contact: Annotated[Contact | None, Meta(description="Whom to ask; the organization's where left out")] = None
    languages: Annotated[
        tuple[Annotated[str, Meta(extra={"is": "term", "of": "languages"})], ...], Meta(description="Languages spoken there")
    ] = ()
    accessibility: Accessibility = ()
    audience: Annotated[
        tuple[Annotated[str, Meta(extra={"is": "term", "of": "audience"})], ...], Meta(description="Who it is for; left out: everyone")
    ] = ()
    approach: Annotated[
        tuple[Annotated[str, Meta(extra={"is": "term", "of": "approach"})], ...], Meta(description="The way it works")
    ] = ()
    cost: Annotated[CostWord | Cost | None, Meta(description="free, donation, paid, varies, or a record with amounts and notes")] = None
    payment: Annotated[
        tuple[Annotated[str, Meta(extra={"is": "term", "of": "payment"})], ...], Meta(description="Insurance and other ways to pay")
    ] = ()
    status: Annotated[
        Status, Meta(description="active, paused, closed (no service at all, online included) or by_request (ask before you come)")
    ] = "active"
    paused_until: Annotated[date | None, Meta(description="First day it happens again, where it is paused")] = None
    notice: Annotated[Line, Meta(description="A line shown on the card and the page", examples=["New room from 1 December 2026"])] = ""
    verified: Annotated[
        date | Verification | None, Meta(description="The day somebody last checked this listing, or a record with on and how")
    ] = None
    updated: Annotated[date | None, Meta(description="Written by form and importer; not a check")] = None
    supports: Annotated[
        tuple[Annotated[str, Meta(extra={"is": "term", "of": "supports"})], ...],
        Meta(description="Sides of a support network that it strengthens; left out: follows from the kind"),
    ] = ()
    written_in: Annotated[Language, Meta(description="The language that its own words are in; left out: the site's first")] = ""
    translations: Annotated[
        dict[Language, Translation], Meta(description="Its own words in other languages, by language code")
    ] = field(default_factory=dict)
    former_ids: Annotated[tuple[Id, ...], Meta(description="Ids it had before; their addresses lead here")] = ()
    sources: Annotated[tuple[Origin, ...], Meta(description="Feeds it was imported from")] = ()
    notes_for_editors: Annotated[str, Meta(max_length=2000, description="For the people who edit; never published")] = ""


class Meeting(Listing, frozen=True, kw_only=True, omit_defaults=True, tag="meetings"):
    """Peer support, in person or online."""

    fellowship: Annotated[
        str, Meta(extra={"is": "term", "of": "fellowships"}, description="The fellowship it belongs to, or independent")
    ]
    formats: Annotated[
        tuple[Annotated[str, Meta(extra={"is": "term", "of": "formats"})], ...], Meta(description="What kind of meeting it is")
    ] = ()
    group: Annotated[Line, Meta(description="The group that holds it, where it has a name of its own")] = ""
    peer_mentors: Annotated[bool, Meta(description="Whether sponsors or peer mentors can be found there")] = False
    proof_of_attendance: Annotated[bool, Meta(description="Whether it signs proof of attendance")] = False


class Intake(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How to begin with a program."""

    phone: Annotated[Phone, Meta(description="Number for new people")] = ""
    hours: Annotated[Line, Meta(description="When somebody answers", examples=["Monday to Friday, 8 am to 6 pm"])] = ""
    steps: Annotated[tuple[Note, ...], Meta(description="What happens when you call, step by step")] = ()


class WaitingList(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How long the wait was, and when that was true."""

    text: Annotated[Line, Meta(description="The wait, in words", examples=["About two weeks", "No wait"])]
    as_of: Annotated[date, Meta(description="The day it was true")]


class Program(Listing, frozen=True, kw_only=True, omit_defaults=True, tag="programs"):
    """Treatment and professional care."""

    levels_of_care: Annotated[
        tuple[Annotated[str, Meta(extra={"is": "term", "of": "levels_of_care"})], ...],
        Meta(description="Levels of care it offers", min_length=1),
    ]
    hours_per_week: Annotated[Line, Meta(description="Hours a week", examples=["9 to 12"])] = ""
    length: Annotated[Line, Meta(description="How long it lasts", examples=["8 to 12 weeks"])] = ""
    tracks: Annotated[
        tuple[Annotated[str, Meta(extra={"is": "term", "of": "tracks"})], ...], Meta(description="Daytime, evening or weekend")
    ] = ()
    conditions: Annotated[
        tuple[Annotated[str, Meta(extra={"is": "term", "of": "conditions"})], ...], Meta(description="What it treats")
    ] = ()
    medications: Annotated[
        tuple[Annotated[str, Meta(extra={"is": "term", "of": "medications"})], ...], Meta(description="Medications it offers or supports")
    ] = ()
    services: Annotated[
        tuple[Annotated[str, Meta(extra={"is": "term", "of": "services"})], ...], Meta(description="What else it offers")
    ] = ()
    intake: Annotated[Intake | None, Meta(description="How to begin")] = None
    waiting_list: Annotated[WaitingList | None, Meta(description="The wait, with the date it was true")] = None
    ages: Annotated[tuple[Annotated[str, Meta(extra={"is": "term", "of": "ages"})], ...], Meta(description="Ages it serves")] = ()
    licence: Annotated[Line, Meta(description="Licence, with the body that gave it")] = ""
    accreditation: Annotated[tuple[Line, ...], Meta(description="Accreditations")] = ()
    requires: Annotated[Note, Meta(description="What it asks of people who join")] = ""
    smoking: Annotated[str, Meta(extra={"is": "term", "of": "smoking"}, description="Smoking rules")] = ""
    childcare: Annotated[Note, Meta(description="Childcare during sessions")] = ""
    transport: Annotated[Note, Meta(description="Help with getting there")] = ""


class Family(Listing, frozen=True, kw_only=True, omit_defaults=True, tag="family"):
    """Education and support for families and friends."""

    form: Annotated[str, Meta(extra={"is": "term", "of": "family_forms"}, description="Support group, workshop, course or one-to-one")]
    relations: Annotated[
        tuple[Annotated[str, Meta(extra={"is": "term", "of": "relations"})], ...], Meta(description="Which family and friends it is for")
    ] = ()
    fellowship: Annotated[str, Meta(extra={"is": "term", "of": "fellowships"}, description="The fellowship it belongs to")] = ""
    sessions: Annotated[Annotated[int, Meta(ge=1, le=200)] | None, Meta(description="How many sessions a course has")] = None
    person_in_recovery: Annotated[
        Literal["required", "welcome", "not_needed", "not_present"] | None,
        Meta(description="Whether the person in recovery comes too: required, welcome, not_needed, or not_present"),
    ] = None


class Registration(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How to sign up for an event."""

    url: Annotated[Url, Meta(description="Link to sign up")] = ""
    deadline: Annotated[date | None, Meta(description="Last day to sign up")] = None
    required: Annotated[bool, Meta(description="Whether signing up is needed")] = False


class Event(Listing, frozen=True, kw_only=True, omit_defaults=True, tag="events"):
    """A dated community event."""

    event_type: Annotated[str, Meta(extra={"is": "term", "of": "event_types"}, description="What kind of event")] = ""
    start: Annotated[
        Moment, Meta(description="When it begins, instead of `when`: date and time, or a date alone for all day")
    ] = ""
    end: Annotated[Moment, Meta(description="When it ends, also days later")] = ""
    registration: Annotated[Registration | None, Meta(description="How to sign up")] = None
    capacity: Annotated[Annotated[int, Meta(ge=1, le=1_000_000)] | None, Meta(description="How many people it holds")] = None
    organizer: Annotated[Line, Meta(description="Who holds it, where that is no organization of its own")] = ""
    happening: Annotated[
        Literal["scheduled", "cancelled", "moved", "postponed"], Meta(description="scheduled, cancelled, moved or postponed")
    ] = "scheduled"


class Activity(Listing, frozen=True, kw_only=True, omit_defaults=True, tag="activities"):
    """Sober fitness, arts, outdoors, volunteering, learning, advocacy."""

    activity_type: Annotated[str, Meta(extra={"is": "term", "of": "activity_types"}, description="What kind of activity")]
    experience: Annotated[Line, Meta(description="Experience needed", examples=["None", "Can ride 10 miles"])] = ""
    sober_space: Annotated[bool, Meta(description="Whether the space is free of alcohol and other drugs")] = False


class HelpLine(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One way to reach somebody: call, text or chat."""

    call: Annotated[Phone, Meta(description="Number to call")] = ""
    text: Annotated[Phone, Meta(description="Number to text")] = ""
    say: Annotated[Line, Meta(description="Word to text", examples=["HOME"])] = ""
    chat: Annotated[Url, Meta(description="Link to chat")] = ""
    label: Annotated[Line, Meta(description="Whom or what this line is for", examples=["In Spanish", "Press 1 for veterans"])] = ""


class Helpline(Listing, frozen=True, kw_only=True, omit_defaults=True, tag="helplines"):
    """Somebody to reach by phone, text or chat."""

    lines: Annotated[tuple[HelpLine, ...], Meta(description="Numbers and links", min_length=1)]
    serves: Annotated[Line, Meta(description="The area it serves, in words", examples=["United States"])] = ""
    confidential: Annotated[bool | None, Meta(description="Whether it is confidential")] = None


class Tool(Listing, frozen=True, kw_only=True, omit_defaults=True, tag="tools"):
    """Apps, moderated online communities, self-monitoring."""

    functions: Annotated[
        tuple[Annotated[str, Meta(extra={"is": "term", "of": "tool_functions"})], ...],
        Meta(description="What it does", min_length=1),
    ]
    platforms: Annotated[
        tuple[Annotated[str, Meta(extra={"is": "term", "of": "platforms"})], ...], Meta(description="Where it runs")
    ] = ()
    offline: Annotated[bool | None, Meta(description="Whether it works without a connection")] = None
    moderated_by: Annotated[Line, Meta(description="Who moderates it")] = ""
    data_leaves: Annotated[Note, Meta(description="What data leaves the phone")] = ""
