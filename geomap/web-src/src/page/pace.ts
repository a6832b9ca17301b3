/** Whether frames keep up: where they do not, what may follow a moment later waits until the steps rest. */

/** Milliseconds of a step that is late, and of the rest that ends a run of steps. */
const LATE = 45;
const REST = 250;

/** Steps after which a page that was late is tried whole again; doubled each time it is late again. */
const TRY = 12;
const LONGEST = 200;

export class Pace {
  private started = -Infinity;
  private ended = -Infinity;
  private late = 0;
  private left = 0;
  private wait = TRY;
  private whole = true;

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Begin a step; true if everything is to be shown with it. */
  begin(): boolean {
    this.started = this.now();
    if (this.started - this.ended > REST) this.late = this.left = 0;
    this.whole = this.left === 0;
    if (!this.whole) this.left--;
    return this.whole;
  }

  /** The step is on the screen. */
  end(): void {
    this.ended = this.now();
    if (!this.whole) return;
    if (this.ended - this.started < LATE) {
      this.late = 0;
      this.wait = Math.max(TRY, this.wait / 2);
      return;
    }
    // one late frame may be anything
    if (++this.late < 2) return;
    this.left = this.wait;
    this.late = 1;
    this.wait = Math.min(LONGEST, this.wait * 2);
  }
}
