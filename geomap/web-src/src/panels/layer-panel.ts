/** Which layers lie under the events: on and off, what their colours mean, as of when, who says so. */

import { dayOf } from "../data/dates";
import { colorIn, type Layer } from "../ground/layers";
import type { App } from "../page/app";
import { fill } from "../words/words";
import { h, on, told } from "./dom";

const SVG = "http://www.w3.org/2000/svg";

export class LayerPanel {
  readonly element: HTMLElement;
  private drawn = "";

  constructor(private readonly app: App) {
    this.element = h("section", { class: "gm-layers", "aria-label": app.words.layersTitle, hidden: !app.layers.all.length });
  }

  refresh(): void {
    const { layers, theme } = this.app;
    if (!layers.all.length) return;
    const key = `${theme} ${[...layers.shown].join()} ${layers.all.map((layer) => `${layer.stateOn(layers.today())}:${this.kindsOf(layer).join()}`).join(";")}`;
    if (key === this.drawn) return;
    this.drawn = key;
    const focused = (document.activeElement as HTMLInputElement | null)?.dataset?.layer;
    this.element.replaceChildren(h("h3", { class: "gm-layers-title" }, this.app.words.layersTitle), ...layers.all.map((layer) => this.show(layer)));
    if (focused) [...this.element.querySelectorAll("input")].find((box) => box.dataset.layer === focused)?.focus();
  }

  /** The kinds that are drawn now; "!" for contested ones. */
  private kindsOf(layer: Layer): string[] {
    const now = layer.at(this.app.layers.today());
    const kinds = [...new Set(now.map(({ kind }) => kind))].sort((a, b) => a - b).map(String);
    return now.some(({ contested }) => contested) ? [...kinds, "!"] : kinds;
  }

  private show(layer: Layer): HTMLElement {
    const { app } = this;
    const { words, lang } = app;
    const { data } = layer;
    const box = on(h("input", { type: "checkbox", checked: app.layers.shown.has(data.name), "data-layer": data.name }), {
      change: () => void app.setLayer(data.name, box.checked),
    });
    const title = h("label", { class: "gm-option" }, box, told("span", lang === "ar" ? data.title_ar : data.title, { class: "gm-layer-name" }));
    if (!app.layers.shown.has(data.name)) return h("div", { class: "gm-layer" }, title);
    const kinds = this.kindsOf(layer);
    const rows = kinds.map((kind) => {
      if (kind === "!") return h("li", {}, sample(data.form, "currentColor", true), h("span", {}, words.contested));
      const one = data.classes[Number(kind)];
      return h("li", {}, sample(data.form, colorIn(layer, Number(kind), app.theme), false, data.numbered),
        told("span", lang === "ar" ? one.label_ar : one.label));
    });
    return h("div", { class: "gm-layer" }, title,
      kinds.length ? h("ul", { class: "gm-legend-list" }, ...rows) : h("p", { class: "gm-quiet" }, words.noState),
      ...this.notes(layer));
  }

  private notes(layer: Layer): HTMLElement[] {
    const { words, dates, layers } = this.app;
    const { data } = layer;
    const state = layer.stateOn(layers.today());
    const day = Number.isNaN(state) ? dayOf(data.day) : state;
    const lines: string[] = [];
    if (!Number.isNaN(day)) lines.push(fill(words.stateOf, { date: dates.span(day, day) }));
    if (data.source) lines.push(fill(words.layerSource, { source: data.source }));
    return lines.length ? [told("p", lines.join(" · "), { class: "gm-quiet" })] : [];
  }
}

function sample(form: string, color: string, contested: boolean, solid = false): HTMLElement {
  const svg = document.createElementNS(SVG, "svg");
  for (const [name, value] of Object.entries({ width: "26", height: "16", viewBox: "0 0 26 16", "aria-hidden": "true" })) svg.setAttribute(name, value);
  const add = (tag: string, told: Record<string, string>) => {
    const shape = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(told)) shape.setAttribute(name, value);
    svg.append(shape);
  };
  if (form === "line") add("path", { d: "M2 11 L10 5 L16 10 L24 5", fill: "none", stroke: color, "stroke-width": "2.6", "stroke-dasharray": contested ? "4 3" : "none" });
  else if (form === "point") {
    add("path", { d: "M13 15.5 L9 7.4 A4.6 4.6 0 1 1 17 7.4 Z", fill: color });
    add("circle", { cx: "13", cy: "5.4", r: contested ? "2.8" : "1.6", fill: "#fff" });
  }
  else {
    add("rect", { x: "2", y: "1.5", width: "22", height: "13", rx: "2", fill: color, "fill-opacity": solid ? ".65" : contested ? ".1" : ".3", stroke: color, "stroke-dasharray": contested ? "4 3" : "none" });
    if (contested) add("path", { d: "M4 14 L14 2 M10 14 L20 2 M16 14 L24 5", stroke: color, "stroke-width": "1.3", fill: "none" });
  }
  return svg as unknown as HTMLElement;
}
