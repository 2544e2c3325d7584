import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newKey } from "@daybook/client";
import { launchBrowser, openWindow } from "./browser.ts";
import { goTo, rowOf, setUpShop } from "./journeys.ts";
import { startShop } from "./shop-server.ts";
import type { RunningShop } from "./shop-server.ts";
import { openTill } from "./till.ts";

let browser: Browser;
let shop: RunningShop;

beforeAll(async () => {
  [browser, shop] = await Promise.all([launchBrowser(), startShop()]);
});
afterAll(async () => {
  await browser.close();
  await shop.stop();
});

/** Calls that a name would make if it were ever taken for more than text. */
const FIRE = "window.fired=1";

/** Thirty ways to smuggle a script into a page, each plain and after what closes an attribute. */
const NAMES = [
  `<script>${FIRE}</script>`,
  `<img src=x onerror="${FIRE}">`,
  `<svg onload="${FIRE}">`,
  `<svg><script>${FIRE}</script></svg>`,
  `<body onload="${FIRE}">`,
  `<iframe srcdoc="<script>parent.${FIRE}</script>"></iframe>`,
  `<iframe src="javascript:parent.${FIRE}"></iframe>`,
  `<a href="javascript:${FIRE}">x</a>`,
  `<details open ontoggle="${FIRE}">`,
  `<video><source onerror="${FIRE}"></video>`,
  `<audio src=x onerror="${FIRE}">`,
  `<input autofocus onfocus="${FIRE}">`,
  `<select autofocus onfocus="${FIRE}">`,
  `<marquee onstart="${FIRE}">`,
  `<object data="javascript:${FIRE}">`,
  `<embed src="javascript:${FIRE}">`,
  `<form><button formaction="javascript:${FIRE}">x`,
  `<math><mi xlink:href="javascript:${FIRE}">`,
  `<style>@import "javascript:${FIRE}";</style>`,
  `<style>*{background:url("javascript:${FIRE}")}</style>`,
  `<link rel=stylesheet href="javascript:${FIRE}">`,
  `<meta http-equiv=refresh content="0;javascript:${FIRE}">`,
  `<base href="javascript:${FIRE}//">`,
  `<template><script>${FIRE}</script></template>`,
  `<noscript><p title="</noscript><img src=x onerror=${FIRE}>">`,
  `javascript:${FIRE}`,
  `\${${FIRE}}`,
  `{{constructor.constructor('${FIRE}')()}}`,
  `__proto__`,
  `=cmd|'/c calc'!A1`,
].flatMap((payload) => [payload, `"'></title></textarea>${payload}`]);

test("[threat A14] sixty hostile product names are browsed and none of them runs", async () => {
  const { context, page, troubles } = await openWindow(browser, { screen: "desk" });
  await setUpShop(page, shop.url, shop.setupToken);
  const till = await openTill(page, shop.url);
  const { products } = await till.client.products.createMany.mutate({
    key: newKey(),
    products: NAMES.map((name, index) => ({
      name,
      sku: `X-${index}`,
      description: name,
      priceMinor: 100,
      kind: "service" as const,
    })),
  });
  expect(products).toHaveLength(60);
  for (const index of [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]) await till.sell(`X-${index}`, 1);

  await goTo(page, "Products");
  await page.getByText("60 products", { exact: true }).waitFor();
  await expectHarmless(page);
  for (const [index, { id, name }] of products.entries()) {
    // Only the rows on screen are drawn, so each is looked for first.
    await page.getByLabel("Search name").fill(`X-${index}`);
    await page.locator(`a[href="/products/${id}"]`).click();
    await page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
    await page.getByRole("region", { name: "Details" }).getByText(name, { exact: true }).waitFor();
    await expectHarmless(page);
    await page.getByRole("link", { name: "All products" }).click();
  }
  const [first] = NAMES;
  await page.getByLabel("Search name").fill(first ?? "");
  await rowOf(page, first ?? "")
    .getByRole("link")
    .click();
  await page.getByRole("link", { name: "Change" }).click();
  await page.getByRole("dialog").getByLabel("Name").waitFor();
  await expectHarmless(page);
  await page.keyboard.press("Escape");
  await goTo(page, "Dashboard");
  await page.getByRole("table", { name: /^Best sellers since / }).waitFor();
  await expectHarmless(page);
  expect(troubles).toEqual([]);
  expect(shop.problems()).toEqual([]);
  await context.close();
});

/** Nothing fired, and no element of the page has an attribute that could. */
async function expectHarmless(page: Page): Promise<void> {
  const found = await page.evaluate(() => ({
    fired: Reflect.get(window, "fired") ?? null,
    handlers: [...document.querySelectorAll("*")].flatMap((element) =>
      element.getAttributeNames().filter((name) => name.startsWith("on")),
    ),
    links: [...document.querySelectorAll("[href], [src]")]
      .map((element) => element.getAttribute("href") ?? element.getAttribute("src") ?? "")
      .filter((address) => address.startsWith("javascript:")),
  }));
  expect(found).toEqual({ fired: null, handlers: [], links: [] });
}
