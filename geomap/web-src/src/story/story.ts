/** The story: a column of chapters beside the map, which moves with them; readers may leave at any point. */

import type { ChapterData, RunData } from "../data/contract";
import type { App } from "../page/app";
import { parseHash, type Shown } from "../page/hash";
import { button, h, link, on, told } from "../panels/dom";
import { iconButton } from "../panels/shell";
import { fill } from "../words/words";
import { ChapterForm } from "./chapter-form";

/** Milliseconds in which the map may still be on its way to a chapter's view. */
const ARRIVING = 900;

/** Pixels of a swipe. */
const SWIPE = 48;

export class Story {
  readonly element = h("div", { class: "gm-tale-box" });
  readonly chapters: ChapterData[];
  opener: HTMLElement | null = null;
  private readonly form: ChapterForm;
  private readonly parts: HTMLElement[];
  private now = 0;
  private since = -Infinity;
  private rest = "";
  private readonly again: HTMLElement;
  private readonly place = h("p", { class: "gm-tale-place", "aria-hidden": "true" });
  private readonly words = h("div", { class: "gm-tale-words", tabindex: "0", role: "group" });
  private readonly key = h("div", { class: "gm-tale-key" });
  private readonly dots = h("div", { class: "gm-tale-dots" });
  private readonly back: HTMLButtonElement;
  private readonly next: HTMLButtonElement;

  constructor(private readonly app: App) {
    const { words } = app;
    this.chapters = [...(app.store.head.chapters ?? [])];
    this.form = new ChapterForm(app, (chapter) => this.add(chapter));
    this.back = button(words.previousChapter, () => void this.step(-1), { class: "gm-button" });
    this.next = button(words.nextChapter, () => void this.step(1), { class: "gm-button gm-tale-next" });
    this.again = h("p", { class: "gm-tale-again", hidden: true, role: "status" }, h("span", {}, words.chapterChanged), " ",
      button(words.backToChapter, () => void this.go(this.now), { class: "gm-link" }));
    this.parts = [
      h("div", { class: "gm-panel-head" }, h("h2", { class: "gm-panel-title" }, words.story), this.place,
        iconButton("close", words.explore, () => this.leave(), "gm-quiet-button")),
      h("div", { class: "gm-scroll" }, this.words, this.key), this.again,
      h("div", { class: "gm-tale-foot" }, this.back, this.dots, this.next),
    ];
    this.listenToSwipes();
  }

  get isOpen(): boolean {
    return this.app.shell.isOpen("story");
  }

  /** The chapter that is open, counted from 1; 0 for none. */
  get current(): number {
    return this.isOpen && this.chapters.length ? this.now + 1 : 0;
  }

  /** Open the chapter that the address names, the first where it says nothing. */
  async begin(shown: Shown): Promise<void> {
    if (!this.chapters.length) return;
    const bare = isBare(shown);
    if (shown.chapter < 1 && (!bare || this.app.address.embedded)) return;
    const at = Math.min(Math.max(1, shown.chapter), this.chapters.length) - 1;
    if (bare) await this.go(at, false);
    else {
      this.now = at;
      this.open();
    }
  }

  /** What the address says: the chapter alone while its own view is shown. */
  address(full: string): string {
    if (!this.isOpen || !this.chapters.length) return full;
    if (performance.now() - this.since < ARRIVING) this.rest = full;
    this.again.hidden = full === this.rest;
    return full === this.rest ? `c=${this.now + 1}` : `c=${this.now + 1}&${full}`;
  }

  toggle(): void {
    if (this.isOpen) this.leave();
    else void this.go(this.now);
  }

  leave(): void {
    const { shell } = this.app;
    shell.close("story");
    if (!shell.narrow) {
      shell.open("right");
      if (shell.root.clientWidth >= 1120) shell.open("left");
    }
    this.opener?.focus();
    this.app.address.write();
  }

  async step(by: number): Promise<void> {
    const to = this.now + by;
    if (to >= 0 && to < this.chapters.length) await this.go(to);
  }

  /** Show a chapter: its text, its events, its part of the map. */
  async go(at: number, animate = true): Promise<void> {
    const { app } = this;
    const chapter = this.chapters[at];
    if (!chapter) return;
    this.now = at;
    this.open();
    const shown = parseHash(chapter.hash);
    shown.ground = chapter.layers ?? [...app.layers.shown];
    this.since = performance.now();
    app.engine.clock.pause();
    await app.address.restore(shown);
    if (chapter.box) app.camera.fitBox(chapter.box, animate);
    else app.goHome(animate);
    this.since = performance.now();
    app.frame.settleSoon();
    if (animate) this.words.focus({ preventScroll: true });
  }

  private open(): void {
    const { shell, layerPanel, legend } = this.app;
    if (!this.element.firstChild) this.element.append(...this.parts);
    // the one legend stands where it is seen
    this.key.append(layerPanel.element, legend.element);
    if (!this.isOpen) {
      shell.open("story");
      if (!shell.narrow) shell.close("right");
      this.app.camera.setInsets();
    }
    this.show();
  }

  private show(): void {
    const { words, app } = this;
    const chapter = this.chapters[this.now];
    const place = fill(app.words.chapterOf, { n: app.dates.number(this.now + 1), all: app.dates.number(this.chapters.length) });
    this.place.textContent = place;
    words.setAttribute("aria-label", `${chapter.title.slice(0, 200)} · ${place}`);
    words.replaceChildren(told("h3", chapter.title, { class: "gm-tale-title" }), ...chapter.blocks.map((block) => this.block(block)));
    if (words.parentElement) words.parentElement.scrollTop = 0;
    this.back.disabled = this.now === 0;
    this.next.disabled = this.now === this.chapters.length - 1;
    this.again.hidden = true;
    this.showDots(this.now, this.chapters.length);
  }

  /** A dot for each chapter, where there is room for them. */
  private showDots(now: number, all: number): void {
    this.dots.hidden = all > 12;
    if (this.dots.hidden) return;
    this.dots.replaceChildren(...Array.from({ length: all }, (_, at) =>
      button("", () => void this.go(at), {
        class: "gm-tale-dot", "aria-label": `${this.app.dates.number(at + 1)}. ${this.chapters[at].title.slice(0, 120)}`,
        ...(at === now ? { "aria-current": "step" } : {}),
      })));
  }

  private block({ kind, runs }: ChapterData["blocks"][number]): HTMLElement {
    const tag = kind === "h" ? "h4" : kind === "quote" ? "blockquote" : "p";
    const element = h(tag, { dir: "auto", class: kind === "li" || kind === "ol" ? "gm-tale-item" : null });
    element.append(...runs.map((run) => this.run(run)));
    return element;
  }

  private run([text, style, target]: RunData): Node {
    if (style === "strong" || style === "em") return told(style, text, { dir: null });
    if (style !== "link") return document.createTextNode(told("span", text).textContent ?? "");
    if (!target.startsWith("#")) return link(target, told("span", text).textContent ?? "");
    return on(h("a", { href: target }, told("span", text).textContent ?? ""), {
      click: (event) => {
        event.preventDefault();
        void this.follow(target);
      },
    });
  }

  /** Show what a link within the page says: another chapter, or the rows behind a number. */
  private async follow(target: string): Promise<void> {
    const { app } = this;
    const shown = parseHash(target);
    if (shown.chapter && isBare(shown)) {
      await this.go(Math.min(shown.chapter, this.chapters.length) - 1);
      return;
    }
    shown.ground = [...app.layers.shown];
    await app.address.restore(shown);
    app.shell.open("right");
  }

  /** A form for the view that is shown now. */
  write(): void {
    const { shell } = this.app;
    shell.close("menu");
    this.form.open();
  }

  private add(chapter: ChapterData): void {
    this.chapters.push(chapter);
    if (this.opener) this.opener.hidden = false;
    this.now = this.chapters.length - 1;
    this.since = performance.now();
    this.open();
  }

  private listenToSwipes(): void {
    let from: Touch | null = null;
    on(this.element, {
      touchstart: (event) => {
        from = event.touches.length === 1 ? event.touches[0] : null;
      },
      touchend: (event) => {
        const to = event.changedTouches[0];
        if (!from || !to) return;
        const [dx, dy] = [to.clientX - from.clientX, to.clientY - from.clientY];
        from = null;
        if (Math.abs(dx) < SWIPE || Math.abs(dx) < 2 * Math.abs(dy)) return;
        void this.step(dx < 0 === (this.app.lang !== "ar") ? 1 : -1);
      },
    });
  }
}

/** True if the address says nothing but a chapter. */
function isBare(shown: Shown): boolean {
  const { filters } = shown;
  const filtered = Object.entries(filters).some(([name, value]) => (name === "role" ? value !== "any" : value.length > 0));
  return !filtered && !shown.window && !shown.view && !shown.event && !shown.color && shown.ground === null && !shown.layers;
}
