import { expect } from "@playwright/test";
import type { Page } from "@playwright/test";
import { newKey } from "@daybook/client";
import { ask, previewFile, send, textAt } from "./page-calls.ts";

/** Imports a sale of a former system, whose product has this name. Returns its id. */
export async function importPastSale(page: Page, name: string): Promise<string> {
  const file = `number,date,sku,name,quantity,price\nA-1,2026-01-31,OLD-1,"${name}",2,4.50\n`;
  const id = await previewFile(page, "past sales.csv", file);
  const isIn = (state: string) =>
    expect.poll(async () => textAt(await ask(page, "imports.get", { id }), "state")).toBe(state);
  await isIn("preview");
  await send(page, "imports.commit", { key: newKey(), id });
  await isIn("done");
  return textAt(await ask(page, "pastSales.list", { importId: id }), "items", 0, "id");
}
