import { expect, test } from "vitest";

import { lookup } from "../../src/data/lookup";

test("a text that is a name of the language's finds nothing", () => {
  const table = JSON.parse('{"Attack": "هجوم"}') as Record<string, string>;
  expect(lookup(table, "Attack")).toBe("هجوم");
  for (const name of ["constructor", "__proto__", "toString", "hasOwnProperty"]) expect(lookup(table, name)).toBeUndefined();
});
