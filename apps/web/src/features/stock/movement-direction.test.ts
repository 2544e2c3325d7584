import { expect, test } from "vitest";
import { directionOf } from "./movement-direction.ts";

const shop = { id: "shop", name: "Shop" };
const store = { id: "store", name: "Store room" };

test("[L3] what comes from outside is in, what leaves is out, between places is neither", () => {
  expect(directionOf({ from: null, to: shop })).toBe("in");
  expect(directionOf({ from: shop, to: null })).toBe("out");
  expect(directionOf({ from: store, to: shop })).toBe("within");
});

test("[L5] seen from one place, goods carried there are in and goods carried away are out", () => {
  expect(directionOf({ from: store, to: shop }, ["shop"])).toBe("in");
  expect(directionOf({ from: store, to: shop }, ["store"])).toBe("out");
  expect(directionOf({ from: null, to: shop }, ["shop"])).toBe("in");
  expect(directionOf({ from: shop, to: null }, ["shop"])).toBe("out");
});

test("[fault A5] goods carried inside a place change nothing there", () => {
  expect(directionOf({ from: store, to: shop }, ["shop", "store"])).toBe("within");
  expect(directionOf({ from: store, to: null }, ["shop", "store"])).toBe("out");
});
