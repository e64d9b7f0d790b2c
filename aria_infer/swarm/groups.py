"""Opening trio's exception groups at the edges of the program."""

import sys

import trio

if sys.version_info < (3, 11):
    from exceptiongroup import BaseExceptionGroup  # type: ignore[import-not-found, unused-ignore]


def only_error(raised: BaseException) -> BaseException:
    """The one error inside nested groups, cancellations aside; the group itself if there are several."""
    if isinstance(raised, BaseExceptionGroup):
        real = [error for error in raised.exceptions if not isinstance(error, trio.Cancelled)]
        if len(real) == 1:
            return only_error(real[0])
    return raised
