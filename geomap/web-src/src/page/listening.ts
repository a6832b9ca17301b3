/** Everything from outside that the map answers to: pointer, keys, sizes, address, print. */

import type { App } from "./app";
import { handleKey } from "./keys";
import { tongueFor } from "./tongue";
import { Pointer } from "./pointer";

/** Listen; the functions that are returned end it. */
export function listen(app: App): (() => void)[] {
  const { address, dock, map, menu, reader, shell } = app;
  const container = map.getContainer();
  const moved = () => app.frame.viewChanged();
  map.on("moveend", moved);
  const watch = new ResizeObserver(() => {
    shell.fit(container.clientWidth, container.clientHeight);
    reader.fit(container.clientHeight);
    dock.resize();
  });
  watch.observe(container);
  watch.observe(shell.dock);
  const readAddress = () => {
    if (!address.isForeign) return;
    const shown = address.read();
    const tongue = tongueFor(app.store.head.meta, shown);
    const same = tongue.lang === app.tongue.lang && tongue.arabicDigits === app.tongue.arabicDigits;
    if (!same && app.speak) void app.speak(tongue, shown);
    else void address.restore(shown).then(() => (shown.chapter ? app.story.begin(shown) : undefined));
  };
  const listeners: [EventTarget, string, (event: Event) => void][] = [
    [document, "keydown", (event) => handleKey(app, event as KeyboardEvent)],
    [window, "hashchange", readAddress],
    [window, "beforeprint", () => menu.startPrint()],
    [window, "afterprint", () => menu.endPrint()],
  ];
  for (const [target, name, act] of listeners) target.addEventListener(name, act);
  return [
    new Pointer(app).listen(),
    () => map.off("moveend", moved),
    () => watch.disconnect(),
    () => {
      for (const [target, name, act] of listeners) target.removeEventListener(name, act);
    },
  ];
}
