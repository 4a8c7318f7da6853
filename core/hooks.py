"""Registries by which an app sets things off in apps that stand to its right in the import order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Generic, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

ALL_HOOKS: list[Hook[Any, Any]] = []


@dataclass(eq=False)
class Hook(Generic[P, R]):
    """One named moment; handlers run in order of `place`, inside the caller's transaction.

    The signature is that of the function it is declared with:

        @hook
        def member_changed(*, group: Group, person: User) -> None:
            '''A person joined or left a group.'''
    """

    name: str
    doc: str
    _handlers: list[tuple[int, str, Callable[P, R]]] = field(default_factory=list)

    def register(self, handler: Callable[P, R], *, place: int) -> None:
        """Add a handler; `place` decides the order (lower first). Registering twice changes nothing."""
        label = f"{handler.__module__}.{handler.__qualname__}"
        if all(known != label for _, known, _ in self._handlers):
            self._handlers.append((place, label, handler))
            self._handlers.sort(key=lambda row: row[:2])

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> list[R]:
        return [handler(*args, **kwargs) for _, _, handler in self._handlers]

    @property
    def handlers(self) -> list[str]:
        """Dotted names in running order, for the generated documentation."""
        return [label for _, label, _ in self._handlers]


def hook(declaration: Callable[P, R]) -> Hook[P, R]:
    """Turn a documented, typed, empty function into a hook of that signature."""
    made: Hook[P, R] = Hook(
        name=f"{declaration.__module__}.{declaration.__qualname__}", doc=(declaration.__doc__ or "").strip()
    )
    ALL_HOOKS.append(made)
    return made
