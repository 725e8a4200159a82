"""The pair of URLs a run uses, and the rule that they belong together."""

from msgspec import Struct

from tui.settings.model import SettingsError
from tui.settings.place import printable
from tui.settings.secret import Secret
from tui.settings.sources import Source
from tui.settings.url import (
    DEFAULT_REST_URL,
    DEFAULT_STREAM_URL,
    REST_SCHEMES,
    STREAM_SCHEMES,
    is_bitopro,
    normal_url,
    shown_host,
    url_fault,
)
from tui.settings.values import REST_URL, STREAM_URL
from tui.tongue import say


class _Chosen(Struct, frozen=True):
    """One of the two URLs, usable and normal."""

    name: str
    url: str
    origin: str

    def __str__(self) -> str:
        host = printable(shown_host(self.url))
        return say("{name} ({host}, {origin})", name=self.name, host=host, origin=self.origin)


def endpoints(source: Source, stream_flag: str | None, rest_flag: str | None) -> tuple[str, str]:
    """Choose the stream's and the REST URL: a flag, or what `source` says, or BitoPro's own.

    Raises SettingsError for a URL that cannot be used, and when one leads to BitoPro and the other
    elsewhere: both get signatures by the same key, and no account exists at both.
    """
    stream = _chosen(source, STREAM_URL, "--stream-url", stream_flag, STREAM_SCHEMES, DEFAULT_STREAM_URL)
    rest = _chosen(source, REST_URL, "--rest-url", rest_flag, REST_SCHEMES, DEFAULT_REST_URL)
    if is_bitopro(stream.url) != is_bitopro(rest.url):
        raise SettingsError(
            say(
                "{stream} and {rest} are two parties, and one key would sign to both."
                "\nSet both {stream_name} and {rest_name} in {place}, or give --stream-url and --rest-url.",
                stream=stream,
                rest=rest,
                stream_name=STREAM_URL,
                rest_name=REST_URL,
                place=source.place,
            )
        )
    return stream.url, rest.url


def _chosen(
    source: Source, name: str, flag: str, given: str | None, schemes: tuple[str, str], default: str
) -> _Chosen:
    if given is not None:
        name, value, origin = flag, Secret(given), say("from the command line")
    elif name in source.values:
        value, origin = source.values[name], say("from {place}", place=source.place)
    else:
        return _Chosen(name, default, say("the default"))
    if fault := url_fault(value.reveal(), schemes):
        raise SettingsError(say("{name} ({origin}) {fault}.", name=name, origin=origin, fault=fault))
    return _Chosen(name, normal_url(value.reveal()), origin)
