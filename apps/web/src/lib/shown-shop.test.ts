import { beforeEach, expect, test, vi } from "vitest";
import { FIELD_CODES_HEADER, SHOWN_SHOP_HEADER } from "@daybook/contract/shown-shop";
import type * as ShownShopPage from "./shown-shop.ts";

let page: typeof ShownShopPage;
/** A page that was just loaded. */
beforeEach(async () => {
  vi.resetModules();
  page = await import("./shown-shop.ts");
});

test("[O7] a page names no shop before it shows one, and then always the same", () => {
  expect(page.shownShopHeaders()).toEqual({});
  page.markShown(true);
  page.markShown(false);
  expect(page.shownShopHeaders()).toEqual({
    [SHOWN_SHOP_HEADER]: "sample",
    [FIELD_CODES_HEADER]: "1",
  });
});

test("[O7] a user who signs in on a page that has shown another shop is asked to load a new page", () => {
  expect(page.hasShownAShop()).toBe(false);
  page.markShown(true);
  expect(page.hasShownAShop()).toBe(true);
});
