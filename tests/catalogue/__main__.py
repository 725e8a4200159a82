"""Bring the catalogues up to date with the code, and make what gettext loads; says what still has no translation.

python -m tests.catalogue
"""

from tests.catalogue.parts import FOLDER, LOCALES, as_mo, as_po, part_path, updated


def main() -> None:
    """Rewrite the parts and the compiled file of every language."""
    for locale in LOCALES:
        missing = 0
        for room, part in updated(locale).items():
            part_path(locale, room).write_bytes(as_po(part))
            without = [message for message in part if message.id and not _is_translated(message.string)]
            missing += len(without)
            if without:
                print(f"{locale}/{room}: {len(without)} without translation")
        (FOLDER / f"{locale}.mo").write_bytes(as_mo(locale))
        print(f"{locale}: {missing} texts without translation")


def _is_translated(string: object) -> bool:
    return bool(string) and (not isinstance(string, (tuple, list)) or all(string))


if __name__ == "__main__":
    main()
