import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { holdKeys, takingKeys } from "./held-keys.ts";

beforeEach(() => void vi.stubGlobal("window", new EventTarget()));
afterEach(() => void vi.unstubAllGlobals());

/** Whether the screen below receives a key. */
function isFree(key: string): boolean {
  const event = Object.assign(new Event("keydown", { cancelable: true }), { key });
  window.dispatchEvent(event);
  return !event.defaultPrevented;
}

test("[M5] keys typed while a sheet is loading are held, and belong to the screen again if it cannot be loaded", async () => {
  holdKeys();
  const loading = takingKeys(() => Promise.reject(new Error("offline")))();
  expect(isFree("5")).toBe(false);
  await expect(loading).rejects.toThrow("offline");
  expect(isFree("5")).toBe(true);
});

test("[M5] a sheet that was loaded takes the keys itself", async () => {
  holdKeys();
  expect(await takingKeys(() => Promise.resolve("code"))()).toBe("code");
  expect(isFree("5")).toBe(false);
});
