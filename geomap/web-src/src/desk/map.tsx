import type { Shared } from "./app";
export function MapView(_desk: Shared) { return null; }
