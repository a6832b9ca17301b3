/** How marks look now: colours, counts and what a person chose. */

import type { Style } from "../data/contract";
import type { Mark } from "../marks/maker";
import type { Palette, Theme } from "./palette";

export interface Look {
  palette: Palette;
  theme: Theme;
  styles: Style[];
  counts: Uint32Array;
  isHollow: (mark: Mark) => boolean;
  /** True of places known to a radius or an area only. */
  isNear: (place: number) => boolean;
  number: (value: number) => string;
  /** Place of the event that is open, -1 for none. */
  selected: number;
}
