import { expect, test } from "vitest";
import { UpdateAlerts } from "@daybook/contract/alerts";
import { CreateCustomer, UpdateCustomers } from "@daybook/contract/customers";
import { CreateProducts, UpdateProducts } from "@daybook/contract/products";
import { ReceiveGoods } from "@daybook/contract/stock";
import { CreateSupplier, UpdateSuppliers } from "@daybook/contract/suppliers";
import { pieces } from "@daybook/contract/quantity";
import { newId } from "@daybook/contract/uuid";
import { listAlerts, updateAlerts } from "../alerts/alerts.ts";
import type { WriteCtx } from "../context/context.ts";
import { createCustomer, updateCustomers } from "../customers/customers.ts";
import { createProducts } from "../products/create-product.ts";
import { updateProducts } from "../products/update-product.ts";
import { receiveGoods } from "../stock/receive-goods.ts";
import { createSupplier, updateSuppliers } from "../suppliers/suppliers.ts";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";

/** How many queries a write builds that are not prepared once for all: each costs more than running it. */
async function built(shop: TestShop, write: (ctx: WriteCtx) => Promise<unknown>): Promise<number> {
  let count = 0;
  await shop.write(async (ctx) => {
    const db = new Proxy(ctx.db, {
      get(target, name) {
        if (["select", "insert", "update", "delete", "with"].includes(String(name))) count += 1;
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
    return write({ ...ctx, db });
  });
  return count;
}

const products = (count: number, more: object = {}) =>
  CreateProducts.parse({
    key: newId(),
    products: Array.from({ length: count }, () => {
      const code = newId();
      return { sku: code, name: `Mug ${code}`, priceMinor: 499, ...more };
    }),
  });

const RULE = { locationId: null, reorderPointMilli: pieces(5), targetMilli: pieces(9) };

/** What else a product may have, which takes rows of its own. */
async function everything(shop: TestShop): Promise<object> {
  const supplier = { key: newId(), name: `Supplier ${newId()}` };
  const { id } = await shop.write((ctx) => createSupplier(ctx, CreateSupplier.parse(supplier)));
  return { reorderRules: [RULE], suppliers: [{ supplierId: id, packPriceMinor: 300 }] };
}

type Chosen = readonly { readonly id: string; readonly version: number }[];

const WRITES: readonly {
  readonly name: string;
  readonly make: (shop: TestShop, count: number) => Promise<(ctx: WriteCtx) => Promise<unknown>>;
}[] = [
  {
    name: "products.createMany",
    make: (_shop, count) => {
      const input = products(count);
      return Promise.resolve((ctx) => createProducts(ctx, input));
    },
  },
  {
    name: "products.createMany with suppliers, barcodes and rules",
    make: async (shop, count) => {
      const input = products(count, await everything(shop));
      return (ctx) =>
        createProducts(ctx, {
          ...input,
          products: input.products.map((one) => ({ ...one, barcodes: [newId()] })),
        });
    },
  },
  {
    name: "products.updateMany that resolves alerts",
    make: async (shop, count) => {
      const wanted = products(count, await everything(shop));
      const made = await shop.write((ctx) => createProducts(ctx, wanted));
      const input = { key: newId(), products: chosen(made.products), set: { active: false } };
      return (ctx) => updateProducts(ctx, UpdateProducts.parse(input));
    },
  },
  {
    name: "movements.receive that resolves alerts",
    make: async (shop, count) => {
      const wanted = products(count, await everything(shop));
      const made = await shop.write((ctx) => createProducts(ctx, wanted));
      const lines = made.products.map(({ id }) => ({
        productId: id,
        quantityMilli: pieces(7),
        costMinor: 100,
      }));
      const input = { key: newId(), locationId: shop.locationId(), lines };
      return (ctx) => receiveGoods(ctx, ReceiveGoods.parse(input));
    },
  },
  {
    name: "products.updateMany",
    make: async (shop, count) => {
      const made = await shop.write((ctx) => createProducts(ctx, products(count)));
      const input = UpdateProducts.parse({
        key: newId(),
        products: chosen(made.products),
        set: { priceChangePpm: 100_000 },
      });
      return (ctx) => updateProducts(ctx, input);
    },
  },
  {
    name: "customers.updateMany",
    make: async (shop, count) => {
      const made: Chosen = await shop.write((ctx) =>
        inTurn(count, (n) =>
          createCustomer(ctx, CreateCustomer.parse({ key: newId(), name: `Customer ${n}` })),
        ),
      );
      const input = { key: newId(), customers: chosen(made), set: { active: false } };
      return (ctx) => updateCustomers(ctx, UpdateCustomers.parse(input));
    },
  },
  {
    name: "suppliers.updateMany",
    make: async (shop, count) => {
      const made: Chosen = await shop.write((ctx) =>
        inTurn(count, (n) =>
          createSupplier(
            ctx,
            CreateSupplier.parse({ key: newId(), name: `Supplier ${newId()} ${n}` }),
          ),
        ),
      );
      const input = { key: newId(), suppliers: chosen(made), set: { active: false } };
      return (ctx) => updateSuppliers(ctx, UpdateSuppliers.parse(input));
    },
  },
  {
    name: "alerts.updateMany",
    make: async (shop, count) => {
      const rule = { reorderRules: [RULE] };
      await shop.write((ctx) => createProducts(ctx, products(count, rule)));
      const { items } = await shop.read((ctx) =>
        listAlerts(ctx, { limit: 200, status: "active" } as never),
      );
      const ids = items.slice(0, count).map(({ id }) => id);
      expect(ids).toHaveLength(count);
      const input = UpdateAlerts.parse({ key: newId(), ids, set: { status: "dismissed" } });
      return (ctx) => updateAlerts(ctx, input);
    },
  },
];

test.each(WRITES)("[fault B7] $name builds no query per row", async ({ make }) => {
  const shop = await createTestShop();
  const few = await built(shop, await make(shop, 3));
  // Rows go into statements of 16: another number of rows would build one statement more for the rest.
  const many = await built(shop, await make(shop, 32));
  expect(many).toBe(few);
});

function chosen(made: Chosen): Chosen {
  return made.map(({ id, version }) => ({ id, version }));
}

async function inTurn<T>(count: number, one: (n: number) => Promise<T>): Promise<T[]> {
  const made: T[] = [];
  for (let n = 0; n < count; n++) made.push(await one(n));
  return made;
}
