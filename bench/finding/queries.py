"""What is asked of every engine: the same words and the same choices."""

from typing import Any

# Two words that many listings have, somewhere each.
FIRST = "river group"
# Typed letter by letter, about a hundred in all: common words, rarer ones, a town, a beginning, a slip of the finger.
TYPED = (
    *("river group", "sober hiking", "grief", "women yoga", "lantern", "open steps", "anxiety"),
    *("boulder family", "newcomers", "serenty", "quiet garden", "medicaid"),
)
CHOICES: tuple[dict[str, Any], ...] = (
    {"words": "", "chosen": {}},
    {"words": "", "chosen": {"kind": ["meetings"]}},
    {"words": "", "chosen": {"kind": ["meetings"], "day": ["tuesday"]}},
    {"words": "", "chosen": {"kind": ["meetings"], "fellowship": ["aa", "na"], "day": ["tuesday", "thursday"]}},
    {"words": "", "chosen": {"time": ["evening"]}},
    {"words": "", "chosen": {"audience": ["women"], "attendance": ["in_person", "hybrid"]}},
    {"words": "", "chosen": {"access": ["wheelchair"], "language": ["spanish", "english"]}},
    {"words": "", "chosen": {"kind": ["programs"], "level": ["detox", "residential"], "cost": ["medicaid"]}},
    {"words": "", "chosen": {"attendance": ["online"], "fellowship": ["aa"]}},
    {"words": "river", "chosen": {"kind": ["meetings"]}},
    {"words": "group", "chosen": {"day": ["saturday"], "cost": ["free"]}},
    {"words": "grief", "chosen": {"supports": ["peer"], "approach": ["twelve-step", "secular"]}},
)
