import { join } from "node:path";
import { expect, test } from "vitest";
import { openFile } from "@daybook/db/engines/sqlite/open-file";
import { readMigrations } from "@daybook/db/migrate";
import { tables } from "@daybook/db/schema/tables";
import { dataFolder } from "./testing/child-server.ts";
import { openTestServer } from "./testing/test-server.ts";

test("[fault D2] an update and its copy are printed in the terminal and recorded in the audit log", async () => {
  const folder = dataFolder();
  const path = join(folder.path, "daybook.db");
  const migrations = readMigrations("sqlite");
  const old = await openFile({
    path,
    tables,
    migrations: migrations.slice(0, 2),
    triggers: [],
    migrate: true,
    readOnly: false,
    typeOf: null,
    maxBatch: 256,
    patienceMs: 5_000,
    onDefect: () => undefined,
  });
  await old.close();
  const said: string[] = [];
  const start = () =>
    openTestServer({
      config: { storeUrl: `file:${path}`, allowNetworkFs: true },
      say: (text) => void said.push(text),
    });
  const server = await start();
  const copy = `${path}.before-${migrations[2]?.name}.bak`;
  expect(said.join("")).toContain(copy);
  expect(said.join("")).toContain(migrations.at(-1)?.name);
  const entries = await server.running.work.store.read((tx) =>
    tx.db.select().from(tx.t.auditEntry),
  );
  const steps = migrations
    .slice(2)
    .map(({ name }) => name)
    .join(", ");
  expect(entries).toMatchObject([
    { action: "database.update", entity: "database", userId: null, after: { steps, copy } },
  ]);
  await server.stop();
  said.length = 0;
  await (await start()).stop();
  expect(said).toEqual([]);
  folder.remove();
});
