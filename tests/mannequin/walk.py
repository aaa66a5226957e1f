"""A person who says anything at any second, and a body that does what it hears meanwhile."""

import html
import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from lower_back_release.alexa.audio import Form
from lower_back_release.alexa.skill import build_skill, respond
from lower_back_release.content import spoken_in
from lower_back_release.memory.pseudonym import Identity
from lower_back_release.memory.record import Conflict, Record
from simulator.ears.understanding import Intent
from simulator.echo.device import Device, Session
from simulator.echo.screens import SHOW_8
from simulator.heard.apla import DIRECTIVE
from simulator.heard.response import apla_of, ssml_of
from tests.mannequin.body import ANYWHERE, Body, pieces, seconds_of_words
from tests.mannequin.instructions import content
from tests.mannequin.phrases import launch, phrase
from tests.wishes import asking, intents

LISTENING_SECONDS = 8
"""Seconds that a device listens, before it asks again and after (Amazon's session page)."""

MOVED_ON = 6 * 60
"""Seconds of silence after which a body may be anywhere."""

OTHER_BREATHS = {"SetBreathsIntent", "FewerBreathsIntent", "HoldLongerIntent", "WorseSideIntent", "WithinIntent"}
"""Whoever says these asks for more breaths, or for fewer."""

EASES = "EasePaceIntent"
"""From then on the breaths of a hold aren't all as long."""

FELL = "FellIntent"
"""Whoever says this lies anywhere, and is in no shape any more."""

POSE_AGAIN = "RepeatPoseIntent"
"""Whoever says this has the pose from its beginning, with as many breaths as usual."""

WORSE_SIDE = "WorseSideIntent"
"""Whoever says this asks for more breaths on one side than on the other."""

READY = "ReadyIntent"
"""Whoever says that they are ready has done what they were told."""

ONCE_MORE = {
    "AMAZON.RepeatIntent",
    "RepeatThatIntent",
    "RepeatPoseIntent",
    "RepeatSideIntent",
    "HowToIntent",
    "PreviousPoseIntent",
    "AMAZON.PreviousIntent",
    "GoToPoseIntent",
    "StartOverRoutineIntent",
    "AMAZON.StartOverIntent",
    "OtherSideIntent",
    "SideFirstIntent",
    "WorseSideIntent",
    "AMAZON.YesIntent",
    "ReadyIntent",
    "GentlerIntent",
}
"""Whoever says these may be led out of a shape and back into it, if only because they were about to come out."""

LEAVING = {
    "AMAZON.StopIntent",
    "AMAZON.CancelIntent",
    "AMAZON.NavigateHomeIntent",
    "SharpPainIntent",
    "NumbIntent",
    "FaintIntent",
    "EmergencyIntent",
    "StopRoutineIntent",
    "FinishRoutineIntent",
}
"""Said rarely, since nothing comes after them."""


def says(body: Body, name: str | None) -> None:
    """What somebody's words tell of their body, and of what they wish for."""
    if name == READY and body.moving and body.told_whole:
        body.settle()
    elif name in OTHER_BREATHS or name == POSE_AGAIN:
        body.breaths.asked_for_others()
        body.breaths.uneven = body.breaths.uneven or name == WORSE_SIDE
    elif name == EASES:
        body.breaths.eases = True
    elif name == FELL:
        body.possible, body.moving = frozenset({ANYWHERE}), ""


def in_lines(document: dict[str, Any], language: str) -> str:
    """A document as SSML in which the sentences of a line stand together, as the content has them."""
    return f"<speak>{' '.join(_line(item, language) for item in document['mainTemplate']['item']['items'])}</speak>"


def _line(item: dict[str, Any], language: str) -> str:
    if item["type"] == "Silence":
        return _pause(item["duration"])
    if item["type"] == "Speech":
        return html.escape(item["content"], quote=False)
    first, *others = item["items"]
    if first["type"] != "Silence":  # a breath, and a wave beside it
        return " ".join(_line(each, language) for each in first["items"])
    words = " ".join(_words(each) for each in others)
    return f"{words} {_pause(first['duration'] - round(1000 * seconds_of_words(words, language)))}"


def _words(item: dict[str, Any]) -> str:
    if item["type"] == "Speech":
        return html.escape(item["content"], quote=False)
    return " ".join(_words(each) for each in item.get("items", ()) if each["type"] != "Silence")


def _pause(ms: int) -> str:
    return f'<break time="{ms}ms"/>' if ms > 0 else ""


class Diary:
    """A memory for one walk."""

    def __init__(self) -> None:
        self._kept: dict[Identity, Record] = {}

    def read(self, person: Identity) -> Record | None:
        """What was kept."""
        return self._kept.get(person)

    def write(self, person: Identity, kept: Record, replacing: int | None) -> None:
        """Keeps it. Raises Conflict where something else is in place."""
        before = self._kept.get(person)
        if (before.version if before else 0) != replacing or (before and before.mark != kept.mark):
            raise Conflict("Conflict")
        self._kept[person] = kept

    def forget(self, person: Identity) -> None:
        """Keeps nothing."""
        self._kept.pop(person, None)

    def forget_account(self, account: str) -> None:
        """Keeps nothing of anybody."""
        self._kept.clear()


@dataclass
class Walk:
    """One person, and their body."""

    screen: bool = False
    locale: str = "en-US"
    form: Form = field(default=Form.SSML, kw_only=True)
    """What answers are sent as that lead through breaths."""
    body: Body = field(default_factory=Body)
    told: list[str | tuple[int, Intent | None]] = field(default_factory=list)
    """What was said, with the seconds from the beginning of the answer before; and remarks."""
    touches: dict[str, list[str]] = field(default_factory=dict)
    """What the screen would send, by the words on it."""
    flows: tuple[float, list[str]] | None = None
    """What the screen sends by itself, and after how many seconds."""
    session: Session = field(default_factory=Session)
    now: datetime = datetime(2027, 1, 15, 8, tzinfo=UTC)
    began: datetime | None = None
    ssml: str = ""
    reprompt: str | None = None
    again: bool = True
    """Whether what they said last may lead them out of a shape and back into it."""
    reports: bool = True
    """Whether Alexa tells when a session has ended by itself."""

    def __post_init__(self) -> None:
        self.device = Device(self.locale, SHOW_8 if self.screen else None)
        self.body = Body(self.language)
        self.skill = build_skill(Diary(), form=self.form)

    @property
    def said(self) -> list[str]:
        """All of it as a script for the simulator. Words for it are looked for only where somebody wants to read it."""
        return [each if isinstance(each, str) else f"+{each[0]} {self._words(each[1])}" for each in self.told]

    def _words(self, intent: Intent | None) -> str:
        return phrase(intent, self.locale) if intent else launch(self.locale)

    @property
    def language(self) -> str:
        """What is spoken."""
        return spoken_in(self.locale)

    @property
    def seconds(self) -> float:
        """The length of the last answer."""
        *_, last = pieces(self.ssml, self.language) if self.ssml else (None,)
        return last.start + last.spoken + last.silence if last else 0.0

    def say(self, intent: Intent | None, after: int) -> None:
        """Says something so many seconds into the last answer, or after it; None opens the skill by its name."""
        if self._flow_before(after):
            # What they say comes after the answer that began by itself: it is heard for as long as is left.
            after = max(0, after - round(self.seconds_before))
        self._pass(after)
        says(self.body, intent.name if intent else None)
        self.told.append((after, intent))
        led_out = self._led_out(after)
        if not intent and not self.session.new:
            self._session_over()
        self._post(
            self.device.intent(self.session, self.now, intent) if intent else self.device.launch(self.session, self.now)
        )
        once_more = intent is not None and intent.name in ONCE_MORE
        self.again = once_more or led_out

    def touch(self, words: str, after: int) -> None:
        """Touches words on the screen."""
        arguments = self.touches[words]
        if self._flow_before(after):
            return  # the screen has changed meanwhile
        self._pass(after)
        if self.session.new:  # the screen has gone dark
            self.ssml, self.reprompt, self.began = "", None, self.now
            return
        self.again = words == content(self.language)["screen"]["choices"]["repeat"] or self._led_out(after)
        self.told.append(f"+{after} # touches {words!r}")
        self._send(arguments)

    def _led_out(self, after: int) -> bool:
        """Whether they speak while they are being led out of a shape."""
        ease_out = content(self.language)["ease_out"]["say"]
        heard = pieces(self.ssml, self.language)
        leaving = any(piece.words.startswith(ease_out) and piece.start <= after for piece in heard)
        return after < self.seconds and (self.again or leaving)

    def _flow_before(self, after: int) -> bool:
        """Lets the screen go on by itself, where it does so before so many seconds."""
        if not self.flows or after < self.flows[0]:
            return False
        self.seconds_before, arguments = self.flows
        self._pass(round(self.seconds_before))
        self.told.append(f"+{round(self.seconds_before)} # the screen goes on by itself")
        self._send(arguments)
        return True

    def _send(self, arguments: list[str]) -> None:
        event = {"token": "lower-back-release", "arguments": arguments, "source": {}, "components": {}}
        self._post(self.device.user_event(self.session, self.now, event))

    def _pass(self, after: int) -> None:
        self._hear(after)
        self.now = max(self.now, (self.began or self.now) + timedelta(seconds=after))

    def _post(self, request: dict[str, Any]) -> None:
        self._answer(respond(self.skill, request))

    def _session_ends(self, seconds: float) -> None:
        """The session ends by itself so many seconds into the answer, and Alexa tells, or doesn't."""
        if self.reports and self.began:
            moment = self.began + timedelta(seconds=seconds)
            respond(self.skill, self.device.session_ended(self.session, moment, "EXCEEDED_MAX_REPROMPTS"))
        self._session_over()

    def _session_over(self) -> None:
        """A session ends, and with it all that is not kept in memory."""
        self.session, self.touches, self.flows = Session(), {}, None

    def _answer(self, response: dict[str, Any]) -> None:
        said = response["response"]
        self.session.new, self.session.attributes = False, response.get("sessionAttributes") or {}
        document = apla_of(said)
        self.ssml = in_lines(document, self.language) if document else ssml_of(said.get("outputSpeech"))
        self.reprompt = ((said.get("reprompt") or {}).get("outputSpeech") or {}).get("ssml")
        self.began = self.now + timedelta(seconds=1)
        self._look(said.get("directives") or [])
        if said.get("shouldEndSession"):
            self.body.listen(self.ssml)
            self._left_in_no_shape("the conversation ends")
            self.body.possible, self.body.moving = frozenset({ANYWHERE}), ""
            self._session_over()
            self.began = self.began + timedelta(seconds=round(self.seconds) + 2)
            self.told.append(f"# the session is over, {round(self.seconds) + 2} s after its last answer began")
            self.ssml, self.reprompt = "", None

    def _hear(self, after: int) -> None:
        """Listens to so many seconds of the answer, and of what is asked again when nobody speaks."""
        if self.began is None:
            return
        if after > self.seconds + MOVED_ON and self.session.new:
            self.body.possible, self.body.moving = frozenset({ANYWHERE}), ""
        self.body.listen(self.ssml, after if after < self.seconds else float("inf"))
        if self.body.needless and not self.again:
            self.body.complaints.append(f"out and back into the same shape: {self.body.needless}")
        asked_at = self.seconds + LISTENING_SECONDS
        if self.session.new or after <= asked_at:
            return
        if not self.reprompt:
            self._left_in_no_shape("nobody is asked again")
            self._session_ends(asked_at)
            return
        *_, last = pieces(self.reprompt, self.language)
        over = last.start + last.spoken + last.silence + LISTENING_SECONDS
        self.body.listen(self.reprompt, after - asked_at if after - asked_at < over else float("inf"))
        if after - asked_at >= over:
            self._left_in_no_shape("nobody speaks any more")
            self._session_ends(asked_at + over)
        if after > self.seconds + MOVED_ON:
            self.body.possible, self.body.moving = frozenset({ANYWHERE}), ""

    def _look(self, directives: list[dict[str, Any]]) -> None:
        """Sees what a screen would send."""
        self.touches, self.flows = {}, None
        for shown in directives:
            if shown["type"] == DIRECTIVE:
                continue
            waiting = shown["datasources"]["waiting"]
            self.touches = {choice["words"]: choice["wish"] for choice in waiting["choices"]}
            for command in shown["document"]["onMount"][0]["commands"]:
                if command["type"] == "SendEvent":
                    self.flows = command["delay"] / 1000, command["arguments"]

    def _left_in_no_shape(self, when: str) -> None:
        if self.body.shapes:
            self.body.complaints.append(f"{when}, and the body is in: {', '.join(self.body.shapes)}")


SILENT, TOUCHING, OPENING = 0.08, 0.1, 0.7
"""How often somebody is silent until they are asked again, or longer; touches the screen; begins with the name."""


def step(walk: Walk, chance: random.Random) -> None:
    """One turn at random."""
    moving_on = {"NextPoseIntent", "ResumeRoutineIntent", "AMAZON.YesIntent", "ItHurtsIntent", "GoToPoseIntent"}
    names = intents()
    name = chance.choices(names, [0.15 if n in LEAVING else 4 if n in moving_on else 1 for n in names])[0]
    intent = asking(name, chance.randrange(1000))
    part = chance.choice([0.15, 0.4, 1.0, 1.0, 1.05, 1.2])
    after = round(part * chance.random() * walk.seconds)
    if chance.random() < SILENT:
        after = round(walk.seconds) + chance.choice([9, 15, 20, 30, 60, 300, 420, 3600, 15 * 3600])
    if walk.touches and chance.random() < TOUCHING:
        walk.touch(chance.choice(sorted(walk.touches)), after)
    else:
        walk.say(None if walk.session.new and chance.random() < OPENING else intent, after)
