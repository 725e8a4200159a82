"""Why there is no connection, in another language: names of settings and what a peer said stay as they are."""

import ssl
from pathlib import Path

import pytest

from tests.tongue.catalogues import speaking
from tui.feed.proxy import unsupported
from tui.feed.recording_file import RecordingError, RecordingFile
from tui.feed.stream import in_words
from tui.feed.trust import why_untrusted

TEXTS = {
    "the connection broke": "連線中斷",
    "{where}: {why}": "{where}({why})",
    "its certificate is signed by itself": "憑證是自行簽署的",
    "a proxy of the kind {kind} is not supported, only http and https": "不支援 {kind} 代理,只支援 http 與 https",
    "{file} cannot be read: {why}": "無法讀取 {file}:{why}",
}


def test_what_the_network_does_not_name_is_said() -> None:
    with speaking(TEXTS):
        assert in_words(EOFError()) == "連線中斷"
        assert in_words(EOFError(), "hung up") == "hung up"


def test_a_certificate_is_judged_in_words() -> None:
    error = ssl.SSLCertVerificationError()
    error.verify_code, error.verify_message = 18, "self-signed certificate"
    with speaking(TEXTS):
        assert why_untrusted("stream.test", error).reason == "stream.test(憑證是自行簽署的)"


def test_a_proxy_of_another_kind_is_named() -> None:
    with speaking(TEXTS):
        assert unsupported("socks5") == "不支援 socks5:// 代理,只支援 http 與 https"


def test_a_recording_that_is_not_there_is_named(tmp_path: Path) -> None:
    path = tmp_path / "none.ndjson"
    with speaking(TEXTS), pytest.raises(RecordingError) as caught:
        RecordingFile(path)
    assert str(caught.value) == f"無法讀取 {path}:No such file or directory"
