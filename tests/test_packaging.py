"""The package as users get it: both ways to install serve the folders at the top of the checkout."""

import configparser
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TOP_FOLDERS = ("ontology", "queries", "seeds")
PIP = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check")
OFFLINE = ("--no-deps", "--no-index", "--no-build-isolation")
LIST_FOLDERS = """
import json, site, sys
site.addsitedir(sys.argv[1])
from kg.resources import find_folder
print(json.dumps({n: sorted(p.name for p in find_folder(n).iterdir() if p.is_file()) for n in sys.argv[2:]}))
print(find_folder("ontology"))
"""


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what the build reads, so that building leaves nothing behind."""
    copy = tmp_path_factory.mktemp("checkout")
    for name in ("setup.cfg", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, copy)
    for name in ("kg", *TOP_FOLDERS):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", ".*"))
    return copy


def served_files(site: Path, cwd: Path) -> tuple[str, str]:
    """What an interpreter that sees only `site` finds: the files of the folders as JSON, and where the first is."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", LIST_FOLDERS, str(site), *TOP_FOLDERS],
        cwd=cwd,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    files, _, place = done.stdout.strip().partition("\n")
    return files, place


def checkout_files() -> str:
    return json.dumps(
        {n: sorted(p.name for p in (ROOT / n).iterdir() if p.is_file() and p.name[0] != ".") for n in TOP_FOLDERS}
    )


def test_wheel_carries_every_file_of_the_top_folders(checkout: Path, tmp_path: Path) -> None:
    subprocess.run([*PIP, "wheel", *OFFLINE, "-w", tmp_path, checkout], check=True)
    (wheel,) = tmp_path.glob("kg-*.whl")
    site = tmp_path / "site"
    subprocess.run([*PIP, "install", "--no-deps", "--no-index", "--target", site, wheel], check=True)
    files, place = served_files(site, tmp_path)
    assert files == checkout_files()
    assert Path(place) == site / "kg" / "ontology"


def test_editable_install_serves_the_folders_of_the_checkout(checkout: Path, tmp_path: Path) -> None:
    prefix = tmp_path / "prefix"
    subprocess.run(
        [*PIP, "install", *OFFLINE, "--ignore-installed", "--prefix", prefix, "-e", checkout],
        check=True,
    )
    (site,) = prefix.glob("lib/python3*/site-packages")
    files, place = served_files(site, tmp_path)
    assert files == checkout_files()
    assert Path(place) == checkout / "ontology"


def test_every_package_on_disk_is_listed_for_the_build() -> None:
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg", "utf-8")
    listed = set(config["options"]["packages"].split())
    on_disk = {".".join(path.parent.relative_to(ROOT).parts) for path in (ROOT / "kg").rglob("__init__.py")}
    assert listed == on_disk | {f"kg.{name}" for name in TOP_FOLDERS}


def test_every_data_file_is_matched_by_the_package_data() -> None:
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg", "utf-8")
    globs = {
        package: [pattern.strip() for pattern in value.replace("\n", ",").split(",") if pattern.strip()]
        for package, value in config["options.package_data"].items()
    }
    files = [path for path in (ROOT / "kg").rglob("*") if path.is_file() and path.suffix not in (".py", ".pyc")]
    assert [str(path) for path in files if not is_matched(path, globs)] == []


def is_matched(path: Path, globs: dict[str, list[str]]) -> bool:
    package = next(folder for folder in path.parents if (folder / "__init__.py").exists())
    patterns = globs.get(".".join(package.relative_to(ROOT).parts), [])
    return any(path.relative_to(package).match(pattern) for pattern in patterns)


def test_the_command_is_declared_as_entry_point() -> None:
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg", "utf-8")
    assert "kg = kg.cli:main" in config["options.entry_points"]["console_scripts"]
