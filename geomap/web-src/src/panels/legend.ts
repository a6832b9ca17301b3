/** What the map means: colours, sizes, precision and status of marks; classes of the other ways to see a crowd. */

import { FEWEST, roundly, type Change } from "../crowd/classes";
import type { Key, Keys } from "../crowd/crowd";
import { colorOf, paletteOf } from "../draw/palette";
import { shapeIcon } from "../draw/shapes";
import { radiusOf } from "../marks/sizes";
import type { App } from "../page/app";
import { fill, type Words } from "../words/words";
import { h, told } from "./dom";
import { styleLabel } from "./facets";

const SVG = "http://www.w3.org/2000/svg";

const CHANGE_WORDS: Record<Change, keyof Words> = {
  "much-more": "muchMore", more: "moreThan", same: "sameAs", less: "lessThan", "much-less": "muchLess", few: "tooFew", none: "none",
};

export class Legend {
  readonly element: HTMLElement;
  private readonly colors = h("ul", { class: "gm-legend-colors" });
  private readonly crowd = h("div", { class: "gm-legend-crowd" });
  private readonly sizes = h("li", { class: "gm-legend-sizes" });
  /** What tells of marks only. */
  private readonly marks: HTMLElement[];
  private drawn = "";
  private sized = "";
  private crowded = "";

  constructor(private readonly app: App) {
    const { words, store } = app;
    const precisions = new Set(store.column("place_precision"));
    const row = (picture: Element, text: string) => h("li", {}, picture as HTMLElement, h("span", {}, text));
    const isNear = precisions.has(2) || precisions.has(3);
    this.marks = [
      isNear ? row(sample("open"), words.openPart) : null,
      precisions.has(3) ? row(sample("tag"), words.areaTag) : null,
      store.varies("status") ? row(sample("hollow"), words.hollow) : null,
    ].filter((one) => one !== null);
    this.element = h("div", { class: "gm-legend" }, this.crowd, this.colors,
      h("details", { class: "gm-section", open: true }, h("summary", {}, words.legend),
        h("ul", { class: "gm-legend-list" }, this.sizes,
          ...this.marks,
          store.hasSpans ? row(sample("pale"), words.pale) : null,
          store.head.ground.layers.golan?.length ? row(sample("golan"), words.golan) : null)));
  }

  refresh(): void {
    for (const one of this.marks) one.hidden = !this.app.show.has("symbols");
    this.showSizes();
    this.showCrowd();
    const { engine, theme, lang, words } = this.app;
    // the list of filters tells the types' colours, but not beside a story
    this.colors.hidden = (engine.color === "type" && !this.app.story.isOpen) || !this.app.show.has("symbols");
    if (this.colors.hidden) return;
    const totals = engine.groupTotals();
    const key = `${engine.color} ${theme} ${lang} ${totals.join()}`;
    if (key === this.drawn) return;
    this.drawn = key;
    const { telling } = engine;
    const why = engine.color === telling.column && engine.color !== "type" ? ` ${fill(words.whyColor, { n: `${this.app.number(100 * telling.share)}${lang === "ar" ? "٪" : "%"}` })}` : "";
    const lines = [h("li", { class: "gm-legend-why" }, h("b", {}, words[engine.color]), h("span", { class: "gm-quiet" }, why))];
    engine.groups.styles.forEach((style, g) => {
      if (!totals[g]) return;
      lines.push(h("li", {}, shapeIcon(style.shape, colorOf(style, theme), 14) as unknown as HTMLElement,
        told("span", styleLabel(style, lang), { class: "gm-legend-name", title: styleLabel(style, lang) }), h("span", { class: "gm-count" }, this.app.number(totals[g]))));
    });
    this.colors.replaceChildren(...lines);
  }

  /** Three sizes as they are drawn now. */
  private showSizes(): void {
    const { painter, words, engine, show } = this.app;
    const { growth, largest } = painter.scale;
    const counts = [...new Set([largest / 25, largest / 5, largest].map(roundly))].filter((count) => count >= 2);
    this.sizes.hidden = !show.has("symbols") || !counts.length;
    const key = `${counts.join()} ${growth.toPrecision(3)} ${engine.size}`;
    if (this.sizes.hidden || key === this.sized) return;
    this.sized = key;
    const radii = counts.map((count) => Math.min(30, radiusOf(count, growth)));
    const high = 2 * radii[radii.length - 1] + 4;
    // a number stands beside a disc that has no room for it
    const texts = counts.map((count) => painter.shortNumber(count));
    const beside = texts.map((text, i) => (text.length * 6.8 > 2 * radii[i] - 7 ? text.length * 6.6 + 3 : 0));
    const svg = picture(radii.reduce((sum, r, i) => sum + 2 * r + beside[i] + 12, 0), high);
    let x = 2;
    radii.forEach((r, i) => {
      add(svg, "circle", { cx: String(x + r), cy: String(high - r - 2), r: String(r - 1), fill: "none", stroke: "currentColor", "stroke-width": "1.4" });
      const at = beside[i] ? x + 2 * r + 3 : x + r;
      const text = add(svg, "text", { x: String(at), y: String(high - r + 2), "text-anchor": beside[i] ? "start" : "middle", "font-size": "10.5", fill: "currentColor", direction: "ltr" });
      text.textContent = texts[i];
      x += 2 * r + beside[i] + 12;
    });
    const title = engine.size === "events" ? words.sizeOf : words.sizeOfDead;
    this.sizes.replaceChildren(svg as unknown as HTMLElement, h("span", {}, title));
  }

  private showCrowd(): void {
    const { painter, engine, lang } = this.app;
    const legends = painter.crowd.legends();
    const key = `${lang} ${JSON.stringify(legends)} ${painter.crowd.measure} ${engine.size} ${engine.clock.window === null} ${JSON.stringify(engine.clock.other)}`;
    if (key === this.crowded) return;
    this.crowded = key;
    this.crowd.replaceChildren(...legends.map((one) => this.keysOf(one)));
  }

  private isChange(way: Keys["way"]): boolean {
    return way === "shading" && this.app.painter.crowd.measure === "change";
  }

  private titleOf({ way }: Keys): string {
    const { words, painter, engine, dates } = this.app;
    const { measure } = painter.crowd;
    const { other } = engine.clock;
    if (this.isChange(way)) return other ? fill(words.changeAgainst, { time: dates.span(other.from, other.to) }) : words.changeOf;
    const what = engine.size === "events" ? words.eventsTitle : words.fatalities;
    const unit = way === "hexagons" ? words.hexagonsOf : way === "heat" ? words.heatOf
      : measure === "area" ? words.areaMeasure : measure === "people" ? words.peopleMeasure : words.shadingOf;
    return `${what} ${unit}`;
  }

  private keysOf(one: Keys): HTMLElement {
    const { way, keys, untold } = one;
    const { words, painter, engine } = this.app;
    const { measure } = painter.crowd;
    const title = this.titleOf(one);
    const notes: string[] = [];
    if (this.isChange(way) && !engine.clock.window) notes.push(words.chooseTime);
    if (way === "shading" && measure === "people") notes.push(fill(words.peopleFrom, { source: painter.crowd.units.population?.source ?? "" }));
    if (untold) notes.push(fill(words.untold, { n: this.app.number(untold) }));
    return h("div", {}, h("b", {}, title),
      h("ul", { class: "gm-legend-list" }, ...keys.map((key) => h("li", {}, swatch(key.color, way === "hexagons" ? (key.fill ?? 1) : 0) as unknown as HTMLElement, h("span", {}, this.keyText(key))))),
      ...notes.map((note) => told("p", note, { class: "gm-quiet" })));
  }

  /** The classes of what is painted beside marks, in order; the first says of what. */
  classes(): { color: string; label: string }[] {
    return this.app.painter.crowd.legends().flatMap((one) =>
      one.keys.map((key, i) => ({ color: key.color, label: i ? this.keyText(key) : `${this.titleOf(one)}: ${this.keyText(key)}` })));
  }

  private keyText({ from = 0, to, change }: Key): string {
    const { words, dates } = this.app;
    if (change) return fill(words[CHANGE_WORDS[change]], { n: dates.number(FEWEST) });
    const say = (value: number) => dates.number(value < 10 ? Number(value.toPrecision(2)) : Math.round(value));
    if (to === undefined) return `${say(from)}+`;
    const whole = Number.isInteger(from) && Number.isInteger(to);
    const last = whole ? to - 1 : to;
    return last <= from ? say(from) : `${say(from)}–${say(last)}`;
  }
}

function picture(width: number, height: number): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  svg.setAttribute("width", String(width));
  svg.setAttribute("height", String(height));
  svg.setAttribute("aria-hidden", "true");
  return svg;
}

function add(svg: SVGSVGElement, name: string, attributes: Record<string, string>): Element {
  const part = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) part.setAttribute(key, value);
  svg.append(part);
  return part;
}

/** A colour of a class; a hexagon that fills so much of its cell, else a box. */
function swatch(color: string, fill: number): SVGSVGElement {
  const svg = picture(28, 18);
  if (fill) {
    const corners = Array.from({ length: 6 }, (_, i) => (Math.PI / 3) * i + Math.PI / 6);
    add(svg, "polygon", { points: corners.map((turn) => `${14 + 10.3 * fill * Math.cos(turn)},${9 + 10.3 * fill * Math.sin(turn)}`).join(" "), fill: color });
    return svg;
  }
  add(svg, "rect", { x: "2", y: "2", width: "24", height: "14", rx: "2", fill: color });
  return svg;
}

function sample(kind: "open" | "tag" | "hollow" | "pale" | "golan"): SVGSVGElement {
  const svg = picture(28, 20);
  const ink = "currentColor";
  if (kind === "hollow") add(svg, "path", { d: "M14 4.2 20 10 14 15.8 8 10Z", fill: "none", stroke: ink, "stroke-width": "2" });
  if (kind === "open") {
    add(svg, "circle", { cx: "14", cy: "10", r: "6.6", fill: "none", stroke: ink, "stroke-width": "4", "stroke-opacity": "0.3" });
    add(svg, "circle", { cx: "14", cy: "10", r: "8.4", fill: "none", stroke: ink, "stroke-width": "1" });
    add(svg, "path", { d: "M14 3.4A6.6 6.6 0 0 1 14 16.6", fill: "none", stroke: ink, "stroke-width": "4" });
  }
  if (kind === "tag") {
    add(svg, "rect", { x: "5.5", y: "2.5", width: "17", height: "15", fill: "none", stroke: ink });
    add(svg, "rect", { x: "5.5", y: "14.5", width: "17", height: "3", fill: ink });
  }
  if (kind === "golan") {
    const { disputed } = paletteOf("light");
    add(svg, "rect", { x: "5.5", y: "3.5", width: "17", height: "13", fill: "none", stroke: disputed, "stroke-width": "1.4", "stroke-dasharray": "4 3" });
    for (const [x, y] of [[10, 8], [14, 12], [18, 8]]) add(svg, "circle", { cx: String(x), cy: String(y), r: "0.9", fill: disputed });
  }
  if (kind === "pale") {
    add(svg, "rect", { x: "6", y: "4", width: "6", height: "14", fill: ink });
    add(svg, "rect", { x: "13", y: "8", width: "11", height: "10", fill: ink, "fill-opacity": "0.25" });
  }
  return svg;
}
