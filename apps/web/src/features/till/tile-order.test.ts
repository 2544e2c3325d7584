import { expect, test } from "vitest";
import { dayOf, placesOf, withPlaces } from "./tile-order.ts";

test("[fault G8] a tile keeps its position however well the others sell", () => {
  const morning = placesOf(undefined, ["mug", "tea", "tray", "spoon"], 3);
  expect(morning).toEqual(["mug", "tea", "tray"]);
  expect(placesOf(morning, ["spoon", "tray", "mug", "tea"], 3)).toEqual(morning);
});

test("[fault G8] a new product comes after the others while there is room", () => {
  expect(placesOf(["mug", "tea"], ["tray", "mug", "tea"], 4)).toEqual(["mug", "tea", "tray"]);
});

test("[fault G8] the next day starts with the products that sold best until then", () => {
  const monday = withPlaces({ day: "", places: {} }, dayOf(new Date(2026, 2, 2)), "", ["mug"]);
  expect(monday).toEqual({ day: "2026-3-2", places: { "": ["mug"] } });
  expect(withPlaces(monday, "2026-3-2", "teas", ["tea"]).places).toEqual({
    "": ["mug"],
    teas: ["tea"],
  });
  expect(withPlaces(monday, "2026-3-3", "", ["tea"]).places).toEqual({ "": ["tea"] });
});
