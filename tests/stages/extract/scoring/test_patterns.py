"""Patterns of attributes and names find what hides an element, and no other word."""

import pytest

from jiaokan.stages.extract.html.element_names import find_element_names
from jiaokan.stages.extract.scoring.patterns import HIDING_ATTRIBUTE


@pytest.mark.parametrize(
    "attributes",
    [' style="display:none"', ' style="Display : NONE"', " hidden", ' class="a" HIDDEN', ' type="hidden"'],
)
def test_attributes_that_hide(attributes: str) -> None:
    assert HIDING_ATTRIBUTE.search(attributes)


@pytest.mark.parametrize(
    "attributes",
    [' style="display:block;float:none"', ' class="unhidden"', ' aria-hidden="false"', " data-hidden-at=1"],
)
def test_attributes_that_hide_nothing(attributes: str) -> None:
    assert not HIDING_ATTRIBUTE.search(attributes)


@pytest.mark.parametrize(
    ("attributes", "names"),
    [
        (' class="a b"', "a b"),
        (" CLASS='a' Id=b itemProp = \"c\"", "a b c"),
        (' data-id="2" superclass="3"', ""),
        (' title="x"id="y"', "y"),
    ],
)
def test_names_of_an_element(attributes: str, names: str) -> None:
    assert find_element_names(attributes) == names
