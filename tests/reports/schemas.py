"""The JSON schemas that the repository keeps, as checks."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import fastjsonschema

FOLDER = Path(__file__).parents[2] / "docs" / "schemas"


def checker(name: str) -> Callable[[Any], Any]:
    """Give what raises `fastjsonschema.JsonSchemaException` for a value that is not as `name` says."""
    compiled: Callable[[Any], Any] = fastjsonschema.compile(json.loads((FOLDER / name).read_text()))
    return compiled


snapshot = checker("snapshot.json")
line = checker("watch.json")
