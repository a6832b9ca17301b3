/** Everything that is chosen rarely: colours, layers, downloads, link, theme, print. */

import type { App } from "../page/app";
import type { Lang } from "../page/tongue";
import { button, h, on } from "./dom";
import { formatCsv, formatGeoJson, saveBlob } from "../page/download";
import { colorColumns, type ColorColumn } from "../model/groups";
import { drawPicture } from "../draw/picture";
import { WAYS, type Way } from "../crowd/choice";
import type { Theme } from "../draw/palette";

export class Menu {
  readonly element: HTMLElement;
  readonly colors: ColorColumn[];
  private readonly color: HTMLSelectElement;
  private readonly size: HTMLSelectElement;
  private readonly boxes = new Map<Way, HTMLInputElement>();
  private readonly note = h("p", { class: "gm-note", role: "status" });
  private pictures: HTMLImageElement[] = [];
  private before: { theme: Theme; center: [number, number]; zoom: number } | null = null;

  constructor(private readonly app: App) {
    const { words, store } = app;
    this.colors = colorColumns(store);
    this.color = h("select", { class: "gm-select", "aria-label": words.colorBy });
    for (const column of this.colors) this.color.append(h("option", { value: column }, words[column]));
    on(this.color, { change: () => void app.setColor(this.color.value as ColorColumn) });
    this.size = h("select", { class: "gm-select", "aria-label": words.sizeBy });
    this.size.append(h("option", { value: "events" }, words.eventsTitle), h("option", { value: "fatalities" }, words.fatalities));
    on(this.size, { change: () => void app.setSize(this.size.value as "events" | "fatalities") });
    const layers = WAYS.map((name) => {
      const box = on(h("input", { type: "checkbox", checked: app.show.has(name) }), {
        change: () => void app.setShow(name, box.checked),
      });
      this.boxes.set(name, box);
      return h("label", { class: "gm-option" }, box, h("span", {}, words[name]));
    });
    const act = (label: string, run: () => void | Promise<void>) => button(label, () => void run(), { class: "gm-menu-item" });
    this.element = h("div", {},
      h("label", { class: "gm-field" }, h("span", {}, words.colorBy), this.color),
      h("label", { class: "gm-field" }, h("span", {}, words.sizeBy), this.size),
      h("fieldset", { class: "gm-fieldset" }, h("legend", {}, words.show), ...layers),
      h("hr"),
      act(words.geojson, () => this.save("geojson")),
      act(words.csv, () => this.save("csv")),
      act(words.png, () => this.picture()),
      act(words.copyLink, () => this.copy()),
      act(words.addChapter, () => app.story.write()),
      h("hr"),
      this.language("gm-menu-item"),
      app.lang === "ar" && app.speak ? act(words.digits, () => this.speak(app.lang, !app.tongue.arabicDigits)) : null,
      act(words.theme, () => app.setTheme(app.theme === "dark" ? "light" : "dark")),
      act(words.print, () => window.print()),
      this.note);
  }

  /** A button that says everything in the other language. */
  language(look: string): HTMLButtonElement | null {
    const { lang, speak, words } = this.app;
    if (!speak) return null;
    const other = lang === "ar" ? "en" : "ar";
    return button(words.otherLanguage, () => this.speak(other, other === "ar" && this.app.store.head.meta.arabic_digits), { class: look, lang: other });
  }

  private speak(lang: Lang, arabicDigits: boolean): void {
    void this.app.speak?.({ lang, arabicDigits });
  }

  /** Show what a link or a reset has set. */
  sync(): void {
    this.color.value = this.app.engine.color;
    this.size.value = this.app.engine.size;
    for (const [name, box] of this.boxes) box.checked = this.app.show.has(name);
  }

  private fileName(ending: string): string {
    const title = this.app.store.head.meta.title.replace(/[^\p{L}\p{N}]+/gu, "_").replace(/^_+|_+$/g, "").slice(0, 60);
    return `${title || "events"}.${ending}`;
  }

  private async save(kind: "geojson" | "csv"): Promise<void> {
    const rows = this.app.rows.all(null);
    const blob = await (kind === "csv" ? formatCsv : formatGeoJson)(this.app.store, rows);
    saveBlob(blob, this.fileName(kind));
  }

  private async picture(): Promise<void> {
    saveBlob(await drawPicture(this.app), this.fileName("png"));
  }

  private async copy(): Promise<void> {
    this.app.address.write();
    try {
      await navigator.clipboard.writeText(location.href);
      this.note.textContent = this.app.words.copied;
    } catch {
      this.note.textContent = location.href;
    }
    setTimeout(() => {
      this.note.textContent = "";
    }, 4000);
  }

  /** Give the map the size of the sheet while it is printed. */
  startPrint(): void {
    const { app } = this;
    if (this.before) return;
    const center = app.map.getCenter();
    const free = app.camera.freeBounds();
    this.before = { theme: app.theme, center: [center.lat, center.lng], zoom: app.map.getZoom() };
    app.map.getContainer().classList.add("gm-printing");
    app.shell.root.classList.add("gm-printing");
    app.setTheme("print");
    app.shell.fit(1060, 700);
    app.shell.open("left");
    // paper shows the panel from its top, in the colours of the marks
    const panel = app.shell.left.querySelector(".gm-scroll");
    if (panel) panel.scrollTop = 0;
    app.facets.refresh(app.theme);
    app.map.invalidateSize({ animate: false, pan: false });
    app.dock.resize();
    app.camera.fitFree(free);
    app.painter.drawWhole(true);
    // browsers print what a canvas was told, in part; a picture of it is printed whole
    this.pictures = app.painter.canvases().map((canvas) => {
      const picture = h("img", { alt: "", src: canvas.toDataURL() });
      picture.className = canvas.className;
      picture.style.cssText = canvas.style.cssText;
      picture.style.position = "absolute";
      picture.style.maxWidth = "none";
      canvas.after(picture);
      canvas.hidden = true;
      canvas.style.display = "none";
      return picture;
    });
  }

  endPrint(): void {
    const { app, before } = this;
    if (!before) return;
    this.before = null;
    for (const picture of this.pictures.splice(0)) picture.remove();
    for (const canvas of app.painter.canvases()) {
      canvas.hidden = false;
      canvas.style.display = "";
    }
    app.map.getContainer().classList.remove("gm-printing");
    app.shell.root.classList.remove("gm-printing");
    app.setTheme(before.theme);
    app.map.invalidateSize({ animate: false, pan: false });
    const box = app.map.getContainer();
    app.shell.fit(box.clientWidth, box.clientHeight);
    app.map.setView(before.center, before.zoom, { animate: false });
    app.painter.drawWhole(false);
  }
}
