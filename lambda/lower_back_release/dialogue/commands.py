"""Every command there is."""

from collections.abc import Mapping

from lower_back_release.dialogue import (
    answering,
    asking,
    caring,
    changing,
    choosing,
    coming_back,
    getting_up,
    moving,
    reminding,
    repeating,
    sides,
    urgent,
)
from lower_back_release.dialogue.registry import Entry, registered
from lower_back_release.dialogue.situation import Prompts, Questions, Situations
from lower_back_release.dialogue.turn import OpeningWords, PausingWords

COMMANDS: Mapping[str, Entry] = registered()
"""Every command of the modules above, by its name."""

GROUPS: Mapping[str, type] = {
    "opening": OpeningWords,
    "pausing": PausingWords,
    "moving": moving.MovingWords,
    "changing": changing.ChangingWords,
    "choosing": choosing.ChoosingWords,
    "repeating": repeating.RepeatingWords,
    "sides": sides.SidesWords,
    "getting_up": getting_up.GettingUpWords,
    "caring": caring.CaringWords,
    "urgent": urgent.UrgentWords,
    "asking": asking.AskingWords,
    "coming_back": coming_back.ComingBackWords,
    "reminding": reminding.RemindingWords,
    "answering": answering.AnsweringWords,
    "prompts": Prompts,
    "questions": Questions,
    "situations": Situations,
}
"""The groups of words that are said, by the name that their table has in a content file."""
