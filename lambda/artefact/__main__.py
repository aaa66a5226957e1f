"""Lays out what is deployed: `python -m artefact FOLDER`, called by SAM by way of the Makefile beside it.

The source stays plain. What makes a cold start slow is taken out here, and only here:

- packages that nothing imports, and boto3, which Lambda's runtime brings along, are left out;
- `ask_sdk_model` loads each of its classes, and of its clients for services, when it is asked for; a comparison with
  the plain tree proves that they are the same, and where it fails the plain one is left;
- dataclasses are written out;
- the content of each language is read and checked here, and stands there as it is used;
- everything is compiled, by the runtime's own Python. Another one compiles nothing, and says so.

Whose code is in it beside ours, and on what terms, is written down in it.
"""

import argparse
import os
import py_compile
import re
import shutil
import subprocess
import sys
import warnings
import zipfile
from collections.abc import Callable, Collection, Mapping
from importlib.util import cache_from_source
from pathlib import Path
from py_compile import PycInvalidationMode
from tempfile import TemporaryDirectory

if sys.version_info < (3, 11):  # noqa: UP036 - it is run by whichever Python there is
    sys.exit("The build needs Python 3.11 or newer, best the one of Lambda's runtime: make artefact PYTHON=python3.13")

from artefact.lazy import make_lazy, same_but_for_imports
from artefact.materials import write_down
from artefact.written_out import write_out

SOURCE = Path(__file__).parent.parent

RUNTIME = (3, 13)
"""The Python of the template's runtime."""

NEEDED = ("ask-sdk-core", "ask-sdk-model", "ask-sdk-runtime", "python-dateutil", "six")
"""The packages of requirements.txt that are imported; besides boto3 and its own, which the runtime has."""

OURS = ("lambda_function", "lower_back_release")

BARE = ("ask_sdk_model", "ask_sdk_core", "ask_sdk_runtime")
"""Packages that do without docstrings; they have no assert, which would be lost with them."""

ZIPPED_AT = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the zip, so that the same source makes the same zip."""


def main() -> None:
    """Builds into the folder that is named, and zips it beside that where that is wished for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--zip", action="store_true", help="lay FOLDER.zip beside it")
    parser.add_argument("--for-this-python", action="store_true", help="compile for this Python, not for Lambda's")
    options = parser.parse_args()
    for said in build(options.folder, for_this_python=options.for_this_python):
        print(said)
    if options.zip:
        print(f"{zipped(options.folder)} bytes zipped")


def build(folder: Path, *, for_this_python: bool = False, without: Collection[str] = ()) -> list[str]:
    """Lays everything out in a folder, in place of what was built there before; what is of note, to be told.

    `without` names some of STEPS to leave out. Raises CalledProcessError where the packages can't be had,
    FileExistsError where something else is in the folder.
    """
    folder = folder.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    built_before = (folder / "lower_back_release").exists() and not (folder / "artefact").exists()
    if any(folder.iterdir()) and not built_before:
        raise FileExistsError(f"{folder} holds something else than an artefact")
    with TemporaryDirectory() as place:  # so that nothing half done is left where something fails
        told = _laid_out(Path(place), for_this_python=for_this_python, without=without)
        for each in folder.iterdir():
            shutil.rmtree(each) if each.is_dir() else each.unlink()
        shutil.copytree(place, folder, dirs_exist_ok=True)
    return told


def _laid_out(folder: Path, *, for_this_python: bool, without: Collection[str]) -> list[str]:
    _install(folder)
    written = write_down(folder)
    shutil.copy2(SOURCE / "lambda_function.py", folder)
    shutil.copytree(
        SOURCE / "lower_back_release", folder / "lower_back_release", ignore=shutil.ignore_patterns("__pycache__")
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # others' packages have escapes that Python warns of, by this name or that
        told = [step(folder) for name, step in STEPS.items() if name not in without]
        return [*told, written, _compile(folder, for_this_python=for_this_python)]


def zipped(folder: Path) -> int:
    """The size in bytes of the zip that it lays beside a folder."""
    file = folder.absolute().with_name(f"{folder.absolute().name}.zip")
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            member = zipfile.ZipInfo(str(path.relative_to(folder)), ZIPPED_AT)
            member.external_attr = 0o644 << 16
            archive.writestr(member, path.read_bytes(), zipfile.ZIP_DEFLATED)
    return file.stat().st_size


def entries(requirements: str, packages: Collection[str] = NEEDED) -> str:
    """The lines of a requirements file for some packages, with their hashes."""
    found = re.findall(r"^[\w.-]+==(?:.*\\\n)*.*\n", requirements, re.MULTILINE)
    return "".join(entry for entry in found if entry.partition("==")[0] in packages)


def _install(folder: Path) -> None:
    with TemporaryDirectory() as place:
        wanted = Path(place) / "requirements.txt"
        wanted.write_text(entries((SOURCE / "requirements.txt").read_text(encoding="utf-8")), encoding="utf-8")
        options = ["-qq", "--disable-pip-version-check", "--no-compile", "--no-deps", "--require-hashes"]
        command = [sys.executable, "-m", "pip", "install", *options, "--target", str(folder), "-r", str(wanted)]
        subprocess.run(command, check=True)  # noqa: S603 - our own words


def _make_lazy(folder: Path) -> str:
    """Makes the SDK's model lazy, if it then is the same as it was; what came of it."""
    plain, lazy = folder / "ask_sdk_model", folder / "lazy" / "ask_sdk_model"
    shutil.copytree(plain, lazy)
    try:
        make_lazy(lazy)
        differs = difference(folder, lazy.parent)
        if differs:
            return f"ask_sdk_model IS LEFT PLAIN: {differs}"
        shutil.rmtree(plain)
        lazy.rename(plain)
    except (SyntaxError, ValueError) as error:
        return f"ask_sdk_model IS LEFT PLAIN: {error}"
    finally:
        shutil.rmtree(lazy.parent)
    return "ask_sdk_model loads what is asked for, and is proven to be the same"


def difference(plain: Path, lazy: Path) -> str:
    """What of the SDK's model differs between two trees; nothing where they are the same.

    Their sources are, but for when something is imported; and so is every class that is there, by every name.
    """
    for file in sorted((plain / "ask_sdk_model").rglob("*.py")):
        other = lazy / file.relative_to(plain)
        if not other.exists() or not same_but_for_imports(
            *(each.read_text(encoding="utf-8") for each in (file, other))
        ):
            return str(file.relative_to(plain))
    first, second = (
        subprocess.run(  # noqa: S603 - our own words
            [sys.executable, "-B", "-c", DESCRIBE],
            cwd=tree,
            capture_output=True,
            text=True,
            check=False,
            env={"PYTHONPATH": f"{tree}:{plain}"},
        )
        for tree in (plain, lazy)
    )
    if first.returncode or second.returncode:
        return (first.stderr or second.stderr or "it could not be described").strip().splitlines()[-1]
    lines = set(first.stdout.splitlines()) ^ set(second.stdout.splitlines())
    return min(lines, default="")


DESCRIBE = """
import importlib, inspect, pathlib, pkgutil
import ask_sdk_model
from ask_sdk_model.services import ApiConfiguration, ServiceClientFactory

assert pathlib.Path(ask_sdk_model.__file__).parent.parent == pathlib.Path.cwd()
names = [each.name for each in pkgutil.walk_packages(ask_sdk_model.__path__, "ask_sdk_model.")]
for name in ["ask_sdk_model", *names]:
    module = importlib.import_module(name)
    for attribute in dir(module):
        found = getattr(module, attribute)
        if inspect.isclass(found) and found.__module__.startswith("ask_sdk_model"):
            told = {key: str(value) for key, value in vars(found).items() if isinstance(value, (dict, str, bool))}
            print(name, attribute, found.__module__, found.__qualname__, found.__mro__, sorted(told.items()))
factory = ServiceClientFactory(ApiConfiguration(api_client=1, serializer=1, authorization_value="1", api_endpoint="1"))
for name in dir(factory):
    if name.startswith("get_"):
        print(name, type(getattr(factory, name)()))
"""
"""What there is in the model's tree in the current folder: every class by every name, and what it says of itself."""


def _compile(folder: Path, *, for_this_python: bool) -> str:
    """Compiles everything, where this is the Python that will run it; what came of it.

    Of others' packages only that is left, and of the largest without its docstrings: else it would be twice as much.
    """
    for cache in list(folder.rglob("__pycache__")):
        shutil.rmtree(cache)
    if not for_this_python and sys.version_info[:2] != RUNTIME:
        wanted = ".".join(map(str, RUNTIME))
        return f"NOTHING WAS COMPILED: that takes Python {wanted}, and a cold start will take twice as long"
    for file in list(folder.rglob("*.py")):
        ours = file.relative_to(folder).parts[0].startswith(OURS)
        compiled = cache_from_source(str(file)) if ours else str(file.with_suffix(".pyc"))
        Path(compiled).parent.mkdir(exist_ok=True)
        py_compile.compile(
            str(file),
            cfile=compiled,
            dfile=str(file.relative_to(folder)),
            doraise=True,
            optimize=2 if file.relative_to(folder).parts[0] in BARE else 0,
            invalidation_mode=PycInvalidationMode.UNCHECKED_HASH,
        )
        if not ours:
            file.unlink()
    return f"compiled for Python {sys.version_info.major}.{sys.version_info.minor}"


def _write_out(folder: Path) -> str:
    """Writes our dataclasses out."""
    write_out(folder / "lower_back_release")
    shutil.copy2(SOURCE / "artefact" / "frozen.py", folder / "lower_back_release")
    return "dataclasses are written out"


def _read_content(folder: Path) -> str:
    """Reads and checks each language's words, and lays them beside as what they were read as."""
    code = "from lower_back_release.content import FOLDER, language_file; language_file.lay_ready(FOLDER)"
    alike = os.environ | {"PYTHONHASHSEED": "0"}  # the same source, the same bytes
    subprocess.run([sys.executable, "-B", "-c", code], cwd=folder, check=True, env=alike)  # noqa: S603 - our own words
    return "content is read and checked"


STEPS: Mapping[str, Callable[[Path], str]] = {
    "the model lazy": _make_lazy,
    "dataclasses written out": _write_out,
    "content ready": _read_content,
}
"""What makes it lean, in this order, by names for `benchmarks.deployed`, which measures what each saves."""


if __name__ == "__main__":
    main()
