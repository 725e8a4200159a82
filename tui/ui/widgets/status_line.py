"""Two lines at the top: who, where and how the link stands; what is filtered, and what is wrong."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from datetime import tzinfo
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace
from rich.cells import cell_len
from rich.text import Text
from textual.reactive import var

from tui.core import agreement_words, past, text, words
from tui.core.agreement import Agreement
from tui.core.book import Book, Phase
from tui.core.filtering import typed_or_spelt
from tui.core.hiding import hidden_expression
from tui.core.link import Link, State
from tui.core.query import Query
from tui.core.writing import EXACT, Writing
from tui.settings.model import HIDDEN
from tui.tongue import say
from tui.ui.widgets.filter_words import fitted, needed
from tui.ui.widgets.lines import Lines
from tui.ui.widgets.status_parts import BETWEEN, Part, fitting, joined
from tui.ui.widgets.told import Told

if TYPE_CHECKING:
    from tui.journal.travel import Past

TROUBLE_LINES: Final = 3
"""At most so many lines say what is wrong; the event log has the rest."""


DEMO: Final = "DEMO"
"""Stands before an account that is made up."""


class StatusLine(Told, Lines):
    """The link's state in words, and everything that qualifies what is shown below."""

    DEFAULT_CSS = """
    StatusLine { height: 2; background: $surface; }
    StatusLine.-refused, StatusLine.-lost { background: $error-muted; }
    StatusLine.-replay { background: $accent-muted; }
    StatusLine.-frozen { background: $warning-muted; }
    StatusLine.-past { background: $secondary; color: $text; }
    """

    book: var[Book] = var(Book, init=False)
    link: var[Link] = var(Link, init=False)
    view: var[Query] = var(Query, init=False)
    frozen: var[bool] = var(False, init=False)
    behind: var[int] = var(0, init=False)
    now: var[float] = var(0.0, init=False)
    held_vouched: var[int | None] = var(None, init=False)
    shown: var[int] = var(0, init=False)
    unrecorded: var[str] = var("", init=False)
    past: var[Past | None] = var(None, init=False)
    writing: var[Writing] = var(EXACT, init=False)
    agreement: var[Agreement] = var(Agreement, init=False)

    def __init__(self, *, identity: str, host: str, zone: tzinfo | None, is_demo: bool = False) -> None:
        super().__init__()
        self._is_demo = is_demo
        self._identity = identity
        self._host = host
        self._zone = zone

    def _changed(self) -> None:
        self.tell_soon()

    redial_key = "r"
    """What to press when the exchange said no."""

    def tell(self) -> None:
        """Show how it stands now."""
        self.set_class(self.link.state is State.LOST, "-lost")
        self.set_class(self.link.state is State.REFUSED, "-refused")
        self.set_class(self.link.state is State.REPLAY, "-replay")
        self.set_class(self.frozen, "-frozen")
        self.set_class(self.past is not None, "-past")
        self._compose_lines()

    watch_book = watch_link = watch_view = watch_frozen = watch_behind = watch_now = watch_shown = (
        watch_held_vouched
    ) = watch_unrecorded = watch_past = watch_writing = watch_agreement = _changed

    def fit(self) -> None:
        """The sides move with the edge."""
        self._compose_lines()

    @contextlib.contextmanager
    def anonymous(self) -> Iterator[None]:
        """For as long as it lasts, the account is masked wholly."""
        identity, self._identity = self._identity, HIDDEN
        self._compose_lines()
        try:
            yield
        finally:
            self._identity = identity
            self._compose_lines()

    def _compose_lines(self) -> None:
        width, view = self.size.width, self._view
        count = Text(say("{shown} of {total}", shown=self.shown, total=len(self.book.entries)) + " ")
        room = width - count.cell_len - 2
        trouble, parts = self._trouble(), self._rest()
        state = self._state()
        beside = width - state.cell_len - 1
        lines = [_sides(self._who(beside), state, width)]
        if self._is_demo and beside <= len(DEMO):
            # The state has the first line for itself: that the account is no real one is said below, before all else.
            if trouble:
                trouble = joined(DEMO, trouble)
            elif room < len(DEMO):
                count = Text(f"{DEMO} ")
            else:
                parts = (Part(DEMO), *parts)
        whole = joined(*(part.text for part in parts))
        if trouble and cell_len(joined(trouble, whole, words.filters(view))) > room:
            # What is wrong and what to do must be readable whole: it gets lines of its own.
            lines += self._wrapped(trouble)
            trouble = ""
        before = joined(trouble, whole)
        left = room - cell_len(before) - cell_len(BETWEEN) if before else room
        if view.is_filtering and needed(view) > left:
            # What is left out must be readable too, however much there is to say beside it.
            lines += self._wrapped(fitting(parts, width - 2))
            before, left = "", room
        elif cell_len(before) > room:
            before = fitting(parts, room)
            if cell_len(before) > room:
                lines += self._wrapped(before)
                before = ""
            left = room - cell_len(before) - cell_len(BETWEEN) if before else room
        together = joined(before, fitted(view, left))
        calm = agreement_words.calm(self.agreement, self._zone) if self.link.is_live else ""
        if calm and cell_len(joined(together, calm)) <= room:
            # Said only where nothing else is cut for it.
            together = joined(together, calm)
        lines.append(_sides(Text(f" {together}"), count, width))
        self.styles.height = len(lines)
        self.show(lines)

    def _wrapped(self, words: str) -> list[Text]:
        """Lines of their own, if there is anything to say."""
        wrapped = Text(words).wrap(self.app.console, max(10, self.size.width - 2))[:TROUBLE_LINES]
        return [Text(f" {line.plain.rstrip()}") for line in wrapped] if words else []

    @property
    def _view(self) -> Query:
        """The filter as it may be said."""
        if not self.writing.hides:
            return self.view
        return replace(self.view, text=hidden_expression(typed_or_spelt(self.view)))

    def _who(self, room: int) -> Text:
        """As much of program, account and host as fits; the host stays longest, since keys go there."""
        account = f"{self._identity} @ {self._host}"
        demo = Text.assemble((DEMO, "bold"), "  ") if self._is_demo else ""
        whole = Text.assemble(" ", ("bitotui", "bold"), "  ", demo, account)
        forms = (whole, Text.assemble(" ", demo, account), Text.assemble(" ", demo, self._host))
        return next((who for who in forms if who.cell_len <= room), forms[-1])

    def _state(self) -> Text:
        link, now = self.link, self.now
        if self.past is not None:
            at = past.moment(self.past.moment.at, self._zone)
            said = say("PAST {at} · now {state}", at=at, state=words.state(link, now, self._zone))
            return Text(f"{said} ", style="bold")
        parts = [words.state(link, now, self._zone)]
        if link.is_live and link.round_trip is not None:
            parts.append(say("ping {time}", time=text.milliseconds(link.round_trip)))
        if link.is_live and link.rests_on_peer_pings:
            parts.append(say("by its pings"))
        if link.is_live and link.heard_at is not None:
            parts.append(say("event {age} ago", age=text.age(now - link.heard_at)))
        return Text("  ".join(parts) + " ", style="" if link.is_live else "bold")

    def _trouble(self) -> str:
        trouble = "" if self.link.is_live else words.trouble(self.link, self.redial_key)
        if self.past is None:
            return trouble
        moment, link = self.past.moment, self.past.moment.link
        doubt = past.doubt(
            None if link is None else link.state, moment.at, moment.heard, self.past.known, self._zone
        )
        return joined(doubt, trouble and say("now: {trouble}", trouble=trouble))

    @property
    def _is_in_doubt(self) -> bool:
        """Whether the balances shown have to say of when they are."""
        return not self.link.is_live or self.frozen or self.book.behind

    def _rest(self) -> Sequence[Part]:
        """What there is to know of the balances, before the filter; what else on the screen shows leaves first."""
        link, book = self.link, self.book
        is_partial = (link.is_open or self.past) and book.phase is Phase.PARTIAL
        vouched = (
            words.vouched(self.held_vouched, self._zone) if self._is_in_doubt and self.past is None else ""
        )
        return (
            Part("HIDDEN" if self.writing.hides else ""),
            Part(say("FROZEN, {number} behind", number=self.behind) if self.frozen else ""),
            Part(vouched, leaves=3),
            Part(words.clock_skew(link), leaves=1),
            Part(say("not recorded: {why}", why=self.unrecorded) if self.unrecorded else ""),
            Part(say("may be behind") if book.behind else ""),
            Part(agreement_words.alarm(self.agreement)),
            Part(say("the snapshot is partial") if is_partial else "", leaves=2),
        )


def _sides(left: Text, right: Text, width: int) -> Text:
    """`left` and `right` at their edges; `left` is cut when both do not fit: the state stands at the right."""
    room = width - right.cell_len - 1
    if room < 1:
        alone = right.copy()
        alone.rstrip()
        return alone
    line = left.copy()
    line.truncate(room, overflow="ellipsis", pad=True)
    return line.append(" ").append_text(right)
