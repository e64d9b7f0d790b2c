"""Opening trio's exception groups at the edges of the program."""

import sys

import trio

if sys.version_info < (3, 11):
    from exceptiongroup import BaseExceptionGroup


def only_error(raised: BaseException) -> BaseException:
    """The one error inside nested groups, cancellations aside; the group itself if there are several."""
    while isinstance(raised, BaseExceptionGroup):
        real = [e for e in raised.exceptions if not isinstance(e, trio.Cancelled)]
        if len(real) != 1:
            return raised
        raised = real[0]
    return raised
