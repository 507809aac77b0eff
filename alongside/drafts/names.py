"""Names of countries, states and provinces in feeds, with their codes (ISO 3166-1; USPS; Canada Post)."""

_COUNTRIES = """
AR argentina; AT austria, österreich; AU australia; BB barbados; BE belgium, belgië, belgique; BG bulgaria; BM bermuda; BO bolivia;
BR brazil, brasil; BS bahamas, the bahamas; BZ belize; CA canada; CH switzerland, schweiz, suisse; CL chile; CN china; CO colombia;
CR costa rica; CU cuba; CY cyprus; CZ czechia, czech republic; DE germany, deutschland; DK denmark, danmark;
DO dominican republic; EC ecuador; EE estonia; EG egypt; ES spain, españa; FI finland, suomi; FR france;
GB united kingdom, uk, great britain, england, scotland, wales, northern ireland; GE georgia; GH ghana; GR greece; GT guatemala;
GU guam; HK hong kong; HN honduras; HR croatia; HT haiti; HU hungary; ID indonesia; IE ireland, éire; IL israel; IN india; IR iran;
IS iceland; IT italy, italia; JM jamaica; JP japan; KE kenya; KR south korea, korea; KY cayman islands; LT lithuania; LU luxembourg;
LV latvia; MA morocco; MT malta; MX mexico, méxico; MY malaysia; NG nigeria; NI nicaragua; NL netherlands, the netherlands, nederland;
NO norway, norge; NP nepal; NZ new zealand, aotearoa; PA panama, panamá; PE peru, perú; PH philippines; PK pakistan;
PL poland, polska; PR puerto rico; PT portugal; PY paraguay; RO romania; RS serbia; RU russia; SE sweden, sverige; SG singapore;
SI slovenia; SK slovakia; SV el salvador; TH thailand; TR turkey, türkiye; TT trinidad and tobago; TW taiwan; TZ tanzania;
UA ukraine; UG uganda; US united states, usa, us, u.s.a, u.s, united states of america, america; UY uruguay; VE venezuela;
VI us virgin islands; VN vietnam; ZA south africa; ZM zambia; ZW zimbabwe
"""
_STATES = """
AL alabama; AK alaska; AZ arizona; AR arkansas; CA california; CO colorado; CT connecticut; DE delaware; DC district of columbia;
FL florida; GA georgia; HI hawaii; ID idaho; IL illinois; IN indiana; IA iowa; KS kansas; KY kentucky; LA louisiana; ME maine;
MD maryland; MA massachusetts; MI michigan; MN minnesota; MS mississippi; MO missouri; MT montana; NE nebraska; NV nevada;
NH new hampshire; NJ new jersey; NM new mexico; NY new york; NC north carolina; ND north dakota; OH ohio; OK oklahoma; OR oregon;
PA pennsylvania; RI rhode island; SC south carolina; SD south dakota; TN tennessee; TX texas; UT utah; VT vermont; VA virginia;
WA washington; WV west virginia; WI wisconsin; WY wyoming
"""
_PROVINCES = """
AB alberta; BC british columbia; MB manitoba; NB new brunswick; NL newfoundland and labrador; NS nova scotia;
NT northwest territories; NU nunavut; ON ontario; PE prince edward island; QC quebec, québec; SK saskatchewan; YT yukon
"""


def _table(text: str) -> dict[str, str]:
    entries = (entry.split(maxsplit=1) for entry in " ".join(text.split()).split("; "))
    return {name.strip(): code for code, names in entries for name in names.split(",")}


COUNTRIES = _table(_COUNTRIES)
STATES = _table(_STATES)
PROVINCES = _table(_PROVINCES)
