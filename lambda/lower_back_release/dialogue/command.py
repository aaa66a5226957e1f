"""What a person may ask of the skill."""

from dataclasses import dataclass

from lower_back_release.dialogue.errand import Outcome


@dataclass(frozen=True)
class Command:
    """Something asked for, and what it names."""

    name: str
    """A name of the registry's."""
    pose: str | None = None
    """The id of the pose named; None where none was, or none we know."""
    pace: str | None = None
    """"slow", "gentle", "quick", "slower", "faster" or "even"; None where none was named, or none we know."""
    number: int | None = None
    """The number named; None where none was."""
    nth: int | None = None
    """Which pose was counted out, from 1 on; -1 is the last one. None where none was."""
    side: str | None = None
    """The id of the side named; None where none was, or none we know."""
    unknown: bool = False
    """Whether a pose was named that we don't know."""
    when: str | None = None
    """When to remind them, as `person.reminder.when` reads it; None where nothing of it was named."""
    soon: int | None = None
    """In how many minutes to remind them; None where that wasn't named."""
    permission_for: str = ""
    """The command for whose sake Alexa has asked for their permission, where that wasn't to set a reminder."""
    outcome: Outcome | None = None
    """What came of the errand that the answer to this command asked for; None before it was run."""
