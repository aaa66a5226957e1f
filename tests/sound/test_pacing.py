"""What is heard is what was planned: every cue of every hold, found in the sound alone."""

from dataclasses import replace

import pytest

from lower_back_release.lesson.breath import FEWEST_BREATHS, MOST_BREATHS, PACES, Pace
from lower_back_release.lesson.hold import Guidance
from lower_back_release.lesson.routine import Routine
from simulator.voice.engine import Voice
from tests.sound.answers import answers
from tests.sound.calibrated import Calibration
from tests.sound.hearing import complaints, listen, stretches

pytestmark = pytest.mark.sound


@pytest.mark.parametrize("guidance", Guidance, ids=[guidance.name.lower() for guidance in Guidance])
@pytest.mark.parametrize("breaths", [FEWEST_BREATHS, MOST_BREATHS])
@pytest.mark.parametrize("pace", PACES.values(), ids=list(PACES))
def test_every_breath_every_hold_and_every_setup_takes_its_time(
    routine: Routine, voice: Voice, calibration: Calibration, pace: Pace, breaths: int, guidance: Guidance
) -> None:
    calibrated = replace(routine, voice=calibration.voice)
    heard = [listen(answer, voice) for answer in answers(calibrated, pace, breaths, guidance)]
    held = {
        (stretch.place.pose, stretch.place.side) for cues in heard for stretch in stretches(cues) if stretch.is_hold
    }
    assert [wrong for cues in heard for wrong in complaints(cues)] == []
    assert held == {(pose.id, side) for pose in routine.poses for side in range(pose.sides_count)}
