"""What the Alexa app shows of an answer that was given by a device without a screen."""

from ask_sdk_model.ui import SimpleCard

from lower_back_release.practice.progress import Progress
from lower_back_release.practice.routine import Routine
from lower_back_release.practice.wish import Wanted, Wish


def begins_pose(before: Progress, after: Progress, wish: Wish) -> bool:
    """Whether a turn is worth a card: somebody came in, or went to another pose."""
    return after.began is not None and (wish.wanted is Wanted.LAUNCH or before.here.pose != after.here.pose)


def card(progress: Progress, routine: Routine) -> SimpleCard:
    """The pose, and the words to say."""
    pose = routine.pose(progress.here.pose)
    return SimpleCard(title=pose.name, content=f"{pose.good_for}\n\n{routine.screen.card}")
