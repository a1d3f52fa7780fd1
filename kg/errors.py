"""Everything that is raised on purpose.

KgError                    what the user can act on: message, hint, code
├── UsageError             the call cannot be understood            (code usage)
├── InputError             something given cannot be read           (code input)
│   └── SyntaxErrorsFound  a file is not the language it should be  (code syntax)
├── NotFound               nothing, or more than one thing, has this name (code not_found)
├── QueryError             a query cannot be run                    (code query)
│   ├── QueryRefused       it would write or leave the machine      (code refused)
│   └── QueryTimeout       it took longer than its time limit       (code timeout)
├── MissingDependency      an optional package is not installed     (code missing)
├── ServiceError           a server that was asked for help gave none (code service)
└── ModelError             a model cannot be loaded or trusted      (code model)
"""


class KgError(Exception):
    """The root: `message` says what is wrong, `hint` what to do; printed as one line."""

    code = "error"

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message if not hint else f"{message} {hint}")
        self.message = message
        self.hint = hint


class UsageError(KgError):
    """The call cannot be understood."""

    code = "usage"


class InputError(KgError):
    """A file, folder, graph or text that was given cannot be read."""

    code = "input"


class SyntaxErrorsFound(InputError):
    """A file is not valid in its own language."""

    code = "syntax"


class NotFound(KgError):
    """Nothing, or more than one thing, has the name that was given; `candidates` are the IRIs that it may mean."""

    code = "not_found"

    def __init__(self, message: str, hint: str = "", candidates: tuple[str, ...] = ()) -> None:
        super().__init__(message, hint)
        self.candidates = candidates


class QueryError(KgError):
    """A query cannot be parsed or run."""

    code = "query"


class QueryRefused(QueryError):
    """A query would write, or reach out to the network."""

    code = "refused"


class QueryTimeout(QueryError):
    """A query took longer than its time limit."""

    code = "timeout"


class MissingDependency(KgError):
    """An optional package is not installed."""

    code = "missing"


class ServiceError(KgError):
    """A server that was asked for help cannot be reached, or does not say what it should."""

    code = "service"


class ModelError(KgError):
    """A model cannot be found, loaded or trusted."""

    code = "model"
