"""Whom to trust: the TLS settings, and why a certificate failed in words that a person can act on."""

import functools
import os
import ssl
from pathlib import Path
from typing import Final

import httpx

from tui.feed.refusal import Untrusted
from tui.tongue import marked, say

_AUTHORITY_UNKNOWN: Final = marked("its certificate is not signed by an authority this machine knows")
_WRONG_NAME: Final = marked("its certificate is for another host name")
_WORDS: Final = {
    9: marked("its certificate is not valid yet, by this machine's clock"),
    10: marked("its certificate has expired, by this machine's clock"),
    18: marked("its certificate is signed by itself"),
    19: _AUTHORITY_UNKNOWN,
    20: _AUTHORITY_UNKNOWN,
    21: _AUTHORITY_UNKNOWN,
    62: _WRONG_NAME,
    64: _WRONG_NAME,
}
"""By X509_V_ERR_*, which OpenSSL keeps stable."""


def tls_context() -> ssl.SSLContext:
    """Return the settings for TLS: the peer's certificate and name are always verified.

    Made when first asked for, and kept. SSL_CERT_FILE and SSL_CERT_DIR replace the bundled authorities.
    Raises `Untrusted` if they lead nowhere.
    """
    return _context(os.environ.get("SSL_CERT_FILE") or None, os.environ.get("SSL_CERT_DIR") or None)


@functools.cache
def _context(file: str | None, folder: str | None) -> ssl.SSLContext:
    if file is not None and not Path(file).is_file():
        problem = say("{name} names a file that does not exist: {path}", name="SSL_CERT_FILE", path=file)
    elif file is None and folder is not None and not Path(folder).is_dir():
        problem = say("{name} names a folder that does not exist: {path}", name="SSL_CERT_DIR", path=folder)
    else:
        try:
            return httpx.create_ssl_context()
        except OSError:
            problem = say("{name} cannot be read as certificates: {path}", name="SSL_CERT_FILE", path=file)
    raise Untrusted(problem)


def why_untrusted(host: str, error: ssl.SSLCertVerificationError) -> Untrusted:
    """Say why the certificate of `host` was not accepted."""
    why = _WORDS.get(error.verify_code, error.verify_message)
    return Untrusted(say("{where}: {why}", where=host, why=say(why)))
