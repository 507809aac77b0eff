"""Phone numbers as people write them."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.text import phone_fault, phone_link, phone_shown, phones


@pytest.mark.parametrize(
    ("text", "region", "link", "shown"),
    [
        pytest.param("303-555-0100", "US", "tel:+1-303-555-0100", "(303) 555-0100", id="ten digits"),
        pytest.param("1 (303) 555.0100", "US", "tel:+1-303-555-0100", "(303) 555-0100", id="other signs"),
        pytest.param("303-555-0100 x136", "US", "tel:+1-303-555-0100;ext=136", "(303) 555-0100 ext. 136", id="x136"),
        pytest.param("303-555-0100 Ext 1146", "US", "tel:+1-303-555-0100;ext=1146", "(303) 555-0100 ext. 1146", id="Ext 1146"),
        pytest.param("tel:+1-303-555-0100;ext=4", "US", "tel:+1-303-555-0100;ext=4", "(303) 555-0100 ext. 4", id="a link"),
        pytest.param("988", "US", "tel:988", "988", id="988"),
        pytest.param("211", "US", "tel:211", "211", id="211"),
        pytest.param("741741", "US", "tel:741741", "741741", id="text line"),
        pytest.param("838255", "US", "tel:838255", "838255", id="veterans' text line"),
        pytest.param("116 123", "GB", "tel:116123", "116 123", id="British short number"),
        pytest.param("+44 116 123", "US", "tel:116123", "+44 116 123", id="British short number from elsewhere"),
        pytest.param("1-800-662-HELP", "US", "tel:+1-800-662-4357", "1-800-662-HELP", id="word for digits"),
        pytest.param("1-800-662-HELP (4357)", "US", "tel:+1-800-662-4357", "1-800-662-HELP (4357)", id="word and its digits"),
        pytest.param("1-855-DIAL-NOW", "US", "tel:+1-855-342-5669", "1-855-DIAL-NOW", id="words for digits"),
        pytest.param("+44 20 7946 0958", "US", "tel:+44-20-7946-0958", "+44 20 7946 0958", id="another country"),
        pytest.param("020 7946 0958", "GB", "tel:+44-20-7946-0958", "020 7946 0958", id="at home in Britain"),
        pytest.param("+1 303 555 0100,,123456#", "US", "tel:+1-303-555-0100,,123456%23", "(303) 555-0100,,123456#", id="code to dial"),
        pytest.param("#250", "US", "tel:%23250", "#250", id="star and hash codes"),
        pytest.param("\uff13\uff10\uff13-555-0100", "US", "tel:+1-303-555-0100", "(303) 555-0100", id="wide digits"),
    ],
)
def test_a_number_is_linked_and_shown(text: str, region: str, link: str, shown: str) -> None:
    assert phone_fault(text, region) is None
    assert phone_link(text, region) == link
    assert phone_shown(text, region) == shown


@pytest.mark.parametrize(
    ("text", "region", "message", "instead"),
    [
        pytest.param("270-247-4212 OR 800-273-1282", "US", "more than one number", "270-247-4212", id="two numbers"),
        pytest.param("1-888-633-3239 press 1", "US", "more in it", "1-888-633-3239", id="words after it"),
        pytest.param("555-0100", "US", "no area code", "303-555-0100", id="no area code"),
        pytest.param("123-456-7890", "US", "not a phone number", "303-555-0100", id="no area code begins with 1"),
        pytest.param("303-555-01000", "US", "not a phone number", "303-555-0100", id="a digit too many"),
        pytest.param("12345", "US", "not a phone number", "303-555-0100", id="no such short number"),
        pytest.param("303-555-0100", "", "no country code", "+1 303-555-0100", id="no country"),
        pytest.param("ask at the desk", "US", "not a phone number", "303-555-0100", id="words"),
        pytest.param("1" * 5000, "US", "too long", "", id="thousands of digits"),
    ],
)
def test_what_is_no_number_is_refused_with_what_to_type(text: str, region: str, message: str, instead: str) -> None:
    fault = phone_fault(text, region)

    assert fault is not None
    assert message in fault[0]
    assert f'"{instead}"' in fault[1] or not instead
    assert not instead or phone_fault(instead, region) is None
    assert phone_link(text, region) == ""


def test_an_area_code_newer_than_the_tables_is_accepted() -> None:
    assert phone_fault("999-555-0100", "US") is None


@given(st.text(alphabet="0123456789+-() .,;#*xXextABC/or\u202e", max_size=130), st.sampled_from(["US", "GB", "", "ZZ"]))
def test_a_text_is_either_a_fault_or_a_link(text: str, region: str) -> None:
    fault = phone_fault(text, region)

    assert (fault is None) == phone_link(text, region).startswith("tel:")


FORMS = ("{}-{}-{}", "({}) {}-{}", "({}){}-{}", "{}.{}.{}", "{} {} {}", "1-{}-{}-{}", "+1 {} {} {}", "+1 ({}) {}-{}", "1.{}.{}-{}")


@pytest.mark.parametrize("region", ["US", "CA"])
def test_the_usual_numbers_of_north_america_are_as_the_library_has_them(region: str) -> None:
    chance = random.Random(1)
    areas = [f"{area}" for area in range(190, 1000)]
    for area in areas:
        for form in chance.sample(FORMS, 3):
            text = form.format(area, chance.randrange(190, 1000), f"{chance.randrange(10_000):04}")
            expected = phones._number(text, region)

            assert (phone_link(text, region), phone_shown(text, region)) == (expected or ("", text)), text
            assert (phone_fault(text, region) is None) == (expected is not None), text


PARTS = ["303", "555", "0100", "1", "+1", "(303)", "(", ")", "-", ".", " ", "  ", "x4", "911", "\n"]


@given(st.lists(st.sampled_from(PARTS), max_size=8).map("".join))
def test_what_goes_the_short_way_is_as_the_library_has_it(text: str) -> None:
    if phones._NORTH_AMERICAN.fullmatch(text):
        assert (phone_link(text, "US"), phone_shown(text, "US")) == phones._number(text, "US")
