import type { Shared } from "../app";
export function TableView(_desk: Shared) { return null; }
