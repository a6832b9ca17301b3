import { afterEach, expect, test, vi } from "vitest";
import { problemWords } from "../../src/desk/problems";
import { speak } from "../../src/desk/words";

vi.stubGlobal("document", { documentElement: {} });
afterEach(() => speak("en"));

test.each([
  ["there is nothing to undo", "لا شيء يُتراجع عنه"],
  ["column 'date_start': 'soon' is no day; write 2020-04-14", "أول يوم: 'soon' ليس يوما؛ اكتب 2020-04-14"],
  ["report.xyz: is empty", "report.xyz: فارغ"],
  ["not saved: database or disk is full", "لم يُحفظ: القرص ممتلئ"],
  ["something that nobody foresaw", "something that nobody foresaw"],
])("a refusal in Arabic: %s", (told, wanted) => {
  speak("ar");
  expect(problemWords(told)).toBe(wanted);
});

test("in English a refusal stays as it is", () => expect(problemWords("there is nothing to undo")).toBe("there is nothing to undo"));
