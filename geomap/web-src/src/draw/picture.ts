/** The view as a picture: title, map, legend, sources and disclaimer on one canvas. */

import type { App } from "../page/app";
import { titlesIn } from "../page/tongue";
import { readable } from "../panels/dom";
import { styleLabel } from "../panels/facets";
import { colorOf, paletteOf } from "./palette";
import { traceShape } from "./shapes";

export async function drawPicture(app: App): Promise<Blob> {
  const ratio = 2;
  const size = app.map.getSize();
  const { meta } = app.store.head;
  const titles = titlesIn(meta, app.lang);
  const head = titles.subtitle ? 84 : 64;
  const foot = 62;
  const canvas = document.createElement("canvas");
  canvas.width = size.x * ratio;
  canvas.height = (size.y + head + foot) * ratio;
  const ctx = canvas.getContext("2d") as CanvasRenderingContext2D;
  ctx.scale(ratio, ratio);
  const palette = paletteOf(app.theme);
  ctx.fillStyle = palette.surface;
  ctx.fillRect(0, 0, size.x, size.y + head + foot);
  const box = app.map.getContainer().getBoundingClientRect();
  ctx.save();
  ctx.beginPath();
  ctx.rect(0, head, size.x, size.y);
  ctx.clip();
  app.painter.drawWhole(true);
  for (const layer of app.painter.canvases()) {
    const at = layer.getBoundingClientRect();
    ctx.drawImage(layer, at.left - box.left, at.top - box.top + head, at.width, at.height);
  }
  app.painter.drawWhole(false);
  ctx.restore();
  const rtl = app.lang === "ar";
  ctx.direction = rtl ? "rtl" : "ltr";
  ctx.textAlign = "start";
  const edge = rtl ? size.x - 20 : 20;
  ctx.fillStyle = palette.ink;
  const write = (text: string, font: string, y: number) => {
    ctx.font = `${font} system-ui, "Noto Sans Arabic", sans-serif`;
    ctx.fillText(clipped(ctx, readable(text), size.x - 40), edge, y);
  };
  write(titles.title, "600 20px", 30);
  if (titles.subtitle) write(titles.subtitle, "14px", 51);
  write(app.shell.live.textContent || (app.shell.head.querySelector(".gm-counts")?.textContent ?? ""), "13px", head - 12);
  let x = edge;
  const totals = app.engine.groupTotals();
  ctx.font = '12px system-ui, "Noto Sans Arabic", sans-serif';
  const step = rtl ? -1 : 1;
  const marks = app.engine.groups.styles.map((style, g) => ({
    shape: style.shape, color: colorOf(style, app.theme), shown: totals[g] > 0,
    label: `${readable(styleLabel(style, app.lang)).slice(0, 40)} (${app.number(totals[g])})`,
  }));
  const classes = app.legend.classes().map(({ color, label }) => ({ shape: "square" as const, color, shown: true, label }));
  [...classes, ...(app.show.has("symbols") ? marks : [])].forEach(({ shape, color, shown, label }) => {
    if (!shown) return;
    const width = ctx.measureText(label).width + 36;
    if (Math.abs(x + step * width - edge) > size.x - 30) return;
    ctx.beginPath();
    traceShape(ctx, shape, x + step * 7, size.y + head + 18, 6);
    ctx.fillStyle = color;
    ctx.fill("evenodd");
    ctx.fillStyle = palette.ink;
    ctx.fillText(label, x + step * 19, size.y + head + 22);
    x += step * width;
  });
  const sources = meta.sources.length ? `${app.words.sources}: ${meta.sources.slice(0, 6).join("; ")} · ` : "";
  write(`${sources}${meta.attribution}`, "11px", size.y + head + 40);
  write(rtl ? meta.disclaimer_ar : meta.disclaimer, "11px", size.y + head + 55);
  return new Promise((done, fail) => {
    canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("no picture"))), "image/png");
  });
}

function clipped(ctx: CanvasRenderingContext2D, text: string, width: number): string {
  let shown = text.slice(0, 400);
  if (ctx.measureText(shown).width <= width) return shown;
  while (shown.length > 4 && ctx.measureText(`${shown}…`).width > width) {
    shown = shown.slice(0, Math.floor(shown.length * 0.94));
  }
  return `${shown}…`;
}
