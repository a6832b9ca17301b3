/** Places that would overlap on the screen, merged; by place, so a million events cost nothing. */

export interface Cluster {
  members: number[];
  /** Web Mercator, 0 to 1, x eastward, y southward. */
  x: number;
  y: number;
}

export function project(lon: number, lat: number): [number, number] {
  const limited = Math.max(-85.0511, Math.min(85.0511, lat));
  const sine = Math.sin((limited * Math.PI) / 180);
  return [lon / 360 + 0.5, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)];
}

/**
 * Merge places nearer than `pixels` at `zoom`, the heaviest first, so that towns gather their
 * villages. Same places and zoom in, same clusters out, whatever is filtered.
 */
export function clusterPlaces(
  x: Float64Array,
  y: Float64Array,
  weight: ArrayLike<number>,
  zoom: number,
  pixels: number,
  included: (place: number) => boolean,
): Cluster[] {
  const size = pixels / (256 * 2 ** zoom);
  const order = Array.from(x.keys()).filter(included);
  order.sort((a, b) => weight[b] - weight[a] || a - b);
  const cells = new Map<number, Cluster[]>();
  const clusters: Cluster[] = [];
  const key = (cx: number, cy: number) => cx * 67_108_864 + cy;
  for (const place of order) {
    const cx = Math.floor(x[place] / size);
    const cy = Math.floor(y[place] / size);
    let best: Cluster | null = null;
    let nearest = size * size;
    for (let dx = -1; dx <= 1; dx++) {
      for (let dy = -1; dy <= 1; dy++) {
        for (const cluster of cells.get(key(cx + dx, cy + dy)) ?? []) {
          const distance = (cluster.x - x[place]) ** 2 + (cluster.y - y[place]) ** 2;
          if (distance < nearest) [nearest, best] = [distance, cluster];
        }
      }
    }
    if (best) {
      best.members.push(place);
      continue;
    }
    const cluster = { members: [place], x: x[place], y: y[place] };
    clusters.push(cluster);
    const cell = key(cx, cy);
    const there = cells.get(cell);
    if (there) there.push(cluster);
    else cells.set(cell, [cluster]);
  }
  return clusters;
}

/** Offsets (px) that set `count` marks of `radius` apart around their common point. */
export function spread(count: number, radius: number): [number, number][] {
  if (count === 1) return [[0, 0]];
  const around = Math.max(radius * 1.6, (count * radius * 2.3) / (2 * Math.PI));
  return Array.from({ length: count }, (_, i) => {
    const angle = (2 * Math.PI * i) / count - Math.PI / 2;
    return [around * Math.cos(angle), around * Math.sin(angle)];
  });
}
