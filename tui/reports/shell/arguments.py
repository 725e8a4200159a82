"""The command lines of `bitotui completion` and `bitotui man`; imports nothing that costs."""

from argparse import ArgumentParser

SHELLS = ("bash", "zsh", "fish")

COMPLETION_EXAMPLES = """\
examples:
  bitotui completion bash > ~/.local/share/bash-completion/completions/bitotui
  bitotui completion zsh > ~/.zfunc/_bitotui      with fpath+=(~/.zfunc) before compinit in .zshrc
  bitotui completion fish > ~/.config/fish/completions/bitotui.fish
"""

MAN_EXAMPLES = """\
examples:
  bitotui man | man -l -
  bitotui man > ~/.local/share/man/man1/bitotui.1
"""


def add_completion_arguments(parser: ArgumentParser) -> None:
    """Add which shell it is for."""
    parser.add_argument("shell", choices=SHELLS, help="for which shell")
    parser.epilog = COMPLETION_EXAMPLES


def add_man_arguments(parser: ArgumentParser) -> None:
    """Add nothing but examples."""
    parser.epilog = MAN_EXAMPLES
