"""JSON that holds a map and is no GeoJSON: Esri's feature sets and uMap's backups, as features."""

from __future__ import annotations

from typing import Any

_WEB_MERCATOR = {102100: 3857, 102113: 3857}
"""Esri's own numbers for what EPSG calls 3857."""


_KINDS = (("rings", "Polygon"), ("paths", "MultiLineString"), ("points", "MultiPoint"))


def is_topology(document: Any) -> bool:
    """Return True for TopoJSON."""
    return isinstance(document, dict) and document.get("type") == "Topology"


def list_features(document: Any) -> tuple[list[Any], str, str] | None:
    """Return a map's features as GeoJSON, their CRS (empty: lon, lat) and what was seen, else None.

    Examples
    --------
    >>> umap = {"type": "umap", "layers": [{"_umap_options": {"name": "A"}, "features": []}]}
    >>> list_features(umap)
    ([], '', 'a backup of uMap, 1 layers: A')
    """
    if not isinstance(document, dict):
        return None
    if document.get("type") == "umap" and isinstance(document.get("layers"), list):
        return _list_umap(document["layers"])
    features = document.get("features")
    esri = {"geometryType", "spatialReference", "fieldAliases", "objectIdFieldName"} & set(document)
    if isinstance(features, list) and (esri or _has_attributes(features)):
        return _list_esri(document, features)
    return None


def _has_attributes(features: list[Any]) -> bool:
    first = features[0] if features else None
    return isinstance(first, dict) and "attributes" in first and "properties" not in first


def _list_umap(layers: list[Any]) -> tuple[list[Any], str, str]:
    found: list[Any] = []
    names = []
    for layer in layers:
        if not isinstance(layer, dict):
            continue
        options = layer.get("_umap_options")
        name = str(options.get("name", "")) if isinstance(options, dict) else ""
        names.append(name)
        for feature in layer.get("features") or ():
            if not isinstance(feature, dict) or not isinstance(feature.get("properties"), dict):
                found.append(feature)
                continue
            own = {k: v for k, v in feature["properties"].items() if k != "_umap_options"}
            found.append({**feature, "properties": {**own, "layer": own.get("layer", name)}})
    return found, "", f"a backup of uMap, {len(names)} layers: {', '.join(names)}"


def _list_esri(document: dict[str, Any], features: list[Any]) -> tuple[list[Any], str, str]:
    found: list[Any] = []
    for feature in features:
        if not isinstance(feature, dict) or not isinstance(feature.get("attributes"), dict):
            found.append(feature)
            continue
        geometry = _geometry_of(feature.get("geometry"))
        found.append({"type": "Feature", "properties": feature["attributes"], "geometry": geometry})
    return found, _crs_of(document, features), "a feature set of Esri (f=json)"


def _crs_of(document: dict[str, Any], features: list[Any]) -> str:
    said = document.get("spatialReference")
    if not isinstance(said, dict):
        first = features[0].get("geometry") if features and isinstance(features[0], dict) else None
        said = first.get("spatialReference") if isinstance(first, dict) else None
    if not isinstance(said, dict):
        return ""
    code = said.get("latestWkid") or said.get("wkid")
    if isinstance(code, int):
        code = _WEB_MERCATOR.get(code, code)
        return "" if code == 4326 else f"EPSG:{code}"
    return str(said.get("wkt") or "")


def _geometry_of(geometry: Any) -> dict[str, Any] | None:
    if not isinstance(geometry, dict):
        return None
    if isinstance(geometry.get("x"), int | float) and isinstance(geometry.get("y"), int | float):
        return {"type": "Point", "coordinates": [geometry["x"], geometry["y"]]}
    for member, kind in _KINDS:
        if isinstance(geometry.get(member), list):
            return {"type": kind, "coordinates": geometry[member]}
    return None
