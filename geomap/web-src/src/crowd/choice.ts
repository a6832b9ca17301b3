/** Which ways a crowd is shown by: those that a person chose, else the one that fits the data and the zoom. */

export const WAYS = ["symbols", "hexagons", "heat", "shading"] as const;
export type Way = (typeof WAYS)[number];

/** What a table holds, whatever is filtered. */
export interface Size {
  events: number;
  /** Events with a point, if only a rough one. */
  pointed: number;
  /** Places with a point. */
  places: number;
}

/** Events and places from which single marks say less than a pattern. */
const MANY = 50_000;
const SPREAD = 300;

/** The zoom from which places stand apart, so that marks serve again. */
const APART = 8;

/** Events from which areas are worth shading, where most are known to an area only. */
const ENOUGH = 500;

/** Marks for few, hexagons for many far off, shaded areas where most are known to an area only. */
export function fittingWay({ events, pointed, places }: Size, zoom: number): Way {
  if (events >= ENOUGH && pointed < events / 2) return "shading";
  return pointed >= MANY && places >= SPREAD && zoom < APART ? "hexagons" : "symbols";
}

export class Choice {
  readonly show = new Set<Way>(["symbols"]);
  /** A person or a link chose; the zoom changes nothing then. */
  chosen = false;

  constructor(private readonly size: Size) {}

  take(ways: Iterable<Way>): void {
    this.chosen = true;
    this.set([...ways]);
  }

  /** Leave the choice to data and zoom again. */
  leave(): void {
    this.chosen = false;
  }

  /** Take what fits a zoom, unless somebody chose. */
  fit(zoom: number): void {
    const way = fittingWay(this.size, zoom);
    if (!this.chosen && !(this.show.size === 1 && this.show.has(way))) this.set([way]);
  }

  private set(ways: Way[]): void {
    this.show.clear();
    for (const way of ways) this.show.add(way);
  }
}
