import pytest

from simulator import evaluate
from simulator.evaluate import Annotation, accuracy, annotations, falsely_accepted, out_of_domain, outcomes
from simulator.understanding import Intent, Slot, Understanding

UNDERSTANDING = Understanding("en-US")
ASKED = annotations("en-US")
OUTCOMES = outcomes(UNDERSTANDING, ASKED)


def test_what_the_model_lists_is_always_understood() -> None:
    assert [str(each) for each in OUTCOMES if each.listed and not each.right] == []


def test_most_of_what_it_does_not_list_is_understood() -> None:
    assert accuracy(tuple(each for each in OUTCOMES if not each.listed)) >= 0.80


def test_hardly_anything_out_of_the_domain_is_taken_for_a_command() -> None:
    strangers = out_of_domain("en-US")
    assert len(strangers) == 42
    assert len(falsely_accepted(UNDERSTANDING, strangers)) <= 0.10 * len(strangers)


def test_the_phrases_are_mostly_not_those_of_the_model() -> None:
    assert len({each.said for each in ASKED}) == len(ASKED) >= 240
    assert sum(not each.listed for each in OUTCOMES) >= 0.6 * len(OUTCOMES)


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
    monkeypatch.setattr(evaluate, "annotations", lambda locale: asked)
    monkeypatch.setattr(evaluate, "out_of_domain", lambda locale: ("hold on", "purple monkey dishwasher"))
    monkeypatch.setattr("sys.argv", ["evaluate"])
    evaluate.main()
    told = capsys.readouterr().out
    assert " 50.0% of 2 all phrases" in told
    assert "'next pose' should be PreviousPoseIntent, was NextPoseIntent" in told
    assert " 50.0% of 2 phrases out of the domain" in told
    assert "'hold on' was taken for PauseRoutineIntent" in told


def test_a_locale_without_an_evaluation_is_refused_by_the_name_of_its_file() -> None:
    with pytest.raises(FileNotFoundError, match=r"xx-XX\.json"):
        annotations("xx-XX")


def test_what_was_misheard_is_told_with_what_was_said() -> None:
    asked = (Annotation("seal stretch", "GoToPoseIntent", {}),)
    (outcome,) = outcomes(UNDERSTANDING, asked, lambda said: said.replace("seal", "what is the weather"))
    assert str(outcome).startswith("'seal stretch' (heard as 'what is the weather stretch') should be GoToPoseIntent")
