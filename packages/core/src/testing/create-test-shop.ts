/** The builder used by every test: a new shop on a real database, with a manual clock. */
import type { LocationId, ProductId } from "@daybook/contract/ids";
import { minor } from "@daybook/contract/money";
import type { Minor } from "@daybook/contract/money";
import { ROLE_PERMISSIONS } from "@daybook/contract/permissions";
import type { Role } from "@daybook/contract/permissions";
import { CreateProduct } from "@daybook/contract/products";
import { CreateLocation } from "@daybook/contract/locations";
import { ListMovements, RecordOpening } from "@daybook/contract/stock";
import { milli } from "@daybook/contract/quantity";
import type { Milli } from "@daybook/contract/quantity";
import { SetUpShop } from "@daybook/contract/settings";
import { newId } from "@daybook/contract/uuid";
import { createTestDatabase } from "@daybook/db/testing";
import type { TestEngine } from "@daybook/db/testing";
import type { Store } from "@daybook/db/types";
import { and, eq } from "drizzle-orm";
import type { Actor, ReadCtx, Who, WriteCtx } from "../context/context.ts";
import { systemActor } from "../context/context.ts";
import { createLocation } from "../locations/locations.ts";
import { createProduct } from "../products/create-product.ts";
import { setUpShop } from "../settings/set-up-shop.ts";
import { listMovements } from "../stock/movements.ts";
import { recordOpening } from "../stock/record-opening.ts";
import { createUnitOfWork } from "../writes/unit-of-work.ts";
import type { UnitOfWork } from "../writes/unit-of-work.ts";

/** Monday, 2 March 2026, 10:00 in London. */
export const TEST_NOW = Date.parse("2026-03-02T10:00:00Z");

export interface TestShopOptions {
  readonly currency?: string;
  readonly timeZone?: string;
  readonly pricesIncludeTax?: boolean;
  readonly taxPpm?: number;
  readonly taxRounding?: "line" | "total";
  readonly engine?: TestEngine;
  /** For tests of signing in; other tests never need a real hash. */
  readonly passwordHash?: string;
  /** An empty, migrated database; a new one in memory by default. */
  readonly store?: Store;
}

export interface TestProductOptions {
  readonly name?: string;
  readonly priceMinor?: number;
  readonly onHandMilli?: Milli;
  /** The cost of the whole opening stock. */
  readonly costMinor?: number;
  readonly location?: string;
  readonly input?: Record<string, unknown>;
}

type Step = (shop: TestShop) => Promise<void>;

/** `await createTestShop().withProduct("MUG", { onHandMilli: pieces(5), costMinor: 300 })` */
export class TestShopBuilder implements PromiseLike<TestShop> {
  readonly #options: TestShopOptions;
  readonly #steps: Step[] = [];

  constructor(options: TestShopOptions) {
    this.#options = options;
  }

  withLocation(name: string, input: Record<string, unknown> = {}): this {
    this.#steps.push((shop) => shop.addLocation(name, input));
    return this;
  }

  withProduct(sku: string, options: TestProductOptions = {}): this {
    this.#steps.push((shop) => shop.addProduct(sku, options));
    return this;
  }

  then<A, B>(
    onShop?: ((shop: TestShop) => A | PromiseLike<A>) | null,
    onError?: ((error: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#build().then(onShop, onError);
  }

  async #build(): Promise<TestShop> {
    const shop = await openTestShop(this.#options);
    for (const step of this.#steps) await step(shop);
    return shop;
  }
}

export function createTestShop(options: TestShopOptions = {}): TestShopBuilder {
  return new TestShopBuilder(options);
}

async function openTestShop(options: TestShopOptions): Promise<TestShop> {
  const store = options.store ?? (await createTestDatabase(options.engine));
  const clock = { now: TEST_NOW };
  const work = createUnitOfWork({ store, clock: () => clock.now });
  const asSystem = { actor: systemActor(0, new Set()), requestId: "test" };
  const input = SetUpShop.omit({ token: true }).parse({
    shop: {
      name: "Test shop",
      currency: options.currency ?? "GBP",
      timeZone: options.timeZone ?? "Europe/London",
      pricesIncludeTax: options.pricesIncludeTax ?? true,
      taxRounding: options.taxRounding ?? "line",
      taxName: "VAT",
      taxPpm: options.taxPpm ?? 0,
      locationName: "Shop",
    },
    owner: { login: "owner", name: "Olive Owner", password: "a long enough password" },
  });
  await work.write(asSystem, (ctx) => setUpShop(ctx, input, options.passwordHash ?? "no password"));
  const shop = new TestShop(work, clock);
  await shop.remember();
  return shop;
}

export class TestShop {
  readonly work: UnitOfWork;
  readonly clock: { now: number };
  readonly products = new Map<string, ProductId>();
  readonly locations = new Map<string, LocationId>();
  #owner: Actor | null = null;

  constructor(work: UnitOfWork, clock: { now: number }) {
    this.work = work;
    this.clock = clock;
  }

  /** The owner, or the same user with the permissions of another role. */
  as(role: Role): Who {
    if (this.#owner === null) throw new Error("the test shop has no owner yet");
    return {
      actor: { ...this.#owner, permissions: new Set(ROLE_PERMISSIONS[role]), roles: [role] },
      requestId: "test",
    };
  }

  /** Advances the clock. */
  advance(milliseconds: number): void {
    this.clock.now += milliseconds;
  }

  write<T>(fn: (ctx: WriteCtx) => Promise<T>, role: Role = "owner"): Promise<T> {
    return this.work.write(this.as(role), fn);
  }

  read<T>(fn: (ctx: ReadCtx) => Promise<T>, role: Role = "owner"): Promise<T> {
    return this.work.read(this.as(role), fn);
  }

  productId(sku: string): ProductId {
    return known(this.products, sku);
  }

  locationId(name = "Shop"): LocationId {
    return known(this.locations, name);
  }

  /** The data of a product and location that a movement needs. */
  at(sku: string, location = "Shop"): { productId: ProductId; locationId: LocationId } {
    return { productId: this.productId(sku), locationId: this.locationId(location) };
  }

  async addLocation(name: string, input: Record<string, unknown> = {}): Promise<void> {
    const parsed = CreateLocation.parse({ key: newId(), name, ...input });
    const location = await this.write((ctx) => createLocation(ctx, parsed));
    this.locations.set(name, location.id);
  }

  async addProduct(sku: string, options: TestProductOptions = {}): Promise<void> {
    const parsed = CreateProduct.parse({
      key: newId(),
      sku,
      name: options.name ?? sku,
      priceMinor: options.priceMinor ?? 1000,
      ...options.input,
    });
    const product = await this.write((ctx) => createProduct(ctx, parsed));
    this.products.set(sku, product.id);
    if (options.onHandMilli === undefined || options.onHandMilli === 0) return;
    const { productId, locationId } = this.at(sku, options.location);
    const opening = RecordOpening.parse({
      key: newId(),
      locationId,
      lines: [{ productId, quantityMilli: options.onHandMilli, costMinor: options.costMinor ?? 0 }],
    });
    await this.write((ctx) => recordOpening(ctx, opening));
  }

  /** The stock of a product in a location, from the projection. */
  async level(
    sku: string,
    location = "Shop",
  ): Promise<{ onHandMilli: Milli; reservedMilli: Milli }> {
    const { productId, locationId } = this.at(sku, location);
    const [row] = await this.read((ctx) =>
      ctx.db
        .select({ onHandMilli: ctx.t.stockLevel.onHandMilli })
        .from(ctx.t.stockLevel)
        .innerJoin(ctx.t.product, eq(ctx.t.product.id, ctx.t.stockLevel.productId))
        .innerJoin(ctx.t.location, eq(ctx.t.location.id, ctx.t.stockLevel.locationId))
        .where(and(eq(ctx.t.product.publicId, productId), eq(ctx.t.location.publicId, locationId))),
    );
    return { onHandMilli: row?.onHandMilli ?? milli(0), reservedMilli: milli(0) };
  }

  /** The cost of the shop's total stock of a product. */
  async valueMinor(sku: string): Promise<Minor> {
    const [row] = await this.read((ctx) =>
      ctx.db
        .select({ valueMinor: ctx.t.stockValue.valueMinor })
        .from(ctx.t.stockValue)
        .innerJoin(ctx.t.product, eq(ctx.t.product.id, ctx.t.stockValue.productId))
        .where(eq(ctx.t.product.publicId, this.productId(sku))),
    );
    return row?.valueMinor ?? minor(0);
  }

  /** A product's movements, oldest first. */
  async ledger(sku: string) {
    const input = ListMovements.parse({ productId: this.productId(sku), limit: 200 });
    const { items } = await this.read((ctx) => listMovements(ctx, input));
    return items.toReversed();
  }

  close(): Promise<void> {
    return this.work.store.close();
  }

  /** Looks up the records created by setup. */
  async remember(): Promise<void> {
    const asSystem = { actor: systemActor(0, new Set()), requestId: "test" };
    await this.work.read(asSystem, async (ctx) => {
      for (const row of await ctx.db.select().from(ctx.t.location))
        this.locations.set(row.name, row.publicId);
      const [owner] = await ctx.db.select().from(ctx.t.appUser);
      if (owner === undefined) throw new Error("set-up makes an owner");
      this.#owner = {
        userId: owner.id,
        publicId: owner.publicId,
        name: owner.name,
        permissions: new Set(ROLE_PERMISSIONS.owner),
        roles: ["owner"],
        deviceId: null,
        tillRevoked: false,
        apiKeyId: null,
      };
    });
  }
}

function known<Id>(ids: ReadonlyMap<string, Id>, name: string): Id {
  const id = ids.get(name);
  if (id === undefined) throw new Error(`The test shop knows no ${name}`);
  return id;
}
