/** Dates and numbers in words, English and Arabic. The formats of browsers take a tenth of a second to begin. */

import { addSteps, floorTo, type Step } from "../data/dates";

const MS = 86_400_000;

const LONG = {
  en: ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December"],
  // the names of the Levant
  ar: ["كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني",
    "كانون الأول"],
};

interface Civil {
  day: number;
  month: number;
  year: number;
}

export class DateWords {
  private readonly long: string[];
  private readonly short: string[];
  private readonly numbers = new Map<number, string>();

  constructor(
    lang: "en" | "ar",
    private readonly arabicDigits: boolean,
  ) {
    this.long = LONG[lang];
    this.short = lang === "ar" ? this.long : this.long.map((name) => name.slice(0, 3));
  }

  /** A number with its thousands apart, at most one decimal. */
  number(value: number): string {
    let text = this.numbers.get(value);
    if (text === undefined) {
      text = this.makeNumber(value);
      if (this.numbers.size > 5000) this.numbers.clear();
      this.numbers.set(value, text);
    }
    return text;
  }

  private makeNumber(value: number): string {
    const [whole, part] = Math.abs(Math.round(value * 10) / 10).toString().split(".");
    const [comma, point] = this.arabicDigits ? ["٬", "٫"] : [",", "."];
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, comma);
    return (value < 0 ? "-" : "") + this.digits(part ? `${grouped}${point}${part}` : grouped);
  }

  private digits(text: string | number): string {
    if (!this.arabicDigits) return String(text);
    return String(text).replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit)));
  }

  /** One day, or an interval as what it is: a month, a year, or from-to. Days since 1970. */
  span(start: number, end: number): string {
    return this.whole(start, end) ?? this.range(start, end, this.long);
  }

  /** The same in less room. */
  brief(start: number, end: number): string {
    return this.whole(start, end) ?? this.range(start, end, this.short);
  }

  /** The month or year that an interval fills. */
  private whole(start: number, end: number): string | null {
    if (end - start < 27) return null;
    const { month, year } = civilOf(start);
    if (floorTo(start, "year") === start && addSteps(start, "year", 1) - 1 === end) return this.digits(year);
    if (floorTo(start, "month") !== start || addSteps(start, "month", 1) - 1 !== end) return null;
    return `${this.long[month]} ${this.digits(year)}`;
  }

  private range(start: number, end: number, months: string[]): string {
    const from = civilOf(start);
    const to = civilOf(end);
    const last = this.date(to, months);
    if (start === end) return last;
    if (from.year !== to.year) return `${this.date(from, months)} – ${last}`;
    if (from.month !== to.month) return `${this.digits(from.day)} ${months[from.month]} – ${last}`;
    return `${this.digits(from.day)}–${last}`;
  }

  private date({ day, month, year }: Civil, months: string[]): string {
    return `${this.digits(day)} ${months[month]} ${this.digits(year)}`;
  }

  /** What stands at a tick of the axis of time. */
  tick(start: number, step: Step): string {
    const { day, month, year } = civilOf(start);
    if (step === "year") return this.digits(year);
    return step === "month" ? `${this.short[month]} ${this.digits(year)}` : `${this.digits(day)} ${this.short[month]}`;
  }
}

function civilOf(days: number): Civil {
  const date = new Date(days * MS);
  return { day: date.getUTCDate(), month: date.getUTCMonth(), year: date.getUTCFullYear() };
}
