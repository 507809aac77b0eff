"""The schema as a tree that writers of files walk: order, kind, limit and description of every field."""

import functools
from collections.abc import Iterator, Mapping
from typing import Any, Literal

from msgspec import NODEFAULT, Struct, inspect, structs

from alongside.schema import Listing

What = Literal["record", "list", "mapping", "text", "yes-no", "number", "date", "word"]


class Shape(Struct, frozen=True, kw_only=True):
    """One field, or a whole record.

    ``means`` and ``of`` are the schema's ``is`` and ``of``. ``or_text``: a record that a text may stand for. ``limit`` is in
    characters, 0 where there is none. ``item`` is what a list holds and what a mapping's values are.
    """

    name: str = ""
    what: What = "text"
    fields: tuple["Shape", ...] = ()
    item: "Shape | None" = None
    or_text: bool = False
    means: str = ""
    of: str = ""
    limit: int = 0
    words: tuple[str, ...] = ()
    description: str = ""
    examples: tuple[str, ...] = ()
    required: bool = False

    def field(self, name: str) -> "Shape | None":
        """The field of that name."""
        return next((f for f in self.fields if f.name == name), None)


@functools.cache
def shape_of(type_: type) -> Shape:
    """The shape of a record type. A listing's own fields come right after its summary: they say most about it."""
    shape = _shape(inspect.type_info(type_), {})
    if not (issubclass(type_, Listing) and type_ is not Listing):
        return shape
    shared = {f.name for f in shape_of(Listing).fields}
    own = [f for f in shape.fields if f.name not in shared]
    rest = [f for f in shape.fields if f.name in shared]
    at = 1 + [f.name for f in rest].index("summary")
    return Shape(what="record", fields=(*rest[:at], *own, *rest[at:]))


def shape_at(shape: Shape, path: str) -> Shape | None:
    """The field at a dotted path, such as ``place.postal_code``; lists are looked into."""
    found: Shape | None = shape
    for step in path.split("."):
        while found is not None and found.what == "list":
            found = found.item
        if found is not None:
            found = found.item if found.what == "mapping" else found.field(step)
    return found


def paths_of(shape: Shape, before: str = "") -> Iterator[str]:
    """The dotted paths of all fields that hold no other ones."""
    for each in shape.fields:
        path = f"{before}{each.name}"
        if each.what == "record":
            yield from paths_of(each, f"{path}.")
        else:
            yield path


def _shape(info: inspect.Type, told: Mapping[str, Any]) -> Shape:
    if isinstance(info, inspect.Metadata):
        schema = info.extra_json_schema or {}
        more = {"description": schema.get("description", ""), "examples": tuple(schema.get("examples", ()))}
        extra = info.extra or {}
        more |= {"means": extra.get("is", ""), "of": extra.get("of", "")}
        return _shape(info.type, {**{k: v for k, v in more.items() if v}, **told})
    if isinstance(info, inspect.UnionType):
        return _union([t for t in info.types if not isinstance(t, inspect.NoneType)], told)
    if isinstance(info, inspect.StructType):
        return Shape(what="record", fields=tuple(_fields(info)), **told)
    if isinstance(info, inspect.VarTupleType):
        return Shape(what="list", item=_shape(info.item_type, {}), **told)
    if isinstance(info, inspect.DictType):
        return Shape(what="mapping", item=_shape(info.value_type, {}), **told)
    return _leaf(info, told)


def _union(types: list[inspect.Type], told: Mapping[str, Any]) -> Shape:
    shapes = [_shape(t, told) for t in types]
    record = next((s for s in shapes if s.what == "record"), None)
    if record is None or len(shapes) == 1:
        return shapes[0]
    return structs.replace(record, or_text=True, means="", of="", limit=0)


def _fields(info: inspect.StructType) -> list[Shape]:
    shapes = []
    for each in info.fields:
        shape = _shape(each.type, {"name": each.encode_name})
        required = each.default is NODEFAULT and each.default_factory is NODEFAULT
        if shape.means != "given":
            shapes.append(structs.replace(shape, required=required))
    return shapes


def _leaf(info: inspect.Type, told: Mapping[str, Any]) -> Shape:
    if isinstance(info, inspect.BoolType):
        return Shape(what="yes-no", **told)
    if isinstance(info, inspect.DateType):
        return Shape(what="date", **told)
    if isinstance(info, inspect.IntType | inspect.FloatType):
        return Shape(what="number", **told)
    if isinstance(info, inspect.LiteralType):
        return Shape(what="word", words=tuple(str(v) for v in info.values), **told)
    return Shape(what="text", limit=getattr(info, "max_length", None) or 0, **told)
