"""Files that other programs look for at fixed addresses: sitemap.xml, robots.txt, security.txt."""

from xml.etree.ElementTree import fromstring

from alongside.formats import security, sitemap
from tests.building import SMALL, configuration

CONFIG = SMALL["site_config.yaml"]


BASE = "https://small.example.org/dir/"


def test_a_sitemap_names_the_addresses_that_it_is_given_in_every_language_and_no_others() -> None:
    given = [BASE, f"{BASE}a&b/", f"{BASE}es/a&b/"]

    files = {output.path: output.make().decode() for output in sitemap.write(given, configuration())}

    addresses = [element.text for element in fromstring(files["sitemap.xml"]).iter() if element.tag.endswith("loc")]
    assert addresses == given
    assert set(files) == {"sitemap.xml", "robots.txt"}
    assert files["robots.txt"].endswith("Sitemap: https://small.example.org/dir/sitemap.xml\n")


def test_more_addresses_than_one_sitemap_may_hold_take_several_and_an_index() -> None:
    addresses = [f"{BASE}{number}/" for number in range(sitemap.MOST + 1)]

    files = {output.path: output.make().decode() for output in sitemap.write(addresses, configuration())}

    assert files["sitemap-1.xml"].count("<url>") == sitemap.MOST
    assert files["sitemap-2.xml"].count("<url>") == 1
    index = [element.text for element in fromstring(files["sitemap.xml"]).iter() if element.tag.endswith("loc")]
    assert index == ["https://small.example.org/dir/sitemap-1.xml", "https://small.example.org/dir/sitemap-2.xml"]


def test_a_site_without_pages_has_a_sitemap_that_says_so() -> None:
    files = {output.path: output.make().decode() for output in sitemap.write([], configuration())}

    assert len(fromstring(files["sitemap.xml"])) == 0


def test_whom_to_tell_of_a_weakness_is_said_where_the_configuration_says_it() -> None:
    told = "security: {contact: 'mailto:s@example.org', expires: 2027-12-31, policy: https://example.org/policy}\n"

    [output] = security.write(configuration(CONFIG + told))

    assert output.path == ".well-known/security.txt"
    assert output.make().decode().splitlines() == [
        "Contact: mailto:s@example.org",
        "Expires: 2027-12-31T00:00:00Z",
        "Canonical: https://small.example.org/dir/.well-known/security.txt",
        "Preferred-Languages: en",
        "Policy: https://example.org/policy",
    ]
    assert list(security.write(configuration(CONFIG))) == []
