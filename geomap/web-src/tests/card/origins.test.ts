import { describe, expect, it } from "vitest";
import { linksIn, sourcesIn } from "../../src/card/origins";

describe("the links of a text", () => {
  it.each([
    ["https://a.example/1", ["https://a.example/1"]],
    ["https://a.example/1; https://b.example/2", ["https://a.example/1", "https://b.example/2"]],
    ["https://a.example/1;https://b.example/2,", ["https://a.example/1", "https://b.example/2"]],
    ["https://web.archive.example/2020/https://a.example/1;x=1", ["https://web.archive.example/2020/https://a.example/1;x=1"]],
    ["https://a.example/1\nhttps://a.example/1", ["https://a.example/1"]],
    ["see https://a.example/1", []],
    ["javascript:alert(1)", []],
    ["", []],
  ])("of %j", (text, links) => expect(linksIn(text)).toEqual(links));
});

it("parts the names of sources", () => {
  expect(sourcesIn("Paper one; Paper two;; Paper one")).toEqual(["Paper one", "Paper two"]);
});

it("takes a time that grows with the text", () => {
  const time = (length: number) => {
    const begin = performance.now();
    for (const unit of [" ", ";", "https:", "|,"]) linksIn(unit.repeat(length / unit.length));
    return performance.now() - begin;
  };
  let [least, most] = [Infinity, Infinity];
  const judged = () => {
    least = Math.min(least, time(20_000));
    most = Math.min(most, time(200_000));
    return most <= 30 * least + 300;
  };
  expect([1, 2, 3, 4, 5].some(judged)).toBe(true); // the quickest of some tries: a busy machine slows one down
});
