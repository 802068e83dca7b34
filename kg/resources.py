"""Finds the files of ontology/, queries/ and seeds/, whether kg is installed or runs from a checkout.

A wheel carries the three folders inside the package (package_dir in setup.cfg); an editable install and a checkout
have them beside it.
"""

from pathlib import Path

PACKAGE_DIR = Path(__file__).parent


def find_folder(name: str) -> Path:
    """Returns the folder `name` ("ontology", "queries" or "seeds").

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    for place in (PACKAGE_DIR / name, PACKAGE_DIR.parent / name):
        if place.is_dir():
            return place
    raise FileNotFoundError(f"kg is installed without its folder {name!r}: install it again")


def read_resource(folder: str, name: str) -> str:
    """Returns the text (UTF-8) of file `name` in `folder`."""
    return (find_folder(folder) / name).read_text("utf-8")
