/** Cash drawers: what a drawer costs a sale, and the closing report of a busy day. */
import { join } from "node:path";
import {
  CloseDrawer,
  CountDrawer,
  CreateDrawer,
  OpenDrawer,
  UpdateDrawer,
} from "@daybook/contract/drawers";
import { EnrolTill } from "@daybook/contract/tills";
import { newId } from "@daybook/contract/uuid";
import { closeDrawer } from "@daybook/core/closings/close-drawer";
import { countDrawer } from "@daybook/core/closings/count-drawer";
import { openDrawer } from "@daybook/core/closings/open-drawer";
import { createDrawer, updateDrawer } from "@daybook/core/drawers/drawers";
import { deviceIdOf, enrolTill } from "@daybook/core/tills/tills";
import type { Bench } from "./bench.ts";
import { cartsOf } from "./cart.ts";
import type { Carts } from "./cart.ts";
import { copyDatabase, openDatabase } from "./databases.ts";
import type { DatabaseFile, OpenedDatabase } from "./databases.ts";
import { atMostMs, goal, median, ratioOf, timed } from "./measure.ts";
import type { Figure, Timed } from "./measure.ts";
import { sellOnce } from "./sell-once.ts";

/** The cost of a sale may grow by this factor when its till has a drawer. */
const MOST_CPU = 1.1;
const MOST_MS = 300;
const FLOAT = 10_000;

/** Throws if the report does not have every sale, because then its time is meaningless. */
export async function measureClosing({ folder, shelf, sizes }: Bench): Promise<Figure[]> {
  const books = copyDatabase(await shelf.books(sizes.shop), join(folder, "drawers"));
  const opened = await openDatabase(books);
  const carts = cartsOf(books);
  const without = await tillOf(opened, "Without a drawer", "W");
  const till = await tillOf(opened, "With a drawer", "D");
  const drawerId = await drawerOf(opened, till.id);
  const times: number[] = [];
  const runs: { with: Timed[]; without: Timed[] } = { with: [], without: [] };
  for (let round = 0; round <= sizes.rounds; round++) {
    const sessionId = await open(opened, drawerId);
    const plain = await timed(sizes.daySales, () => sell(without, books, carts, sizes.daySales));
    const drawer = await timed(sizes.daySales, () => sell(till, books, carts, sizes.daySales));
    const ms = await close(opened, sessionId, sizes.daySales);
    // The first round is a warm-up and not counted.
    if (round === 0) continue;
    runs.without.push(plain);
    runs.with.push(drawer);
    times.push(ms);
  }
  await opened.work.store.close();
  const ratio = ratioOf(runs.with, runs.without, (run) => run.cpuMicros);
  const cpu = (of: readonly Timed[]) => median(of.map((run) => run.cpuMicros)).toFixed(0);
  return [
    {
      what: "ringUp at a till with a drawer, CPU per sale",
      measured: `${cpu(runs.with)} µs = ${ratio.toFixed(2)} × without`,
      yardstick: `without a drawer ${cpu(runs.without)} µs`,
      ...goal(`≤ ${MOST_CPU} × without`, ratio <= MOST_CPU),
    },
    {
      what: `closing report of ${sizes.daySales.toLocaleString("en")} sales`,
      measured: `${median(times).toFixed(0)} ms`,
      ...atMostMs(median(times), MOST_MS),
    },
  ];
}

interface TillAtWork extends OpenedDatabase {
  readonly id: string;
}

async function tillOf(
  { work, owner }: OpenedDatabase,
  name: string,
  receiptPrefix: string,
): Promise<TillAtWork> {
  const input = EnrolTill.parse({ key: newId(), name, receiptPrefix });
  const { id } = await work.write(owner, (ctx) => enrolTill(ctx, input, null));
  const deviceId = await work.write(owner, (ctx) => deviceIdOf(ctx, id));
  return { id, work, owner: { ...owner, actor: { ...owner.actor, deviceId } } };
}

async function drawerOf({ work, owner }: OpenedDatabase, tillId: string): Promise<string> {
  const create = CreateDrawer.parse({ key: newId(), name: "Counter" });
  const { id, version } = await work.write(owner, (ctx) => createDrawer(ctx, create));
  const update = UpdateDrawer.parse({ key: newId(), id, version, tillIds: [tillId] });
  await work.write(owner, (ctx) => updateDrawer(ctx, update));
  return id;
}

async function open({ work, owner }: OpenedDatabase, drawerId: string): Promise<string> {
  const input = OpenDrawer.parse({ key: newId(), drawerId, floatMinor: FLOAT });
  const { session } = await work.write(owner, (ctx) => openDrawer(ctx, input));
  if (session === null) throw new Error("the drawer was just opened");
  return session.id;
}

async function sell(
  till: TillAtWork,
  books: DatabaseFile,
  carts: Carts,
  count: number,
): Promise<void> {
  for (let index = 0; index < count; index++) await sellOnce(till, books, carts());
}

/** Counts and closes; the time of the closing alone, in milliseconds. */
async function close(
  { work, owner }: OpenedDatabase,
  sessionId: string,
  sales: number,
): Promise<number> {
  const count = CountDrawer.parse({ key: newId(), sessionId, cashMinor: 0 });
  const { id: countId } = await work.write(owner, (ctx) => countDrawer(ctx, count));
  const reason = "Nobody counts in a benchmark";
  const input = CloseDrawer.parse({ key: newId(), sessionId, countId, leftMinor: 0, reason });
  const start = performance.now();
  const { report } = await work.write(owner, (ctx) => closeDrawer(ctx, input));
  const ms = performance.now() - start;
  const { count: found } = report.documents.sale;
  if (found !== sales) throw new Error(`the closing report has ${found} of ${sales} sales`);
  return ms;
}
