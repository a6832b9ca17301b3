/** A small map of outlines and names: candidates as numbers, a click as a point. */

import type * as Leaflet from "leaflet";
import { useEffect, useRef } from "preact/hooks";
import { get } from "../api";
import { language, t } from "../words";

declare const L: typeof Leaflet;

export interface Spot {
  lon: number;
  lat: number;
  label: string;
  name: string;
  on: boolean;
  km?: number;
}

interface Ground {
  layers: Record<string, GeoJSON.Geometry[]>;
  labels: { name: string; name_ar: string; lon: number; lat: number; zoom: number; kind: string }[];
}

let ground: Promise<Ground> | null = null;

function loadGround(): Promise<Ground> {
  ground ??= get<Ground>("ground").catch((error: unknown) => {
    ground = null;
    throw error;
  });
  return ground;
}

const LOOKS: Record<string, Leaflet.PathOptions> = {
  countries: { color: "#c3cad2", weight: 1, fillColor: "#f4f2ec", fillOpacity: 1 },
  governorates: { color: "#9aa5b1", weight: 1, fillColor: "#fbfaf7", fillOpacity: 1 },
  rivers: { color: "#a9c8dc", weight: 1.4, fill: false },
};
const HOME: Leaflet.LatLngBoundsLiteral = [[32.3, 35.6], [37.4, 42.4]];

interface Props {
  spots: Spot[];
  picking: boolean;
  pick: (lon: number, lat: number) => void;
  choose: (at: number) => void;
  /** The spot at this place can be dragged. */
  drag?: ((lon: number, lat: number) => void) | undefined;
}

export function LittleMap({ spots, picking, pick, choose, drag }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const map = useRef<Leaflet.Map | null>(null);
  const marks = useRef<Leaflet.LayerGroup | null>(null);
  const acts = useRef({ pick, choose, picking, drag });
  acts.current = { pick, choose, picking, drag };

  useEffect(() => {
    if (!box.current) return undefined;
    const made = L.map(box.current, {
      zoomControl: false, attributionControl: false, preferCanvas: true, zoomSnap: 0.5, minZoom: 5, maxZoom: 14, keyboard: false,
      zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false,
    });
    made.fitBounds(HOME);
    L.control.zoom({ position: "topright", zoomInTitle: t("zoom-in"), zoomOutTitle: t("zoom-out") }).addTo(made);
    made.on("click", (event) => {
      if (acts.current.picking) acts.current.pick(event.latlng.wrap().lng, event.latlng.lat);
    });
    map.current = made;
    marks.current = L.layerGroup().addTo(made);
    void loadGround().then((told) => {
      if (map.current === made) drawGround(made, told);
    }, () => undefined);
    const watch = new ResizeObserver(() => made.invalidateSize({ animate: false }));
    watch.observe(box.current);
    return () => {
      watch.disconnect();
      map.current = null;
      made.remove();
    };
  }, []);

  const told = JSON.stringify(spots);
  useEffect(() => {
    const layer = marks.current;
    if (!layer || !map.current) return;
    layer.clearLayers();
    for (const [at, spot] of spots.entries()) {
      if (spot.on && spot.km) L.circle([spot.lat, spot.lon], { radius: spot.km * 1000, color: "#0b5c8a", weight: 1, fillOpacity: 0.08, interactive: false }).addTo(layer);
      const face = document.createElement("span");
      face.textContent = spot.label;
      const icon = L.divIcon({ html: face, className: `d-spot${spot.on ? " d-on" : ""}`, iconSize: [22, 22] });
      const movable = spot.on && Boolean(acts.current.drag);
      const mark = L.marker([spot.lat, spot.lon], { icon, keyboard: false, alt: spot.name, zIndexOffset: spot.on ? 500 : 0, draggable: movable });
      mark.on("click", () => (acts.current.picking ? acts.current.pick(spot.lon, spot.lat) : acts.current.choose(at)));
      mark.on("dragend", () => {
        const to = mark.getLatLng().wrap();
        acts.current.drag?.(to.lng, to.lat);
      });
      mark.addTo(layer);
    }
    if (spots.length) {
      map.current.fitBounds(L.latLngBounds(spots.map((s) => [s.lat, s.lon] as [number, number])).pad(0.4), { maxZoom: 8.5, animate: false });
    }
  }, [told]);

  return <div ref={box} class={`d-little-map${picking ? " d-picking" : ""}`} role="application" aria-label={t("map-of-places")} dir="ltr" />;
}

function drawGround(map: Leaflet.Map, told: Ground): void {
  for (const [name, look] of Object.entries(LOOKS)) {
    const shapes = { type: "GeometryCollection", geometries: told.layers[name] } as GeoJSON.GeometryCollection;
    L.geoJSON(shapes, { style: look, interactive: false }).addTo(map);
  }
  const names = L.layerGroup().addTo(map);
  const write = () => {
    names.clearLayers();
    const zoom = map.getZoom();
    const box = map.getBounds();
    let left = 60;
    for (const label of told.labels) {
      if (label.kind !== "city" || label.zoom > zoom + 1 || !box.contains([label.lat, label.lon]) || left-- <= 0) continue;
      const text = document.createElement("span");
      text.textContent = language() === "ar" ? label.name_ar : label.name;
      L.marker([label.lat, label.lon], { icon: L.divIcon({ html: text, className: "d-town", iconSize: [0, 0] }), interactive: false, keyboard: false }).addTo(names);
    }
  };
  map.on("moveend", write);
  write();
}
