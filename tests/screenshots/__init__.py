"""The pictures of the README: `python -m tests.screenshots` draws them anew, the same bytes on every run."""
