"""The Echo itself: when it listens, what it sends, what it hears back. It is told the time, and never waits."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from simulator.ears.invocation import Call, call, without_wake_word
from simulator.ears.understanding import Understanding
from simulator.echo.device import CONSENT, Device, Session
from simulator.heard.apla import DIRECTIVE, DocumentError
from simulator.heard.response import apla_of, heard_in, seconds_of, ssml_of
from simulator.heard.ssml import plain_text

USER_EVENT = "Alexa.Presentation.APL.UserEvent"

AGREES = "AMAZON.YesIntent", "AgreeIntent"
REFUSES = "AMAZON.NoIntent", "DeclineIntent"
NOT_ANSWERED = "NOT_ANSWERED"
"""What she takes for a yes, a no, and neither. Which words she does take isn't known."""


class RefusedError(ConnectionError):
    """The skill's web service doesn't give the skill a request; it says why, in a sentence."""


Post = Callable[[dict[str, Any]], dict[str, Any]]
"""Carries a request to the skill and brings its response back. Raises OSError where there is none."""

LATENCY_SECONDS = 1.0
"""Seconds from the end of a person's words to the first word of the answer."""

LISTENING_SECONDS = 8.0
"""Seconds that an open microphone waits (Amazon's session documentation: "about 8 seconds")."""


@dataclass(frozen=True)
class Exchange:
    """What was said, what was sent for it, what came back."""

    said: str
    intent: str | None
    """The intent or request type sent; None where the skill wasn't spoken to."""
    began: datetime
    """When the answer's first word is heard."""
    slots: dict[str, str] = field(default_factory=dict)
    """The id each slot heard was resolved to, or the words themselves where there is none."""
    ssml: str = ""
    """What is heard; of a document of APL for audio, the SSML that sounds the same in the voice we assume."""
    apla: dict[str, Any] | None = None
    """The document that is played; None where there is none."""
    reprompt: str | None = None
    """SSML; None where nobody will be asked again."""
    open: bool = False
    """Whether the microphone opens once the answer has been heard."""
    request: dict[str, Any] = field(default_factory=dict)
    response: dict[str, Any] = field(default_factory=dict)
    locale: str = "en-US"
    again: bool = False
    """Whether it is the reprompt of the turn before, whose request and response it keeps."""

    @property
    def speech(self) -> str:
        """The words of the answer."""
        return plain_text(self.ssml) if self.ssml else ""

    @property
    def seconds(self) -> float:
        """How long the answer takes, as far as can be told without hearing it."""
        return seconds_of(self.ssml, self.locale)

    @property
    def heard_out(self) -> datetime:
        """When the answer's last word has been heard."""
        return self.began + timedelta(seconds=self.seconds)

    def to_json(self) -> dict[str, Any]:
        """The turn as a script reports it."""
        return {
            "said": self.said,
            "intent": self.intent,
            "slots": self.slots,
            "speech": self.speech,
            "ssml": self.ssml,
            "seconds": round(self.seconds, 1),
            "mic": "open" if self.open else "closed",
            "reprompt": plain_text(self.reprompt) if self.reprompt and not self.again else None,
            **({"apla": self.apla} if self.apla else {}),
        }


@dataclass
class Echo:
    """A device with our skill enabled. All times are handed to it.

    Where `post` raises, what it raises goes on to the caller, and the conversation is as it was: what was said can be
    said again. Only a session that ends is over in any case, as on a device, which ends it whatever the skill answers.
    """

    post: Post
    understanding: Understanding
    device: Device
    session: Session | None = None
    last: Exchange | None = None
    """The last turn of the open session."""
    asked_again: bool = False
    """Whether the last turn's reprompt has been heard."""
    asking: str | None = None
    """The token of a permission that Alexa asks for just now; None where she asks for none."""
    grant: Callable[[str], None] = field(default=lambda _: None)
    """Gives the skill the permission it asked for, of whoever has this token."""

    @property
    def deadline(self) -> datetime | None:
        """When the microphone closes unless somebody speaks; None while it is not going to."""
        if self.session is None or self.last is None:
            return None
        listening = timedelta(seconds=LISTENING_SECONDS)
        if self.last.reprompt is None:
            return self.last.heard_out + listening
        asked = self.last.heard_out + listening + timedelta(seconds=seconds_of(self.last.reprompt, self.last.locale))
        return asked + listening

    def hear(self, words: str, now: datetime) -> Exchange:
        """Somebody says something: it reaches the skill if the skill is open, or is called by its name.

        An Echo at rest also takes words the model knows as if the skill had been asked by name, so that any
        intent can be tried cold; anything else said to it at rest is not for the skill.
        """
        self.pass_time(now)
        if self.asking is not None and self.session is not None:
            return self._consent(words, now)
        with self._as_it_was():
            called = self._called(words)
            if called is not None:
                self.session = Session()
                return self._launch(words, now) if not called.request else self._ask(words, called.request, now)
            request = without_wake_word(words)
            if self.session is None:
                intent = self.understanding.intent(request)
                if intent.name.startswith("AMAZON."):
                    return self._nothing(words, now)
                self.session = Session()
            return self._ask(words, request, now)

    def near(self, words: str) -> list[tuple[str, str, float]]:
        """The intents that words are most like (Understanding.nearest); none where the skill is only opened."""
        called = self._called(words)
        request = called.request if called else without_wake_word(words)
        return self.understanding.nearest(request) if request else []

    def _called(self, words: str) -> Call | None:
        return call(words, self.understanding.invocation_name, self.understanding.language.invocation)

    def send(self, request: dict[str, Any], now: datetime) -> Exchange:
        """A request written by hand, with a "request" in it, is sent as it is; its answer is heard as any other."""
        self.pass_time(now)
        kind, intent = str(request["request"].get("type")), request["request"].get("intent")
        name = str(intent.get("name")) if isinstance(intent, dict) else kind
        with self._as_it_was():
            self.session = self.session or Session()
            turn = self._send("", name, {}, request, now)
        if kind == "SessionEndedRequest":
            self.session = self.last = None
            return replace(turn, open=False)
        return turn

    def take_up(self, held: Sequence[Exchange]) -> None:
        """Goes on where another Echo stopped, after the turns that it held."""
        sent = [turn for turn in held if turn.request]
        if not held or not held[-1].open or not sent:
            return
        self.session = Session(new=False)
        told = [turn.request["session"] for turn in sent if "session" in turn.request]  # one by hand may tell of none
        for session in told[-1:]:
            self.session.id = session["sessionId"]
            self.device = replace(self.device, user=session["user"]["userId"])
        for system in [turn.request.get("context", {}).get("System", {}) for turn in sent][-1:]:
            self.device = replace(self.device, token=str(system.get("apiAccessToken") or self.device.token))
        self.session.attributes = sent[-1].response.get("sessionAttributes") or {}
        self.asked_again = held[-1].again
        self.last = next((turn for turn in reversed(sent) if turn.ssml and not turn.again), None)

    def touch(self, event: dict[str, Any], now: datetime) -> Exchange:
        """The screen sends an event: its source, arguments and components. Nothing where no session is open."""
        self.pass_time(now)
        if self.session is None:
            return self._nothing("", now)
        with self._as_it_was():
            return self._send("", USER_EVENT, {}, self.device.user_event(self.session, now, event), now)

    def silence(self, now: datetime) -> Exchange:
        """Nobody says anything when asked: the reprompt is heard, and after it the session ends."""
        if self.session is None or self.last is None:
            return self._nothing("", now)
        if self.asking is not None:
            return self._consent("", now)
        if self.last.reprompt and not self.asked_again:
            self.asked_again = True
            began = max(now, self.last.heard_out + timedelta(seconds=LISTENING_SECONDS))
            return replace(
                self.last, said="", intent=None, slots={}, began=began, ssml=self.last.reprompt, apla=None, again=True
            )
        return self.end(now, "EXCEEDED_MAX_REPROMPTS")

    def pass_time(self, now: datetime) -> Exchange | None:
        """The session ends by itself where nobody has spoken for too long. The turn that ended it, if so."""
        if self.deadline is not None and now >= self.deadline:
            return self.end(self.deadline, "EXCEEDED_MAX_REPROMPTS")
        return None

    def end(self, now: datetime, reason: str) -> Exchange:
        """The session ends, and the skill is told; nothing it answers is heard any more."""
        if self.session is None:
            return self._nothing("", now)
        request = self.device.session_ended(self.session, now, reason)
        try:
            turn = self._send("", "SessionEndedRequest", {}, request, now)
        finally:
            self.session = self.last = self.asking = None
        return replace(turn, ssml="", reprompt=None, open=False)

    @contextmanager
    def _as_it_was(self) -> Iterator[None]:
        """Leaves the session as it was where the skill doesn't answer."""
        session, last, asked_again = self.session and replace(self.session), self.last, self.asked_again
        try:
            yield
        except Exception:
            self.session, self.last, self.asked_again = session, last, asked_again
            raise

    def _consent(self, words: str, now: datetime) -> Exchange:
        """Somebody answers Alexa, who has asked them for a permission, and tells the skill."""
        assert self.session is not None  # noqa: S101 - looked at by the caller
        heard = self.understanding.intent(without_wake_word(words)).name if words else ""
        agrees = heard in AGREES or self.understanding.language.permission.approves in words.lower()
        status = "ACCEPTED" if agrees else "DENIED" if heard in REFUSES else NOT_ANSWERED
        token, self.asking = self.asking or "", None
        if status == "ACCEPTED":
            self.grant(self.device.token)
        return self._send(words, CONSENT, {}, self.device.consent(self.session, now, token, status), now)

    def _launch(self, words: str, now: datetime) -> Exchange:
        assert self.session is not None  # noqa: S101 - opened by the caller
        return self._send(words, "LaunchRequest", {}, self.device.launch(self.session, now), now)

    def _ask(self, words: str, request: str, now: datetime) -> Exchange:
        assert self.session is not None  # noqa: S101 - opened by the caller
        intent = self.understanding.intent(request)
        slots = {name: slot.id or slot.value for name, slot in intent.slots.items() if slot.value is not None}
        return self._send(words, intent.name, slots, self.device.intent(self.session, now, intent), now)

    def _send(self, words: str, name: str, slots: dict[str, str], request: dict[str, Any], now: datetime) -> Exchange:
        assert self.session is not None  # noqa: S101 - opened by the caller
        envelope = self.post(request)
        self.session.new = False
        self.session.attributes = envelope.get("sessionAttributes") or {}
        response = envelope.get("response") or {}  # what is no request for a skill is answered with nothing at all
        ends = response.get("shouldEndSession")
        document = apla_of(response)
        try:
            heard = heard_in(response, self.device.locale)
        except DocumentError as error:
            heard = ssml_of(response.get("outputSpeech"))
            self._not_played(response, error, now)
            document = None
        turn = Exchange(
            words,
            name,
            now + timedelta(seconds=LATENCY_SECONDS),
            slots,
            ssml=heard,
            apla=document,
            reprompt=ssml_of((response.get("reprompt") or {}).get("outputSpeech")) or None,
            open=not ends,
            request=request,
            response=envelope,
            locale=self.device.locale,
        )
        asked = next((each for each in response.get("directives") or () if each.get("name") == "AskFor"), None)
        if asked is not None:
            return self._asked(turn, str(asked.get("token") or ""), now)
        if ends is None:  # it leaves what is being said, and how long somebody is waited for, as it was
            return turn
        self.asked_again = False
        self.last = turn if turn.open else None
        if not turn.open:
            self.session = None
        return turn

    def _asked(self, turn: Exchange, token: str, now: datetime) -> Exchange:
        """Alexa asks for the permission that the skill wants, in her own words, or tells it that she can't."""
        assert self.session is not None  # noqa: S101 - opened by the caller
        if not self.device.asks:
            told = self.device.consent(self.session, turn.heard_out, token, "")
            return self._send(turn.said, CONSENT, {}, told, now)
        self.asking, self.asked_again = token, False
        asks = self.understanding.language.permission.asks
        self.last = replace(turn, ssml=f"{turn.ssml.removesuffix('</speak>')} {asks}</speak>", open=True)
        return self.last

    def _not_played(self, response: dict[str, Any], error: DocumentError, now: datetime) -> None:
        """The device tells the skill that it couldn't play a document."""
        assert self.session is not None  # noqa: S101 - opened by the caller
        token = next(str(each.get("token", "")) for each in response["directives"] if each.get("type") == DIRECTIVE)
        told = self.post(self.device.not_played(self.session, now, token, error))
        self.session.attributes = told.get("sessionAttributes") or self.session.attributes

    def _nothing(self, words: str, now: datetime) -> Exchange:
        return Exchange(words, None, now)
