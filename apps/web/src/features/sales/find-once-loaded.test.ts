import { expect, test } from "vitest";
import type { CatalogueState } from "../../catalogue/catalogue.ts";
import { findOnceLoaded } from "./find-once-loaded.ts";

/** A catalogue whose goods come bit by bit. */
function arriving() {
  const goods = new Set<string>();
  const listeners = new Set<() => void>();
  let state: CatalogueState = "loading";
  return {
    state: () => state,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    find: (code: string) => () => Promise.resolve(goods.has(code) ? code : null),
    come(next: CatalogueState, ...codes: string[]) {
      state = next;
      for (const code of codes) goods.add(code);
      for (const listener of listeners) listener();
    },
    waiting: () => listeners.size,
  };
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

test("[S1] a code scanned while the goods are still being loaded is no unknown code", async () => {
  const catalogue = arriving();
  let answer: string | null | undefined;
  void findOnceLoaded(catalogue, catalogue.find("tea")).then((found) => (answer = found));
  await settle();
  expect(answer).toBeUndefined();
  catalogue.come("loading", "mug");
  await settle();
  expect(answer).toBeUndefined();
  catalogue.come("ready", "tea");
  await settle();
  expect(answer).toBe("tea");
  expect(catalogue.waiting()).toBe(0);
});

test("[S1] goods that have come are found at once, and what the whole catalogue does not have is unknown", async () => {
  const catalogue = arriving();
  catalogue.come("loading", "tea");
  expect(await findOnceLoaded(catalogue, catalogue.find("tea"))).toBe("tea");
  catalogue.come("ready");
  expect(await findOnceLoaded(catalogue, catalogue.find("mug"))).toBeNull();
});

test("a catalogue that cannot be loaded is not waited for", async () => {
  const catalogue = arriving();
  const asked = findOnceLoaded(catalogue, catalogue.find("tea"));
  await settle();
  catalogue.come("failed");
  expect(await asked).toBeNull();
});
