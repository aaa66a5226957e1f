"""Amazon's Skill Management API on this machine, as far as `ask deploy` speaks to it."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import flask

from simulator.server import serving

IMPORT = "amzn1.ask-package.import.1"


@dataclass
class Smapi:
    """What it was sent."""

    address: str = ""

    asked: list[str] = field(default_factory=list)
    """Method and path of each request, in order."""

    uploaded: bytes = b""

    def files(self) -> dict[str, bytes]:
        """The files in the zip that was uploaded, by their path in it."""
        with zipfile.ZipFile(io.BytesIO(self.uploaded)) as package:
            return {each.filename: package.read(each) for each in package.infolist() if not each.is_dir()}


@contextmanager
def smapi(skill_id: str) -> Iterator[Smapi]:
    """It, while the block runs. Another skill than that one it does not know."""
    app, amazon = flask.Flask(__name__), Smapi()

    @app.before_request
    def note() -> None:
        amazon.asked.append(f"{flask.request.method} {flask.request.path}")

    @app.post("/v1/skills/uploads")
    def begin() -> tuple[dict[str, str], int]:
        return {"uploadUrl": f"{amazon.address}upload", "expiresAt": "2036-01-01T00:00:00Z"}, 201

    @app.put("/upload")
    def upload() -> str:
        amazon.uploaded = flask.request.get_data()
        return ""

    @app.post(f"/v1/skills/{skill_id}/imports")
    def take() -> tuple[str, int, dict[str, str]]:
        assert flask.request.get_json(force=True) == {"location": f"{amazon.address}upload"}
        return "", 202, {"Location": f"/v1/skills/imports/{IMPORT}"}

    @app.get(f"/v1/skills/imports/{IMPORT}")
    def taken() -> dict[str, object]:
        return {"status": "SUCCEEDED", "skill": {"skillId": skill_id, "resources": []}}

    @app.get(f"/v1/skills/{skill_id}/stages/development/enablement")
    def enabled() -> tuple[str, int]:
        return "", 204

    with serving(app, port=0) as address:
        amazon.address = address
        yield amazon
