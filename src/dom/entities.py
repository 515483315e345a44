#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Writes HTML's named character references, as Python knows them, as the tables of entities.h.
usage: entities.py OUTPUT"""
import html.entities
import string
import sys

characters = html.entities.html5
names = sorted({name.rstrip(";") for name in characters})
letters = string.ascii_uppercase + string.ascii_lowercase


def quoted(text):
    return '"' + "".join(f"\\{byte:03o}" for byte in text.encode()) + '"'


with open(sys.argv[1], "w", encoding="ascii") as output:
    print('#include "dom/entities.h"\n', file=output)
    print("const Entity entities[] = {", file=output)
    for name in names:
        text = characters[name + ";"]
        # A value with its references resolved must fit where they stood: see reference_resolve().
        assert len(text.encode()) * 5 <= (len(name) + 2) * 6, name
        assert characters.get(name, text) == text, name
        print(f'    {{ "{name}", {quoted(text)}, {len(name)}, {int(name in characters)} }},', file=output)
    print("};\n", file=output)
    print("const guint16 entity_initials[] = {", file=output)
    starts = [next(i for i, name in enumerate(names) if name[0] >= letter) for letter in letters]
    print("    " + ", ".join(map(str, starts + [len(names)])), file=output)
    print("};", file=output)
