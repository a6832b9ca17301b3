/** "Add this view as a chapter": title and text for what is shown, kept in the page, saved as TOML. */

import type { ChapterData } from "../data/contract";
import { isoOf } from "../data/dates";
import type { App } from "../page/app";
import { formatHash, parseHash } from "../page/hash";
import { saveBlob } from "../page/download";
import { button, h, on } from "../panels/dom";
import { formatChapter, type Written } from "./chapter-toml";

export class ChapterForm {
  private readonly written: Written[] = [];
  private box: HTMLElement | null = null;

  constructor(private readonly app: App, private readonly add: (chapter: ChapterData) => void) {}

  open(): void {
    this.box?.remove();
    const { words, shell } = this.app;
    const title = h("input", { class: "gm-input", maxlength: "200", "aria-label": words.chapterTitle, placeholder: words.chapterTitle, dir: "auto" });
    const text = h("textarea", { class: "gm-input gm-tale-area", rows: "5", maxlength: "8000", "aria-label": words.chapterText, placeholder: words.chapterText, dir: "auto" });
    const keep = button(words.keepChapter, () => {
      if (!title.value.trim()) {
        title.focus();
        return;
      }
      this.keep(title.value.trim(), text.value.trim());
      box.remove();
    }, { class: "gm-button gm-tale-next" });
    const save = button(words.saveChapters, () => this.save(), { class: "gm-button" });
    save.disabled = !this.written.length;
    const box = h("div", { class: "gm-tale-form gm-card-box", role: "dialog", "aria-label": words.addChapter },
      h("h2", { class: "gm-panel-title" }, words.addChapter), title, text,
      h("div", { class: "gm-tale-foot" }, save, button(words.close, () => box.remove(), { class: "gm-button" }), keep));
    on(box, { keydown: (event) => {
      if (event.key === "Escape") box.remove();
      event.stopPropagation();
    } });
    this.box = box;
    shell.root.append(box);
    title.focus();
  }

  private keep(title: string, text: string): void {
    const { app } = this;
    const { engine, layers, reader, show, store, camera } = app;
    const bounds = camera.freeBounds();
    const round = (value: number) => Number(value.toFixed(3));
    const box: [number, number, number, number] = [round(bounds.getWest()), round(bounds.getSouth()), round(bounds.getEast()), round(bounds.getNorth())];
    const shown = { ...parseHash(""), window: engine.clock.window, filters: structuredClone(engine.filters), layers: app.choice.chosen ? [...show].sort() : null };
    shown.event = reader.selected >= 0 ? store.textNow("event_id", reader.selected) : "";
    const names = layers.all.map(({ data }) => data.name).filter((name) => layers.shown.has(name));
    const governorates = new Map(store.head.governorates.map((unit) => [unit.pcode, unit.name]));
    this.written.push({
      title, text, box, event: shown.event, filters: shown.filters, ways: shown.layers ?? [], governorates,
      layers: layers.all.length ? names : null,
      from: shown.window ? isoOf(shown.window.from) : "", to: shown.window ? isoOf(shown.window.to) : "",
    });
    const blocks: ChapterData["blocks"] = text.split(/\n\s*\n/).filter(Boolean).map((part) => ({ kind: "p", runs: [[part, "", ""]] }));
    this.add({ title, blocks, hash: formatHash(shown), box, layers: names, count: engine.events });
    this.open();
  }

  private save(): void {
    const text = this.written.map(formatChapter).join("\n");
    saveBlob(new Blob([text], { type: "application/toml" }), "chapters.toml");
  }
}
