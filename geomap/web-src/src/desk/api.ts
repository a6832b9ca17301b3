/** Asking the desk's server: one way, with the page's own sign on every change. */

let sign = "";
let patient = false;
let waits = 0;
let hear: (waiting: number) => void = () => undefined;

/** Changes that may be sent again: each names the version that it builds on, so none is done twice. */
const AGAIN = new Set(["edit", "edit-cells", "decide"]);
const PAUSE = 2000;

interface Refusal {
  problem?: string;
  field?: string;
  away?: boolean;
  now?: unknown;
  by?: string;
}

export class Problem extends Error {
  /** Whether the database is away: the desk itself answers. */
  readonly away: boolean;
  /** What the thing is by now, where somebody else changed it. */
  readonly now: unknown;
  readonly by: string;
  readonly field: string;

  constructor(
    message: string,
    readonly status: number,
    told: Refusal = {},
  ) {
    super(message);
    this.away = told.away ?? false;
    this.now = told.now;
    this.by = told.by ?? "";
    this.field = told.field ?? "";
  }
}

export function setSign(given: string): void {
  sign = given;
}

/** Let changes wait while nobody answers, and say how many do. */
export function waitForAnswers(listen: (waiting: number) => void): void {
  patient = true;
  hear = listen;
}

async function answer<T>(asked: Promise<Response>): Promise<T> {
  let got: Response;
  try {
    got = await asked;
  } catch {
    throw new Problem("away", 0);
  }
  const told: unknown = await got.json().catch(() => ({}));
  if (!got.ok) {
    const refusal = told as Refusal;
    throw new Problem(refusal.problem ?? `error ${got.status}`, got.status, refusal);
  }
  return told as T;
}

export function get<T>(path: string, params: Record<string, string> = {}): Promise<T> {
  const query = new URLSearchParams(params).toString();
  return answer<T>(fetch(`/api/${path}${query ? `?${query}` : ""}`, { credentials: "same-origin" }));
}

export async function post<T>(path: string, told: object = {}): Promise<T> {
  const ask = () =>
    answer<T>(
      fetch(path.startsWith("/") ? path : `/api/${path}`, {
        method: "POST",
        credentials: "same-origin",
        headers: { "content-type": "application/json", "x-geomap-desk": sign },
        body: JSON.stringify(told),
      }),
    );
  return patient && AGAIN.has(path) ? untilAnswered(ask) : ask();
}

/** Ask until somebody answers; meanwhile it is said that this waits. */
async function untilAnswered<T>(ask: () => Promise<T>): Promise<T> {
  let counted = false;
  try {
    for (;;) {
      try {
        return await ask();
      } catch (error) {
        const gone = error instanceof Problem && (error.status === 0 || error.away || error.status === 401);
        if (!gone || (error.status === 401 && !counted)) throw error;
      }
      if (!counted) hear(++waits);
      counted = true;
      await new Promise((done) => setTimeout(done, PAUSE));
    }
  } finally {
    if (counted) hear(--waits);
  }
}

/** Send a file as it is. */
export function send(file: File, params: Record<string, string>): Promise<{ item: number }> {
  const query = new URLSearchParams({ ...params, name: file.name }).toString();
  return answer(
    fetch(`/api/inbox/file?${query}`, {
      method: "POST",
      credentials: "same-origin",
      headers: { "content-type": "application/octet-stream", "x-geomap-desk": sign },
      body: file,
    }),
  );
}
