"""Characters that act instead of being shown."""

import re

# Controls except tab and line feed, bidirectional controls, Unicode line ends, inner byte order marks, surrogates, noncharacters.
# XML 1.0 (section 2.2) cannot hold most of them, so they would break feeds as well as terminals.
UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")
