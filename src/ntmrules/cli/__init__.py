"""The command line. stdout is data, stderr is talk; exit 0 met, 1 not met, 2 undetermined, 3 bad input."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from ntmrules.messages.speech import LANGS, language, speaking

BAD_INPUT = 3


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code; never a traceback for bad input."""
    sys.exit(run(sys.argv[1:] if argv is None else argv))


def run(argv: Sequence[str]) -> int:
    """Run one command and return its exit code; all that it says is in the language of ``--lang``."""
    with speaking(lang_in(argv)):
        return _run(argv)


def lang_in(argv: Sequence[str]) -> str:
    """Return the language that the words of a command ask for: known before they are read, since reading may fail."""
    for index, word in enumerate(argv):
        if word == "--":
            break
        name, equals, said = word.partition("=")
        if name == "--lang" and (said := said if equals else "".join(argv[index + 1 : index + 2])) in LANGS:
            return said
    return language()


def _run(argv: Sequence[str]) -> int:
    from cyclopts import CycloptsError

    from ntmrules.cli.app import app_for
    from ntmrules.cli.output import complain, complain_usage, use_utf8
    from ntmrules.errors import NtmRulesError

    use_utf8()
    try:
        app = app_for(argv)
        result = app(list(argv), exit_on_error=False, print_error=False, result_action="return_value")
        sys.stdout.flush()
    except NtmRulesError as error:
        complain(error)
        return BAD_INPUT
    except CycloptsError as error:
        complain_usage(error)
        return BAD_INPUT
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of the pipe went away (`| head`): nothing to tell anybody
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return result if isinstance(result, int) else 0
