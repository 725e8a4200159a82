"""Throw-away certificates, and a TLS server side whose faults can be switched."""

import datetime as dt
import ssl
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tui.tongue import say

if TYPE_CHECKING:
    import trustme

_PAST = dt.datetime(2020, 1, 1, tzinfo=dt.UTC), dt.datetime(2021, 1, 1, tzinfo=dt.UTC)
_VERSIONS = {"1.2": ssl.TLSVersion.TLSv1_2, "1.3": ssl.TLSVersion.TLSv1_3}
_OTHER_HOST = "stream.example.test"


class Certificates:
    """A certificate authority of this exchange's own; ImportError, in one sentence, without the package trustme."""

    def __init__(self, host: str, fault: Callable[[str], str | None]) -> None:
        try:
            import trustme  # noqa: PLC0415 - not everyone has it, and TLS alone needs it
        except ImportError as error:
            raise ImportError(
                say("TLS needs the package trustme: {command}", command='pip install "bitotui[tls]"')
            ) from error
        self._fault = fault
        self._folder = tempfile.TemporaryDirectory(prefix="bitotui-exchange-")
        authority, stranger = trustme.CA(), trustme.CA()
        self.authority_file = Path(self._folder.name) / "authority.pem"
        """What clients have to trust: a PEM file for SSL_CERT_FILE, there until `close`."""
        authority.cert_pem.write_to_path(str(self.authority_file))
        begin, end = _PAST
        self._contexts: dict[str | None, ssl.SSLContext] = {
            kind: _context(leaf)
            for kind, leaf in {
                None: authority.issue_cert(host),
                "wrong-host": authority.issue_cert(_OTHER_HOST),
                "expired": authority.issue_cert(host, not_before=begin, not_after=end),
                "unknown": stranger.issue_cert(host),
            }.items()
        }
        self.context = self._contexts[None]
        """For the listening socket. Which certificate is shown is decided anew for every connection."""
        self.context.sni_callback = self._chosen

    def prepare(self) -> None:
        """Choose the versions that the next connection may speak; called before it begins its handshake."""
        version = _VERSIONS.get(self._fault("tls") or "")
        self.context.minimum_version = version or ssl.TLSVersion.TLSv1_2
        self.context.maximum_version = version or ssl.TLSVersion.MAXIMUM_SUPPORTED

    def close(self) -> None:
        """Remove the authority's file."""
        self._folder.cleanup()

    def _chosen(self, connection: ssl.SSLObject, _asked_for: str | None, _context: ssl.SSLContext) -> None:
        connection.context = self._contexts[self._fault("certificate")]


def _context(leaf: "trustme.LeafCert") -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    leaf.configure_cert(context)
    return context
