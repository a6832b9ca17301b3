"""Reads the data blocks of a page as geomap/web-src/src/data does, in the plainest way."""

import json
import zlib

import numpy as np

from geomap.web.blocks.packing import LETTERS

VALUES = {letter: value for value, letter in enumerate(LETTERS)}
TYPES = {"u8": "<u1", "u16": "<u2", "u32": "<u4", "i32": "<i4", "f64": "<f8"}


def unspell(text):
    out, bits, have = bytearray(), 0, 0
    for at in range(0, len(text), 2):
        pair = text[at : at + 2]
        bits |= sum(VALUES[letter] * 91**i for i, letter in enumerate(pair)) << have
        have += 13 if len(pair) == 2 else 6
        while have >= 8:
            out.append(bits & 255)
            bits >>= 8
            have -= 8
    return bytes(out)


def unpack(text):
    return zlib.decompress(unspell(text), -15)


def join_planes(raw, count):
    planes = [
        np.frombuffer(raw, np.uint8, count, i * count) for i in range(len(raw) // max(1, count))
    ]
    return sum(plane.astype(np.int64) << 8 * i for i, plane in enumerate(planes))


def unfold(values):
    return np.where(values % 2, -(values + 1) // 2, values // 2)


def read_columns(specs, raw):
    columns = {}
    for spec in specs:
        count, dtype = spec["length"], np.dtype(TYPES[spec["type"]])
        if "of" in spec:
            columns[spec["name"]] = np.array(spec["table"], dtype)[columns[spec["of"]]]
        elif "planes" in spec:
            numbers = unfold(join_planes(raw[spec["offset"] :][: count * spec["planes"]], count))
            numbers = np.cumsum(numbers) if spec.get("steps") else numbers
            scale = spec.get("scale", 1)
            columns[spec["name"]] = (numbers / scale if scale > 1 else numbers).astype(dtype)
        else:
            columns[spec["name"]] = np.frombuffer(raw, dtype, count, spec["offset"])
    return columns


def read_ranks(raw, count):
    bits, ranks, at = int.from_bytes(raw[count:], "little"), [], 0
    for symbol in raw[:count]:
        width = (symbol - 128) // 8 + 4
        if symbol < 128:
            ranks.append(symbol)
        else:
            ranks.append(((8 + symbol % 8) << width) + ((bits >> at) & ((1 << width) - 1)))
            at += width
    return ranks


def read_varints(raw, most=None):
    """Return numbers, at most so many, and where they end."""
    numbers, value, shift = [], 0, 0
    for at, byte in enumerate(raw):
        if len(numbers) == most:
            return numbers, at
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            numbers.append(value)
            value = shift = 0
    return numbers, len(raw)


def read_texts(head, blocks):
    """Read the texts as web-src/src/data/texts.ts does, in the plainest way."""
    texts, numbers = {}, {}
    strings = [json.loads(unpack(b)) for end, b in blocks.items() if end.startswith("text-")]
    for at, spec in enumerate(head["text"]["columns"]):
        name = spec["name"]
        if spec["kind"] == "strings":
            texts[name] = [text for block in strings for text in block[spec["at"]]]
        elif spec["kind"] == "numbers":
            if "like" in spec:
                numbers[name] = [n + spec["add"] for n in numbers[spec["like"]]]
            else:
                raw = unpack(blocks[f"numbers-{at}"])
                steps = unfold(join_planes(raw, head["events"]))
                numbers[name] = [int(n) for n in np.cumsum(steps)]
            texts[name] = [f"{spec['prefix']}{n:0{spec['width']}}" for n in numbers[name]]
        else:
            vocabulary = json.loads(unpack(blocks[f"vocabulary-{at}"]))
            texts[name] = []
            rows = head["text"]["word_rows"]
            for i in range(-(-head["events"] // rows)):
                raw = unpack(blocks[f"words-{at}-{i}"])
                of_block = min(rows, head["events"] - i * rows)
                lengths, start = read_varints(raw, of_block)
                many = sum(lengths)
                ranks = (
                    read_ranks(raw[start:], many)
                    if spec.get("symbols")
                    else read_varints(raw[start:], many)[0]
                )
                codes = iter(ranks)
                texts[name] += [
                    " ".join(vocabulary[next(codes)] for _ in range(n)) for n in lengths
                ]
    return texts
