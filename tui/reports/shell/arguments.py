"""The command lines of `bitotui completion` and `bitotui man`; imports nothing that costs."""

from argparse import ArgumentParser

from tui.reports.examples import examples
from tui.tongue import say

SHELLS = ("bash", "zsh", "fish")


def add_completion_arguments(parser: ArgumentParser) -> None:
    """Add which shell it is for."""
    parser.add_argument("shell", choices=SHELLS, help=say("for which shell"))
    into_zsh = say("with {line} before compinit in .zshrc", line="fpath+=(~/.zfunc)")
    parser.epilog = examples(
        "bitotui completion bash > ~/.local/share/bash-completion/completions/bitotui",
        f"bitotui completion zsh > ~/.zfunc/_bitotui      {into_zsh}",
        "bitotui completion fish > ~/.config/fish/completions/bitotui.fish",
    )


def add_man_arguments(parser: ArgumentParser) -> None:
    """Add nothing but examples."""
    parser.epilog = examples("bitotui man | man -l -", "bitotui man > ~/.local/share/man/man1/bitotui.1")
