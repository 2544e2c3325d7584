import { expect, test } from "vitest";
import { CodeNotLoaded, lateCode, loadLateCode } from "./late-code.ts";

const atOnce = () => Promise.resolve();

test("[fault G4] all code is loaded after the first screen, and loading continues after the server was down", async () => {
  const loaded: string[] = [];
  let away = true;
  lateCode(async () => loaded.push("first"));
  const second = lateCode(async () => {
    if (away) throw new TypeError("Failed to fetch dynamically imported module: /assets/x.js");
    return loaded.push("second");
  });
  lateCode(async () => loaded.push("third"));
  await loadLateCode(atOnce);
  expect(loaded).toEqual(["first"]);
  await expect(second()).rejects.toThrow(CodeNotLoaded);
  away = false;
  await loadLateCode(atOnce);
  expect(loaded).toEqual(["first", "second", "third"]);
});
