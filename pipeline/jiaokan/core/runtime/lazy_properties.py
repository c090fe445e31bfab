"""Properties that are made on first use and kept: `functools.cached_property` without its lock.

Up to Python 3.11 that takes a lock at each first use, which costs more than many of the values. A page is
read in one thread; where two make a value at once, both make the same.
"""

from collections.abc import Callable
from typing import Generic, TypeVar, overload

Owner = TypeVar("Owner")
Value = TypeVar("Value")


class LazyProperty(Generic[Owner, Value]):
    """Makes its value at the first use, and puts it in the place of the property in the object."""

    def __init__(self, make: Callable[[Owner], Value]) -> None:
        self._make = make
        self._name = ""
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type[Owner], name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type[Owner]) -> "LazyProperty[Owner, Value]": ...

    @overload
    def __get__(self, instance: Owner, owner: type[Owner]) -> Value: ...

    def __get__(self, instance: Owner | None, owner: type[Owner]) -> "Value | LazyProperty[Owner, Value]":
        if instance is None:
            return self
        value = instance.__dict__[self._name] = self._make(instance)
        return value


def lazy_property(make: Callable[[Owner], Value]) -> LazyProperty[Owner, Value]:
    """Return a property of a class without slots that is made on first use; it decorates a method.

    >>> class Text:
    ...     @lazy_property
    ...     def words(self):
    ...         print("split")
    ...         return ["春", "天"]
    >>> text = Text()
    >>> text.words is text.words
    split
    True
    """
    return LazyProperty(make)
