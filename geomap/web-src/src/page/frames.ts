/** When the browser has painted, and when it has nothing to do. */

/** Resolve when the frame that shows what was done so far is painted; at once where none will be. */
export function painted(): Promise<void> {
  return new Promise((done) => {
    if (document.hidden) {
      done();
      return;
    }
    // callbacks of a frame run before it is painted; a message that they send arrives after
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port2.onmessage = () => {
        port1.close();
        done();
      };
      port1.postMessage(0);
    });
  });
}

export function whenIdle(act: () => void): void {
  if ("requestIdleCallback" in window) requestIdleCallback(act, { timeout: 1000 });
  else setTimeout(act, 50);
}

/** Milliseconds after a step in which another may follow. */
const REST = 200;

/** Bits of a chore between two looks at the clock. */
const BITS = 2;

/** Work that is done a little at a time while nobody waits for a frame. */
export class Chore {
  private stopped = false;
  private stepped = -REST;

  /** `doSome` tells whether more is left. */
  constructor(private readonly doSome: () => Promise<boolean>) {}

  start(): void {
    this.stepped = -REST;
    whenIdle(() => this.go());
  }

  /** A frame is wanted now: wait. */
  rest(): void {
    this.stepped = performance.now();
  }

  stop(): void {
    this.stopped = true;
  }

  private go(): void {
    if (this.stopped) return;
    const wait = REST - (performance.now() - this.stepped);
    if (wait > 0) {
      setTimeout(() => this.go(), wait);
      return;
    }
    void this.doBits().then((more) => {
      if (more) setTimeout(() => this.go());
    });
  }

  /** Some bits at once: browsers hold timers that set timers back by some milliseconds. */
  private async doBits(): Promise<boolean> {
    for (let bit = 0; bit < BITS; bit++) if (!(await this.doSome())) return false;
    return true;
  }
}
