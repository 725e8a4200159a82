"""A writer whose files may not grow beyond what the first argument says, until it is told otherwise.

`python -m tests.journal.filling BYTES PATH`; it prints what was said. A process of its own, since the limit is one.
"""

import resource
import sys
from pathlib import Path

from tests.journal.telling import Writing, story, until


def main() -> None:
    """Record more than there is room for, then make room."""
    most, path = int(sys.argv[1]), Path(sys.argv[2])
    told = story(2_000).told
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))
    writing = Writing(path).put(told)
    assert until(lambda: bool(writing.said), 20.0)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    assert until(lambda: writing.said[-1] == "", 20.0)
    assert writing.close()
    print("\n".join(writing.said))


if __name__ == "__main__":
    main()
