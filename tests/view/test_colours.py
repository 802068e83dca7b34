"""The colours of the page are told apart on its background, by readers with each kind of colour blindness too."""

import itertools
import re
from pathlib import Path

import numpy as np
import pytest

from kg.view.model import NODE_KINDS
from kg.view.picture import SHAPES

CSS = (Path(__file__).parents[2] / "kg" / "view" / "web" / "page.css").read_text("utf-8")
#: Machado, Oliveira and Fernandes 2009, full severity, linear RGB.
SIGHTS = {
    "usual": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
#: CIE76; 2.3 is just noticeable, 15 plain at a glance. Shapes differ as well.
APART = 15


def read_scheme(scheme: str) -> dict[str, str]:
    blocks = re.findall(r":root[^{]*\{([^}]*)\}", CSS)
    light, dark = (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block)) for block in blocks[:2])
    return light if scheme == "light" else light | dark


def linear(colour: str) -> np.ndarray:
    parts = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def contrast(one: str, two: str) -> float:
    low, high = sorted(float(linear(colour) @ [0.2126, 0.7152, 0.0722]) for colour in (one, two))
    return (high + 0.05) / (low + 0.05)


def lab(light: np.ndarray) -> np.ndarray:
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    xyz = to_xyz @ np.clip(light, 0, 1) / [0.95047, 1, 1.08883]
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_the_contrast_of_wcag_aa(scheme: str) -> None:
    colours = read_scheme(scheme)
    for ground in ("surface", "raised", "page"):
        for text in ("ink", "quiet", "accent"):
            assert contrast(colours[text], colours[ground]) >= 4.5
    assert contrast(colours["ink"], colours["mark"]) >= 4.5
    assert contrast(colours["ink"], colours["accent-soft"]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_shapes_and_controls_stand_off_their_ground(scheme: str) -> None:
    colours = read_scheme(scheme)
    for name in (*NODE_KINDS, "border", "edge-strong"):
        assert contrast(colours[name], colours["surface"]) >= 3


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_kinds_are_told_apart_by_every_sight(scheme: str, sight: str) -> None:
    colours = read_scheme(scheme)
    seen = {kind: lab(np.array(SIGHTS[sight]) @ linear(colours[kind])) for kind in NODE_KINDS}
    for one, two in itertools.combinations(NODE_KINDS, 2):
        assert np.linalg.norm(seen[one] - seen[two]) >= APART, (one, two)


def test_every_kind_has_a_shape_of_its_own() -> None:
    assert len({SHAPES[kind] for kind in NODE_KINDS}) == len(NODE_KINDS)
