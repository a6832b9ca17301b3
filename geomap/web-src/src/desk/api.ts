/** Asking the desk's server: one way, with the page's own sign on every change. */

let sign = "";

export class Problem extends Error {
  constructor(
    message: string,
    readonly status: number,
    readonly field = "",
  ) {
    super(message);
  }
}

export function setSign(given: string): void {
  sign = given;
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
    const { problem, field } = told as { problem?: string; field?: string };
    throw new Problem(problem ?? `error ${got.status}`, got.status, field ?? "");
  }
  return told as T;
}

export function get<T>(path: string, params: Record<string, string> = {}): Promise<T> {
  const query = new URLSearchParams(params).toString();
  return answer<T>(fetch(`/api/${path}${query ? `?${query}` : ""}`, { credentials: "same-origin" }));
}

export function post<T>(path: string, told: object = {}): Promise<T> {
  return answer<T>(
    fetch(path.startsWith("/") ? path : `/api/${path}`, {
      method: "POST",
      credentials: "same-origin",
      headers: { "content-type": "application/json", "x-geomap-desk": sign },
      body: JSON.stringify(told),
    }),
  );
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
