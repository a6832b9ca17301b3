/** The frame of the page: bars, panels and buttons, without any idea of events. */

import type * as Leaflet from "leaflet";
import { button, h, icon, on } from "./dom";
import type { Words } from "../words/words";

declare const L: typeof Leaflet;

export const ICONS = {
  close: "M6.4 5 5 6.4l5.6 5.6L5 17.6 6.4 19l5.6-5.6 5.6 5.6 1.4-1.4-5.6-5.6L19 6.4 17.6 5 12 10.6z",
  menu: "M4 6h16v2H4zm3 5h10v2H7zm3 5h4v2h-4z",
  list: "M4 6h2v2H4zm4 0h12v2H8zM4 11h2v2H4zm4 0h12v2H8zM4 16h2v2H4zm4 0h12v2H8z",
  table: "M3 4h18v16H3zm2 5v3h6V9zm8 0v3h6V9zm-8 5v4h6v-4zm8 0v4h6v-4z",
  plus: "M11 5h2v6h6v2h-6v6h-2v-6H5v-2h6z",
  minus: "M5 11h14v2H5z",
  home: "M12 3 3 11h2.5v9H10v-6h4v6h4.5v-9H21z",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z",
  more: "M12 4a2 2 0 1 1 0 4 2 2 0 0 1 0-4zm0 6a2 2 0 1 1 0 4 2 2 0 0 1 0-4zm0 6a2 2 0 1 1 0 4 2 2 0 0 1 0-4z",
  sliders: "M4 6h9v2H4zm13 0h3v2h-3zM14 4h2v6h-2zM4 16h3v2H4zm7 0h9v2h-9zM8 14h2v6H8z",
  play: "M7 4.5v15l13-7.5z",
  pause: "M6 4h4.5v16H6zm7.5 0H18v16h-4.5z",
  book: "M5 4h6a2 2 0 0 1 1 .3A2 2 0 0 1 13 4h6a1 1 0 0 1 1 1v13a1 1 0 0 1-1 1h-5.5l-1.5 1-1.5-1H5a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1zm1 2v11h5V6zm7 0v11h5V6z",
  back: "M20 11H7.8l5.6-5.6L12 4l-8 8 8 8 1.4-1.4L7.8 13H20z",
  reset: "M12 5V1L7 6l5 5V7a5 5 0 1 1-5 5H5a7 7 0 1 0 7-7z",
} as const;

export function iconButton(name: keyof typeof ICONS, label: string, act: () => void, extra = ""): HTMLButtonElement {
  const made = button("", act, { class: `gm-icon ${extra}`, "aria-label": label, title: label });
  made.replaceChildren(icon(ICONS[name]));
  return made;
}

export type PanelName = "left" | "right" | "story" | "table" | "menu";

const SIDES: readonly PanelName[] = ["left", "right", "story"];

export class Shell {
  readonly root: HTMLElement;
  readonly head = h("header", { class: "gm-head gm-card-box" });
  readonly left = h("section", { class: "gm-panel gm-left gm-card-box" });
  readonly story = h("section", { class: "gm-panel gm-tale gm-card-box", hidden: true });
  readonly right = h("section", { class: "gm-panel gm-right gm-card-box" });
  readonly dock = h("section", { class: "gm-dock gm-card-box" });
  readonly tools = h("div", { class: "gm-tools", role: "group" });
  readonly above = h("div", { class: "gm-above-box" });
  readonly table = h("section", { class: "gm-panel gm-tablepanel gm-card-box", hidden: true });
  readonly menu = h("div", { class: "gm-menu gm-card-box", hidden: true });
  readonly hint = h("div", { class: "gm-hint", hidden: true, role: "presentation" });
  readonly live = h("div", { class: "gm-sr", role: "status", "aria-live": "polite" });
  readonly foot = h("div", { class: "gm-foot" });
  readonly tabs = h("nav", { class: "gm-tabs" });
  narrow = false;
  private opened = new Set<PanelName>();

  constructor(words: Words, lang: "en" | "ar", private readonly resized: () => void) {
    this.left.setAttribute("aria-label", words.filters);
    this.right.setAttribute("aria-label", words.list);
    this.story.setAttribute("aria-label", words.story);
    this.dock.setAttribute("aria-label", words.timeline);
    this.table.setAttribute("aria-label", words.table);
    this.tools.setAttribute("aria-label", words.options);
    const skip = button(words.skipTable, () => this.open("table"), { class: "gm-skip" });
    this.root = h("div", { class: "gm", dir: lang === "ar" ? "rtl" : "ltr", lang },
      skip, this.head, this.left, this.story, this.tools, this.above, this.dock, this.right, this.foot, this.table, this.menu, this.hint, this.live);
    for (const element of [this.root]) {
      on(element, {
        keydown: (event) => {
          if (event.key !== "Escape") return;
          const top = (["menu", "table", "right", "left", "story"] as const).find((name) => this.isOpen(name) && (this.narrow || name === "menu" || name === "table"));
          if (top) {
            this.close(top);
            event.stopPropagation();
          }
        },
      });
    }
  }

  isOpen(name: PanelName): boolean {
    return this.opened.has(name);
  }

  open(name: PanelName): void {
    if (this.narrow && SIDES.includes(name)) for (const other of SIDES) this.opened.delete(other);
    // story and filters share a place
    if (name === "left") this.opened.delete("story");
    if (name === "story") this.opened.delete("left");
    this.opened.add(name);
    this.show();
    if (name === "table") this.table.querySelector<HTMLElement>(".gm-table-box")?.focus();
  }

  close(name: PanelName): void {
    this.opened.delete(name);
    this.show();
  }

  toggle(name: PanelName): void {
    if (this.isOpen(name)) this.close(name);
    else this.open(name);
  }

  onshow: (name: PanelName) => void = () => undefined;

  private show(): void {
    for (const name of ["left", "right", "story", "table", "menu"] as const) {
      const panel = name === "table" ? this.table : name === "menu" ? this.menu : this[name];
      const was = !panel.hidden;
      panel.hidden = !this.isOpen(name);
      this.root.classList.toggle(`gm-open-${name}`, this.isOpen(name));
      if (!was && !panel.hidden) this.onshow(name);
      for (const control of this.root.querySelectorAll(`[data-opens="${name}"]`)) {
        control.setAttribute("aria-expanded", String(this.isOpen(name)));
      }
    }
    this.resized();
  }

  /** Keep clicks and scrolling on the panels from the map under them. */
  shield(): void {
    for (const panel of [this.head, this.left, this.right, this.story, this.tools, this.above, this.dock, this.table, this.menu]) {
      L.DomEvent.disableClickPropagation(panel);
      // Leaflet looks for the panel around what was pressed, which may be gone from it by then
      on(panel, { click: (event) => event.stopPropagation() });
      L.DomEvent.disableScrollPropagation(panel);
    }
  }

  /** Fit the frame to the width of the map. */
  fit(width: number, height: number): void {
    const narrow = width < 720;
    const first = !this.root.classList.contains("gm-fitted");
    this.root.classList.add("gm-fitted");
    this.root.classList.toggle("gm-narrow", narrow);
    this.root.classList.toggle("gm-small", height < 560);
    this.root.classList.toggle("gm-medium", !narrow && width < 1120);
    if (narrow !== this.narrow || first) {
      this.narrow = narrow;
      this.opened.delete("left");
      this.opened.delete("right");
      if (!narrow && height >= 480 && !this.opened.has("story")) {
        this.opened.add("right");
        if (width >= 1120) this.opened.add("left");
      }
      this.show();
    }
  }
}
