import { expect, test } from "vitest";
import { onHandIn, placesInside, placesSoldFrom } from "./places-inside.ts";

const place = (id: string, parentId: string | null, more: object = {}) => ({
  id,
  parentId,
  kind: "store" as const,
  active: true,
  ...more,
});
/** In the order of the list of locations: a bin follows its shelf. */
const places = [
  place("shop", null),
  place("damaged", "shop", { kind: "quarantine" }),
  place("shelf", "shop"),
  place("bin", "shelf"),
  place("old", "shelf", { active: false }),
  place("stall", null),
];
const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id);

test("[fault A5] a location and everything inside it, at any depth, in list order", () => {
  expect(ids(placesInside(places, "shop"))).toEqual(["shop", "damaged", "shelf", "bin", "old"]);
  expect(ids(placesInside(places.toReversed(), "shelf"))).toEqual(["shelf", "old", "bin"]);
  expect(ids(placesInside(places, "stall"))).toEqual(["stall"]);
  expect(placesInside(places, "nowhere")).toEqual([]);
});

test("[fault A5] a sale takes from the location itself first, and only from active sellable locations", () => {
  expect(ids(placesSoldFrom(places, "shop"))).toEqual(["shop", "shelf", "bin"]);
});

test("[fault A5] locations that are each other's parents end the walk", () => {
  const circle = [place("a", "b"), place("b", "a"), place("c", null)];
  expect(placesInside(circle, "c").map(({ id }) => id)).toEqual(["c"]);
  expect(placesInside(circle, "a").map(({ id }) => id)).toEqual(["a", "b"]);
});

test("[fault A5] the stock of several locations is their sum", () => {
  const stock = [
    { locationId: "bin", onHandMilli: 12_000 },
    { locationId: "stall", onHandMilli: 3000 },
  ];
  expect(onHandIn(stock, ids(placesSoldFrom(places, "shop")))).toBe(12_000);
  expect(onHandIn(stock, [])).toBe(0);
});
