import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { useRepeatKey } from "./use-repeat-key.ts";

test("[I6] a repeated request has its key, and another amount or a request after the answer has a new one", () => {
  const keys: string[] = [];
  const Presses = () => {
    const { keyOf, answered } = useRepeatKey();
    const open = (floatMinor: number) => keys.push(keyOf({ drawerId: "front", floatMinor }));
    open(10_000);
    open(10_000);
    open(12_000);
    answered();
    open(12_000);
    return null;
  };
  renderToStaticMarkup(createElement(Presses));
  const [first, second, third, fourth] = keys;
  expect(second).toBe(first);
  expect(new Set([first, third, fourth]).size).toBe(3);
});
