"""Header files, read again the way each host reads them."""

import pytest

from alongside.config import SiteConfig
from alongside.policy import POLICY
from tests import hosts
from tests.hosts import HOSTS, Host, apache, may_frame, policies, rules

SHEET = "assets/site.0123456789.css"
LASTING = (SHEET, "assets/sharing/*")


def written(
    base_url: str = "https://example.org/", languages: tuple[str, ...] = ("en", "es"), lasting: tuple[str, ...] = LASTING
) -> dict[str, str]:
    return hosts.written(SiteConfig(title="Alongside", base_url=base_url, languages=languages), lasting)


each_host = pytest.mark.parametrize(("file", "host"), HOSTS)


@each_host
@pytest.mark.parametrize(
    "address", ["/", "/meetings/tuesday-night/", "/es/meetings/", "/404.html", "/embedded/", "/guides/embed/", "/fr/embed/"]
)
def test_no_other_site_frames_a_page(file: str, host: Host, address: str) -> None:
    assert may_frame(host(written()[file], address)) == "itself"


@each_host
@pytest.mark.parametrize("address", ["/embed/meetings/", "/embed/", "/es/embed/areas/boulder/"])
def test_every_site_frames_what_is_made_for_it(file: str, host: Host, address: str) -> None:
    assert may_frame(host(written()[file], address)) == "everybody"


@each_host
@pytest.mark.parametrize("address", ["/", "/embed/meetings/", f"/{SHEET}"])
def test_every_answer_has_the_policy_of_the_pages_and_nothing_against_it(file: str, host: Host, address: str) -> None:
    found = policies(host(written()[file], address))

    assert [{name: value for name, value in policy.items() if name != "frame-ancestors"} for policy in found] == [
        dict(directive.partition(" ")[::2] for directive in POLICY.split("; "))
    ] * len(found)


@each_host
@pytest.mark.parametrize("address", ["/", "/embed/meetings/", f"/{SHEET}"])
def test_every_answer_has_the_other_headers_once(file: str, host: Host, address: str) -> None:
    found = host(written()[file], address)

    assert found["Referrer-Policy"] == "no-referrer"
    assert found["X-Content-Type-Options"] == "nosniff"
    assert found["Cross-Origin-Opener-Policy"] == "same-origin"


@each_host
def test_a_page_may_ask_where_the_reader_is_and_for_nothing_else(file: str, host: Host) -> None:
    found = host(written()[file], "/")

    allowed = dict(part.split("=") for part in found["Permissions-Policy"].split(", "))

    assert [feature for feature, who in allowed.items() if who != "()"] == ["geolocation"]
    assert {"camera", "microphone", "payment", "usb", "browsing-topics"} <= set(allowed)
    assert "clipboard-write" not in allowed, "the copy button needs it"


@each_host
@pytest.mark.parametrize("address", [f"/{SHEET}", "/assets/sharing/en-site.01234567.png"])
def test_what_is_named_after_its_content_is_kept_for_a_year(file: str, host: Host, address: str) -> None:
    assert host(written()[file], address)["Cache-Control"] == "public, max-age=31536000, immutable"


@each_host
@pytest.mark.parametrize(
    "address", ["/", "/meetings/", "/assets/mark.svg", "/assets/siteX0123456789.css", f"/{SHEET}.map", f"/embed/{SHEET}"]
)
def test_anything_else_is_asked_for_again(file: str, host: Host, address: str) -> None:
    found = host(written()[file], address)

    # The hosts of _headers do so by themselves.
    assert found.get("Cache-Control", "public, max-age=0, must-revalidate") == "public, max-age=0, must-revalidate"


@each_host
def test_a_site_in_a_folder_speaks_of_that_folder_alone(file: str, host: Host) -> None:
    text = written("https://example.org/recovery/")[file]

    assert may_frame(host(text, "/recovery/embed/meetings/")) == "everybody"
    assert may_frame(host(text, "/recovery/es/embed/meetings/")) == "everybody"
    assert may_frame(host(text, "/recovery/meetings/")) == "itself"
    assert "immutable" in host(text, f"/recovery/{SHEET}")["Cache-Control"]
    assert {path.startswith("/recovery/") for path, _ in rules(written("https://example.org/recovery/")["_headers"])} == {True}


@pytest.mark.parametrize(("base_url", "page"), [("https://example.org/", "/404.html"), ("https://example.org/a/b/", "/a/b/404.html")])
def test_apache_shows_the_sites_own_page_for_what_is_not_there(base_url: str, page: str) -> None:
    assert f"ErrorDocument 404 {page}\n" in written(base_url)[".htaccess"]


def test_apache_without_the_module_for_headers_still_answers() -> None:
    _, inside = written()[".htaccess"].split("<IfModule mod_headers.c>\n")

    assert inside.count("Header ") == written()[".htaccess"].count("Header ")
    assert inside.endswith("</IfModule>\n")


def test_a_folder_of_any_name_cannot_break_out_of_its_line() -> None:
    text = written("https://example.org/caf%C3%A9/a(b)'${x}+%22c%5C/")[".htaccess"]

    assert may_frame(apache(text, "/café/a(b)'${x}+\"c\\/embed/x/")) == "everybody"
    assert may_frame(apache(text, "/café/ab'${x}+\"c\\/embed/x/")) == "itself"


def test_a_site_in_one_language_has_no_rule_for_others() -> None:
    assert "/es/" not in "".join(written(languages=("en",)).values())
    assert [path for path, _ in rules(written(languages=("es",), lasting=())["_headers"])] == ["/*", "/embed/*"]


def test_the_file_stays_within_what_cloudflare_reads() -> None:
    text = written(lasting=tuple(f"assets/{number}.css" for number in range(300)))["_headers"]

    assert len(list(rules(text))) == 100
    assert max(len(line) for line in text.splitlines()) < 2_000
    assert max(path.count("*") for path, _ in rules(text)) == 1


def test_the_order_of_what_lasts_does_not_matter() -> None:
    assert written(lasting=LASTING[::-1]) == written(lasting=LASTING + LASTING)
