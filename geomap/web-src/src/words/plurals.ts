/** Counts in words: one and many in English; one, two, few, many and hundreds in Arabic. */

/** The plural of `n` by the rules of Arabic, of which English uses the first and the last. */
function ruleOf(n: number): number {
  if (n === 1 || n === 2) return n - 1;
  const rest = n % 100;
  if (rest >= 3 && rest <= 10) return 2;
  return rest >= 11 ? 3 : 4;
}

/**
 * `text`, the digits of `n`, with its noun; `forms` are split by "|": one and others, or one, two,
 * 3 to 10, 11 to 99, whole hundreds. A form without "{n}" tells the number itself.
 */
export function counted(n: number, text: string, forms: string): string {
  const all = forms.split("|");
  const form = all.length === 2 ? all[n === 1 ? 0 : 1] : all[ruleOf(n)];
  return form.replace("{n}", text);
}
