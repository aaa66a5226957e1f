"""`python -m hosting SKILL_ID --memory FILE`: the skill, for what Amazon signs for it."""

import argparse
import io
import logging
import os
import signal
import sys

from hosting import HOST, PORT
from hosting.health import add_health
from hosting.options import file, host, port, skill_id
from hosting.server import Server
from hosting.signature import AmazonSignature
from hosting.sqlite_memory import SqliteMemory
from hosting.web_service import create_app


def main(arguments: list[str] | None = None) -> int:
    """Serves the skill until SIGTERM or Ctrl-C; 0 where it ended as it should.

    1 where it can't begin; 2, as for an option that can't be, where the environment has such a setting.
    """
    options = _options(arguments)
    logging.basicConfig(format="%(levelname)s %(name)s: %(message)s")  # whoever keeps the log knows the time
    try:
        # Imported here, since they look into the environment when they are.
        from lower_back_release.alexa.audio import Form  # noqa: PLC0415
        from lower_back_release.alexa.skill import build_skill, respond  # noqa: PLC0415

        form = Form(os.environ.get("ANSWER_FORM") or Form.SSML)
    except ValueError as error:
        print(f"ANSWER_SECONDS or ANSWER_FORM in the environment can't be used: {error}", file=sys.stderr)
        return 2
    try:
        skill = build_skill(SqliteMemory(options.memory), options.skill_id, form)
        app = create_app(lambda event: respond(skill, event), verifier=AmazonSignature(options.skill_id))
        add_health(app)
        server = Server(app, options.host, options.port)
        for ending in (signal.SIGTERM, signal.SIGINT):
            signal.signal(ending, lambda *_: server.stop())
        if isinstance(sys.stdout, io.TextIOWrapper):  # a file's name may have letters that this place can't write
            sys.stdout.reconfigure(errors="backslashreplace")
        print(
            f"What Amazon signs for {options.skill_id} is answered at {server.address}"
            f" and remembered in {options.memory.absolute()}",
            flush=True,
        )
    except OSError as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return 1
    server.run()
    return 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m hosting",
        description=__doc__,
        epilog="ANSWER_SECONDS and ANSWER_FORM in the environment are AnswerSeconds and AnswerForm of template.yaml.",
    )
    parser.add_argument("skill_id", type=skill_id, metavar="SKILL_ID", help="the id of the only skill that may call")
    parser.add_argument("--memory", type=file, required=True, metavar="FILE", help="keep progress in this SQLite file")
    parser.add_argument("--port", type=port, default=PORT, help=f"where it listens (default: {PORT}; 0: any free one)")
    parser.add_argument(
        "--host", type=host, default=HOST, metavar="ADDRESS", help=f"of this machine's addresses (default: {HOST})"
    )
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
