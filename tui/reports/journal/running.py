"""What every command about the journal does when something is in the way."""

import io
import sys
from collections.abc import Callable
from typing import Final

from tui.core.foreign import harmless
from tui.journal.store import JournalError, NoJournalError
from tui.reports.exits import UNEXPECTED, USAGE
from tui.reports.journal.which import UsageError
from tui.settings import SettingsError
from tui.tongue import say

_LONGEST: Final = 600


def run(name: str, command: Callable[[], int]) -> int:
    """Run a command; the exit code. What it raises for people is said in their words.

    Raises BrokenPipeError when nobody reads what it prints.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        # Digits are in every alphabet; a dash that is not must not cost them.
        sys.stdout.reconfigure(errors="replace")
    try:
        code = command()
        print(end="", flush=True)
    except SettingsError as error:
        print(f"bitotui: {error}", file=sys.stderr)
        return USAGE
    except (UsageError, NoJournalError) as error:
        complain(name, str(error))
        return USAGE
    except JournalError as error:
        complain(name, str(error))
        return UNEXPECTED
    except BrokenPipeError:
        raise
    except OSError as error:
        complain(name, say("it cannot be written: {reason}", reason=error.strerror or error))
        return UNEXPECTED
    return code


def complain(name: str, sentence: str) -> None:
    """Say on the standard error what is the matter."""
    print(f"bitotui {name}: {harmless(sentence, _LONGEST)}", file=sys.stderr)
