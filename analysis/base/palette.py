"""The suite's colours, for figures and for what a notebook shows; imports nothing.

`COLOURS` climb in lightness (CIE L* about 21, 46, 66, 83), so that they stay apart in grey and for
colour-blind readers.
"""

from typing import Final

NAVY: Final = "#12355B"
RUST: Final = "#C8452D"
SKY: Final = "#4BA9D8"
SAND: Final = "#F2C968"
GREY: Final = "#8A8F98"
PALE: Final = "#E3E6EA"
INK: Final = "#1A1C20"
COLOURS: Final = (NAVY, RUST, SKY, SAND)

ON_LIGHT: Final = (NAVY, "#B23A24", "#1C6C99", "#7A5B00")
"""`COLOURS` for lines and letters on a light page: each at least 4.5 to 1 against white (WCAG 2.2)."""
ON_DARK: Final = ("#9CC0E8", "#F0927E", SKY, SAND)
"""`COLOURS` for lines and letters on a dark page."""
