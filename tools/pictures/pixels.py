"""Pixels of a picture as numbers, and the contrast between them (WCAG 2.1)."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

Pixels = NDArray[np.uint32]  # 0x00rrggbb, by row and column


def pixels_of(picture: QImage) -> Pixels:
    image = picture.convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), -1)
    return rows[:, : image.width()] & np.uint32(0xFFFFFF)


def piece(pixels: Pixels, rect: QRect) -> Pixels:
    top, left = max(0, rect.top()), max(0, rect.left())
    return pixels[top : max(top, rect.bottom() + 1), left : max(left, rect.right() + 1)]


def named(colour: int) -> str:
    return f"#{int(colour):06x}"


def ground_of(pixels: Pixels, ink: str = "") -> str:
    """Return the commonest colour that is not the ink; large letters cover half of their place."""
    colours, counts = np.unique(pixels, return_counts=True)
    for at in np.argsort(-counts):
        if named(colours[at]) != ink:
            return named(colours[at])
    return ink or named(colours[0])


def strongest(pixels: Pixels, ground: str) -> float:
    """Return the contrast of the pixel that stands out most from a ground."""
    light = _luminance(np.unique(pixels))
    below = _luminance(np.array([int(ground[1:], 16)], np.uint32))[0]
    ratios = (np.maximum(light, below) + 0.05) / (np.minimum(light, below) + 0.05)
    return float(ratios.max(initial=1.0))


def _luminance(colours: Pixels) -> NDArray[np.float64]:
    """Return what contrast_ratio reckons with, for many colours at once."""
    parts = ((colours[:, None] >> np.array([16, 8, 0], np.uint32)) & 0xFF) / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ np.array([0.2126, 0.7152, 0.0722]))


def blended(ink: str, alpha: int, ground: str) -> str:
    """Return the colour of a translucent ink on a ground."""
    pairs = ((int(one[at : at + 2], 16) for one in (ink, ground)) for at in (1, 3, 5))
    parts = (round((top * alpha + below * (255 - alpha)) / 255) for top, below in pairs)
    return "#" + "".join(f"{part:02x}" for part in parts)
