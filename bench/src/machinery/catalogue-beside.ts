/** The catalogue file compared with its rows as one text, each built and read in separate processes. */
import { statSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { newId } from "@daybook/contract/uuid";
import type { Bench } from "../bench.ts";
import { copyDatabase } from "../databases.ts";
import type { DatabaseFile } from "../databases.ts";
import { startChild } from "../child.ts";
import { goal, median } from "../measure.ts";
import type { Figure } from "../measure.ts";
import type { FormName } from "./catalogue-forms.ts";
import type { CatalogueJob, CatalogueRun } from "./catalogue-reader.ts";
import { CATEGORIES, SUPPLIERS } from "./search-shop.ts";

/** The lines are kept if rebuilding the file after a sale costs at most this share of the one text. */
const MOST_SHARE = 0.5;
/** A separate thread is used if a sale would otherwise wait longer than this. */
const LONGEST_MS = 10;
/** Of one till; each waits for the disk. */
const SALES = 200;
/** For a page with an empty cache. */
const NODE_ARGS = ["--expose-gc"];

interface Measured {
  readonly kb: number;
  readonly made: CatalogueRun;
  readonly read: CatalogueRun;
  /** The p99 of a sale while files are built in its thread. */
  readonly besideMs: number;
}
type Forms = Readonly<Record<FormName, Measured>>;

export async function measureCatalogue({ folder, shelf, sizes }: Bench): Promise<Figure[]> {
  const { products, rounds } = sizes.machinery;
  const sales = Math.min(SALES, sizes.machinery.calls);
  const figures: Figure[] = [];
  for (const count of products) {
    const template = await shelf.books({ products: count, movements: 0, days: 1 });
    const books = copyDatabase(template, join(folder, String(count)));
    addLinks(books.path);
    const path = join(books.folder, "beside.gz");
    const alone = await inChild({ kind: "sell", form: null, books, path, sales });
    const measured = {
      kept: await measureForm("kept", books, { rounds, sales }),
      whole: await measureForm("whole", books, { rounds, sales }),
    };
    figures.push(...figuresOf(count, measured, alone.p99Ms));
  }
  return figures;
}

/** Categories and suppliers, which most shops have but the test database does not. */
function addLinks(path: string): void {
  const db = new Database(path);
  const category =
    db.prepare(`INSERT INTO category (public_id, parent_key, name, name_key, version, created_at)
    VALUES (?, 0, ?, ?, 1, 0)`);
  for (const name of CATEGORIES) category.run(newId(), name, name.toLowerCase());
  const supplier =
    db.prepare(`INSERT INTO supplier (public_id, name, name_key, email, phone, note, terms_days,
    version, created_at) VALUES (?, ?, ?, '', '', '', 30, 1, 0)`);
  for (const name of SUPPLIERS) supplier.run(newId(), name, name.toLowerCase());
  db.exec(`UPDATE product SET category_id = id % ${CATEGORIES.length} + 1;
    INSERT INTO product_supplier (product_id, supplier_id, supplier_sku, pack_quantity_milli, minimum_order_milli,
      lead_time_days, preferred)
    SELECT id, id % ${SUPPLIERS.length} + 1, '', 1000, 0, 7, 1 FROM product`);
  db.close();
}

async function measureForm(
  form: FormName,
  books: DatabaseFile,
  { rounds, sales }: { readonly rounds: number; readonly sales: number },
): Promise<Measured> {
  const path = join(books.folder, `${form}.gz`);
  const made = await inChild({ kind: "make", form, books, path, rounds });
  const reads: CatalogueRun[] = [];
  for (let round = 0; round < rounds; round++)
    reads.push(await inChild({ kind: "read", form, path }));
  const of = (by: (run: CatalogueRun) => number) => median(reads.map(by));
  const rows = of((run) => run.rows);
  if (rows !== books.products.length) throw new Error(`${form}: ${rows} products were read`);
  const selling = await inChild({ kind: "sell", form, books, path: `${path}.beside`, sales });
  const read = {
    ...made,
    rows,
    cpuMs: of((run) => run.cpuMs),
    longestMs: of((run) => run.longestMs),
    grewMib: of((run) => run.grewMib),
    heldMib: of((run) => run.heldMib),
  };
  return { kb: statSync(path).size / 1000, made, read, besideMs: selling.p99Ms };
}

async function inChild(job: CatalogueJob): Promise<CatalogueRun> {
  const child = startChild<CatalogueJob, CatalogueRun>("catalogue-reader", NODE_ARGS);
  try {
    return await child.ask(job);
  } finally {
    child.stop();
  }
}

function figuresOf(products: number, forms: Forms, aloneMs: number): Figure[] {
  const named = `${products.toLocaleString("en")} products`;
  const row = (what: string, by: (form: Measured) => number, unit: string) => {
    const say = (form: FormName) => `${by(forms[form]).toFixed(0)} ${unit}`;
    const share = by(forms.kept) / by(forms.whole);
    return {
      share,
      figure: {
        what: `catalogue file: ${what}, ${named}`,
        measured: `${say("kept")} = ${share.toFixed(2)} × the one text`,
        yardstick: `one text made each time ${say("whole")}`,
      },
    };
  };
  const bytes = row("gzip", ({ kb }) => kb, "KB");
  const make = row("CPU to make it", ({ made }) => made.cpuMs, "ms");
  const again = row("CPU to make it again after a sale", ({ made }) => made.againMs, "ms");
  const block = row("longest wait on its thread", ({ made }) => made.longestMs, "ms");
  const beside = row(
    `p99 of a sale beside it on its thread (alone ${aloneMs.toFixed(0)} ms)`,
    ({ besideMs }) => besideMs,
    "ms",
  );
  const read = row("CPU to read it", ({ read: run }) => run.cpuMs, "ms");
  const readBlock = row("longest wait while it is read", ({ read: run }) => run.longestMs, "ms");
  const grew = row("growth of the process that reads it", ({ read: run }) => run.grewMib, "MiB");
  const held = row("memory of its rows", ({ read: run }) => run.heldMib, "MiB");
  const needsThread = forms.kept.made.longestMs > LONGEST_MS;
  return [
    ...[bytes, make, read].map(({ figure }) => figure),
    { ...again.figure, ...goal(`≤ ${MOST_SHARE} ×`, again.share <= MOST_SHARE) },
    { ...block.figure, ...goal(`> ${LONGEST_MS} ms: own thread`, needsThread) },
    beside.figure,
    ...[readBlock, grew, held].map(({ figure }) => figure),
  ];
}
