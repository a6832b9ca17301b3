"""Parts of a large run: batches put together."""

from __future__ import annotations

import pyarrow as pa

from geomap.large.parts import join_events


def test_batches_of_coded_and_of_plain_text_are_joined():
    coded = pa.table({"source": pa.array(["a", "b"]).dictionary_encode(), "n": [1, 2]})
    plain = pa.table({"source": ["a", "c"], "n": [3, 4]})
    for tables in ([coded, plain], [plain, coded]):
        joined = join_events(tables)
        assert joined["source"].to_pylist() == [x for t in tables for x in t["source"].to_pylist()]
        assert joined["n"].to_pylist() == [x for t in tables for x in t["n"].to_pylist()]


def test_codes_of_several_batches_are_told_by_one_dictionary():
    one = pa.table({"source": pa.array(["a", "b"]).dictionary_encode()})
    two = pa.table({"source": pa.array(["b", "c"]).dictionary_encode()})
    joined = join_events([one, two])["source"]
    assert joined.to_pylist() == ["a", "b", "b", "c"]
    assert joined.chunk(0).dictionary.equals(joined.chunk(1).dictionary)
