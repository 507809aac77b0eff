"""How templates become Python: as Jinja does it, but for two things that each page does hundreds of times.

What is printed goes through one function instead of three, and what is called is called at once instead of by Jinja's context, which
first asks whether the function wants to be given that. Pages are the same to the byte; a test holds them beside Jinja's own.
"""

import re
from collections.abc import Mapping
from keyword import iskeyword

from jinja2 import BytecodeCache, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator
from jinja2.compiler import Frame as Scope
from jinja2.utils import _PassArg
from markupsafe import Markup, escape

from alongside.rendering.filters import printable

_special = re.compile("[&<>'\"]").search


def shown(value: object) -> str:
    """The text of a template's expression, escaped unless it is HTML already.

    Raises: TemplateRuntimeError for what is no text (``printable``).
    """
    if isinstance(value, Markup):
        return value
    text = printable(value)
    return escape(text) if isinstance(text, str) and _special(text) else str(text)


class Compiled(BytecodeCache):
    """What templates were compiled to, by file and text: languages share it, and so may builds.

    ``known`` is what an earlier build compiled, ``used`` what this one needs of it and what it has compiled itself.
    """

    def __init__(self, known: Mapping[bytes, bytes] | None = None) -> None:
        self.known = known or {}
        self.used: dict[bytes, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Gives a template its code where that is known; Jinja's own heading of it says whether it is of the same text."""
        key = bucket.key.encode()
        code = self.used.get(key) or self.known.get(key)
        if code:
            bucket.bytecode_from_string(code)
            self.used[key] = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps the code of a template."""
        self.used[bucket.key.encode()] = bucket.bytecode_to_string()


class Generator(CodeGenerator):
    """Jinja's generator with shorter ways to print and to call."""

    def _output_child_pre(self, node: nodes.Expr, frame: Scope, finalize: CodeGenerator._FinalizeInfo) -> None:
        self.write("environment.shown(")

    def _output_child_post(self, node: nodes.Expr, frame: Scope, finalize: CodeGenerator._FinalizeInfo) -> None:
        self.write(")")

    def _output_child_to_const(self, node: nodes.Expr, frame: Scope, finalize: CodeGenerator._FinalizeInfo) -> str:
        # Other languages and builds share the code, and a filter may say another thing in each.
        if not isinstance(node, nodes.TemplateData):
            raise nodes.Impossible
        return super()._output_child_to_const(node, frame, finalize)

    def visit_Call(self, node: nodes.Call, frame: Scope, forward_caller: bool = False) -> None:  # noqa: N802 - Jinja's name
        """Writes a call."""
        if forward_caller or node.dyn_args or node.dyn_kwargs or self._wants_more(node):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for number, given in enumerate((*node.args, *node.kwargs)):
            self.write(", " if number else "")
            if isinstance(given, nodes.Keyword):
                self.write(f"{given.key}=")
            self.visit(given.value if isinstance(given, nodes.Keyword) else given, frame)
        self.write(")")

    def _wants_more(self, node: nodes.Call) -> bool:
        """Whether a function is one of Jinja's that is given the context, or a name of its arguments is a word of Python."""
        known = self.environment.globals.get(node.node.name) if isinstance(node.node, nodes.Name) else None
        return (callable(known) and _PassArg.from_obj(known) is not None) or any(iskeyword(each.key) for each in node.kwargs)
