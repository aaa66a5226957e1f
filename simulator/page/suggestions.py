"""Words worth saying next, for somebody who has never spoken to the skill."""

from lower_back_release.content import content_for
from simulator.echo.echo import Exchange
from simulator.echo.performance import stays, waiting
from simulator.languages import language_of


def while_led(turn: Exchange) -> tuple[str, ...]:
    """What fits while an answer is heard."""
    return language_of(turn.locale).suggestions.led if stays(turn) else once_over(turn)


def once_over(turn: Exchange) -> tuple[str, ...]:
    """What fits after a turn."""
    if not turn.open:
        return asleep(turn.locale)
    where, suggestions = waiting(turn), language_of(turn.locale).suggestions
    return suggestions.waiting[where.doing] if where else suggestions.led


def asleep(locale: str) -> tuple[str, ...]:
    """What fits where nobody has spoken to an Echo, or whatever they asked of the skill is over."""
    return language_of(locale).suggestions.asleep


def likely(locale: str) -> str:
    """Sentences that are likely to be said, for a recogniser to expect: all suggestions, and the poses' names."""
    suggestions = language_of(locale).suggestions
    poses = (pose.name for pose in content_for(locale).routine.poses)
    waiting_for = (words for each in suggestions.waiting.values() for words in each)
    return ". ".join(dict.fromkeys((*suggestions.asleep, *suggestions.led, *waiting_for, *poses)))
