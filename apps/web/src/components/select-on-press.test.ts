import { expect, test } from "vitest";
import { selectOnPress } from "./select-on-press.ts";

/** The parts of a field and its page that a click uses. */
function fieldWith(text: string) {
  const page: { activeElement: unknown } = { activeElement: null };
  const done: string[] = [];
  const field = {
    value: text,
    ownerDocument: page,
    focus: () => {
      page.activeElement = field;
      done.push("focus");
    },
    select: () => done.push("select"),
  };
  const press = () => {
    const event = { currentTarget: field, preventDefault: () => done.push("prevent") };
    // safe because the function reads nothing else of an event
    selectOnPress(event as unknown as Parameters<typeof selectOnPress>[0]);
    return done.splice(0);
  };
  return { press };
}

test("[fault G14] the first press into a number field selects its content, a second one places the cursor", () => {
  const field = fieldWith("2.80");
  expect(field.press()).toEqual(["prevent", "focus", "select"]);
  expect(field.press()).toEqual([]);
});
