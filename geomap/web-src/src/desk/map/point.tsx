/** A point that a person set: what lies around it, and how precisely it is meant. */

import { useEffect, useState } from "preact/hooks";
import { get } from "../api";
import type { Shared } from "../app";
import type { Cells, PlaceOption } from "../types";
import { Button, Dialog, Told } from "../ui";
import { t, type Key } from "../words";

/** How precisely a point is meant: kilometres, and ACLED's scale. */
const LEVELS: [Key, number, number][] = [
  ["point.exact", 0.2, 1],
  ["point.place", 2, 1],
  ["point.area", 10, 2],
  ["point.region", 40, 3],
];

interface Around {
  near: PlaceOption[];
  units: Record<string, string>;
}

interface Props {
  lon: number;
  lat: number;
  desk: Shared;
  close: () => void;
  /** Take a named place or the point itself. */
  take: (placement: Cells, name: string) => void;
}

export function Point({ lon, lat, desk, close, take }: Props) {
  const [around, setAround] = useState<Around | null>(null);
  useEffect(() => {
    void desk.tryTo(() => get<Around>("at", { lon: String(lon), lat: String(lat) })).then((found) => found && setAround(found));
  }, []);
  const point = (km: number, level: number): Cells => {
    const first = around?.near[0];
    return {
      ...(around?.units ?? {}), place_id: "", pcode: "", lon: round(lon), lat: round(lat), geo_precision: level, precision_km: km,
      place_name: first && (first.km ?? 99) <= 2 ? first.name : "", rule: "review", score: 1, placed_how: "a point that a person set",
    };
  };
  return (
    <Dialog title={t("point-title")} close={close}>
      <p class="d-quiet" dir="ltr">{lat.toFixed(4)}, {lon.toFixed(4)}</p>
      <h3>{t("point-how")}</h3>
      <div class="d-choices">
        {LEVELS.map(([key, km, level]) => (
          <Button key={key} act={() => take(point(km, level), "")} look="main">{t(key)}</Button>
        ))}
      </div>
      <h3>{t("point-or")}</h3>
      {around ? (
        <ul class="d-options">
          {around.near.slice(0, 5).map((place) => (
            <li key={place.id}>
              <button type="button" class="d-option" onClick={() => take(place.placement, place.name)}>
                <Told text={place.name} tag="b" /> <Told text={place.name_ar} /> <Told text={place.within} class="d-quiet" /> <span class="d-quiet">{place.km} km</span>
              </button>
            </li>
          ))}
        </ul>
      ) : (
        <p class="d-quiet">{t("looking")}</p>
      )}
    </Dialog>
  );
}

function round(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5;
}
