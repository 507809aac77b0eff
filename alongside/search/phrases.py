"""Words of time, place and asking that a sentence is read by, in English and Spanish: data only, folded.

Each row: a facet, a value of it, what means it. A phrase may mean several values: the weekend is two days. One word that is both
a day to come and a part of the day ("mañana") is the part of the day behind a day, else the day.
"""

from alongside.catalog import DAY_IDS

Rows = tuple[tuple[str, str, tuple[str, ...]], ...]

_WORKDAYS, _FREE_DAYS = DAY_IDS[:5], DAY_IDS[5:]


def _days(spellings: tuple[str, ...], workdays: tuple[str, ...], weekend: tuple[str, ...]) -> Rows:
    """Each day of the week with the phrases that mean several of them."""
    shared = dict.fromkeys(_WORKDAYS, workdays) | dict.fromkeys(_FREE_DAYS, weekend)
    return tuple(("day", day, (*words.split(), *shared[day])) for day, words in zip(DAY_IDS, spellings, strict=True))


GRAMMAR: dict[str, Rows] = {
    "en": (
        *_days(
            ("monday mon", "tuesday tue tues", "wednesday wed weds", "thursday thu thur thurs", "friday fri", "saturday sat", "sunday sun"),
            ("weekday",),
            ("weekend",),
        ),
        ("time", "morning", ("morning", "this morning", "before noon")),
        ("time", "afternoon", ("afternoon", "this afternoon")),
        ("time", "evening", ("evening", "night", "late night", "after work")),
        ("verified", "lately", ("verified", "verified lately", "verified recently", "recently verified")),
        ("when", "now", ("now", "right now", "on now", "open now", "happening now")),
        ("when", "today", ("today", "this morning", "this afternoon")),
        ("when", "tonight", ("tonight", "tonite", "this evening")),
        ("when", "tomorrow", ("tomorrow",)),
        ("near", "here", (
            "near me", "nearby", "near here", "near by", "close by", "close to me", "closest to me", "nearest to me", "around me",
            "around here", "in my area", "my area",
        )),
        ("near", "to", ("near", "near to", "close to", "around")),
        ("near", "in", ("in", "at")),
        ("within", "", ("within", "within a radius of")),
        ("unit", "mi", ("mile", "mi")),
        ("unit", "km", ("km", "kilometer", "kilometre")),
        ("after", "", ("after", "from", "starting at", "starting after")),
        ("at", "", ("at",)),
        ("before", "", ("before", "until", "till")),
        ("between", "", ("between",)),
        ("to", "", ("to", "and", "until", "till")),
        ("half", "morning", ("am",)),
        ("half", "afternoon", ("pm",)),
        ("half", "evening", ("pm",)),
        ("clock", "720", ("noon",)),
        ("word", "", ("alcohol free", "drug free", "substance free", "free from", "free of", "professional", "recovery center")),
    ),
    "es": (
        *_days(
            ("lunes lun", "martes mar", "miercoles mie", "jueves jue", "viernes vie", "sabado sab", "domingo dom"),
            ("entre semana",),
            ("fin de semana", "fines de semana"),
        ),
        ("time", "morning", ("por la manana", "en la manana", "de la manana", "por las mananas", "mananas", "manana", "esta manana")),
        ("time", "afternoon", ("tarde", "esta tarde")),
        ("time", "evening", ("noche", "despues del trabajo")),
        ("verified", "lately", ("verificado", "verificada", "verificado recientemente", "verificada recientemente")),
        ("when", "now", ("ahora", "ahora mismo", "ahorita", "en este momento")),
        ("when", "today", ("hoy", "hoy mismo", "esta manana", "esta tarde")),
        ("when", "tonight", ("esta noche", "hoy en la noche", "hoy por la noche")),
        ("when", "tomorrow", ("manana",)),
        ("near", "here", ("cerca de mi", "cerca de aqui", "cerca de mi casa", "cerca", "por aqui", "aqui cerca", "en mi zona", "mi zona")),
        ("near", "to", ("cerca de", "alrededor de")),
        ("near", "in", ("en",)),
        ("within", "", ("a menos de", "dentro de", "en un radio de")),
        ("unit", "mi", ("milla",)),
        ("unit", "km", ("km", "kilometro")),
        ("after", "", ("despues de", "despues de las", "despues de la", "a partir de", "a partir de las", "a partir de la", "desde",
                       "desde las", "desde la")),
        ("at", "", ("a las", "a la")),
        ("before", "", ("antes de", "antes de las", "antes de la", "hasta", "hasta las", "hasta la")),
        ("between", "", ("entre", "entre las", "entre la")),
        ("to", "", ("a", "a las", "a la", "y", "y las", "y la", "hasta", "hasta las", "hasta la")),
        ("clock", "720", ("mediodia", "el mediodia")),
        ("word", "", ("mas tarde", "profesional", "centro de recuperacion")),
    ),
}  # fmt: skip

# What a listing's cost may be in a word, by language.
MONEY: dict[str, dict[str, tuple[str, ...]]] = {
    "free": {
        "en": ("free", "no cost", "free of charge", "no charge", "for free"),
        "es": ("gratis", "gratuito", "gratuita", "sin costo"),
    },
    "donation": {"en": ("donation", "by donation"), "es": ("donativo", "donacion", "por donativo")},
}

_ENGLISH = (
    "a about all am an and any anybody anyone are around as at be been but by can could did do does doing for from get go has have "
    "how i id if im in into is it its just like ll looking me my near need no not of on or our please re s she show so some t that "
    "the their them there these they this those to us ve want was we were what when where which who will with would you your "
    "find finding look search searching seeking after before between until stop stopping trying"
)
_SPANISH = (
    "a al algo algun alguna algunas alguno algunos aqui asi busca buscando buscar busco cerca como con cual cuales cualquier cualquiera "
    "cuando de del desde despues donde e el ella ellas ellos en encontrar entre eres es esa esas ese eso esos esta estan estar estas este "
    "esto estos estoy favor fue hacia hasta hay la las le les lo los mas me mi mis muy necesita necesito ni no nos o para pero por "
    "porque puede puedo que quien quienes quiero se ser si sin sobre son soy su sus tambien te tener tengo ti tiene toda todas todo "
    "todos tu un una unas uno unos usa usan usando usted y ya yo dejar"
)
# Words without a meaning of their own, and those of asking.
STOP: dict[str, tuple[str, ...]] = {"en": tuple(_ENGLISH.split()), "es": tuple(_SPANISH.split())}
