import type { Page } from "playwright-core";
import { createDaybookClient, newKey } from "@daybook/client";
import type { DaybookClient } from "@daybook/client";
import { ApiKeyCreated } from "@daybook/contract/api-keys";
import { pieces } from "@daybook/contract/quantity";
import { confirmPassword } from "./page-calls.ts";

/** Another user of the shop, without a browser. */
export interface Till {
  readonly client: DaybookClient;
  /** Sells whole pieces of one product for cash at its price. */
  sell(sku: string, count: number): Promise<void>;
}

/** Opens a till at `url` with an API key that the signed-in owner of this page creates. */
export async function openTill(page: Page, url: string): Promise<Till> {
  const client = createDaybookClient({ url, apiKey: await makeKey(page) });
  return {
    client,
    sell: async (sku, count) => {
      const product = await productBySku(client, sku);
      const { items: locations } = await client.locations.list.query({});
      const [location] = locations;
      if (location === undefined) throw new Error("The shop has no location");
      const total = product.priceMinor * count;
      await client.sales.ringUp.mutate({
        key: newKey(),
        locationId: location.id,
        lines: [{ productId: product.id, quantityMilli: pieces(count) }],
        tenders: [{ tender: "cash", amountMinor: total }],
        expectedTotalMinor: total,
      });
    },
  };
}

async function productBySku(client: DaybookClient, sku: string) {
  const { items } = await client.products.list.query({ search: sku });
  const product = items.find((row) => row.sku === sku);
  if (product === undefined) throw new Error(`There is no product ${sku}`);
  return product;
}

/** Sends a request as the page would: with its cookie and origin. */
async function makeKey(page: Page): Promise<string> {
  await confirmPassword(page);
  const body = {
    key: newKey(),
    name: "Second till",
    scopes: ["products.read", "products.write", "locations.read", "sales.ringUp"],
  };
  const created: unknown = await page.evaluate(async (json) => {
    const headers = { "content-type": "application/json" };
    const response = await fetch("/trpc/apiKeys.create", { method: "POST", headers, body: json });
    const { result } = await response.json();
    return result?.data;
  }, JSON.stringify(body));
  const { secret } = ApiKeyCreated.parse(created);
  if (secret === null) throw new Error("The key was made before, so its secret is gone");
  return secret;
}
