import { expect, it } from "vitest";
import { sharedRows } from "../../src/data/rowlists";

it("rows of the same codes are of one kind, told by its first row", () => {
  const columns = [Uint8Array.of(1, 1, 2, 1, 2, 1), Uint32Array.of(7, 4_000_000, 7, 7, 7, 4_000_000)];
  expect(sharedRows(columns, 6)).toEqual({ of: Uint32Array.of(0, 1, 2, 0, 2, 1), first: [0, 1, 2] });
  expect(sharedRows([], 3)).toEqual({ of: new Uint32Array(3), first: [0] });
  expect(sharedRows([], 0)).toEqual({ of: new Uint32Array(0), first: [] });
});
