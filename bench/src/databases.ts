/** Databases of a given size for the measurements: created by setup, then filled in bulk. */
import type { UserId } from "@daybook/contract/ids";
import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { CreateApiKey } from "@daybook/contract/api-keys";
import { KEY_SCOPES, permissionsOf } from "@daybook/contract/permissions";
import { SetUpShop } from "@daybook/contract/settings";
import { newId } from "@daybook/contract/uuid";
import { addDays, startOfBusinessDay } from "@daybook/contract/business-time";
import { systemActor } from "@daybook/core/context/context";
import type { Who } from "@daybook/core/context/context";
import { setUpShop } from "@daybook/core/settings/set-up-shop";
import { createUnitOfWork } from "@daybook/core/writes/unit-of-work";
import type { UnitOfWork } from "@daybook/core/writes/unit-of-work";
import { createApiKey } from "@daybook/core/users/api-keys";
import { hashPassword } from "@daybook/core/users/passwords";
import { openStore } from "@daybook/db/open-store";
import { fillHistory } from "./fill-history.ts";
import { fillProducts } from "./fill-products.ts";

export interface DatabaseProduct {
  readonly id: string;
  readonly rowId: number;
  readonly priceMinor: number;
}

/** A database file that is not open. */
export interface DatabaseFile {
  /** A data folder for a server. */
  readonly folder: string;
  readonly path: string;
  readonly locationId: string;
  readonly locationRowId: number;
  /** In the order of their internal ids. */
  readonly products: readonly DatabaseProduct[];
  /** Secrets of API keys with all permissions and without a rate limit. */
  readonly apiKeys: readonly string[];
  /** The last business day of the history: yesterday. */
  readonly lastDay: string;
}

export interface DatabaseSize {
  readonly products: number;
  /** Movements in the ledger, including the opening of every product; more than `products` adds sales. */
  readonly movements: number;
  /** The number of days of sales. */
  readonly days: number;
}

export interface OpenedDatabase {
  readonly work: UnitOfWork;
  readonly owner: Who;
}

/** The owner of the shop. */
export const OWNER = { login: "owner", name: "Owner", password: "a long enough password" };

/** A server accepts at most 20 sockets per key, and there are 50 screens. */
const KEYS = 5;
const SHOP_CLOCK = { timeZone: "Europe/London", dayCutoffMinutes: 9 * 60 };

/** Sets up a shop in a new file, with 20 % included tax, and fills it. */
export async function makeDatabase(folder: string, size: DatabaseSize): Promise<DatabaseFile> {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, "daybook.db");
  const apiKeys = await setUp(path);
  const lastDay = addDays(new Date().toISOString().slice(0, 10), -1);
  const dates = Array.from({ length: size.days }, (_, day) =>
    addDays(lastDay, day + 1 - size.days),
  );
  // The cutoff is the opening hour of the shop.
  const days = dates.map((date) => ({ date, opensAt: startOfBusinessDay(SHOP_CLOCK, date) }));
  const eve = addDays(lastDay, -size.days);
  fillProducts(path, size.products, { date: eve, opensAt: startOfBusinessDay(SHOP_CLOCK, eve) });
  fillHistory(path, { movements: size.movements - size.products, days });
  return { folder, path, apiKeys, lastDay, ...contentsOf(path) };
}

/** A copy of the database in its own data folder. */
export function copyDatabase(books: DatabaseFile, folder: string): DatabaseFile {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, "daybook.db");
  copyFileSync(books.path, path);
  return { ...books, folder, path };
}

/** Opens a database like the application, as its owner. Close `work.store`. */
export async function openDatabase({ path }: DatabaseFile): Promise<OpenedDatabase> {
  const store = await openStore({ url: `file:${path}` });
  return { work: createUnitOfWork({ store, clock: () => Date.now() }), owner: ownerOf(path) };
}

/** Returns the secrets of its keys. */
async function setUp(path: string): Promise<string[]> {
  const store = await openStore({ url: `file:${path}` });
  const work = createUnitOfWork({ store, clock: () => Date.now() });
  const input = SetUpShop.omit({ token: true }).parse({
    shop: {
      name: "Bench",
      currency: "GBP",
      timeZone: SHOP_CLOCK.timeZone,
      taxName: "VAT",
      taxPpm: 200_000,
    },
    owner: OWNER,
  });
  const nobody = { actor: systemActor(0, new Set()), requestId: "bench" };
  const passwordHash = await hashPassword(OWNER.password);
  await work.write(nobody, (ctx) => setUpShop(ctx, input, passwordHash));
  const secrets: string[] = [];
  for (let number = 1; number <= KEYS; number++) {
    const wanted = CreateApiKey.parse({
      key: newId(),
      name: `Bench ${number}`,
      scopes: KEY_SCOPES,
      requestsPerSecond: null,
    });
    const { secret } = await work.write(ownerOf(path), (ctx) => createApiKey(ctx, wanted));
    if (secret === null) throw new Error("a new key is shown once");
    secrets.push(secret);
  }
  await store.close();
  return secrets;
}

function ownerOf(path: string): Who {
  const [user] = select<{ id: number; public_id: UserId }>(path, "SELECT * FROM app_user LIMIT 1");
  if (user === undefined) throw new Error("set-up made an owner");
  const system = systemActor(user.id, permissionsOf(["owner"]));
  return { actor: { ...system, publicId: user.public_id, name: OWNER.name }, requestId: "bench" };
}

function contentsOf(path: string): Pick<DatabaseFile, "locationId" | "locationRowId" | "products"> {
  const query = "SELECT id, public_id FROM location LIMIT 1";
  const [location] = select<{ id: number; public_id: string }>(path, query);
  if (location === undefined) throw new Error("set-up made a location");
  const products = select<DatabaseProduct>(
    path,
    `SELECT p.public_id AS id, p.id AS rowId, r.amount_minor AS priceMinor
      FROM product p JOIN price r ON r.product_id = p.id ORDER BY p.id`,
  );
  return { locationId: location.public_id, locationRowId: location.id, products };
}

function select<Row>(path: string, query: string): Row[] {
  const db = new Database(path, { readonly: true });
  try {
    // safe because each caller names the columns of its type
    return db.prepare(query).all() as Row[];
  } finally {
    db.close();
  }
}
