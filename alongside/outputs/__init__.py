"""The output folder: never half a site, never somebody else's file, one build at a time.

Rules: a build gets ready in a folder of its own, then changes the site in one step, or file by file under a journal that the next build
finishes (``publishing``). A manifest lists every file that a build wrote; a file that is not in it belongs to somebody else and is never
overwritten or removed. Nothing is written or removed through a link. What differs is told by keys and sizes, never by a clock.
"""

from alongside.outputs.locking import locked
from alongside.outputs.manifest import MANIFEST, UNKNOWN, Written, is_whole, read_manifest, seal
from alongside.outputs.publishing import give_up, in_use, publish, repair
from alongside.outputs.safety import claim, refuse_unsafe
from alongside.outputs.staging import Look, Made, Staging, open_staging, prepare, waiting
from alongside.outputs.trouble import in_words

__all__ = [
    "MANIFEST",
    "UNKNOWN",
    "Look",
    "Made",
    "Staging",
    "Written",
    "claim",
    "give_up",
    "in_use",
    "in_words",
    "is_whole",
    "locked",
    "open_staging",
    "prepare",
    "publish",
    "read_manifest",
    "refuse_unsafe",
    "repair",
    "seal",
    "waiting",
]
