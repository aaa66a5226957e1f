"""What a sample brings and takes is told by leaving it out."""

from collections.abc import Mapping

from simulator.ears.understanding import Understanding
from simulator.tools.evaluate import Annotation
from simulator.tools.sample_worth import worth


def hearing(samples: Mapping[str, list[str]]) -> Understanding:
    heard = Understanding("en-US")
    heard.model = {"intents": [{"name": name, "samples": said} for name, said in samples.items()], "types": []}
    return heard


def test_a_sample_brings_what_is_lost_without_it() -> None:
    model = hearing({"Rest": ["let me rest a while"], "Go": ["go on with it"]})
    brings, takes = worth(model, [Annotation("please let me rest for a while", "Rest", {})])
    assert brings == {"let me rest a while": 1}
    assert takes == {}


def test_a_sample_takes_what_is_another_wish() -> None:
    model = hearing({"Rest": ["let me rest a while"], "Back": ["let my back rest"]})
    _, takes = worth(model, [Annotation("let me rest my back a while", "Back", {})])
    assert takes == {"let me rest a while": 1}
