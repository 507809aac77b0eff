"""Meeting Guide JSON, the feed of Alcoholics Anonymous and many other fellowships.

Source: code4recovery/spec, README.
"""

from collections.abc import Iterator

from alongside.drafts import Draft, Options, meeting_of, records_of


def read(payload: bytes, options: Options) -> Iterator[Draft]:
    """A draft of every record of a feed, in its order.

    Raises: SiteError where the bytes are no list of records; never for what a record holds.
    """
    for number, record in enumerate(records_of(payload, "a Meeting Guide feed"), 1):
        yield meeting_of(record, number, options)
