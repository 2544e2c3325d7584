import { expect, test } from "vitest";
import { USUAL_SCAN_RULE } from "./scan-rule.ts";
import { createScannerStore } from "./scanner-store.ts";

/** The parts of a browser storage that the store uses. */
function createStorage(): Storage {
  const kept = new Map<string, string>();
  return {
    length: 0,
    clear: () => kept.clear(),
    key: () => null,
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, text) => void kept.set(name, text),
    removeItem: (name) => void kept.delete(name),
  };
}

const SLOW = { minCharacters: 6, maxMeanGapMs: 60, silenceMs: 150 };

test("a device stores its rule", () => {
  const storage = createStorage();
  const store = createScannerStore(() => storage);
  expect(store.rule()).toEqual(USUAL_SCAN_RULE);
  const seen: unknown[] = [];
  store.subscribe(() => seen.push(store.rule()));
  store.setRule(SLOW);
  expect(seen).toEqual([SLOW]);
  expect(createScannerStore(() => storage).rule()).toEqual(SLOW);
});

test("an invalid stored rule is ignored", () => {
  const storage = createStorage();
  createScannerStore(() => storage).setRule({ ...SLOW, silenceMs: 5 });
  expect(createScannerStore(() => storage).rule()).toEqual(USUAL_SCAN_RULE);
});

test("a browser without storage can still scan", () => {
  const store = createScannerStore(() => {
    throw new Error("The storage is blocked");
  });
  store.setRule(SLOW);
  expect(store.rule()).toEqual(SLOW);
});
