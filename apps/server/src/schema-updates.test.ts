import { readdirSync } from "node:fs";
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
    timeoutMs: 5_000,
    onDefect: () => undefined,
  });
  await old.close();
  const printed: string[] = [];
  const start = () =>
    openTestServer({
      config: { storeUrl: `file:${path}`, allowNetworkFs: true },
      print: (text) => void printed.push(text),
    });
  const server = await start();
  const [name = ""] = readdirSync(join(folder.path, "backups"));
  expect(name).toMatch(/^daybook-.*-upgrade\.db$/);
  const copy = join(folder.path, "backups", name);
  expect(printed.join("")).toContain(copy);
  expect(printed.join("")).toContain(migrations.at(-1)?.name);
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
  printed.length = 0;
  await (await start()).stop();
  expect(printed).toEqual([]);
  folder.remove();
});
