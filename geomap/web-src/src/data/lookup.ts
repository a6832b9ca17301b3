/** What a table has under a key of its own; a text such as "constructor" finds nothing of the language's. */
export function lookup<T>(table: Record<string, T>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
