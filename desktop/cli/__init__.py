"""The command line: the same program for administrators and the task scheduler. Needs no Qt.

Every verb takes `--json`, exits 0 on success, 1 on a refusal that it explains in a sentence on
standard error, and 2 on wrong usage.
"""

import sys
from collections.abc import Sequence

from db.rules.findings import Refused
from db.texts import explain, t
from desktop.cli.arguments import VERBS, parse
from desktop.cli.language import speak
from desktop.cli.output import Output

__all__ = ["VERBS", "main"]


def main(argv: Sequence[str]) -> int:
    """Run one verb. Returns the exit code."""
    speak()
    arguments = parse(argv)
    output = Output(as_json=arguments.json)
    try:
        result = arguments.run(arguments, output)
    except Refused as refused:
        output.refuse(explain(refused))
        return 1
    except KeyboardInterrupt:
        print(t("Stopped."), file=sys.stderr)
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except OSError as error:
        # The path is the user's own word on this command line; nothing else of the error is shown.
        words = t("The file or folder cannot be used: {reason}", reason=error.strerror or "?")
        named = f"{words} ({error.filename})" if error.filename else words
        print(named, file=sys.stderr)
        return 1
    except Exception as error:
        from desktop.crash import record_crash

        where = record_crash(error)
        print(
            t(
                "Something went wrong inside Caseroom. Nothing was saved. Details: {file}",
                file=where,
            ),
            file=sys.stderr,
        )
        return 1
    return result if isinstance(result, int) else 0
