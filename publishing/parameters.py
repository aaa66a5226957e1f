"""What Amazon is told that no file here can know, because it is each publisher's own."""

from collections.abc import Mapping
from dataclasses import dataclass

from publishing.checks import CERTIFICATES, CHECKS, wrong_with_certificate, wrong_with_region
from publishing.stack import StackUnreadError, read_stack

MEANING = {
    "SKILL_ID": "the id that the Alexa developer console gave the skill",
    "SKILL_ENDPOINT": "the stack's output Endpoint (or give STACK, the name of that stack), or your own server's URL",
    "PRIVACY_URL": "where docs/privacy.md can be read on the web",
}
"""By parameter, what it is."""


class RefusedError(Exception):
    """Something is missing, or is not what it should be."""

    def __init__(self, complaints: list[str]) -> None:
        """`complaints` has a sentence for each thing that is wrong, with the name of its parameter."""
        super().__init__("\n".join(complaints))
        self.complaints = complaints


@dataclass(frozen=True)
class Parameters:
    """All of it, looked at and found right."""

    skill_id: str
    endpoint: str
    """The ARN of the alias of the function that answers, or the address of a server that does."""

    privacy_url: str
    certificate: str = CERTIFICATES[0]
    """The kind of certificate that the server shows, where it is one."""


def read_parameters(given: Mapping[str, str]) -> Parameters:
    """SKILL_ID, SKILL_ENDPOINT and PRIVACY_URL; or STACK, and REGION where AWS's tools have another one.

    A stack tells the endpoint, and the one skill that may call it. CERTIFICATE is of a server of one's own. A parameter
    with nothing in it is not given. Raises RefusedError, with all that is wrong at once.
    """
    told = {name: given.get(name, "").strip() for name in CHECKS}
    stack, region = given.get("STACK", "").strip(), given.get("REGION", "").strip()
    complaints = []
    if stack and told["SKILL_ENDPOINT"]:
        complaints.append("SKILL_ENDPOINT and STACK are both given: only one of them can say where the skill answers.")
    elif stack:
        try:
            told = told | _told_by(stack, region, told["SKILL_ID"])
        except RefusedError as refused:  # what the stack might have told is not missing
            complaints += refused.complaints
            told = {name: value for name, value in told.items() if value or name == "PRIVACY_URL"}
    for name, value in told.items():
        source = name if given.get(name, "").strip() else f"STACK ({stack}), for {name}"
        if not value:
            complaints.append(f"{name} is missing: {MEANING[name]}.")
        elif wrong := CHECKS[name](value):
            complaints.append(f"{source}: {wrong}.")
    certificate = given.get("CERTIFICATE", "").strip() or CERTIFICATES[0]
    if wrong := wrong_with_certificate(certificate):
        complaints.append(f"CERTIFICATE: {wrong}.")
    if complaints:
        raise RefusedError(complaints)
    return Parameters(told["SKILL_ID"], told["SKILL_ENDPOINT"], told["PRIVACY_URL"], certificate)


def _told_by(name: str, region: str, skill_id: str) -> dict[str, str]:
    """The endpoint, and the id of the skill that may call it; that has to be the one given, if one is.

    Raises RefusedError where the stack can't be read, or lets another skill call it.
    """
    if region and (wrong := wrong_with_region(region)):
        raise RefusedError([f"REGION: {wrong}."])
    try:
        stack = read_stack(name, region or None)
    except StackUnreadError as error:
        raise RefusedError([f"STACK: {error}."]) from error
    if skill_id and stack.skill_id and skill_id != stack.skill_id:
        raise RefusedError([f"SKILL_ID: {skill_id!r} may not call the stack's function, only {stack.skill_id!r} may."])
    return {"SKILL_ENDPOINT": stack.endpoint, "SKILL_ID": skill_id or stack.skill_id or ""}
