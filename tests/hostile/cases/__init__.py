# SPDX-License-Identifier: MIT
"""The cases: a function for each, which prepares a folder and yields its runs."""
import inspect

from . import archives, crawls, encodings, lists, markup, paths, photos, pictures, texts


def all_cases():
    """Name and function of every case, in the order of the files."""
    for module in (encodings, markup, paths, pictures, photos, archives, crawls, lists, texts):
        for name, function in vars(module).items():
            if (
                inspect.isfunction(function)
                and function.__module__ == module.__name__
                and list(inspect.signature(function).parameters) == ["folder"]
            ):
                yield name, function
