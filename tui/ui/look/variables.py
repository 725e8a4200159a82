"""What a theme comes to on the dashboard: the variables of `bitotui.tcss`, each text readable on its background.

Textual's themes name colours, not pairs of them, and not all of their pairs can be read. So the pairs are made
here, by contrast.
"""

from functools import lru_cache
from typing import Final

from textual.color import WHITE, Color
from textual.theme import Theme

from tui.ui.look.contrast import readable, text_on

_PAIRS: Final = (
    "cursor",
    "cursor-idle",
    "cursor-doubt",
    "past-cursor",
    "status",
    "lost",
    "replay",
    "frozen",
    "past",
    "notice",
)
"""Each has a `-back`, a `-text` and a `-style`."""

_ANSI: Final = {
    "lost": ("ansi_red", "ansi_bright_white"),
    "replay": ("ansi_cyan", "ansi_black"),
    "frozen": ("ansi_yellow", "ansi_black"),
    "past": ("ansi_blue", "ansi_bright_white"),
}
"""What of sixteen colours is readable on which, in the palettes that terminals come with."""

_STYLES: Final = {
    "cursor": "bold",
    "past-cursor": "bold",
}

_WITHOUT_COLOUR: Final = {
    "cursor": "reverse bold",
    "past-cursor": "reverse bold",
    "cursor-idle": "underline",
    "cursor-doubt": "reverse",
}
"""How the cursor is told where no background tells it."""

_STATES_WITHOUT_COLOUR: Final = dict.fromkeys(("lost", "frozen", "past", "replay"), "reverse")


def variables_of(theme: Theme, *, has_colours: bool = True) -> dict[str, str]:
    """The variables of `bitotui.tcss` under a theme; without colours, what attributes can tell is told by them."""
    if theme.ansi or not has_colours:
        return _of_terminal(has_colours=has_colours)
    given = theme.to_color_system().generate() | theme.variables
    return _of(theme.dark, tuple(sorted(given.items())))


def _of_terminal(*, has_colours: bool) -> dict[str, str]:
    """For text and background that are the terminal's own, whichever they are."""
    found = {
        "quiet": "ansi_default",
        "doubt-style": "dim",
        "cursor-idle-quiet": "ansi_default",
        "past-ground": "ansi_default",
        "rule": "ansi_default",
        "thumb": "ansi_default",
        "pane": "ansi_default",
    }
    styles = _WITHOUT_COLOUR if has_colours else _WITHOUT_COLOUR | _STATES_WITHOUT_COLOUR
    for name in _PAIRS:
        back, text = _ANSI.get(name, ("ansi_default", "ansi_default"))
        found |= {f"{name}-back": back, f"{name}-text": text, f"{name}-style": styles.get(name, "none")}
    return found


@lru_cache(maxsize=64)
def _of(is_dark: bool, generated: tuple[tuple[str, str], ...]) -> dict[str, str]:
    given = dict(generated)

    def color(variable: str) -> Color:
        return Color.parse(given[variable])

    ground, surface, ink = color("background"), color("surface"), color("foreground")
    primary, secondary = color("primary"), color("secondary")
    mild = 0.7 if is_dark else 0.8
    backs = {
        "cursor": primary,
        "cursor-idle": ground.blend(ink, 0.14, alpha=1.0),
        "cursor-doubt": primary.blend(ground, mild, alpha=1.0),
        "past-cursor": secondary,
        "status": surface,
        "lost": color("error").blend(ground, mild, alpha=1.0),
        "replay": color("accent").blend(ground, mild, alpha=1.0),
        "frozen": color("warning").blend(ground, mild, alpha=1.0),
        "past": secondary,
        "notice": ground.blend(ink, 0.14, alpha=1.0),
    }
    tint = ground.blend(secondary, 0.25 if is_dark else 0.12, alpha=1.0)
    past_ground = Color.parse(given.get("past-ground", tint.hex))
    quiet = Color.parse(given.get("quiet", ground.blend(ink, 0.62, alpha=1.0).hex))
    for back in (ground, surface, past_ground):
        quiet = readable(quiet, back)
    found = {
        "quiet": quiet.hex,
        "doubt-style": "none",
        "past-ground": past_ground.hex,
        "rule": ground.blend(ink, 0.25, alpha=1.0).hex,
        "thumb": ground.blend(ink, 0.35, alpha=1.0).hex,
        "pane": ground.hex,
    }
    for pair, made in backs.items():
        back = Color.parse(given.get(f"{pair}-back", made.hex))
        text = readable(quiet, back) if pair == "cursor-doubt" else text_on(back, ink, WHITE, ground)
        found |= {
            f"{pair}-back": back.hex,
            f"{pair}-text": text.hex,
            f"{pair}-style": _STYLES.get(pair, "none"),
        }
    idle = Color.parse(found["cursor-idle-back"])
    found["cursor-idle-quiet"] = readable(quiet, idle).hex
    return found | {name: value for name, value in given.items() if name in found}
