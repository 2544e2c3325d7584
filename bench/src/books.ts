/** Books of a given size for the measurements: made through set-up, then filled in bulk. */
import Database from "better-sqlite3";
import { SetUpShop } from "@daybook/contract/settings";
import { newId } from "@daybook/contract/uuid";
import { permissionsOf } from "@daybook/contract/permissions";
import type { Who } from "@daybook/core/context";
import { systemActor } from "@daybook/core/context";
import { setUpShop } from "@daybook/core/settings/set-up-shop";
import { createUnitOfWork } from "@daybook/core/unit-of-work";
import type { UnitOfWork } from "@daybook/core/unit-of-work";
import { openStore } from "@daybook/db/open-store";

export interface Books {
  readonly path: string;
  readonly work: UnitOfWork;
  readonly owner: Who;
  readonly locationId: string;
  readonly locationRowId: number;
  /** Public id, internal id and price of every product, in order. */
  readonly products: readonly { readonly id: string; readonly rowId: number; readonly priceMinor: number }[];
}

/** Enough pieces that no measurement ever runs out: what is measured is selling, not refusing. */
const PLENTY_MILLI = 1_000_000_000_000;

/** Sets a shop up in a new file, with 20 % tax inside its prices, and fills it with products that have stock. */
export async function makeBooks(path: string, productCount: number, passwordHash = "none"): Promise<Books> {
  const store = await openStore({ url: `file:${path}` });
  const work = createUnitOfWork({ store, clock: () => Date.now() });
  const input = SetUpShop.omit({ token: true }).parse({
    shop: { name: "Bench", currency: "GBP", timeZone: "Europe/London", taxName: "VAT", taxPpm: 200_000 },
    owner: { login: "owner", name: "Owner", password: "a long enough password" },
  });
  const nobody = { actor: systemActor(0, new Set()), requestId: "bench" };
  await work.write(nobody, (ctx) => setUpShop(ctx, input, passwordHash));
  fillProducts(path, productCount);
  return readBooks(path, work);
}

/** Opens books that were made before. */
export async function openBooks(path: string): Promise<Books> {
  const store = await openStore({ url: `file:${path}` });
  return readBooks(path, createUnitOfWork({ store, clock: () => Date.now() }));
}

function readBooks(path: string, work: UnitOfWork): Books {
  const db = new Database(path, { readonly: true });
  const user = row(db, "SELECT id, public_id FROM app_user LIMIT 1");
  const location = row(db, "SELECT id, public_id FROM location LIMIT 1");
  const products = db
    .prepare("SELECT p.public_id AS id, p.id AS rowId, r.amount_minor AS priceMinor FROM product p JOIN price r ON r.product_id = p.id ORDER BY p.id")
    .all();
  db.close();
  const actor = { ...systemActor(Number(user["id"]), permissionsOf(["owner"])), publicId: String(user["public_id"]), name: "Owner" };
  return {
    path,
    work,
    owner: { actor, requestId: "bench" },
    locationId: String(location["public_id"]),
    locationRowId: Number(location["id"]),
    // safe because the query above names exactly these columns
    products: products as Books["products"],
  };
}

function row(db: Database.Database, query: string): Record<string, unknown> {
  // safe because better-sqlite3 answers a row as an object of its columns
  return db.prepare(query).get() as Record<string, unknown>;
}

/** Products, prices, openings and levels straight into the tables; the application's own checks keep watching. */
function fillProducts(path: string, count: number): void {
  const db = new Database(path);
  db.pragma("journal_mode = WAL");
  db.pragma("synchronous = NORMAL");
  const now = Date.now();
  const product = db.prepare(`INSERT INTO product (public_id, sku, sku_key, name, description, search, base_uom_id, quantity_step_milli, kind, tracking, tax_class_id, version, created_at, updated_at)
    VALUES (?, ?, ?, ?, '', ?, 1, 1000, 'stock', 'none', 1, 1, ?, ?)`);
  const price = db.prepare(`INSERT INTO price (product_id, unit_id, list_id, amount_minor, basis_milli, min_quantity_milli, valid_from, created_by)
    VALUES (?, 0, 1, ?, 1000, 0, ?, 1)`);
  const level = db.prepare("INSERT INTO stock_level (product_id, location_id, lot_id, on_hand_milli) VALUES (?, 1, 0, ?)");
  const value = db.prepare("INSERT INTO stock_value (product_id, on_hand_milli, value_minor) VALUES (?, ?, ?)");
  const document = db.prepare(`INSERT INTO stock_document (public_id, key, kind, reference, note, user_id, occurred_at, recorded_at, business_date)
    VALUES (?, ?, 'opening', '', '', 1, ?, ?, '2026-01-01')`);
  const movement = db.prepare(`INSERT INTO movement (public_id, occurred_at, recorded_at, business_date, product_id, to_location_id, quantity_milli, cost_minor, kind, doc_type, doc_id, line_no, user_id)
    VALUES (?, ?, ?, '2026-01-01', ?, 1, ?, ?, 'opening', 'stock', ?, ?, 1)`);
  db.transaction(() => {
    const opening = document.run(newId(), newId(), now, now).lastInsertRowid;
    for (let index = 1; index <= count; index++) {
      const sku = `SKU-${String(index).padStart(6, "0")}`;
      const name = `${NAMES[index % NAMES.length]} ${index}`;
      const id = Number(product.run(newId(), sku, sku.toLowerCase(), name, `${sku} ${name}`.toLowerCase(), now, now).lastInsertRowid);
      const cost = PLENTY_MILLI / 10;
      price.run(id, 100 + (index % 1900), now - 1000);
      level.run(id, PLENTY_MILLI);
      value.run(id, PLENTY_MILLI, cost);
      movement.run(newId(), now, now, id, PLENTY_MILLI, cost, opening, index);
    }
  })();
  db.pragma("wal_checkpoint(TRUNCATE)");
  db.close();
}

const NAMES = ["Oak shelf", "Blue mug", "Tea towel", "Brass hook", "Candle", "Notebook", "Linen bag", "Soap dish", "Garden twine", "Wool socks"];
