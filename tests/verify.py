#!/usr/bin/env python3
"""Checks a Startex record by docs/record.md alone. Needs only Python 3.8 or later.

    verify.py FILE [--exercise UUID] [--head HEX]

FILE is a journal, a backup or an archive of an exercise.

Prints one line per exercise and exits 0, or names the first bad commit and exits 1. It shares no
code with the server: two programs that agree are worth more than one that is sure of itself.
"""

import argparse
import hashlib
import json
import sqlite3
import struct
import sys
import uuid
import zipfile

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


def check(rows, exercise, head):
    """Follows one record. Returns its length, its last hash, and where the remembered head was."""
    previous = sha256(field(DOMAIN) + field(exercise))
    due, seen = 1, None
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


def of_database(connection, exercise):
    query = f"SELECT {COLUMNS} FROM commits WHERE exercise = ? ORDER BY seq"
    return connection.execute(query, (exercise.decode(),))


def of_lines(lines):
    """The rows of an archive's journal.ndjson, in the types of a database."""

    def text(value):
        return bytearray(value, "utf-8") if isinstance(value, str) else value

    def blob(value):
        return bytes.fromhex(value) if isinstance(value, str) else value

    for line in lines:
        columns = json.loads(line)
        row = tuple(columns[name] for name in COLUMNS.split(", "))
        seq, wall, exercise_ms, command_id, actor, digest, events, sealed, link = row
        events = events.encode() if isinstance(events, str) else events
        yield seq, wall, exercise_ms, text(command_id), text(actor), blob(digest), events, blob(sealed), blob(link)


def open_archive(path):
    """Holds every entry against the manifest. Returns the exercise, the rows and the head it claims."""
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        manifest = json.loads(archive.read("manifest.json"))
        if manifest["format"] != "startex-archive/1":
            raise ValueError(f"has the format {manifest['format']}")
        entries = {entry["path"]: entry for entry in manifest["entries"]}
        if sorted(names) != sorted(["manifest.json", *entries]):
            raise ValueError("does not hold the entries that its manifest names, each once")
        for name, entry in entries.items():
            content = archive.read(name)
            if len(content) != entry["bytes"] or hashlib.sha256(content).hexdigest() != entry["sha256"]:
                raise ValueError(f"{name} is not what the manifest says")
            if name.startswith("files/") and name != "files/" + entry["sha256"]:
                raise ValueError(f"{name} is not what its name says")
        lines = archive.read("journal.ndjson").decode().split("\n")[:-1]
    return bytearray(manifest["exercise"].encode()), list(of_lines(lines)), manifest


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
    manifest = None
    if zipfile.is_zipfile(options.file):
        try:
            only, rows, manifest = open_archive(options.file)
        except (ValueError, KeyError, zipfile.BadZipFile) as error:
            print(f"BAD {options.file} {error}")
            return 1
        exercises = [only]
    else:
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
            rows = rows if manifest else of_database(connection, exercise)
            commits, last, seen = check(rows, bytes(exercise), options.head)
            if manifest and (commits, last.hex()) != (manifest["commits"], manifest["head"]):
                raise ValueError("does not end where the manifest says")
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
