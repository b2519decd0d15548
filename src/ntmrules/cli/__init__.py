"""The command line. stdout is data, stderr is talk.

Exit 0 met, 1 not met, 2 undetermined, 3 bad input, 4 what was found could not be written out, 70 a fault of the program,
130 stopped by Ctrl-C, 141 the reader of the pipe went away, 143 ended by the system. No code means two things.
"""

from __future__ import annotations

import atexit
import gc
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress

from ntmrules.cli.streams import heard, let_go, nowhere
from ntmrules.messages.speech import LANGS, language, speaking

# What a command makes it keeps to its end: to look for circles of it again and again took a twentieth of a short run.
_MANY_OBJECTS = 100_000
BAD_INPUT, UNWRITTEN, FAULT, STOPPED, PIPE_CLOSED, ENDED = 3, 4, 70, 130, 141, 143


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code; never a traceback for bad input.

    A fault of the program itself keeps its traceback, for whoever mends it, and has a code of its own.
    """
    gc.set_threshold(_MANY_OBJECTS, 50, 50)
    with suppress(ValueError):  # in a thread there is nothing to listen with
        signal.signal(signal.SIGTERM, _ended)
    atexit.register(gc.freeze)  # nor at its end: what is left then the system takes back in one piece
    with heard():
        try:
            code = run(sys.argv[1:] if argv is None else argv)
        except Exception:  # noqa: BLE001  (told with its traceback, and never with a code that means a verdict)
            import traceback

            with suppress(BrokenPipeError):
                traceback.print_exc()
            code = FAULT
        let_go("stderr")
    sys.exit(code)


def _ended(*_: object) -> None:
    """End as after Ctrl-C, so that nothing half written is left behind."""
    raise SystemExit(ENDED)


def run(argv: Sequence[str]) -> int:
    """Run one command and return its exit code; all that it says is in the language of ``--lang``."""
    with speaking(lang_in(argv), at_command=True), heard():
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
    from ntmrules.cli.output import complain, use_utf8
    from ntmrules.cli.plain_words import plain_call
    from ntmrules.errors import NtmRulesError

    if sys.stdout is None:  # closed before the start (`>&-`): what is found can go nowhere
        sys.stdout = nowhere()
        _tell("stdout")
        return UNWRITTEN
    use_utf8()
    try:
        try:
            call = plain_call(argv)
            result = _read_by_cyclopts(argv) if call is None else call()
        except NtmRulesError as error:
            complain(error)
            result = BAD_INPUT
        sys.stdout.flush()
    except KeyboardInterrupt:
        return STOPPED
    except BrokenPipeError:  # the reader of the pipe went away (`| head`): nothing to tell anybody
        let_go("stdout", "stderr")
        return PIPE_CLOSED
    except OSError as error:
        if error.filename is not None:
            raise
        let_go("stdout", "stderr")  # a full disk behind a redirection
        from ntmrules.messages import Fault

        _tell(Fault(error))
        return UNWRITTEN
    return result if isinstance(result, int) else 0


def _read_by_cyclopts(argv: Sequence[str]) -> object:
    from cyclopts import CycloptsError

    from ntmrules.cli.app import app_for
    from ntmrules.cli.output import complain_usage

    try:
        return app_for(argv)(list(argv), exit_on_error=False, print_error=False, result_action="return_value")
    except CycloptsError as error:
        complain_usage(error)
        return BAD_INPUT


def _tell(what: object) -> None:
    from ntmrules.cli.output import say
    from ntmrules.messages import Phrase

    with suppress(BrokenPipeError):
        say(Phrase("remarks.unwritten", what=what))
