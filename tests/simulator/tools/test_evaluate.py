from collections import Counter

import pytest

from publishing.locales import languages
from simulator.ears.understanding import Intent, Slot, Understanding, understanding_of
from simulator.tools import evaluate
from simulator.tools.evaluate import (
    GROUPS,
    OPPOSITES,
    SAFETY,
    Annotation,
    Outcome,
    accuracy,
    annotations,
    falsely_accepted,
    out_of_domain,
    outcomes,
    turned_around,
)

LOCALE = "en-US"
LOCALES = [of_language[0] for of_language in languages().values()]


@pytest.fixture(scope="module")
def understanding() -> Understanding:
    return understanding_of(LOCALE)


@pytest.mark.parametrize("locale", [each for each in LOCALES if each != LOCALE])
class TestOtherLanguages:
    """As English, but for what years of listening would tell."""

    @pytest.mark.parametrize("every", [10, pytest.param(1, marks=pytest.mark.slow)])
    def test_what_the_model_lists_is_always_understood_and_most_of_the_rest(self, locale: str, every: int) -> None:
        heard = outcomes(understanding_of(locale), annotations(locale)[::every])
        unlisted = tuple(each for each in heard if not each.listed)
        assert [str(each) for each in heard if each.listed and not each.right] == []
        assert len(unlisted) >= 0.3 * len(heard)
        assert accuracy(unlisted) >= 0.75

    def test_there_are_many_phrases_and_none_comes_twice(self, locale: str) -> None:
        every = [each.said for group in GROUPS for each in annotations(locale, group)]
        assert len(every) >= 150
        assert [said for said, times in Counter(every).items() if times > 1] == []

    @pytest.mark.parametrize(("every", "share"), [(8, 0.15), pytest.param(1, 0.06, marks=pytest.mark.slow)])
    def test_hardly_anything_out_of_the_domain_is_taken_for_a_command(
        self, locale: str, every: int, share: float
    ) -> None:
        strangers = out_of_domain(locale)[::every]
        assert len(strangers) >= 100 / every
        assert len(falsely_accepted(understanding_of(locale), strangers)) <= share * len(strangers)

    def test_whoever_speaks_of_pain_or_danger_is_understood(self, locale: str) -> None:
        heard = outcomes(understanding_of(locale), annotations(locale, SAFETY))
        assert len(heard) >= 100
        assert [str(each) for each in heard if not each.right] == []

    def test_nothing_is_turned_around(self, locale: str) -> None:
        heard = outcomes(understanding_of(locale), annotations(locale, OPPOSITES))
        assert len(heard) >= 40
        assert [str(each) for each in turned_around(heard)] == []


# What is understood by nothing, or only by likeness, is compared with everything: all of them take long.
@pytest.fixture(scope="module", params=[5, pytest.param(1, marks=pytest.mark.slow)], ids=["some", "all"])
def wishes(request: pytest.FixtureRequest, understanding: Understanding) -> tuple[Outcome, ...]:
    return outcomes(understanding, annotations(LOCALE)[:: request.param])


def test_what_the_model_lists_is_always_understood(wishes: tuple[Outcome, ...]) -> None:
    assert [str(each) for each in wishes if each.listed and not each.right] == []


def test_most_of_what_it_does_not_list_is_understood(wishes: tuple[Outcome, ...]) -> None:
    least = 0.85 if len(wishes) == len(annotations(LOCALE)) else 0.8  # of some, chance has its part
    assert accuracy(tuple(each for each in wishes if not each.listed)) >= least


@pytest.mark.parametrize(("every", "share"), [(8, 0.05), pytest.param(1, 0.03, marks=pytest.mark.slow)])
def test_hardly_anything_out_of_the_domain_is_taken_for_a_command(
    understanding: Understanding, every: int, share: float
) -> None:
    strangers = out_of_domain(LOCALE)[::every]
    assert len(strangers) >= 60
    assert len(falsely_accepted(understanding, strangers)) <= share * len(strangers)


def test_there_are_many_phrases_and_none_comes_twice() -> None:
    phrases = [each.said for each in annotations(LOCALE)]
    assert len(set(phrases)) == len(phrases) >= 900


def test_the_phrases_are_mostly_not_those_of_the_model(wishes: tuple[Outcome, ...]) -> None:
    assert sum(not each.listed for each in wishes) >= 0.5 * len(wishes)


def test_whoever_speaks_of_pain_or_danger_is_understood(understanding: Understanding) -> None:
    heard = outcomes(understanding, annotations(LOCALE, SAFETY))
    assert len(heard) >= 100
    assert [str(each) for each in heard if not each.right] == []


def test_nothing_is_turned_around(understanding: Understanding) -> None:
    heard = outcomes(understanding, annotations(LOCALE, OPPOSITES))
    assert len(heard) >= 80
    assert [str(each) for each in turned_around(heard)] == []
    assert accuracy(heard) >= 0.85


def test_no_phrase_is_in_two_sets() -> None:
    every = [each.said for group in GROUPS for each in annotations(LOCALE, group)]
    assert [said for said, times in Counter(every).items() if times > 1] == []


def test_any_intent_that_is_as_right_will_do() -> None:
    either = Annotation("my leg is numb", "NumbIntent", {}, as_well=("SharpPainIntent",))
    assert either.fits(Intent("NumbIntent"))
    assert either.fits(Intent("SharpPainIntent"))
    assert not either.fits(Intent("ItHurtsIntent"))


@pytest.mark.parametrize(
    ("heard", "right"),
    [
        (Intent("GoToPoseIntent", {"pose": Slot("sphinx", "POSE", "seal_stretch", "seal stretch")}), True),
        (Intent("GoToPoseIntent", {"pose": Slot("dog", "POSE", "downward_dog", "downward facing dog")}), False),
        (Intent("GoToPoseIntent"), False),
        (Intent("LeaveOutIntent", {"pose": Slot("sphinx", "POSE", "seal_stretch", "seal stretch")}), False),
    ],
)
def test_a_phrase_is_understood_by_its_intent_and_its_slots(heard: Intent, right: bool) -> None:
    assert Annotation("the sphinx", "GoToPoseIntent", {"pose": "sphinx"}).fits(heard) is right


def test_a_mistake_is_told_with_what_was_heard_instead(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = (Annotation("next pose", "PreviousPoseIntent", {}), Annotation("other side", "OtherSideIntent", {}))
    monkeypatch.setattr(
        evaluate, "annotations", lambda locale, group: asked if group in ("", evaluate.HELD_OUT) else ()
    )
    monkeypatch.setattr(evaluate, "out_of_domain", lambda locale: ("hold on", "purple monkey dishwasher"))
    monkeypatch.setattr(evaluate, "second_reading", lambda locale: None)
    monkeypatch.setattr("sys.argv", ["evaluate"])
    evaluate.main()
    told = capsys.readouterr().out
    assert told.startswith("without the second reading (make reading)")
    assert "wishes: 50.0% of 2 phrases" in told
    assert told.count("'next pose' should be PreviousPoseIntent, was NextPoseIntent") == 1  # and not the held out one
    assert "out of the domain: 50.0% of 2 phrases" in told
    assert "'hold on' was taken for PauseRoutineIntent" in told


def test_a_locale_without_an_evaluation_is_refused_by_the_name_of_its_file() -> None:
    with pytest.raises(FileNotFoundError, match=r"xx\.json"):
        annotations("xx-XX")


def test_what_was_misheard_is_told_with_what_was_said(understanding: Understanding) -> None:
    asked = (Annotation("seal stretch", "GoToPoseIntent", {}),)
    (outcome,) = outcomes(understanding, asked, lambda said: said.replace("seal", "what is the weather"))
    assert str(outcome).startswith("'seal stretch' (heard as 'what is the weather stretch') should be GoToPoseIntent")
