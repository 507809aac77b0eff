"""Listings on their way in: what a feed or a form gives, cleaned, and written as YAML that a person would like to read.

Rules: nothing here touches the disk, refuses to go on, or raises for what a record holds. A value that cannot be used is told with
its field and left out; the rest of the record is kept.
"""

from alongside.drafts.blank import answered, commented
from alongside.drafts.codes import Codes, called_of, codes_of, plain_word
from alongside.drafts.draft import Draft, Making, Remark
from alongside.drafts.emit import emit
from alongside.drafts.fields import Shape, paths_of, shape_at, shape_of
from alongside.drafts.first_site import new_site
from alongside.drafts.mapping import Mapping, mapping_of
from alongside.drafts.meeting_record import Options, meeting_of
from alongside.drafts.payload import records_of
from alongside.drafts.questions import Question, mending, questions

__all__ = [
    "Codes",
    "Draft",
    "Making",
    "Mapping",
    "Options",
    "Question",
    "Remark",
    "Shape",
    "answered",
    "called_of",
    "codes_of",
    "commented",
    "emit",
    "mapping_of",
    "meeting_of",
    "mending",
    "new_site",
    "paths_of",
    "plain_word",
    "questions",
    "records_of",
    "shape_at",
    "shape_of",
]
