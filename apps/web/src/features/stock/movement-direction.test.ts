import { expect, test } from "vitest";
import { directionOf } from "./movement-direction.ts";

const shop = { id: "shop", name: "Shop" };
const store = { id: "store", name: "Store room" };

test("[L3] a movement from outside is in, a movement to outside is out, between locations is neither", () => {
  expect(directionOf({ from: null, to: shop })).toBe("in");
  expect(directionOf({ from: shop, to: null })).toBe("out");
  expect(directionOf({ from: store, to: shop })).toBe("within");
});

test("[L5] for one location, goods moved to it are in and goods moved away are out", () => {
  expect(directionOf({ from: store, to: shop }, ["shop"])).toBe("in");
  expect(directionOf({ from: store, to: shop }, ["store"])).toBe("out");
  expect(directionOf({ from: null, to: shop }, ["shop"])).toBe("in");
  expect(directionOf({ from: shop, to: null }, ["shop"])).toBe("out");
});

test("[fault A5] goods moved inside a location do not change its stock", () => {
  expect(directionOf({ from: store, to: shop }, ["shop", "store"])).toBe("within");
  expect(directionOf({ from: store, to: null }, ["shop", "store"])).toBe("out");
});
