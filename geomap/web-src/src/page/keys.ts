/** What single keys do, wherever the focus is but in a field. */

import type { App } from "./app";

export function handleKey(app: App, event: KeyboardEvent): void {
  const target = event.target as HTMLElement;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (target.closest("input, select, textarea, [contenteditable]")) return;
  const inButton = target.closest("button, summary, a, [role=slider]") !== null;
  switch (event.key) {
    case " ":
      if (inButton) return;
      app.dock.togglePlay();
      break;
    case "/":
      app.search.input.focus();
      break;
    case "t":
    case "T":
      app.shell.toggle("table");
      break;
    case "f":
    case "F":
      app.shell.toggle("left");
      break;
    case "0":
      void app.reset();
      break;
    case "PageDown":
    case "PageUp":
      if (!app.story.isOpen) return;
      void app.story.step(event.key === "PageDown" ? 1 : -1);
      break;
    case "ArrowRight":
    case "ArrowLeft":
      // the map itself moves by arrows, and so do groups of choices
      if (!app.story.isOpen || !(target === document.body || target.closest(".gm-tale"))) return;
      void app.story.step((event.key === "ArrowRight") === (app.lang !== "ar") ? 1 : -1);
      break;
    case "Escape":
      if (app.reader.selected >= 0) app.reader.unselect();
      else if (!app.reader.leave()) return;
      break;
    default:
      return;
  }
  event.preventDefault();
}
