"""Tables made by chance, as awkward as people's: headings, cells, and every format they come in."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zipfile
from random import Random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

HEADINGS = {
    "date": ("date", "Date", "date_start", "Event Date", "تاريخ الحادث", "Date de l'incident"),
    "location": ("location", "Village", "Place name", "المكان", "Lieu", "Köy"),
    "admin1": ("admin1", "Governorate", "المحافظة", "Gouvernorat", "İl"),
    "fatalities": ("fatalities", "Killed", "عدد القتلى", "Morts", "Ölü sayısı"),
    "type": ("event_type", "Type", "نوع الحادث", "category"),
    "note": ("description", "Notes", "ملاحظات", "Açıklama"),
    "own": ("Colour", "geometry", "DATE2", "rule", "score", "status", "x y z", "ملف"),
}
CELLS = {
    "date": ("2020-04-14", "14/04/2020", "14 نيسان 2020", "2020-04", "03/04/2020", "yesterday", "",
             "2020-02-30", "44000", "14.4.2020", "Apr 14, 2020"),
    "location": ("Aleppo", "Idleb", "Badia", "Nowhere", "Dana", "", "حلب", "a,b", "مكان ما", "-"),
    "admin1": ("Aleppo", "SY02", "", "حلب", "Mars"),
    "fatalities": ("3", "", "8-12", "more than 3", "-1", "many", "~10", "1,000"),
    "type": ("Battles", "Shelling", "", "قصف", "Verified"),
    "note": ("told", "two\nlines", 'a "quoted" word', "=1+1", "x" * 300, "<b>bold</b>", "tab\there",
             "\u202bنص\u202c", "", "semi;colon", "NUL \x00 here"),
    "own": ("1", "", "red", "2,5", "éà", "ب", "\u00a0"),
}  # fmt: skip
POINTS = (("37.2", "36.2"), ("", ""), ("36.2", "37.2"), ("37,2", "36,2"), ("abc", "36.2"),
          ("0", "0"), ("37.2", ""), ("1e9", "2"))  # fmt: skip
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "windows-1256", "iso8859-6")


def make_table(random: Random) -> tuple[list[str], list[list[str]]]:
    """Return headings and rows: a date, a place, coordinates or none, and what else may be."""
    kinds = ["date", "location", *random.sample(["admin1", "fatalities", "type", "note", "own"],
                                                random.randint(0, 5))]  # fmt: skip
    heads = [random.choice(HEADINGS[kind]) for kind in kinds]
    points = random.random() < 0.4
    rows = []
    for _ in range(random.randint(1, 15)):
        row = [random.choice(CELLS[kind]) for kind in kinds]
        row = [*row, *random.choice(POINTS)] if points else row
        if any(cell.strip() for cell in row):  # a blank line is no row
            rows.append(row)
    rows = rows or [["2020-04-14", "Idleb", *[""] * (len(kinds) - 2 + 2 * points)]]
    return ([*heads, "lon", "lat"] if points else heads), rows


def plain(text: str) -> str:
    """Return a cell without what a text file of another encoding cannot hold."""
    return text.replace("\x00", "")


def write_csv(path: Path, heads: list[str], rows: list[list[str]], random: Random) -> None:
    """Write delimited text: any delimiter, line end and encoding that holds the cells."""
    buffer = io.StringIO()
    delimiter = random.choice(",;\t|")
    ending = random.choice(["\n", "\r\n"])
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator=ending)
    writer.writerow(heads)
    writer.writerows([[plain(cell) for cell in row] for row in rows])
    for encoding in random.sample(ENCODINGS, len(ENCODINGS)):
        try:
            data = buffer.getvalue().encode(encoding)
        except UnicodeEncodeError:
            continue
        break
    path.write_bytes(data)


def write_xlsx(path: Path, heads: list[str], rows: list[list[str]], random: Random) -> None:
    """Write a workbook, with a title or another sheet before the table or without."""
    import openpyxl

    book = openpyxl.Workbook()
    page = book.active
    if random.random() < 0.3:
        page.append(["Incidents"])
    page.append(heads)
    for row in rows:
        page.append([plain(cell) for cell in row])
        for cell in page[page.max_row]:
            cell.data_type = "s" if cell.value else cell.data_type
    if random.random() < 0.3:
        book.create_sheet("notes").append(["made by", "us"])
    book.save(path)


def records(heads: list[str], rows: list[list[str]]) -> list[dict[str, Any]]:
    """Return rows as objects; of headings that come twice the last counts."""
    return [dict(zip(heads, row, strict=True)) for row in rows]


def write_json(path: Path, heads: list[str], rows: list[list[str]], random: Random) -> None:
    """Write a list, an object that holds one, lines, or GeoJSON."""
    found = records(heads, rows)
    if path.suffix == ".jsonl":
        path.write_text("\n".join(json.dumps(row) for row in found) + "\n", encoding="utf-8")
        return
    if path.suffix == ".geojson":
        features = [
            {"type": "Feature", "properties": row, "geometry": random.choice(
                [None, {"type": "Point", "coordinates": [37.2, 36.2]}]
            )}
            for row in found
        ]  # fmt: skip
        told: Any = {"type": "FeatureCollection", "features": features}
    else:
        told = {"data": found} if random.random() < 0.5 else found
    path.write_text(json.dumps(told, ensure_ascii=random.random() < 0.5), encoding="utf-8")


def write_columns(path: Path, heads: list[str], rows: list[list[str]], random: Random) -> None:
    """Write Parquet, or a layer of points."""
    import geopandas as gpd
    import pandas as pd
    from shapely import Point

    frame = pd.DataFrame(records(heads, rows))
    if path.suffix == ".parquet":
        frame.to_parquet(path)
        return
    frame = frame.rename(columns={"geometry": "shape", "lon": "long", "lat": "lati"})
    frame = frame.loc[:, ~frame.columns.str.casefold().duplicated()].map(plain)
    points = [Point(37.2, 36.2) for _ in rows]
    gpd.GeoDataFrame(frame, geometry=points, crs=4326).to_file(path)


WRITERS = {
    ".csv": write_csv, ".tsv": write_csv, ".txt": write_csv, ".xlsx": write_xlsx,
    ".json": write_json, ".jsonl": write_json, ".geojson": write_json,
    ".parquet": write_columns, ".gpkg": write_columns, ".fgb": write_columns,
}  # fmt: skip
PACKED = (".csv", ".json", ".jsonl")


def make_file(folder: Path, seed: int) -> tuple[Path, int]:
    """Write the table of a seed; return its file and how many rows it has."""
    random = Random(seed)
    heads, rows = make_table(random)
    ending = list(WRITERS)[seed % len(WRITERS)]
    path = folder / f"t{seed}{ending}"
    WRITERS[ending](path, heads, rows, random)
    if ending in PACKED and random.random() < 0.2:
        packed = path.with_name(f"{path.name}.gz" if random.random() < 0.5 else f"{path.stem}.zip")
        if packed.suffix == ".gz":
            packed.write_bytes(gzip.compress(path.read_bytes()))
        else:
            with zipfile.ZipFile(packed, "w") as archive:
                archive.write(path, path.name)
        path = packed
    return path, len(rows)
