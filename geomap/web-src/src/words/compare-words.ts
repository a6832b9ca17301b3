/** Words about two windows and their difference. */

export const COMPARE_EN = {
  compare: "Compare with",
  compareNone: "Compare…",
  compareBefore: "with the time before",
  compareYear: "with a year before",
  compareOwn: "with a chosen time",
  compareMove: "Second window; arrow keys move it",
  difference: "Difference",
  against: "against {time}",
  changeAgainst: "Change against {time}",
};

export const COMPARE_AR: { [K in keyof typeof COMPARE_EN]: string } = {
  compare: "قارن مع",
  compareNone: "قارن…",
  compareBefore: "مع الفترة السابقة",
  compareYear: "مع العام السابق",
  compareOwn: "مع فترة مختارة",
  compareMove: "النافذة الثانية؛ مفاتيح الأسهم تحركها",
  difference: "الفرق",
  against: "مقارنة بـ {time}",
  changeAgainst: "التغيّر مقارنة بـ {time}",
};
