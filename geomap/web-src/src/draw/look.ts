/** How marks look now: colours, counts and what a person chose. */

import type { Style } from "../data/contract";
import type { Mark } from "../model/marks";
import type { Palette, Theme } from "./palette";

export interface Look {
  palette: Palette;
  theme: Theme;
  styles: Style[];
  counts: Uint32Array;
  isHollow: (mark: Mark) => boolean;
  number: (value: number) => string;
  /** Place of the event that is open, -1 for none. */
  selected: number;
}

export const WRITING = '600 11px system-ui, "Noto Sans Arabic", sans-serif';
