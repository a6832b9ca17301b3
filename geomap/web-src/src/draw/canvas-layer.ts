/** A canvas that follows a Leaflet map: moves with it, scales while it zooms, then draws anew. */

import type * as Leaflet from "leaflet";
import type { View } from "../model/geometry";

declare const L: typeof Leaflet;

export type Paint = (ctx: CanvasRenderingContext2D, view: View) => void;

/** Pixels of the map that a layer leaves out (or, below 0, reaches beyond) on each side. */
export interface Insets {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export const NO_INSETS: Insets = { left: 0, top: 0, right: 0, bottom: 0 };

export interface CanvasLayer extends Leaflet.Layer {
  redraw(): void;
  /** Fit the canvas to map and insets anew, then draw. */
  fit(): void;
  canvas(): HTMLCanvasElement;
}

export interface CanvasOptions {
  pane: string;
  paint: Paint;
  insets: (size: Leaflet.Point) => Insets;
  /** Every pixel is painted: what lies under it need not be mixed in. */
  opaque?: boolean;
  /** Its pixels are taken back: a graphics processor would only have to hand them over. */
  readable?: boolean;
  /**
   * Seldom drawn: shown as a picture, since browsers without a graphics processor copy a canvas that
   * was drawn upon for every frame in which any other changes.
   */
  still?: boolean;
  /** Draws while a person drags, not only after. */
  live?: boolean;
}

interface Inner extends Pick<CanvasLayer, "redraw" | "fit" | "getPane"> {
  _map: Leaflet.Map & {
    _animatingZoom?: boolean;
    _latLngToNewLayerPoint(at: Leaflet.LatLng, zoom: number, center: Leaflet.LatLng): Leaflet.Point;
  };
  _canvas: HTMLCanvasElement;
  _ctx?: CanvasRenderingContext2D;
  _behind?: OffscreenCanvas;
  _corner: Leaflet.LatLng | null;
  _size: Leaflet.Point;
  _zoom: number;
  _position?: string;
  _frame: number;
}

export function canvasLayer({ pane, paint, insets, opaque = false, readable = false, still = false, live = false }: CanvasOptions): CanvasLayer {
  const CanvasClass = L.Layer.extend({
    options: { pane },
    onAdd(this: Inner) {
      this._canvas ??= makeCanvas();
      this._corner = null;
      this._frame = 0;
      this.getPane()?.append(this._canvas);
      this.fit();
    },
    onRemove(this: Inner) {
      cancelAnimationFrame(this._frame);
      this._canvas.remove();
    },
    getEvents(this: Inner) {
      const fit = () => this.fit();
      const scale = (zoom: number, center: Leaflet.LatLng) => {
        if (!this._corner) return;
        const at = this._map._latLngToNewLayerPoint(this._corner, zoom, center);
        L.DomUtil.setTransform(this._canvas, at, this._map.getZoomScale(zoom, this._zoom));
      };
      return {
        viewreset: fit,
        moveend: fit,
        zoom: () => scale(this._map.getZoom(), this._map.getCenter()),
        zoomanim: (event: Leaflet.ZoomAnimEvent) => scale(event.zoom, event.center),
        move: () => {
          if (!live || this._frame || this._map._animatingZoom) return;
          this._frame = requestAnimationFrame(() => {
            this._frame = 0;
            if (this._map && this._zoom === this._map.getZoom()) this.fit();
          });
        },
      };
    },
    fit(this: Inner) {
      const map = this._map;
      if (!map || (map._animatingZoom && this._corner)) return;
      const whole = map.getSize();
      const { left, top, right, bottom } = insets(whole);
      const size = L.point(Math.max(1, whole.x - left - right), Math.max(1, whole.y - top - bottom)).round();
      const corner = map.containerPointToLayerPoint([left, top]).round();
      const canvas = this._canvas;
      const ratio = pixelRatio();
      const [w, h] = [Math.round(size.x * ratio), Math.round(size.y * ratio)];
      if (canvas.width !== w || canvas.height !== h) {
        canvas.width = w;
        canvas.height = h;
        canvas.style.width = `${size.x}px`;
        canvas.style.height = `${size.y}px`;
        // a pixel of the canvas is one of the screen: nothing has to be smoothed
        canvas.classList.toggle("gm-exact", w === size.x * ratio && h === size.y * ratio);
      }
      const position = `${corner.x} ${corner.y} ${size.x} ${size.y} ${ratio} ${map.getZoom()} ${map.getPixelOrigin()}`;
      if (this._corner && position === this._position) return; // what it shows has its own redraw
      this._position = position;
      this._corner = map.layerPointToLatLng(corner);
      this._size = size;
      this._zoom = map.getZoom();
      L.DomUtil.setTransform(canvas, corner, 1);
      this.redraw();
    },
    redraw(this: Inner) {
      if (!this._map || !this._corner) return;
      const settings = { alpha: !opaque, willReadFrequently: readable };
      if (still) this._behind ??= new OffscreenCanvas(1, 1);
      this._ctx ??= (this._behind ?? this._canvas).getContext("2d", settings) as CanvasRenderingContext2D;
      const ctx = this._ctx;
      if (this._behind) fitTo(this._behind, this._canvas);
      const ratio = pixelRatio();
      const { x: width, y: height } = this._size;
      const zoom = this._zoom;
      const origin = this._map.project(this._corner, zoom).round();
      ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
      if (!opaque) ctx.clearRect(0, 0, width, height);
      paint(ctx, { size: 256 * 2 ** zoom, left: origin.x, top: origin.y, width, height, zoom });
      if (this._behind) {
        const shown = this._canvas.getContext("bitmaprenderer", { alpha: !opaque });
        shown?.transferFromImageBitmap(this._behind.transferToImageBitmap());
      }
    },
    canvas(this: Inner) {
      return this._canvas;
    },
  });
  return new (CanvasClass as unknown as new () => CanvasLayer)();
}

function fitTo(canvas: OffscreenCanvas, { width, height }: HTMLCanvasElement): void {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}

function makeCanvas(): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.className = "gm-canvas leaflet-zoom-animated";
  canvas.setAttribute("aria-hidden", "true");
  return canvas;
}

function pixelRatio(): number {
  return Math.min(3, window.devicePixelRatio || 1);
}
