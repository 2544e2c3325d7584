import { expect, test } from "vitest";
import { guardedTexts } from "../../lib/guarded-texts.ts";
import { leftByOthers } from "./sales-of-others.ts";

function stored(entries: Readonly<Record<string, object>>) {
  const texts = guardedTexts(null);
  for (const [key, value] of Object.entries(entries)) texts.set(key, JSON.stringify(value));
  return leftByOthers(texts, "bob:shop");
}

test("[US4] says what the people before left at the till: their paid sales, and a card payment", () => {
  expect(
    stored({
      "daybook-unsent:ann:shop:1": { by: "Ann" },
      "daybook-unsent:ann:shop:2": { by: "Ann" },
      "daybook-refused:ann:shop:3": { by: "Ann" },
      "daybook-card-payment:eve:shop": { key: "4", amountMinor: 1223, by: "Eve" },
      "daybook-unsent:old:shop:5": {},
    }),
  ).toEqual([
    { by: "Ann", waiting: 2, refused: 1, cardMinor: null },
    { by: "", waiting: 1, refused: 0, cardMinor: null },
    { by: "Eve", waiting: 0, refused: 0, cardMinor: 1223 },
  ]);
});

test("says nothing of the person at the till, of another shop, and of what is finished", () => {
  expect(
    stored({
      "daybook-unsent:bob:shop:1": { by: "Bob" },
      "daybook-unsent:ann:sample:2": { by: "Ann" },
      "daybook-card-payment:ann:shop": { key: "", amountMinor: 0, by: "" },
    }),
  ).toEqual([]);
});
