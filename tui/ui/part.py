"""What the parts of the app are derived from: the model to those who read them, and nothing at run time.

Textual walks through all that an app has for each class derived from `App`, at every start. So only the app itself is
one; its parts stand before `Model` among its bases, and find there what they rely on.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.ui.model import Model as Part
else:

    class Part:
        """A part of the app."""


__all__ = ["Part"]
