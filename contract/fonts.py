"""Families of type, named script by script, for the window and the strip of the phone.

What a system picks by itself differs from machine to machine: where fonts-noto-core alone is
installed, fontconfig gives Arabic to Noto Kufi, a face for headlines. The package and the set-up
install all of these that Debian has; signs in none of them would make their line higher.
"""

FONT_FAMILIES = (
    "Noto Sans",  # Latin, Greek, Cyrillic
    "Noto Sans Arabic",
    "Noto Sans CJK SC",  # recommended only: 90 MB
    "Segoe UI",  # on Windows, each of the above but Chinese
    "DejaVu Sans",  # arrows, ticks and crosses; Latin and Arabic where there is nothing better
)
