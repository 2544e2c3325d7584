import { ProductId } from "@daybook/contract/ids";
import { MOST_TILES } from "@daybook/contract/tiles";
import { expect, test } from "vitest";
import { moved, pagesToSend, whyNot, withPage } from "./arrange.ts";

/** An id that the text stands for, the same one for the same text. */
const idOf = (text: string) =>
  ProductId.parse(`0198c000-0000-7000-8000-${Buffer.from(text).toString("hex").padStart(12, "0")}`);
const product = (text: string) => ({
  id: idOf(text),
  name: text.toUpperCase(),
  active: true,
});
const PAGE = { name: "Bakery", products: [product("a"), product("b")] };

test("[S23] a tile is moved to another place, and not beyond the ends", () => {
  expect(moved(["a", "b", "c"], 2, 0)).toEqual(["c", "a", "b"]);
  expect(moved(["a", "b", "c"], 0, 1)).toEqual(["b", "a", "c"]);
  expect(moved(["a", "b"], 0, -1)).toEqual(["a", "b"]);
  expect(moved(["a", "b"], 1, 2)).toEqual(["a", "b"]);
  expect(moved(["a"], 4, 0)).toEqual(["a"]);
});

test("[S23] a product is on a page once, and a page has a limit", () => {
  expect(whyNot(PAGE, product("a"))).toBe("alreadyOn");
  expect(whyNot(PAGE, product("c"))).toBeNull();
  const full = {
    ...PAGE,
    products: Array.from({ length: MOST_TILES }, (_, n) => product(`p${n}`)),
  };
  expect(whyNot(full, product("c"))).toBe("full");
});

test("[S23] one page changes, and pages are sent with the ids of their products", () => {
  const pages = withPage([PAGE, PAGE], 1, { name: "Drinks" });
  expect(pagesToSend(pages)).toEqual([
    { name: "Bakery", productIds: [idOf("a"), idOf("b")] },
    { name: "Drinks", productIds: [idOf("a"), idOf("b")] },
  ]);
});
