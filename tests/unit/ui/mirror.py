"""What a browser makes of the messages that a window sends: Flet's own client, as far as a tree.

Flet's client applies the operations of a patch one after the other to its tree of controls; one
that cannot be applied ends the patch, and what follows in it is lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

REPLACE, ADD, REMOVE, MOVE = range(4)


class Mirror:
    """The tree of one window.

    Attributes:
        page: the root, as it was sent and patched.
    """

    def __init__(self, page: dict[str, Any]) -> None:
        """Begin with the page as it is sent first."""
        self.page = page

    def patch(self, control_id: int, patch: list[Any]) -> None:
        """Apply a patch; raises where the browser would."""
        paths: dict[int, list[Any]] = {}

        def walk(node: list[Any], path: list[Any]) -> None:
            paths[node[0]] = path
            for key, child in (node[1] if len(node) > 1 else {}).items():
                walk(child, [*path, key])

        root = next((one for one in self.controls() if one["_i"] == control_id), None)
        if root is None:
            return  # the client does the same
        walk(patch[0], [])

        def target(index: int) -> Any:
            found: Any = root
            for key in paths[index]:
                found = found[key]
            return found

        for kind, node, key, *rest in patch[1:]:
            _apply(kind, target(node), key, rest, target)

    def controls(self) -> Iterator[dict[str, Any]]:
        """Yield all controls of the tree."""
        stack: list[Any] = [self.page]
        while stack:
            value = stack.pop()
            if isinstance(value, dict):
                if "_c" in value:
                    yield value
                stack += value.values()
            elif isinstance(value, list):
                stack += value


def _apply(kind: int, place: Any, key: Any, rest: list[Any], target: Any) -> None:
    if kind == REPLACE:
        if isinstance(place, list) and key >= len(place):
            raise IndexError(f"nothing to replace at {key} of {len(place)}")
        place[key] = rest[0]
    elif kind == ADD and isinstance(place, list):
        if key > len(place):
            raise IndexError(f"nothing can be added at {key} of {len(place)}")
        place.insert(key, rest[0])
    elif kind == ADD:
        place[key] = rest[0]
    elif kind == REMOVE:
        del place[key]
    elif kind == MOVE:
        moved = place.pop(key)
        target(rest[0]).insert(rest[1], moved)


def skeleton(value: Any) -> Any:
    """Return a tree with nothing but the kinds and ids of its controls, to be compared."""
    if isinstance(value, list):
        return [skeleton(one) for one in value if _has_control(one)]
    if isinstance(value, dict):
        inner = {key: skeleton(one) for key, one in value.items() if _has_control(one)}
        return (value["_c"], value["_i"], inner) if "_c" in value else inner
    return value


def _has_control(value: Any) -> bool:
    if isinstance(value, dict):
        return "_c" in value or any(map(_has_control, value.values()))
    return isinstance(value, list) and any(map(_has_control, value))
