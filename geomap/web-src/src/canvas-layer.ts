/** A canvas that follows a Leaflet map: moves with it, scales while it zooms, then draws anew. */

import type * as Leaflet from "leaflet";
import type { View } from "./geometry";

declare const L: typeof Leaflet;

export type Paint = (ctx: CanvasRenderingContext2D, view: View) => void;

export interface CanvasLayer extends Leaflet.Layer {
  redraw(): void;
  canvas(): HTMLCanvasElement;
}

interface Inner {
  _container: HTMLCanvasElement;
  _map: Leaflet.Map & { _animatingZoom?: boolean };
  _bounds: Leaflet.Bounds;
  _center: Leaflet.LatLng;
  _zoom: number;
}

/** `still`: drawn seldom; kept as plain pixels, which print as they are. */
export function canvasLayer(
  pane: string,
  padding: number,
  paint: Paint,
  still = false,
): CanvasLayer {
  const Base = (L.Renderer as unknown as { prototype: { _update(): void } }).prototype;
  const CanvasClass = L.Renderer.extend({
    _initContainer(this: Inner) {
      const canvas = document.createElement("canvas");
      canvas.setAttribute("aria-hidden", "true");
      this._container = canvas;
    },
    _destroyContainer(this: Inner) {
      this._container.remove();
    },
    _update(this: Inner) {
      if (this._map._animatingZoom && this._bounds) return;
      Base._update.call(this);
      const bounds = this._bounds;
      const size = bounds.getSize();
      const canvas = this._container;
      const ratio = Math.min(3, window.devicePixelRatio || 1);
      const min = bounds.min as Leaflet.Point;
      L.DomUtil.setPosition(canvas, min);
      const [w, h] = [Math.round(size.x * ratio), Math.round(size.y * ratio)];
      if (canvas.width !== w || canvas.height !== h) {
        canvas.width = w;
        canvas.height = h;
        canvas.style.width = `${size.x}px`;
        canvas.style.height = `${size.y}px`;
      }
      (this as unknown as { redraw(): void }).redraw();
    },
    _onZoomEnd() {},
    _updatePaths() {},
    _reset(this: Inner & { _updateTransform(c: Leaflet.LatLng, z: number): void }) {
      (this as unknown as { _update(): void })._update();
      this._updateTransform(this._center, this._zoom);
    },
    redraw(this: Inner) {
      if (!this._map || !this._bounds) return;
      const canvas = this._container;
      const ctx = canvas.getContext("2d", { willReadFrequently: still }) as CanvasRenderingContext2D;
      const ratio = Math.min(3, window.devicePixelRatio || 1);
      const size = this._bounds.getSize();
      const min = this._bounds.min as Leaflet.Point;
      const origin = this._map.getPixelOrigin().add(min);
      ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
      ctx.clearRect(0, 0, size.x, size.y);
      const zoom = this._map.getZoom();
      paint(ctx, {
        size: 256 * 2 ** zoom,
        left: origin.x,
        top: origin.y,
        width: size.x,
        height: size.y,
        zoom,
      });
    },
    canvas(this: Inner) {
      return this._container;
    },
  });
  return new (CanvasClass as unknown as new (options: object) => CanvasLayer)({ pane, padding });
}
