"""Draws every picture into `screenshots/`."""

import asyncio
from pathlib import Path

from tests.screenshots.scenes import draw_all

FOLDER = Path(__file__).parent.parent.parent / "screenshots"


def main() -> None:
    """Write the pictures, and say which."""
    FOLDER.mkdir(exist_ok=True)
    for name, picture in asyncio.run(draw_all()).items():
        path = FOLDER / f"{name}.svg"
        path.write_text(picture, encoding="utf-8")
        print(path.relative_to(FOLDER.parent))


if __name__ == "__main__":
    main()
