import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Chore } from "../../src/page/frames";

describe("a chore", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal("window", {});
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it("is done bit by bit until nothing is left", async () => {
    let left = 3;
    const chore = new Chore(() => Promise.resolve(--left > 0));
    chore.start();
    await vi.advanceTimersByTimeAsync(1000);
    expect(left).toBe(0);
  });

  it("waits while frames are wanted", async () => {
    let done = 0;
    const chore = new Chore(() => Promise.resolve(++done < 100));
    chore.start();
    chore.rest();
    await vi.advanceTimersByTimeAsync(150);
    expect(done).toBe(0);
    await vi.advanceTimersByTimeAsync(2000);
    expect(done).toBe(100);
  });

  it("ends when it is told to", async () => {
    let done = 0;
    const chore = new Chore(() => Promise.resolve(++done > 0));
    chore.start();
    await vi.advanceTimersByTimeAsync(60);
    chore.stop();
    const before = done;
    await vi.advanceTimersByTimeAsync(1000);
    expect(done).toBe(before);
  });
});
