"""One figure of the table: what stock Textual took, what ours took, and what it may take."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

HEADINGS = ("what", "stock", "ours", "ratio", "goal", "")


@dataclass(frozen=True, slots=True)
class Figure:
    """A measurement and its goal; nothing in it says whether the machine was busy, which ratios mostly survive."""

    what: str
    ours: float
    unit: str = ""
    stock: float | None = None
    """The same of the stock app, or of what else it is compared with; None where there is nothing."""
    most: float | None = None
    """What ours may be at most."""
    ratio_most: float | None = None
    """How many times `stock` ours may be at most."""
    least_ratio: float | None = None
    """How many times `stock` ours must be at least."""
    beside: str = ""
    """What `stock` is, where it is not the stock app."""
    digits: int = 0

    @property
    def ratio(self) -> float | None:
        """Ours over stock."""
        return self.ours / self.stock if self.stock else None

    @property
    def met(self) -> bool | None:
        """Whether every goal is met; None where there is none."""
        checks = []
        if self.most is not None:
            checks.append(self.ours <= self.most)
        if self.ratio_most is not None and self.ratio is not None:
            checks.append(self.ratio <= self.ratio_most)
        if self.least_ratio is not None and self.ratio is not None:
            checks.append(self.ratio >= self.least_ratio)
        return all(checks) if checks else None

    @property
    def goal(self) -> str:
        """The goals in words."""
        words = []
        if self.most is not None:
            words.append(f"≤ {self.most:g} {self.unit}".rstrip())
        if self.ratio_most is not None:
            part = f"1/{1 / self.ratio_most:.0f}" if self.ratio_most < 1 else f"{self.ratio_most:g}×"
            words.append(f"≤ {part}")
        if self.least_ratio is not None:
            words.append(f"≥ {self.least_ratio:.0%}")
        return ", ".join(words)

    def cells(self) -> tuple[str, ...]:
        """The line of the table."""
        stock = (
            "–" if self.stock is None else f"{self._number(self.stock)}{' ' * bool(self.beside)}{self.beside}"
        )
        ratio = self.ratio
        told = "" if ratio is None else f"1/{1 / ratio:.1f}" if 0 < ratio < 0.1 else f"{ratio:.2f}"
        verdict = {True: "met", False: "NOT MET", None: ""}[self.met]
        return (self.what, stock, self._number(self.ours), told, self.goal, verdict)

    def record(self) -> dict[str, Any]:
        """The same for a machine."""
        return asdict(self) | {"ratio": self.ratio, "goal": self.goal, "met": self.met}

    def _number(self, value: float) -> str:
        return f"{value:,.{self.digits}f} {self.unit}".rstrip()


def table(figures: list[Figure]) -> str:
    """All figures, in columns."""
    lines = [HEADINGS, *(figure.cells() for figure in figures)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADINGS))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )
