"""Every network step of `bitotui doctor`, in order; what they mean is judged elsewhere."""

from dataclasses import replace

from tui.feed.clock import Clock
from tui.feed.live import STREAM_PATH
from tui.feed.probe_answer import answer_to
from tui.feed.probe_facts import Connected, Facts, Patience, Trouble
from tui.feed.probe_path import walk
from tui.feed.probe_route import route_to
from tui.feed.probe_stream import Signer, ask
from tui.settings import Settings


async def probe(
    stream_url: str,
    settings: Settings | None,
    *,
    clock: Clock,
    patience: Patience,
    records_answer: bool = False,
) -> Facts:
    """Walk the way to `stream_url` (a usable base, as settings have it) as far as it goes.

    Without `settings` nothing is signed, and the steps end with TLS. With `records_answer` one more signed
    request is made, for the headers of its answer. Never raises for anything a peer does.
    """
    url = stream_url + STREAM_PATH
    route, proxy = route_to(url)
    path = await walk(route, proxy, patience, clock.elapsed)
    facts = Facts(route, path.look_up, path.connect, path.secure)
    is_open = isinstance(path.connect, Connected) and not isinstance(path.secure, Trouble)
    if settings is None or route.proxy_fault or not is_open:
        return facts
    signer = Signer(settings, clock)
    attempts, watched = await ask(url, signer, patience, clock)
    facts = replace(facts, attempts=attempts, watched=watched)
    if not records_answer:
        return facts
    headers = signer.headers(attempts[-1].offset)
    answer = await answer_to(url, headers, proxy, seconds=patience.upgrade, clock=clock.elapsed)
    return replace(facts, answer=answer)
