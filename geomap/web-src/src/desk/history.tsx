import type { Shared } from "./app";
export function History(_desk: Shared) { return null; }
