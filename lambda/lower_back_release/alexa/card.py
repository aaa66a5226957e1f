"""What the Alexa app shows of an answer that was given by a device without a screen."""

from ask_sdk_model.ui import SimpleCard

from lower_back_release.content import Content
from lower_back_release.dialogue.command import Command
from lower_back_release.dialogue.reply import Reply
from lower_back_release.lesson.timeline import Place


def begins_pose(before: Place, after: Place, command: Command, reply: Reply) -> bool:
    """Whether a turn is worth a card: somebody came in, or went to another pose."""
    return reply.leads and (command.name == "launch" or before.pose != after.pose)


def card(place: Place, content: Content) -> SimpleCard:
    """The pose, and the words to say."""
    pose = content.routine.pose(place.pose)
    return SimpleCard(title=pose.name, content=f"{pose.good_for}\n\n{content.screen.card}")
