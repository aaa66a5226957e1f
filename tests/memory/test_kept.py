from typing import Any

import pytest

from lower_back_release.memory.forgetful import Forgetful
from lower_back_release.memory.pseudonym import Identity
from lower_back_release.memory.record import MOST_BYTES, Record, Unkeepable

ADA = Identity("ada")


@pytest.mark.parametrize(
    "value", [1.5, True, None, {"pose": "knee_hugs"}, [1.5], [["knee_hugs"]], ("knee_hugs",), b"knee_hugs"], ids=str
)
def test_only_integers_strings_and_lists_of_these_are_kept(value: Any) -> None:
    with pytest.raises(Unkeepable, match=r"^NotPlain$"):
        Record({"value": value}, 1, "request")


def test_what_grows_without_end_is_not_kept() -> None:
    room = MOST_BYTES - len('{"known":""}')
    Record({"known": "x" * room}, 1, "request")
    with pytest.raises(Unkeepable, match=r"^TooLarge$"):
        Record({"known": "x" * (room + 1)}, 1, "request")


def test_the_forgetful_keep_nothing() -> None:
    memory = Forgetful()
    memory.write(ADA, Record({"pose": "knee_hugs"}, 1, "request"), 0)
    memory.forget(Identity("ben"))
    assert memory.read(ADA) is None
