"""The words of a sentence about time, in English and Spanish: data only.

Each row: what a word is, its number where it has one, its spellings as people should see them (accents are optional when typed).
"""

from alongside.timetable.clock import NAMED, folded

DAYS = (
    "monday mondays mon lunes lun",
    "tuesday tuesdays tue tues martes mar",
    "wednesday wednesdays wed weds miércoles mié",
    "thursday thursdays thu thur thurs jueves jue",
    "friday fridays fri viernes vie",
    "saturday saturdays sat sábado sábados sáb",
    "sunday sundays sun domingo domingos dom",
)
# What the kind "set" stands for, by its number.
SETS = ((0, 1, 2, 3, 4, 5, 6), (0, 1, 2, 3, 4), (5, 6))
# "mar" is martes, so March has no short form here.
MONTHS = (
    "january jan enero ene", "february feb febrero", "march marzo", "april apr abril abr", "may mayo", "june jun junio",
    "july jul julio", "august aug agosto ago", "september sept sep septiembre setiembre", "october oct octubre",
    "november nov noviembre", "december dec diciembre dic",
)  # fmt: skip
ORDINALS = (
    (1, "first primer primero primeros"), (2, "second segundo segundos"), (3, "third tercer tercero terceros"),
    (4, "fourth cuarto cuartos"), (5, "fifth quinto quintos"), (-1, "last último últimos"),
)  # fmt: skip
NUMBERS = (
    "one una uno un", "two dos", "three tres", "four cuatro", "five cinco", "six seis",
    "seven siete", "eight ocho", "nine nueve", "ten diez", "eleven once", "twelve doce",
)  # fmt: skip
OTHERS = (
    ("set", 0, "daily everyday diario diariamente"), ("set", 1, "weekdays weekday"), ("set", 2, "weekends weekend"),
    ("and", 0, "and y e"), ("to", 0, "to a al through thru"), ("until", 0, "until till til hasta ending ends"),
    ("from", 0, "from since starting starts beginning begins desde"), ("for", 0, "for durante por"),
    ("every", 0, "every each cada"), ("other", 0, "other alternate alternating"), ("week", 0, "week weeks semana semanas"),
    ("month", 0, "month months mes meses quarterly yearly"), ("minute", 0, "minutes minute min mins minutos minuto"),
    ("hour", 0, "hours hour hr hora"), ("between", 0, "between entre"), ("always", 0, "always siempre anytime"),
    ("part", 0, "am"), ("part", 1, "pm"), ("part", 2, "evening evenings"), ("part", 3, "night nights noche noches"),
    ("part", 4, "madrugada madrugadas"), ("part", 5, "morning mornings mañana mañanas"), ("part", 6, "afternoon afternoons tarde tardes"),
    ("vague", 0, "horario horarios schedule tbd tba varies vary varying various varía varían variable variables irregular times veces"),
    ("except", 0, "except excluding excepto salvo not no closed cerrado"),
    ("unsure", 0, "biweekly bimonthly fortnightly quincenal quincenalmente"), ("monthly", 0, "monthly mensual mensualmente"),
    ("skip", 0, "on at the of in el los la las de del o'clock o’clock weekly semanal semanalmente"),
    ("appointment", 0, "appointment cita"),
)  # fmt: skip
ZONES = {
    "America/New_York": "et est edt eastern", "America/Chicago": "ct cst cdt central", "America/Denver": "mt mst mdt mountain",
    "America/Los_Angeles": "pt pst pdt pacific", "America/Anchorage": "akst akdt alaska", "Pacific/Honolulu": "hst hawaii",
    "UTC": "utc gmt",
}  # fmt: skip
# These are also parts of other names, so they need "time" behind them, or nothing.
ZONE_ADJECTIVES = ("eastern", "central", "mountain", "pacific", "alaska", "hawaii")
PHRASES = (
    ("set", 0, ("every day", "each day", "todos los días", "cada día", "a diario", "7 days a week", "7 días a la semana")),
    ("set", 1, ("every weekday", "l-v", "l a v", "entre semana", "días laborables")),
    ("set", 2, ("every weekend", "fines de semana", "fin de semana", "los fines de semana", "todos los fines de semana")),
    ("always", 0, (
        "24/7", "24x7", "24 hours a day", "24 hours", "24 hrs", "24 horas al día", "las 24 horas del día", "las 24 horas", "24 horas",
        "around the clock", "any time", "at any time", "all the time", "a cualquier hora", "todo el tiempo",
    )),
    ("allday", 0, ("all day", "all day long", "todo el día")),
    ("appointment", 0, (
        "by appointment", "by appointment only", "appointment only", "on request", "by request", "call for times", "call for time",
        "call for hours", "call for schedule", "call for appointment", "con cita", "con cita previa", "previa cita", "sólo con cita",
        "a solicitud", "llame para horarios", "llame para el horario", "llamar para horarios",
    )),
    ("monthly", 0, (
        "of the month", "of each month", "of every month", "every month", "each month", "in the month", "del mes", "de cada mes",
        "cada mes", "al mes",
    )),
    ("at", 0, ("a las", "a la")),
    ("until", 0, ("hasta las", "hasta la", "hasta el")),
    ("from", 0, ("a partir de", "a partir del", "starting on", "beginning on", "starting from", "desde las", "desde la", "desde el")),
    ("duration", 30, ("half an hour", "media hora")),
    ("duration", 60, ("an hour", "one hour", "una hora")),
    ("duration", 90, ("an hour and a half", "one and a half hours", "hora y media", "una hora y media")),
    ("every", 0, ("todos los", "todas las")),
    ("quarter", 15, ("y cuarto",)),
    ("quarter", 30, ("y media",)),
    ("part", 0, ("a.m.", "a. m.")),
    ("part", 1, ("p.m.", "p. m.")),
    ("part", 2, ("in the evening", "in the evenings")),
    ("part", 3, ("at night", "de la noche", "por la noche", "por las noches", "en la noche", "en las noches", "de noche")),
    ("part", 4, ("de la madrugada", "en la madrugada", "por la madrugada")),
    ("part", 5, (
        "in the morning", "in the mornings", "de la mañana", "por la mañana", "por las mañanas", "en la mañana", "en las mañanas",
    )),
    ("part", 6, (
        "in the afternoon", "in the afternoons", "de la tarde", "por la tarde", "por las tardes", "en la tarde", "en las tardes",
    )),
    ("daily", 2, ("every evening", "each evening")),
    ("daily", 3, ("every night", "each night", "nightly", "7 nights a week", "todas las noches", "cada noche")),
    ("daily", 5, ("every morning", "each morning", "todas las mañanas", "cada mañana")),
    ("daily", 6, ("every afternoon", "each afternoon", "todas las tardes", "cada tarde")),
    ("vague", 0, (
        "once a week", "twice a week", "twice weekly", "times a week", "times weekly", "una vez por semana", "una vez a la semana",
        "dos veces por semana", "dos veces a la semana", "veces por semana", "veces a la semana", "to be determined", "to be announced",
        "to be decided", "check website", "check our website", "see website", "see our website",
        "por determinar", "a determinar", "por confirmar", "por definir", "a confirmar",
    )),
    ("unsure", 0, ("twice a month", "once a month", "every fortnight", "dos veces al mes", "una vez al mes")),
    ("unsure", 0, ("cada quince días", "cada 15 días")),
)  # fmt: skip
PARTS = ("am", "pm", "evening", "night", "small hours", "morning", "afternoon")
# Days as one or two letters, in the order of the week; T is Tuesday only beside W or Th, and S alone could be two days.
CODES = ("m", "tu", "w", "th", "f", "sa", "su")
# Words by which a sentence is known to be Spanish, so that what is proposed is Spanish too.
_SPANISH = (
    "lunes lun martes miercoles mie jueves jue viernes vie sabado sabados sab domingo domingos dom enero ene febrero marzo abril abr "
    "mayo junio julio agosto septiembre setiembre octubre noviembre diciembre dic primer primero segundo tercer tercero cuarto quinto "
    "ultimo una dos tres cuatro cinco seis siete ocho nueve diez diario diariamente hasta desde durante cada todos todas semana semanas "
    "mes meses hora horas minutos minuto entre siempre excepto salvo cerrado quincenal quincenalmente mensual mensualmente semanal "
    "semanalmente el los las cita manana mananas tarde tardes noche noches madrugada mediodia medianoche varia varian veces determinar "
    "confirmar definir horario horarios solicitud dias"
)
SPANISH = frozenset(_SPANISH.split())


def plain(text: str) -> str:
    """A spelling as it is looked up: lower case, no accents."""
    return folded(text)[0]


def _rows() -> list[tuple[str, int, str]]:
    rows = [("day", number, words) for number, words in enumerate(DAYS)]
    rows += [("monthname", number, words) for number, words in enumerate(MONTHS, 1)]
    rows += [("ordinal", number, words) for number, words in ORDINALS]
    rows += [("number", number, words) for number, words in enumerate(NUMBERS, 1)]
    return [*rows, *OTHERS]


SPELLINGS = [word for _, _, words in _rows() for word in words.split()]
WORDS = {plain(word): (kind, number) for kind, number, words in _rows() for word in words.split()}
ZONE_WORDS = {word: zone for zone, words in ZONES.items() for word in words.split()}
PHRASE_WORDS = {plain(phrase): (kind, number) for kind, number, phrases in PHRASES for phrase in phrases}
PHRASE_WORDS |= {name: ("named", minute) for name, minute in NAMED.items()}
