import type { Shared } from "./app";
export function Publish(_desk: Shared) { return null; }
