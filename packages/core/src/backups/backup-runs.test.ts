import { expect, test } from "vitest";
import { systemActor } from "../context/context.ts";
import { close, count, counter, open, sellAt } from "../testing/counter.ts";
import type { Counter } from "../testing/counter.ts";
import {
  findDueBackup,
  findLastFailure,
  isBackupOverdue,
  readShopState,
  recordBackupRun,
  selectBackupRuns,
} from "./backup-runs.ts";
import type { NewBackupRun } from "./backup-runs.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const WHO = { actor: systemActor(0, new Set()), requestId: "test" };

const due = ({ shop }: Counter) => shop.work.read(WHO, findDueBackup);
const overdue = ({ shop }: Counter) => shop.work.read(WHO, isBackupOverdue);

async function backUp({ shop }: Counter, change: Partial<NewBackupRun> = {}): Promise<void> {
  await shop.work.write(WHO, async (ctx) =>
    recordBackupRun(ctx, {
      trigger: "hourly",
      startedAt: ctx.now,
      finishedAt: ctx.now,
      fileName: `daybook-${ctx.now}.db`,
      sizeBytes: 1,
      sha256: "",
      schemaVersion: 1,
      lastSaleAt: null,
      counts: null,
      failure: null,
      detail: "",
      ...(await readShopState(ctx)),
      ...change,
    }),
  );
}

test("[O4] a backup is due at once, an hour after a change, and at each closing, but not without a change", async () => {
  const at = await counter();
  await open(at, 10_000);
  expect(await due(at)).toBe("hourly");
  await backUp(at);
  at.shop.advance(5 * HOUR);
  expect(await due(at)).toBeNull();
  // As after a restore on another computer.
  const onNew = at.shop.work.read(WHO, (ctx) => findDueBackup(ctx, { hasFiles: false }));
  expect(await onNew).toBe("hourly");
  await sellAt(at, [["cash", 1000]]);
  expect(await due(at)).toBe("hourly");
  await backUp(at);
  await sellAt(at, [["cash", 1000]]);
  at.shop.advance(59 * MINUTE);
  expect(await due(at)).toBeNull();
  await close(at, (await count(at, 12_000)).id, 4000);
  expect(await due(at)).toBe("closing");
  await backUp(at, { trigger: "closing" });
  expect(await due(at)).toBeNull();
});

test("[O4] a failed backup is on record and is tried again after ten minutes", async () => {
  const at = await counter();
  await backUp(at, { fileName: null, failure: "no_space", detail: "0 bytes are free" });
  expect(await at.shop.work.read(WHO, findLastFailure)).toMatchObject({ failure: "no_space" });
  expect(await at.shop.work.read(WHO, selectBackupRuns)).toEqual([]);
  expect(await due(at)).toBeNull();
  at.shop.advance(10 * MINUTE);
  expect(await due(at)).toBe("hourly");
  await backUp(at);
  expect(await at.shop.work.read(WHO, findLastFailure)).toBeNull();
});

test("[O4] after the clock was set back, backups are made once an hour, not at every check", async () => {
  const at = await counter();
  await open(at, 10_000);
  await backUp(at);
  at.shop.advance(-24 * HOUR);
  await sellAt(at, [["cash", 1000]]);
  expect(await due(at)).toBe("hourly");
  await backUp(at);
  await sellAt(at, [["cash", 1000]]);
  at.shop.advance(59 * MINUTE);
  expect(await due(at)).toBeNull();
  at.shop.advance(MINUTE);
  expect(await due(at)).toBe("hourly");
});

test("[O4] a backup is overdue after 26 hours, if anything was written since the last one", async () => {
  const at = await counter();
  await open(at, 10_000);
  expect(await overdue(at)).toBe(false);
  at.shop.advance(27 * HOUR);
  expect(await overdue(at)).toBe(true);
  await backUp(at);
  at.shop.advance(27 * HOUR);
  expect(await overdue(at)).toBe(false);
  await sellAt(at, [["cash", 1000]]);
  expect(await overdue(at)).toBe(true);
});
