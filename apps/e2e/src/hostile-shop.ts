import type { Page } from "playwright-core";
import { newKey } from "@daybook/client";
import { closeOneDrawer } from "./drawer-calls.ts";
import {
  ask,
  askToVoid,
  at,
  confirmPassword,
  countADrawer,
  previewFile,
  send,
  textAt,
} from "./page-calls.ts";
import { importPastSale } from "./past-sale-calls.ts";
import type { Known } from "./screens.ts";

/** Scripts that would run if a name were used as code. */
const FIRE = "window.fired=1";

/** Thirty script injections, each plain and after the end of an attribute. */
export const HOSTILE_NAMES = [
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

/** The common part of all of them, as a search text. */
export const IN_EVERY_NAME = "fired";

/** Finds only the product with this name: none is a prefix of another. */
export const skuOf = (index: number) => `X-${String(index).padStart(2, "0")}`;

const PRICE_MINOR = 100;
const nameAt = (index: number) => HOSTILE_NAMES[index % HOSTILE_NAMES.length] ?? "";
/** Names of locations and people have at most a hundred characters. */
const SHORT = HOSTILE_NAMES.filter((name) => name.length <= 60);
const shortAt = (index: number) => SHORT[index % SHORT.length] ?? "";

/** Gives every record of the shop a hostile name, from the shop to the note of a sale; sells sixty lines. */
export async function populateHostileShop(page: Page): Promise<Known> {
  const create = async (what: string, input: object) =>
    textAt(await send(page, `${what}.create`, { key: newKey(), ...input }), "id");
  const place = await nameShopAndPlace(page);
  const categories: string[] = [];
  const suppliers: string[] = [];
  const customers: string[] = [];
  for (const [index, name] of HOSTILE_NAMES.entries()) {
    const short = name.slice(0, 100);
    categories.push(await create("categories", { name: `${index} ${short}`.slice(0, 100) }));
    suppliers.push(await create("suppliers", { name, note: name }));
    customers.push(
      await create("customers", { name, note: name, phone: shortAt(index).slice(0, 50) }),
    );
  }
  await create("locations", { name: shortAt(3), address: nameAt(3) });
  await confirmPassword(page);
  const userId = await create("users", {
    name: shortAt(4),
    login: "mallory",
    password: "four silent windmills",
    roles: ["cashier"],
  });
  await confirmPassword(page);
  await send(page, "apiKeys.create", { key: newKey(), name: shortAt(5), scopes: ["sales.read"] });
  await send(page, "settings.createTaxClass", {
    key: newKey(),
    name: shortAt(6).slice(0, 60),
    rates: [{ name: shortAt(7).slice(0, 60), ppm: 200_000 }],
  });
  const products = await addProducts(page, categories, suppliers);
  const documentId = await receive(page, { place, products, supplierId: suppliers[0] ?? "" });
  const customerId = customers[0] ?? "";
  const saleId = await sellThemAll(page, { place, products, customerId });
  await loseOne(page, place, products[0] ?? "");
  return {
    productId: products[0] ?? "",
    saleId,
    customerId,
    supplierId: suppliers[0] ?? "",
    documentId,
    locationId: place,
    userId,
    approvalId: await askToVoid(page, saleId),
    ...(await countADrawer(page, [shortAt(8).slice(0, 40), shortAt(9).slice(0, 40)])),
    importId: await previewFile(page, "hostile.csv", `sku,name,price\nHOSTILE,A name,much\n`),
    pastSaleId: await importPastSale(page, shortAt(10)),
    closingId: await closeOneDrawer(page, {
      drawer: shortAt(12).slice(0, 40),
      category: shortAt(13),
      reason: nameAt(14),
    }),
  };
}

/** Creates the shop with one location and returns its id. */
async function nameShopAndPlace(page: Page): Promise<string> {
  const settings = at(await ask(page, "settings.get"), "version");
  await send(page, "settings.update", { key: newKey(), version: settings, name: shortAt(0) });
  const places = await ask(page, "locations.list");
  const id = textAt(places, "items", 0, "id");
  const version = at(places, "items", 0, "version");
  await send(page, "locations.update", { key: newKey(), id, version, name: shortAt(1) });
  return id;
}

/** Sixty products, each low in stock from the start. */
async function addProducts(
  page: Page,
  categories: readonly string[],
  suppliers: readonly string[],
): Promise<string[]> {
  const created = await send(page, "products.createMany", {
    key: newKey(),
    products: HOSTILE_NAMES.map((name, index) => ({
      name,
      sku: skuOf(index),
      description: name,
      priceMinor: PRICE_MINOR,
      categoryId: categories[index],
      suppliers: [{ supplierId: suppliers[index], supplierSku: shortAt(index).slice(0, 60) }],
      reorderRules: [{ reorderPointMilli: 100_000, targetMilli: 200_000 }],
    })),
  });
  return HOSTILE_NAMES.map((_, index) => textAt(created, "products", index, "id"));
}

interface Goods {
  readonly place: string;
  readonly products: readonly string[];
}

async function receive(
  page: Page,
  { place, products, supplierId }: Goods & { readonly supplierId: string },
): Promise<string> {
  const document = await send(page, "movements.receive", {
    key: newKey(),
    locationId: place,
    supplierId,
    reference: shortAt(2),
    note: nameAt(2),
    lines: products.map((productId) => ({ productId, quantityMilli: 9000, costMinor: 450 })),
  });
  return textAt(document, "id");
}

/** One sale with every name on it, partly returned, and a voided one. */
async function sellThemAll(
  page: Page,
  { place, products, customerId }: Goods & { readonly customerId: string },
): Promise<string> {
  const sell = async (some: readonly string[]) => {
    const total = some.length * PRICE_MINOR;
    return textAt(
      await send(page, "sales.ringUp", {
        key: newKey(),
        locationId: place,
        customerId,
        lines: some.map((productId) => ({ productId, quantityMilli: 1000 })),
        tenders: [{ tender: "other", amountMinor: total, reference: shortAt(8) }],
        expectedTotalMinor: total,
        note: nameAt(8),
      }),
      "id",
    );
  };
  const id = await sell(products);
  await send(page, "sales.return", {
    key: newKey(),
    id,
    lines: [{ lineNo: 2, quantityMilli: 1000 }],
    refunds: [{ tender: "other", amountMinor: PRICE_MINOR, reference: shortAt(9) }],
    expectedTotalMinor: PRICE_MINOR,
    reason: nameAt(9),
  });
  await send(page, "sales.void", { key: newKey(), id: await sell(products), reason: nameAt(10) });
  return id;
}

async function loseOne(page: Page, locationId: string, productId: string): Promise<void> {
  const one = { productId, locationId, quantityMilli: 1000, note: nameAt(11) };
  await send(page, "movements.waste", { key: newKey(), ...one, reason: "damaged" });
}
