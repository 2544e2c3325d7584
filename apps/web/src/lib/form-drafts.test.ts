import { expect, test } from "vitest";
import { memoryStorage } from "./testing/memory-storage.ts";
import { createFormDrafts, DRAFT_DAYS, MOST_DRAFTS, sameDraft } from "./form-drafts.ts";

const DAY_MS = 86_400_000;
const draftOf = (values: object, about = "") => ({ about, sentKey: null, base: null, values });

const EMPTY = {
  name: "",
  priceMinor: null,
  costMinor: null,
  suppliers: [],
  rates: [{ ppm: 0 }],
};

test("[fault G7] input of a form is restored, empty numbers too", () => {
  const storage = memoryStorage();
  const typed = { ...EMPTY, name: "Mug", priceMinor: 450, suppliers: [{ id: "a" }] };
  createFormDrafts("shop:anna", storage, () => 1000).put("product", draftOf(typed));
  const later = createFormDrafts("shop:anna", storage, () => 2000);
  expect(later.find("product", EMPTY)).toEqual({ at: 1000, ...draftOf(typed) });
  expect(later.find("customer", EMPTY)).toBeNull();
  expect(createFormDrafts("shop:bert", storage, () => 2000).find("product", EMPTY)).toBeNull();
  later.remove("product");
  expect(later.find("product", EMPTY)).toBeNull();
  expect(storage.entries.size).toBe(0);
});

test("an invalid number is empty when the form is opened again", () => {
  const storage = memoryStorage();
  const drafts = createFormDrafts("shop:anna", storage);
  drafts.put("product", draftOf({ ...EMPTY, name: "Mug", priceMinor: Number.NaN }));
  expect(drafts.find("product", EMPTY)?.values).toEqual({ ...EMPTY, name: "Mug" });
});

test("a draft of an earlier version, with its own value for an empty number, is still read", () => {
  const storage = memoryStorage();
  const drafts = createFormDrafts("shop:anna", storage);
  const values = { ...EMPTY, name: "Mug", costMinor: "\u0000NaN", rates: [{ ppm: "\u0000NaN" }] };
  storage.setItem(
    "daybook-draft:shop:anna:product",
    JSON.stringify({ ...draftOf(values), at: Date.now() }),
  );
  expect(drafts.find("product", EMPTY)?.values).toEqual({
    ...EMPTY,
    name: "Mug",
    rates: [{ ppm: null }],
  });
});

test("[fault G7] a password is never stored, and starts empty again", () => {
  const storage = memoryStorage();
  const drafts = createFormDrafts("door", storage);
  const initial = { owner: { name: "", login: "", password: "" }, newPassword: "" };
  const typed = { owner: { name: "Anna", login: "anna", password: "geheim" }, newPassword: "x1y2" };
  drafts.put("owner", draftOf(typed));
  expect([...storage.entries.values()].join()).not.toMatch(/geheim|x1y2|assword/);
  expect(drafts.find("owner", initial)?.values).toEqual({
    owner: { name: "Anna", login: "anna", password: "" },
    newPassword: "",
  });
  // Nothing else was typed: there is nothing to store.
  expect(sameDraft(initial, { ...initial, newPassword: "x1y2" })).toBe(true);
});

test("[fault G7] drafts are limited in number, age and size", () => {
  const storage = memoryStorage();
  let now = DAY_MS;
  const drafts = createFormDrafts("shop:anna", storage, () => now);
  for (let n = 0; n < MOST_DRAFTS + 5; n += 1) {
    now += 1;
    drafts.put(`product:${n}`, draftOf({ name: `Mug ${n}` }));
  }
  expect(storage.entries.size).toBe(MOST_DRAFTS);
  expect(drafts.find("product:4", { name: "" })).toBeNull();
  expect(drafts.find("product:5", { name: "" })?.values).toEqual({ name: "Mug 5" });
  drafts.put("long", draftOf({ name: "x".repeat(100_001) }));
  expect(drafts.find("long", { name: "" })).toBeNull();
  now += DRAFT_DAYS * DAY_MS;
  expect(drafts.find("product:44", { name: "" })).toBeNull();
  drafts.put("product:45", draftOf({ name: "Cup" }));
  expect(storage.entries.size).toBe(1);
});

test("[fault G7] a draft of a form that has changed since, and invalid data, are not used", () => {
  const storage = memoryStorage();
  const drafts = createFormDrafts("shop:anna", storage);
  drafts.put("product", draftOf(EMPTY));
  for (const other of [
    { ...EMPTY, name: 1 },
    { ...EMPTY, more: "" },
    { ...EMPTY, rates: [{ percent: 0 }] },
    { name: "" },
  ])
    expect(drafts.find("product", other)?.values ?? null).toEqual(
      "more" in other ? { ...EMPTY, more: "" } : null,
    );
  storage.setItem("daybook-draft:shop:anna:product", '{"at":');
  expect(drafts.find("product", EMPTY)).toBeNull();
});

test("[fault G7] without storage in the browser, drafts are kept until the page is closed", () => {
  const drafts = createFormDrafts("shop:anna", null);
  drafts.put("product", draftOf({ name: "Mug" }));
  expect(drafts.find("product", { name: "" })?.values).toEqual({ name: "Mug" });
});
