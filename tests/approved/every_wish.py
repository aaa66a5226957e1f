"""Every wish at every stage: what is answered, and what "resume" then leads to, with their middles left out."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from lower_back_release.dialogue.commands import COMMANDS
from tests.approved.telling import SAID, Conversation, heard, notes

FOLDER = Path(__file__).parent / "every_wish"

STAGES: Mapping[str, str] = {
    "the first words": "",
    "in a setup": "+0 launch\n+20 thanks\n+9 thanks",
    "settled, in a setup": "+0 launch\n+20 thanks\n+16 thanks",
    "in a hold": "+0 launch\n+80 thanks",
    "in a hold, gentler": "+0 launch\n+80 gentler",
    "in a hold, deeper, easing, with two more": "+0 ease_pace\n+3 launch\n+60 deeper\n+20 hold_longer",
    "breathing out": "+0 launch\n+86",
    "on the second side": "+0 launch\n+190 thanks",
    "on the second side, after fewer breaths": "+0 launch\n+70 other_side\n+20 thanks",
    "on the first side, after the second": "+0 side_first side=left\n+5 launch\n+200 repeat_side\n+70 thanks",
    "between two sides": "+0 breaths number=10\n+5 launch\n+170 thanks",
    "on the way out": "+0 go_to pose=deep_squat\n+149 thanks",
    "on the way to a rest": "+0 go_to pose=seal_stretch\n+152 thanks",
    "in a rest": "+0 go_to pose=seal_stretch\n+190 thanks",
    "between two poses": "+0 go_to pose=knee_hugs\n+235 thanks",
    "between two poses, after a gentle one": "+0 launch\n+80 gentler\n+175 thanks",
    "between two poses, the next one to be gentle": "+0 go_to pose=knee_hugs\n+235 gentler",
    "after the seal stretch": "+0 go_to pose=seal_stretch\n+215 thanks",
    "after the eighth breath of ten, with eight wished for": (
        "+0 breaths number=10\n+5 launch\n+136 pause\n+15 breaths number=8"
    ),
    "before a rest": (
        "+0 pace pace=slow\n+5 breaths number=10\n+5 go_to pose=seal_stretch\n+60 hold_longer number=6\n+239 thanks"
    ),
    "in a pause": "+0 launch\n+80 pause\n+30 thanks",
    "in a pause, in a pose that is left out": "+0 launch\n+80 pause\n+5 leave_out pose=reclined_shoelace",
    "after a pause of minutes": "+0 launch\n+80 pause\n+400 thanks",
    "in the last pose": "+0 go_to pose=downward_dog\n+80 thanks",
    "in the last rest": "+0 go_to pose=downward_dog\n+170 thanks",
    "at the end": "+0 go_to pose=downward_dog\n+239 thanks",
    "after a pain": "+0 launch\n+80 hurts",
    "after a pain at the end": "+0 go_to pose=downward_dog\n+80 hurts\n+9 no",
    "after the third pain": "+0 launch\n+80 hurts\n+20 yes\n+80 hurts\n+20 yes\n+80 hurts",
    "asked which pose": "+0 go_to",
    "asked whether to forget": "+0 launch\n+80 forget_me",
    "asked whether to begin again": "+0 go_to pose=downward_dog\n+239 next",
    "on the way to a rest in between": "+0 launch\n+80 go_to pose=childs_pose\n+14",
    "in a rest in between": "+0 launch\n+80 go_to pose=childs_pose\n+48",
    "on the way out of a rest in between": "+0 launch\n+80 go_to pose=childs_pose\n+70",
    "in a rest in between, after a pain": "+0 launch\n+80 hurts\n+20 go_to pose=childs_pose\n+50",
    "not understood twice": "+0 launch\n+80 not_understood\n+15 not_understood",
    "with three poses": "+0 never pose=downward_dog\n+5 leave_out pose=knee_hugs\n+5 launch\n+80 thanks",
    "in the last of two poses": "+0 only_first number=2\n+5 launch\n+235 next\n+80 thanks",
    "back the same day": "+0 launch\n+80 stop\n+3600 launch",
    "back after a pose": "+0 launch\n+239 stop\n+3600 launch",
    "another day": "+0 go_to pose=deep_squat\n+140 next\n+239 stop\n+90000 launch\n+80 thanks",
    "with a screen that goes on": "+0 launch screen=1\n+80 keep_going screen=1",
}
"""How one comes to each stage, by its name: a script, and where it ends in "+86" the second at which the wish comes."""

POSES = ("reclined_shoelace", "seal_stretch", "deep_squat", "downward_dog", "childs_pose", "rest")

OPTIONS: Mapping[str, tuple[str, ...]] = {
    "go_to": (*(f" pose={pose}" for pose in (*POSES, "knee_hugs")), " nth=2", " nth=-1", ""),
    "how_to": (" pose=deep_squat", " pose=childs_pose", ""),
    "good_for": (" pose=seal_stretch", ""),
    "leave_out": (*(f" pose={pose}" for pose in POSES[:5]), " nth=2", ""),
    "never": (" pose=reclined_shoelace", " pose=deep_squat", ""),
    "bring_back": (" pose=reclined_shoelace", " pose=downward_dog", " pose=knee_hugs", ""),
    "breaths": (" number=8", " number=9", " number=12", ""),
    "hold_longer": (" number=1", " number=4", " number=14", ""),
    "within": (" number=3", " number=9", ""),
    "only_first": (" number=1", " number=3", " number=7", ""),
    "pace": (" pace=slow", " pace=slower", " pace=faster", ""),
    "side_first": (" side=left", " side=right", ""),
    "worse_side": (" side=left", " side=right", ""),
    "remind_me": (" when=20:00_tomorrow", ""),
}
"""What is named or counted in a wish, where something is."""

CHANGES_NOTHING = "thanks"
"""The wish after which all goes on as it would have."""

FIRST_WORDS, LAST_WORDS = 20, 8
"""How many words of an answer stand here, of its beginning and of its end."""


def wishes() -> Iterator[str]:
    """Every wish, as it is written in a script."""
    return (f"{name}{options}" for name in sorted(COMMANDS) for options in OPTIONS.get(name, ("",)))


def told(script: str) -> str:
    """What is answered to every wish of somebody who has come to a stage by this script.

    What "resume" leads to stands after it where that isn't the same as after thanks.
    """
    stage, after = Conversation(script), re.search(r"\+\d+$", script)
    at, screen = after[0] if after else "+1", " screen=1" if "screen=1" in script else ""
    usually = _answers(stage, f"{at} {CHANGES_NOTHING}{screen}")[1]
    lines = [f"resume: {usually}"]
    for wish in wishes():
        answer, then = _answers(stage, f"{at} {wish}{screen}")
        lines += [wish, f"    {answer}"]
        if then != usually:
            lines.append(f"    resume: {then}")
    return "\n".join(lines) + "\n"


def _answers(stage: Conversation, wish: str) -> tuple[str, str]:
    conversation, said = stage.fork(), SAID.fullmatch(wish)
    assert said
    first, then = conversation.say(said), conversation.say_afterwards("resume")
    assert first
    assert then
    return f"{_clipped(heard(first.said))} {notes(first)}", f"{_clipped(heard(then.said))} {notes(then)}"


def path_of(stage: str) -> Path:
    """Where a stage's answers stand."""
    return FOLDER / f"{stage.replace(',', '').replace(' ', '_')}.txt"


def _clipped(words: str) -> str:
    every = words.split()
    if len(every) <= FIRST_WORDS + LAST_WORDS:
        return words
    return " ".join((*every[:FIRST_WORDS], "...", *every[-LAST_WORDS:]))
