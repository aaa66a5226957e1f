"""The teacher: a wish changes progress and is answered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from lower_back_release.practice import answering, asking, caring, changing, choosing, moving
from lower_back_release.practice.budget import BUDGET, Budget
from lower_back_release.practice.passage import passage
from lower_back_release.practice.progress import Progress
from lower_back_release.practice.routine import Routine
from lower_back_release.practice.timeline import Place, Stage
from lower_back_release.practice.turn import Answer, Reply, Turn
from lower_back_release.practice.wish import Wanted, Wish

ANSWERS: Mapping[Wanted, Callable[[Turn], Answer]] = {
    Wanted.LAUNCH: moving.launch,
    Wanted.START: moving.start,
    Wanted.NEXT: moving.next_pose,
    Wanted.PREVIOUS: moving.previous_pose,
    Wanted.GO_TO: moving.go_to,
    Wanted.REPEAT: moving.repeat,
    Wanted.REPEAT_POSE: moving.repeat_pose,
    Wanted.REPEAT_SIDE: moving.repeat_side,
    Wanted.OTHER_SIDE: moving.other_side,
    Wanted.PAUSE: moving.pause,
    Wanted.RESUME: moving.resume,
    Wanted.STOP: moving.stop,
    Wanted.LEAVE: moving.leave,
    Wanted.PACE: changing.pace,
    Wanted.BREATHS: changing.breaths,
    Wanted.HOLD_LONGER: changing.hold_longer,
    Wanted.LESS_GUIDANCE: changing.less_guidance,
    Wanted.MORE_GUIDANCE: changing.more_guidance,
    Wanted.KEEP_GOING: changing.keep_going,
    Wanted.LEAVE_OUT: choosing.leave_out,
    Wanted.ONLY_FIRST: choosing.only_first,
    Wanted.WITHIN: choosing.within,
    Wanted.ALL_POSES: choosing.all_poses,
    Wanted.GENTLER: caring.gentler,
    Wanted.DEEPER: caring.deeper,
    Wanted.CANNOT: caring.cannot,
    Wanted.HURTS: caring.hurts,
    Wanted.HURTS_BADLY: caring.hurts_badly,
    Wanted.BREATHS_LEFT: asking.breaths_left,
    Wanted.TIME_LEFT: asking.time_left,
    Wanted.WHERE: asking.where,
    Wanted.WHICH_SIDE: asking.which_side,
    Wanted.HOW_TO: asking.how_to,
    Wanted.GOOD_FOR: asking.good_for,
    Wanted.WHICH_POSES: asking.which_poses,
    Wanted.WHATS_NEXT: asking.whats_next,
    Wanted.IS_IT_SAFE: asking.is_it_safe,
    Wanted.HOW_LONG: asking.how_long,
    Wanted.HELP: asking.help_,
    Wanted.FORGET_ME: asking.forget_me,
    Wanted.READY: answering.ready,
    Wanted.YES: answering.yes,
    Wanted.NO: answering.no,
    Wanted.THANKS: answering.thanks,
    Wanted.NOT_UNDERSTOOD: asking.not_understood,
}

NEED_A_PLACE = {
    Wanted.REPEAT,
    Wanted.REPEAT_POSE,
    Wanted.REPEAT_SIDE,
    Wanted.OTHER_SIDE,
    Wanted.PREVIOUS,
    Wanted.PAUSE,
    Wanted.HOLD_LONGER,
    Wanted.BREATHS_LEFT,
    Wanted.TIME_LEFT,
    Wanted.WHERE,
    Wanted.WHICH_SIDE,
    Wanted.HOW_TO,
    Wanted.GOOD_FOR,
    Wanted.GENTLER,
    Wanted.DEEPER,
    Wanted.CANNOT,
}
"""Wishes that mean nothing before the routine has begun."""


@dataclass(frozen=True)
class Coach:
    """Teaches the routine of one language."""

    routine: Routine
    budget: Budget = BUDGET

    def turn(
        self, progress: Progress, wish: Wish, now: int, *, forgetful: bool = False, screen: bool = False
    ) -> Answer:
        """The answer to a wish, and the progress after it.

        `now` is in milliseconds since 1970 (UTC). `forgetful` tells that this may not be remembered, and says so.
        `screen` tells that there is a screen, without which nothing goes on by itself.
        """
        here = self.where(progress, now)
        running = progress.began is not None and here.stage not in (Stage.BREAK, Stage.DONE)
        known = progress.known
        if (here.side > 0 or here.stage is not Stage.SETUP) and here.pose not in known:
            known = (*known, here.pose)
        at = replace(progress, here=replace(here, phase=None), known=known, asked=None, misses=0, seen=now)
        at = replace(at, flow=at.flow and screen)
        if progress.began is not None and here.stage is Stage.DONE and not self.routine.after(here.pose, at.left_out):
            at = at.finishing(progress.began)
        turn = Turn(
            self.routine,
            self.budget,
            at,
            running,
            wish,
            now,
            asked=progress.asked,
            misses=progress.misses,
            away=now - progress.seen if progress.seen else 0,
            forgetful=forgetful,
            screen=screen,
        )
        if turn.long_away and not running:
            turn = replace(turn, progress=turn.out_of_pose())
        if not progress.welcomed and wish.wanted in NEED_A_PLACE:
            return asking.not_begun(turn)
        return ANSWERS[wish.wanted](turn)

    def once_more(self, progress: Progress, now: int) -> Reply:
        """The answer to a wish that was answered before and comes again: nothing changes, what runs is said again."""
        running = progress.began is not None
        turn = Turn(self.routine, self.budget, progress, running, Wish(Wanted.REPEAT), now, asked=progress.asked)
        return turn.carry_on()[1]

    def where(self, progress: Progress, now: int) -> Place:
        """Where a person is: on the running answer, by the time since it began; else where they wait.

        Before an answer's beginning one is at its first place, after its end where it leaves one waiting.
        """
        if progress.began is None:
            return progress.here
        into = (now - progress.began - progress.intro) / 1000
        return passage(self.routine, progress, self.budget).at(into)
