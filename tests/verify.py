#!/usr/bin/env python3
"""Checks a Startex record by docs/record.md alone. Needs only Python 3.8 or later.

    verify.py FILE [--exercise UUID] [--head HEX]

Prints one line per exercise and exits 0, or names the first bad commit and exits 1. It shares no
code with the server: two programs that agree are worth more than one that is sure of itself.
"""

import argparse
import hashlib
import sqlite3
import struct
import sys
import uuid

DOMAIN = b"startex.record.v1"
COLUMNS = "seq, wall, exercise_ms, command_id, actor, digest, events, sealed, hash"


def field(value):
    """A length and the bytes; a missing value is the length that no value has."""
    if value is None:
        return b"\xff" * 8
    if isinstance(value, int):
        value = struct.pack(">q", value)
    return struct.pack(">Q", len(value)) + value


def sha256(data):
    return hashlib.sha256(data).digest()


def is_id(text):
    """Whether this is a UUID in the one spelling that a record uses."""
    try:
        return str(uuid.UUID(text.decode())) == text.decode()
    except ValueError:
        return False


def shape(row):
    """What is wrong with the types of a row, if anything."""
    seq, wall, exercise_ms, command_id, actor, digest, events, sealed, link = row
    for name, value in (("seq", seq), ("wall", wall), ("exercise_ms", exercise_ms)):
        if not isinstance(value, int):
            return name
    # Text arrives as bytearray and blobs as bytes: see `open_file`.
    if command_id is not None and not (isinstance(command_id, bytearray) and is_id(command_id)):
        return "command_id"
    if not isinstance(actor, bytearray):
        return "actor"
    if digest is not None and not (isinstance(digest, bytes) and len(digest) == 32):
        return "digest"
    for name, value in (("events", events), ("sealed", sealed)):
        if not isinstance(value, bytes):
            return name
    return None if isinstance(link, bytes) and len(link) == 32 else "hash"


def check(connection, exercise, head):
    """Follows one record. Returns its length, its last hash, and where the remembered head was."""
    previous = sha256(field(DOMAIN) + field(exercise))
    due, seen = 1, None
    rows = connection.execute(
        f"SELECT {COLUMNS} FROM commits WHERE exercise = ? ORDER BY seq", (exercise.decode(),)
    )
    for row in rows:
        wrong = shape(row)
        if wrong:
            raise ValueError(f"commit {due}: {wrong} is of the wrong kind")
        if row[0] != due:
            raise ValueError(f"commit {due}: is missing, the next one is {row[0]}")
        link = sha256(previous + field(exercise) + b"".join(field(value) for value in row[:-1]))
        if link != row[-1]:
            raise ValueError(f"commit {due}: is not what was recorded")
        if link == head:
            seen = due
        previous, due = link, due + 1
    return due - 1, previous, seen


def open_file(path):
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    connection.text_factory = bytearray
    return connection


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file")
    parser.add_argument("--exercise")
    parser.add_argument("--head", type=bytes.fromhex)
    options = parser.parse_args()
    connection = open_file(options.file)
    if options.exercise:
        exercises = [bytearray(options.exercise.encode())]
    else:
        exercises = [row[0] for row in connection.execute("SELECT DISTINCT exercise FROM commits ORDER BY 1")]
    found = False
    for exercise in exercises:
        try:
            if not (isinstance(exercise, bytearray) and is_id(exercise)):
                raise ValueError("is no exercise")
            commits, last, seen = check(connection, bytes(exercise), options.head)
        except ValueError as error:
            print(f"BAD {bytes(exercise).decode(errors='replace')} {error}")
            return 1
        if commits == 0:
            print(f"BAD {exercise.decode()} has no record")
            return 1
        found = found or seen is not None
        print(f"OK {exercise.decode()} {commits} {last.hex()}" + (f" head at {seen}" if seen else ""))
    if options.head and not found:
        print(f"BAD no commit has the hash {options.head.hex()}: the end was cut off or rewritten")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
