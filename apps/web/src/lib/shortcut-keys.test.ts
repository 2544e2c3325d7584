import { describe, expect, test } from "vitest";
import { createKeyReader, nameOfPress, showKeys, writesText } from "./shortcut-keys.ts";
import type { KeyPress } from "./shortcut-keys.ts";

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

describe("[X8] each key has one name", () => {
  test.each([
    [press("n"), "n"],
    [press("?", { shiftKey: true }), "?"],
    [press("F8", { shiftKey: true }), "Shift+F8"],
    [press("Enter", { ctrlKey: true }), "Mod+Enter"],
    [press("Enter", { metaKey: true, shiftKey: true }), "Mod+Shift+Enter"],
    [press("k", { ctrlKey: true }), "Mod+K"],
    [press("N"), "n"],
    [press("n", { shiftKey: true }), "N"],
    [press("+", { shiftKey: true }), "+"],
    [press(" "), "Space"],
    [press("Shift", { shiftKey: true }), null],
    [press("n", { altKey: true }), null],
  ])("%o is %s", (event, name) => {
    expect(nameOfPress(event)).toBe(name);
  });

  test("two keys in a row are a sequence, but not after a second", () => {
    const keys = createKeyReader();
    expect(keys.read(press("g"), 0)).toEqual(["g"]);
    expect(keys.read(press("s"), 400)).toEqual(["g s", "s"]);
    expect(keys.read(press("p"), 1500)).toEqual(["p"]);
  });

  test("only keys that write a character are disabled inside fields", () => {
    expect(["n", "g s", "?"].map(writesText)).toEqual([true, true, true]);
    expect(["F9", "Mod+Enter", "Escape"].map(writesText)).toEqual([false, false, false]);
  });

  test("keys are shown as printed on the keyboard", () => {
    expect(showKeys("Mod+Enter", false)).toEqual(["Ctrl", "Enter"]);
    expect(showKeys("Mod+K", true)).toEqual(["⌘", "K"]);
    expect(showKeys("g s", false)).toEqual(["g", "s"]);
    expect(showKeys("+", false)).toEqual(["+"]);
  });
});
