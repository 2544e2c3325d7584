/** Books of a given size for the measurements: made through set-up, then filled in bulk. */
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

export interface BooksProduct {
  readonly id: string;
  readonly rowId: number;
  readonly priceMinor: number;
}

/** A file of books that nobody has open. */
export interface Books {
  /** The data folder a server can be started on. */
  readonly folder: string;
  readonly path: string;
  readonly locationId: string;
  readonly locationRowId: number;
  /** In the order of their internal ids. */
  readonly products: readonly BooksProduct[];
  /** Secrets of keys with every right a key can have and without a limit of speed. */
  readonly apiKeys: readonly string[];
  /** The last business day that the history may reach: yesterday. */
  readonly lastDay: string;
}

export interface BooksSize {
  readonly products: number;
  /** Movements in the ledger, the opening of every product included; more than `products` adds sales. */
  readonly movements: number;
  /** Over how many days the sales are spread. */
  readonly days: number;
}

export interface OpenedBooks {
  readonly work: UnitOfWork;
  readonly owner: Who;
}

/** Who the books belong to. */
export const OWNER = { login: "owner", name: "Owner", password: "a long enough password" };

/** A server takes at most 20 sockets of one key, and 50 screens are to be watched. */
const KEYS = 5;
const SHOP_CLOCK = { timeZone: "Europe/London", dayCutoffMinutes: 9 * 60 };

/** Sets a shop up in a new file, with 20 % tax inside its prices, and fills it to its size. */
export async function makeBooks(folder: string, size: BooksSize): Promise<Books> {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, "daybook.db");
  const apiKeys = await setUp(path);
  const lastDay = addDays(new Date().toISOString().slice(0, 10), -1);
  const dates = Array.from({ length: size.days }, (_, day) =>
    addDays(lastDay, day + 1 - size.days),
  );
  // The cut-off stands for the hour at which the shop opens.
  const days = dates.map((date) => ({ date, opensAt: startOfBusinessDay(SHOP_CLOCK, date) }));
  const eve = addDays(lastDay, -size.days);
  fillProducts(path, size.products, { date: eve, opensAt: startOfBusinessDay(SHOP_CLOCK, eve) });
  fillHistory(path, { movements: size.movements - size.products, days });
  return { folder, path, apiKeys, lastDay, ...contentsOf(path) };
}

/** A second file with the same contents in its own data folder. */
export function copyBooks(books: Books, folder: string): Books {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, "daybook.db");
  copyFileSync(books.path, path);
  return { ...books, folder, path };
}

/** Opens books as the application does, as their owner. Close `work.store`. */
export async function openBooks({ path }: Books): Promise<OpenedBooks> {
  const store = await openStore({ url: `file:${path}` });
  return { work: createUnitOfWork({ store, clock: () => Date.now() }), owner: ownerOf(path) };
}

/** Answers the secrets of its keys. */
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

function contentsOf(path: string): Pick<Books, "locationId" | "locationRowId" | "products"> {
  const query = "SELECT id, public_id FROM location LIMIT 1";
  const [location] = select<{ id: number; public_id: string }>(path, query);
  if (location === undefined) throw new Error("set-up made a location");
  const products = select<BooksProduct>(
    path,
    `SELECT p.public_id AS id, p.id AS rowId, r.amount_minor AS priceMinor
      FROM product p JOIN price r ON r.product_id = p.id ORDER BY p.id`,
  );
  return { locationId: location.public_id, locationRowId: location.id, products };
}

function select<Row>(path: string, query: string): Row[] {
  const db = new Database(path, { readonly: true });
  try {
    // safe because each caller names the columns that its type has
    return db.prepare(query).all() as Row[];
  } finally {
    db.close();
  }
}
