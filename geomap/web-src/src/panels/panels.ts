/** What stands in which panel of the frame. */

import { aboutMap } from "./about";
import type { App } from "../page/app";
import { button, h, told } from "./dom";
import { titlesIn } from "../page/tongue";
import { iconButton } from "./shell";

export function fillPanels(app: App): void {
  const { shell, words } = app;
  const { meta } = app.store.head;
  const { title, subtitle } = titlesIn(meta, app.lang);
  const toggle = (name: "left" | "right" | "table", glyph: "menu" | "list" | "table", label: string) => {
    const made = iconButton(glyph, label, () => shell.toggle(name), `gm-open gm-only-${name}`);
    made.dataset.opens = name;
    return made;
  };
  const tale = iconButton("book", words.story, () => app.story.toggle(), "gm-open");
  tale.dataset.opens = "story";
  tale.hidden = !app.story.chapters.length;
  app.story.opener = tale;
  const more = iconButton("more", words.options, () => shell.toggle("menu"));
  more.dataset.opens = "menu";
  shell.head.append(
    h("div", { class: "gm-titles" }, told("h1", title, { class: "gm-title" }),
      subtitle ? told("p", subtitle, { class: "gm-subtitle" }) : null, app.headline.element),
    app.search.element,
    h("div", { class: "gm-head-buttons" },
      tale, toggle("left", "menu", words.filters), toggle("right", "list", words.list), toggle("table", "table", words.table), app.menu.language("gm-icon gm-language"), more),
  );
  shell.left.append(
    h("div", { class: "gm-panel-head" }, h("h2", { class: "gm-panel-title" }, words.filters),
      button(words.reset, () => void app.reset(), { class: "gm-link", title: words.resetAll }),
      iconButton("close", words.close, () => shell.close("left"), "gm-quiet-button")),
    h("div", { class: "gm-scroll" }, app.layerPanel.element, app.sums.element, app.legend.element, app.facets.element, aboutMap(app.store.head, words, app.dates, app.lang)),
  );
  shell.story.append(app.story.element);
  shell.table.append(
    h("div", { class: "gm-panel-head" }, h("h2", { class: "gm-panel-title" }, words.table),
      iconButton("close", words.close, () => shell.close("table"), "gm-quiet-button")),
    app.table.element,
  );
  shell.tools.append(
    iconButton("plus", words.zoomIn, () => app.camera.zoomBy(1)),
    iconButton("minus", words.zoomOut, () => app.camera.zoomBy(-1)),
    iconButton("home", words.home, () => app.goHome()),
  );
  shell.above.append(app.above.element);
  shell.dock.append(app.dock.element);
  shell.menu.append(app.menu.element);
  shell.foot.append(told("span", app.lang === "ar" ? meta.disclaimer_ar : meta.disclaimer));
}
