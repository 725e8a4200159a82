"""FastTable stands on internals of Textual. Each that it names is here: an upgrade that moves one fails."""

from __future__ import annotations

import inspect
import re
from importlib import import_module
from typing import Any

import pytest
from textual._two_way_dict import TwoWayDict
from textual.renderables.styled import Styled
from textual.widget import Widget
from textual.widgets import DataTable
from textual.widgets._data_table import RowRenderables
from textual.widgets.data_table import CellKey, ColumnKey, Row, RowKey

METHODS = {
    "_clear_caches": "(self)",
    "_compute_row_renderables": "(self, row_index)",
    "_get_cell_region": "(self, coordinate)",
    "_get_fixed_offset": "(self)",
    "_get_row_region": "(self, row_index)",
    "_get_row_style": "(self, row_index, base_style)",
    "_highlight_cursor": "(self)",
    "_on_click": "(self, event)",
    "_on_mouse_move": "(self, event)",
    "_on_resize": "(self, _)",
    "_refresh_region": "(self, region)",
    "_scroll_cursor_into_view": "(self, animate=False)",
    "_set_hover_cursor": "(self, active)",
    "_update_column_widths": "(self, updated_cells)",
    "_update_dimensions": "(self, new_rows)",
    "validate_cursor_coordinate": "(self, value)",
    "watch_hover_coordinate": "(self, old, value)",
    "_get_styles_to_render_cell": (
        "(self, is_header_cell, is_row_label_cell, is_fixed_style_cell, hover, cursor, show_cursor,"
        " show_hover_cursor, has_css_foreground_priority, has_css_background_priority)"
    ),
}
ATTRIBUTES = {
    "_data": dict,
    "_labelled_row_exists": bool,
    "_new_rows": set,
    "_require_update_dimensions": bool,
    "_row_locations": TwoWayDict,
    "_show_hover_cursor": bool,
    "_update_count": int,
    "_updated_cells": set,
}
PROPERTIES = {"_should_render_row_labels"}
ELSEWHERE = {"_scroll_update", "_two_way_dict", "_data_table"}
MODULES = ("lined_table", "painted_table", "moving_table", "fast_table")


def bare_signature(method: Any) -> str:
    """Write a signature without annotations."""
    parameters = [
        parameter.replace(annotation=inspect.Parameter.empty)
        for parameter in inspect.signature(method).parameters.values()
    ]
    return str(inspect.Signature(parameters))


@pytest.mark.parametrize(("name", "signature"), METHODS.items())
def test_a_method_has_the_signature_that_is_relied_on(name: str, signature: str) -> None:
    assert bare_signature(vars(DataTable)[name]) == signature


@pytest.mark.parametrize(("name", "kind"), ATTRIBUTES.items())
def test_an_attribute_holds_what_is_relied_on(name: str, kind: type) -> None:
    assert type(vars(DataTable())[name]) is kind


def test_the_rest_is_as_relied_on() -> None:
    assert bare_signature(vars(Widget)["_scroll_update"]) == "(self, virtual_size)"
    assert callable(DataTable._get_styles_to_render_cell.cache_clear)
    assert isinstance(vars(DataTable)["_should_render_row_labels"], property)
    assert RowRenderables._fields == ("label", "cells")
    assert CellKey._fields == ("row_key", "column_key")
    assert bare_signature(Styled) == "(renderable, pre_style, post_style)"
    assert bare_signature(Row) == "(key, height, label=<factory>, auto_height=False)".replace(
        "<factory>", "None"
    )
    assert bare_signature(DataTable.render_line) == "(self, y)"
    assert bare_signature(DataTable.render_lines) == "(self, crop)"


def test_rows_are_found_by_their_text_and_iterate_in_order() -> None:
    assert hash(RowKey("BTC")) == hash("BTC")
    assert RowKey("BTC") == "BTC"
    assert ColumnKey("a") == "a"
    places = TwoWayDict({"b": 0, "a": 1})
    places["c"] = 2
    assert [places.get(key) for key in places] == [0, 1, 2]


def test_every_internal_named_in_the_modules_is_guarded_here_and_the_other_way_round() -> None:
    named: set[str] = set()
    for module in MODULES:
        doc = import_module(f"tui.ui.widgets.{module}").__doc__ or ""
        named |= set(re.findall(r"\b(_[a-z_]+|validate_\w+|watch_\w+)\b", doc))
    assert named == set(METHODS) | set(ATTRIBUTES) | PROPERTIES | ELSEWHERE
