/** Prepares a new shop as of the evening before the first invoice: its products, customers, location and stock. */
import type { DaybookClient } from "@daybook/client";
import { pieces } from "@daybook/contract/quantity";
import { patiently } from "./patiently.ts";
import type { Plan, PlannedProduct } from "./planned.ts";
import { TIME_ZONE } from "./time-zone.ts";
import { writeKey } from "./write-key.ts";

/** The server's ids of the planned records. */
export interface PreparedShop {
  readonly locationId: string;
  readonly productIds: ReadonlyMap<string, string>;
  readonly customerIds: ReadonlyMap<string, string>;
}

const PRODUCTS_AT_ONCE = 500;
const OPENING_LINES_AT_ONCE = 500;
const CUSTOMERS_AT_ONCE = 40;

export async function prepareShop(client: DaybookClient, plan: Plan): Promise<PreparedShop> {
  await checkShop(client);
  const location = await patiently(() =>
    client.locations.create.mutate({ key: writeKey("location"), name: "Warehouse" }),
  );
  const productIds = await createProducts(client, plan);
  const customerIds = await createCustomers(client, plan);
  await openStock(client, plan, location.id, productIds);
  return { locationId: location.id, productIds, customerIds };
}

/** Another currency, time zone or tax would change the figures. */
async function checkShop(client: DaybookClient): Promise<void> {
  const settings = await patiently(() => client.settings.get.query({}));
  const { items } = await patiently(() => client.settings.taxClasses.query({}));
  if (settings.currency !== "GBP") throw new Error("Set the shop up with pounds (GBP)");
  if (settings.timeZone !== TIME_ZONE) throw new Error(`Set the shop up in ${TIME_ZONE}`);
  if (items[0]?.rates.some((rate) => rate.ppm > 0))
    throw new Error("Set the shop up with a tax of 0 %: the invoices know none");
}

async function createProducts(client: DaybookClient, plan: Plan): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const [index, products] of batches(plan.products, PRODUCTS_AT_ONCE).entries()) {
    const created = await patiently(() =>
      client.products.createMany.mutate({
        key: writeKey(`products/${index}`),
        products: products.map(({ sku, name, kind, priceMinor }) => ({
          sku,
          name,
          kind,
          priceMinor,
        })),
      }),
    );
    for (const { sku, id } of created.products) ids.set(sku, id);
  }
  return ids;
}

async function createCustomers(client: DaybookClient, plan: Plan): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const customers of batches(plan.customers, CUSTOMERS_AT_ONCE)) {
    await Promise.all(
      customers.map(async ({ customerNo, country }) => {
        const key = writeKey(`customer/${customerNo}`);
        const name = `Customer ${customerNo}`;
        const created = await patiently(() =>
          client.customers.create.mutate({ key, name, note: country }),
        );
        ids.set(customerNo, created.id);
      }),
    );
  }
  return ids;
}

async function openStock(
  client: DaybookClient,
  plan: Plan,
  locationId: string,
  productIds: ReadonlyMap<string, string>,
): Promise<void> {
  const stocked = plan.products.filter((product) => product.openingPieces > 0);
  for (const [index, products] of batches(stocked, OPENING_LINES_AT_ONCE).entries()) {
    await patiently(() =>
      client.movements.opening.mutate({
        key: writeKey(`opening/${index}`),
        locationId,
        lines: products.map((product) => openingLine(product, productIds)),
        note: "What the replay needs",
        occurredAt: plan.openedAt,
      }),
    );
  }
}

function openingLine(product: PlannedProduct, productIds: ReadonlyMap<string, string>) {
  return {
    productId: idOf(productIds, product.sku),
    quantityMilli: pieces(product.openingPieces),
    costMinor: product.openingCostMinor,
  };
}

/** The id of a planned record in the shop. Throws if there is none. */
export function idOf(ids: ReadonlyMap<string, string>, name: string): string {
  const id = ids.get(name);
  if (id === undefined) throw new Error(`${name} was not created`);
  return id;
}

function batches<T>(items: readonly T[], size: number): T[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}
