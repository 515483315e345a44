# SPDX-License-Identifier: MIT
"""The cases: a function for each, which prepares a folder and yields its runs; or takes the program, too, runs it and
yields trials."""
import ast
import inspect
import pathlib

from . import (
    archives,
    crawls,
    encodings,
    glossaries,
    letters,
    lists,
    markup,
    metadata,
    outputs,
    paths,
    photos,
    pictures,
    scale,
    texts,
)

MODULES = (
    encodings,
    letters,
    markup,
    paths,
    pictures,
    photos,
    archives,
    crawls,
    lists,
    glossaries,
    texts,
    metadata,
    outputs,
    scale,
)


def check_names(module):
    """Of two functions of one name, the first would never be run, and nobody would know."""
    tree = ast.parse(pathlib.Path(module.__file__).read_text(encoding="utf-8"))
    names = [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]
    if twice := {name for name in names if names.count(name) > 1}:
        raise ValueError(f"{module.__name__} defines {', '.join(sorted(twice))} twice")


def all_cases():
    """Name and function of every case, in the order of the files."""
    for module in MODULES:
        check_names(module)
        for name, function in vars(module).items():
            if (
                inspect.isfunction(function)
                and function.__module__ == module.__name__
                and list(inspect.signature(function).parameters) in (["folder"], ["folder", "sheaf"])
            ):
                yield name, function
