"""The catalogue of a language: gettext's binary form of the parts beside it, which translators edit."""

from gettext import GNUTranslations
from importlib.resources import files


def catalogue_of(language: str) -> GNUTranslations:
    """Read the catalogue of one of the `LANGUAGES` that has one."""
    name = language.replace("-", "_")
    with files("tui.tongue").joinpath(f"{name}.mo").open("rb") as file:
        return GNUTranslations(file)
