"""Writes the answers of every conversation anew: python -m tests.approved. With --new, makes up more of them."""

import argparse
import random

from lower_back_release.dialogue.commands import COMMANDS
from lower_back_release.lesson.breath import PACES
from tests.approved import every_wish
from tests.approved.telling import FOLDER, LEAVES, retold, scripts

POSES = ("reclined_shoelace", "knee_hugs", "seal_stretch", "deep_squat", "downward_dog", "childs_pose", "rest")
NAMING = ("go_to", "how_to", "good_for", "leave_out", "never", "bring_back")
COUNTING = {
    "breaths": (8, 9, 10, 12),
    "hold_longer": (1, 2, 5, 14),
    "within": (1, 5, 9, 12),
    "only_first": (1, 2, 4, 7),
}
RARE = {"stop", "finish", "leave", "hurts_badly", "numb", "faint", "emergency"}
OFTEN = {"next", "next_pose", "go_to", "resume", "yes", "no", "hurts", "other_side", LEAVES}
TURNS = 25


def made_up(seed: int) -> str:
    """What somebody says at random, at random seconds."""
    chance, said = random.Random(seed), []  # noqa: S311 - to be repeatable is the point
    names = [*COMMANDS, LEAVES]
    screen = " screen=1" if seed % 3 == 0 else ""
    for _ in range(TURNS):
        name = chance.choices(names, [0.6 if each in RARE else 4 if each in OFTEN else 1 for each in names])[0]
        after = round(chance.choice((10, 60, 120, 240, 250)) * chance.random())
        if chance.random() < 0.1:
            after = chance.choice((300, 700, 4 * 3600, 20 * 3600, 3 * 86_400))
        said.append(f"+{after} {name}{_options(name, chance)}{'' if name == LEAVES else screen}")
    return "\n".join(said)


def _options(name: str, chance: random.Random) -> str:
    if name in NAMING and chance.random() < 0.85:
        named = f" pose={chance.choice(POSES)}"
        return f" nth={chance.choice((1, 2, 3, 4, 5, -1))}" if chance.random() < 0.15 else named
    if name in COUNTING and chance.random() < 0.85:
        return f" number={chance.choice(COUNTING[name])}"
    if name == "pace":
        return f" pace={chance.choice((*PACES, 'slower', 'faster'))}"
    if name in ("side_first", "worse_side"):
        return f" side={chance.choice(('left', 'right'))}"
    return " notice=forgetful" if chance.random() < 0.02 else ""


def main() -> None:
    """Write the answers."""
    parser = argparse.ArgumentParser(prog="python -m tests.approved", description=__doc__)
    parser.add_argument("--new", type=int, default=0, help="how many conversations to make up (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="what they are made up by (%(default)s)")
    options = parser.parse_args()
    FOLDER.mkdir(exist_ok=True)
    for seed in range(options.seed, options.seed + options.new):
        (FOLDER / f"{seed:03}.txt").write_text(made_up(seed), encoding="utf-8")
    for path in scripts():
        path.write_text(retold(path.read_text(encoding="utf-8")), encoding="utf-8")
    every_wish.FOLDER.mkdir(exist_ok=True)
    for stage, script in every_wish.STAGES.items():
        every_wish.path_of(stage).write_text(every_wish.told(script), encoding="utf-8")


if __name__ == "__main__":
    main()
