/** What the marks mean: precision, status, sums; and the colours, where they are not event types. */

import type { App } from "../page/app";
import { h, told } from "./dom";
import { styleLabel } from "./facets";
import { colorOf, paletteOf } from "../draw/palette";
import { shapeIcon } from "../draw/shapes";
import { fill } from "../words/words";

const SVG = "http://www.w3.org/2000/svg";

export class Legend {
  readonly element: HTMLElement;
  private readonly colors = h("ul", { class: "gm-legend-colors" });
  private drawn = "";

  constructor(private readonly app: App) {
    const { words } = app;
    const store = app.store;
    const precisions = new Set(store.column("place_precision"));
    const hollow = store.varies("status");
    const row = (picture: Element, text: string) => h("li", {}, picture as HTMLElement, h("span", {}, text));
    this.element = h("div", { class: "gm-legend" }, this.colors,
      h("details", { class: "gm-section", open: true }, h("summary", {}, words.legend),
        h("ul", { class: "gm-legend-list" },
          row(sample("dot"), words.exactDot),
          precisions.has(2) ? row(sample("ring"), words.nearRing) : null,
          precisions.has(3) ? row(sample("area"), words.regionArea) : null,
          row(sample("many"), words.many),
          hollow ? row(sample("hollow"), words.hollow) : null,
          store.hasSpans ? row(sample("pale"), words.pale) : null)));
  }

  refresh(): void {
    const { engine, theme, lang } = this.app;
    this.colors.hidden = engine.color === "type" && !this.app.show.has("shading");
    if (this.colors.hidden) return;
    const totals = engine.groupTotals();
    const key = `${engine.color} ${theme} ${totals.join()} ${[...this.app.show].join()}`;
    if (key === this.drawn) return;
    this.drawn = key;
    const lines: HTMLElement[] = [];
    const { telling } = engine;
    if (engine.color !== "type") {
      const why = engine.color === telling.column ? ` ${fill(this.app.words.whyColor, { n: `${this.app.number(100 * telling.share)} %` })}` : "";
      lines.push(h("li", { class: "gm-legend-why" }, h("b", {}, this.app.words[engine.color]), h("span", { class: "gm-quiet" }, why)));
    }
    if (engine.color !== "type") {
      engine.groups.styles.forEach((style, g) => {
        if (!totals[g]) return;
        lines.push(h("li", {}, shapeIcon(style.shape, colorOf(style, theme), 14) as unknown as HTMLElement,
          told("span", styleLabel(style, lang)), h("span", { class: "gm-count" }, this.app.number(totals[g]))));
      });
    }
    if (this.app.show.has("shading")) {
      const counts = this.app.painter.governorateCounts();
      const most = Math.max(1, ...counts);
      paletteOf(theme).shade.forEach((color, step) => {
        const low = Math.ceil(Math.expm1((step * Math.log1p(most + 0.5)) / 5) - 1e-9);
        const high = step === 4 ? most : Math.ceil(Math.expm1(((step + 1) * Math.log1p(most + 0.5)) / 5) - 1e-9) - 1;
        if (high < Math.max(1, low)) return;
        const swatch = sample("swatch");
        swatch.querySelector("rect")?.setAttribute("fill", color);
        lines.push(h("li", {}, swatch as unknown as HTMLElement, h("span", {}, low >= high ? this.app.number(high) : `${this.app.number(Math.max(1, low))}–${this.app.number(high)}`)));
      });
    }
    this.colors.replaceChildren(...lines);
  }
}

function sample(kind: "dot" | "ring" | "area" | "many" | "hollow" | "pale" | "swatch"): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 28 20");
  svg.setAttribute("width", "28");
  svg.setAttribute("height", "20");
  svg.setAttribute("aria-hidden", "true");
  const add = (name: string, attributes: Record<string, string>) => {
    const part = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) part.setAttribute(key, value);
    svg.append(part);
  };
  const ink = "currentColor";
  if (kind === "dot") add("circle", { cx: "14", cy: "10", r: "5.5", fill: ink });
  if (kind === "hollow") add("path", { d: "M14 4.2 20 10 14 15.8 8 10Z", fill: "none", stroke: ink, "stroke-width": "2" });
  if (kind === "ring") add("circle", { cx: "14", cy: "10", r: "8", fill: ink, "fill-opacity": "0.12", stroke: ink, "stroke-dasharray": "3 2.4", "stroke-width": "1.4" });
  if (kind === "many") {
    add("circle", { cx: "14", cy: "10", r: "7", fill: "none", stroke: ink, "stroke-width": "3.4", "stroke-dasharray": "27 4 9 4" });
  }
  if (kind === "area") {
    add("path", { d: "M3 6 12 2 25 5 23 16 9 18Z", fill: ink, "fill-opacity": "0.08", stroke: ink, "stroke-dasharray": "4 2.6", "stroke-width": "1.3" });
    add("path", { d: "M6 17 18 4M11 17.6 23 5M17 17 24 10", stroke: ink, "stroke-width": "1", "stroke-opacity": "0.55" });
  }
  if (kind === "pale") {
    add("rect", { x: "6", y: "4", width: "6", height: "14", fill: ink });
    add("rect", { x: "13", y: "8", width: "11", height: "10", fill: ink, "fill-opacity": "0.25" });
  }
  if (kind === "swatch") add("rect", { x: "3", y: "3", width: "22", height: "14", rx: "2" });
  return svg;
}
