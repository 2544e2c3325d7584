import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { addDays } from "@daybook/contract/business-time";
import { expect, onTestFinished, test } from "vitest";
import { openShopArchive } from "./exports/read-shop-archive.ts";
import { dataFolder, startChild } from "./testing/child-server.ts";
import { refusalIn, send } from "./testing/send.ts";
import { Till } from "./testing/trade.ts";

const SALES = 230;

test("[fault F1] lists and reports of the read thread are complete, and its refusals are refusals", async () => {
  const folder = dataFolder();
  onTestFinished(() => folder.remove());
  const server = await startChild({ dataFolder: folder.path });
  onTestFinished(async () => void (await server.end()));
  const till = await Till.open(server.port, server.setupToken);
  onTestFinished(() => till.close());
  const tea = await till.stock("TEA", SALES);
  for (let begun = 0; begun < SALES; begun += 46)
    await Promise.all(Array.from({ length: 46 }, () => till.sell(tea)));

  // More than one page, newest first, and the opening at the end.
  const csv = await file(till, "/api/movements?format=csv");
  const rows = csv.text.trimEnd().split("\r\n");
  expect([csv.status, rows.length]).toEqual([200, 1 + SALES + 1]);
  expect(rows.slice(1, -1).every((row) => row.includes("sale"))).toBe(true);
  expect(rows.at(-1)).toContain("opening");
  const json = await file(till, "/api/movements?format=json&kind=sale");
  expect(JSON.parse(json.text).items).toHaveLength(SALES);

  const today = new Date().toISOString().slice(0, 10);
  const days = `from=${addDays(today, -1)}&to=${addDays(today, 1)}`;
  const report = await till.get(`/api/reports/sales-by-product?${days}`);
  expect(report).toMatchObject({ items: [{ unitsSoldMilli: SALES * 1000 }], nextCursor: null });

  const zip = await send(till.port, {
    path: "/api/exports/shop?format=zip",
    headers: { cookie: till.cookie },
  });
  expect(zip.headers).toMatchObject({ "content-type": "application/zip" });
  const path = join(folder.path, "shop.zip");
  writeFileSync(path, zip.bytes);
  const archive = await openShopArchive(path);
  archive.close();
  const sales = archive.manifest.tables.find(({ table }) => table === "sale");
  expect(sales?.rows).toBe(SALES);

  const cursor = await file(till, `/api/reports/sales-by-product?${days}&cursor=nonsense`);
  expect([cursor.status, refusalIn(cursor.text).code]).toEqual([400, "invalid_input"]);
  const place = await file(till, `/api/movements?format=csv&locationId=${tea.productId}`);
  expect([place.status, refusalIn(place.text).code]).toEqual([404, "not_found"]);
  expect((await server.end()).code).toBe(0);
});

const file = (till: Till, path: string) =>
  send(till.port, { path, headers: { cookie: till.cookie } });
