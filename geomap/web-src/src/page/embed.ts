/** The page in a frame of another (`#embed`): no panels at first, no scroll trap, and a height for those who ask. */

import type { App } from "./app";

/** True where the address asks for it. */
export function isEmbedded(hash: string): boolean {
  return hash.replace(/^#/, "").split("&").includes("embed");
}

/** What a reader does to a map that is then the reader's own. */
const TAKING = ["pointerdown", "wheel", "keydown"] as const;

/** Pixels of height that a frame of a width does well with. */
export function heightFor(width: number): number {
  return Math.round(Math.max(420, Math.min(680, width * (width < 560 ? 1.35 : 0.62))));
}

/** Set the page up for a frame; the functions that are returned end it. */
export function embed(app: App): (() => void)[] {
  const { map, shell, words } = app;
  const container = map.getContainer();
  shell.root.classList.add("gm-embed");
  shell.close("left");
  shell.close("right");
  map.scrollWheelZoom.disable();
  let hiding: ReturnType<typeof setTimeout> | undefined;
  const hint = (text: string) => {
    clearTimeout(hiding);
    shell.live.textContent = text;
    shell.hint.hidden = false;
    shell.hint.textContent = text;
    shell.hint.style.transform = "translate(12px, 12px)";
    hiding = setTimeout(() => {
      shell.hint.hidden = true;
    }, 1600);
  };
  const wheel = (event: WheelEvent) => {
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      map.scrollWheelZoom.enable();
    } else {
      map.scrollWheelZoom.disable();
      hint(words.ctrlZooms);
    }
  };
  // one finger scrolls the page around the frame, two move the map
  const touch = (event: TouchEvent) => {
    if (event.touches.length > 1) map.dragging.enable();
    else {
      map.dragging.disable();
      container.style.touchAction = "pan-x pan-y";
    }
  };
  const mouse = (event: PointerEvent) => {
    if (event.pointerType === "mouse") map.dragging.enable();
  };
  container.addEventListener("wheel", wheel, { capture: true, passive: false });
  container.addEventListener("touchstart", touch, { capture: true, passive: true });
  container.addEventListener("pointerdown", mouse, { capture: true });
  // a frame takes its height after the page has begun: until a reader moves the map, all of it stays in view
  let own = app.address.asksView;
  const taken = () => {
    own = true;
  };
  const watch = new ResizeObserver(() => {
    window.parent.postMessage({ geomap: "height", height: heightFor(container.clientWidth) }, "*");
    if (own) return;
    map.invalidateSize({ animate: false, pan: false });
    app.goHome(false);
  });
  if (window.parent !== window) watch.observe(container);
  for (const name of TAKING) container.addEventListener(name, taken, { capture: true, passive: true });
  return [
    () => TAKING.forEach((name) => container.removeEventListener(name, taken, { capture: true })),
    () => watch.disconnect(),
    () => container.removeEventListener("wheel", wheel, { capture: true }),
    () => container.removeEventListener("touchstart", touch, { capture: true }),
    () => container.removeEventListener("pointerdown", mouse, { capture: true }),
  ];
}
