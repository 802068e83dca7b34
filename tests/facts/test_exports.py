import subprocess
import sys

import pytest

import kg.facts
import kg.text


@pytest.mark.parametrize("room", [kg.facts, kg.text])
def test_every_public_name_is_there(room: object) -> None:
    names = room.__all__  # type: ignore[attr-defined]
    assert [name for name in names if not hasattr(room, name)] == []
    assert not hasattr(room, "nothing_of_this_name")


def test_model_is_imported_without_the_rest() -> None:
    code = "import sys, kg.facts.model; print(sorted(name for name in sys.modules if name.startswith('kg.')))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert found.strip() == "['kg.facts', 'kg.facts.model']"
