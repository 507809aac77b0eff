"""Which files a build writes for which host, and what is in those that no server of ours reads."""

import json
from pathlib import Path

import pytest

from alongside.config import SiteConfig
from alongside.entries import Link
from alongside.errors import SiteError
from alongside.formats import hosts
from alongside.pages.records import Page, RedirectView
from tests.building import SMALL, build, make
from tests.hosts import redirected, rules

CONFIG = SMALL["site_config.yaml"] + "languages: [en, es]\n"
OURS = {".htaccess", ".nojekyll", "_headers", "_redirects", "nginx.conf", "s3-website.json", "CNAME"}


def moved(count: int = 1) -> list[tuple[str, Page]]:
    """Pages that lead on, in English and Spanish."""
    views = [RedirectView(to=Link(url=f"meetings/new-{n}/", label="New")) for n in range(count)]
    found = [Page(url=f"meetings/old-{n}/", template="redirect", title="New", view=view) for n, view in enumerate(views)]
    return [(folder, page) for folder in ("", "es/") for page in found]


def written(*names: str, pages: int = 1, base_url: str = "https://example.org/") -> dict[str, str]:
    config = SiteConfig(title="Small", languages=("en", "es"), deploy=names, base_url=base_url)  # type: ignore[arg-type]
    return {output.path: output.make().decode() for output in hosts.write(config, ("assets/site.0.css",), moved(pages))}


@pytest.mark.parametrize(
    ("names", "files"),
    [
        ((), {"_headers", ".htaccess"}),
        (("apache",), {".htaccess"}),
        (("cloudflare-pages",), {"_headers", "_redirects"}),
        (("netlify",), {"_headers", "_redirects"}),
        (("github-pages",), {".nojekyll"}),
        (("gitlab-pages",), set()),
        (("nginx",), {"nginx.conf"}),
        (("s3",), {"s3-website.json"}),
        (("github-pages", "gitlab-pages", "nginx"), {".nojekyll", "nginx.conf"}),
    ],
)
def test_a_host_gets_its_own_files_alone(tmp_path: Path, names: tuple[str, ...], files: set[str]) -> None:
    site = make(tmp_path / "site", {**SMALL, "site_config.yaml": f"{CONFIG}deploy: [{', '.join(names)}]\n"})

    assert build(site, tmp_path / "out").done

    assert {path.name for path in (tmp_path / "out").iterdir()} & OURS == files


def test_files_of_a_host_that_is_no_longer_named_go(tmp_path: Path) -> None:
    site = make(tmp_path / "site", {**SMALL, "site_config.yaml": f"{CONFIG}deploy: [s3]\n"})
    build(site, tmp_path / "out")
    make(site, {"site_config.yaml": f"{CONFIG}deploy: [nginx]\n"})

    build(site, tmp_path / "out")

    assert {path.name for path in (tmp_path / "out").iterdir()} & OURS == {"nginx.conf"}


def test_a_domain_that_somebody_set_stays(tmp_path: Path) -> None:
    site = make(tmp_path / "site", {**SMALL, "site_config.yaml": f"{CONFIG}deploy: [github-pages]\n"})
    build(site, tmp_path / "out")
    (tmp_path / "out/CNAME").write_text("support.example.org\n")

    build(site, tmp_path / "out")

    assert (tmp_path / "out/CNAME").read_text() == "support.example.org\n"
    assert (tmp_path / "out/.nojekyll").read_text() == ""


def test_rules_that_somebody_wrote_are_not_overwritten(tmp_path: Path) -> None:
    site = make(tmp_path / "site", {**SMALL, "site_config.yaml": f"{CONFIG}deploy: [netlify]\n"})
    make(tmp_path / "out", {"_redirects": "/a /b\n"})

    with pytest.raises(SiteError, match="_redirects was not made by a build"):
        build(site, tmp_path / "out")


def test_a_former_address_has_a_page_that_leads_on_wherever_there_are_rules(tmp_path: Path) -> None:
    site = make(tmp_path / "site", {**SMALL, "site_config.yaml": f"{CONFIG}deploy: [netlify, nginx, s3]\n"})

    build(site, tmp_path / "out")

    assert "refresh" in (tmp_path / "out/es/meetings/monday/index.html").read_text("utf-8")


@pytest.mark.parametrize("host", ["cloudflare-pages", "netlify"])
@pytest.mark.parametrize("names", [("cloudflare-pages",), ("netlify",), ("netlify", "cloudflare-pages")])
def test_a_former_address_leads_on_though_there_is_a_page(host: str, names: tuple[str, ...]) -> None:
    if host in names:
        text = written(*names, base_url="https://example.org/help/")["_redirects"]
        there = {"/help/es/meetings/old-0/"}

        assert redirected(text, "/help/es/meetings/old-0/", host, there) == (301, "/help/es/meetings/new-0/")
        assert redirected(text, "/help/meetings/new-0/", host, {"/help/meetings/new-0/"}) is None


def test_only_netlify_has_to_be_told_of_the_page_of_a_language_for_what_is_not_there() -> None:
    text = written("netlify")["_redirects"]

    assert redirected(text, "/es/nobody/", "netlify") == (404, "/es/404.html")
    assert redirected(text, "/es/meetings/", "netlify", {"/es/meetings/"}) is None
    assert redirected(text, "/nobody/", "netlify") is None
    assert "404" not in written("cloudflare-pages")["_redirects"]


def test_files_stay_within_what_hosts_read() -> None:
    found = written("apache", "cloudflare-pages", "netlify", "s3", pages=3_000)

    assert redirected(found["_redirects"], "/nobody/", "cloudflare-pages") is None
    assert found["_redirects"].count("\n") == 2_001
    assert found[".htaccess"].count("Redirect 301") == 500
    assert len(json.loads(found["s3-website.json"])["RoutingRules"]) == 50
    assert len(list(rules(found["_headers"]))) == 4


def test_a_bucket_is_told_its_pages_and_where_to_lead() -> None:
    found = json.loads(written("s3", base_url="https://example.org/help/")["s3-website.json"])

    assert found["IndexDocument"] == {"Suffix": "index.html"}
    assert found["ErrorDocument"] == {"Key": "help/404.html"}
    assert found["RoutingRules"][0] == {
        "Condition": {"KeyPrefixEquals": "help/es/meetings/old-0/"},
        "Redirect": {"ReplaceKeyPrefixWith": "help/es/meetings/new-0/", "HttpRedirectCode": "301"},
    }


def test_a_bucket_of_a_site_where_nothing_moved_has_no_rule() -> None:
    assert set(json.loads(written("s3", pages=0)["s3-website.json"])) == {"IndexDocument", "ErrorDocument"}


def test_where_nothing_moved_and_there_is_one_language_there_are_no_redirects() -> None:
    config = SiteConfig(title="Small", deploy=("netlify", "cloudflare-pages"))

    assert [output.path for output in hosts.write(config, (), ())] == ["_headers"]
