/** Backups of earlier versions, and files that are none, over the page and from the command line. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { backupName } from "@daybook/contract/backups";
import { refuse } from "@daybook/core/errors/domain-error";
import { FORMER_SHOPS } from "@daybook/core/testing/former-shops";
import { findFacts } from "@daybook/db/engines/sqlite/backup-file";
import { hashesOfTables } from "@daybook/db/engines/sqlite/integrity";
import { formerFile } from "@daybook/db/testing-former";
import { restore } from "../commands/restore.ts";
import { configOf } from "../env.ts";
import { BAD_BACKUPS } from "../testing/bad-backups.ts";
import { dataFolder } from "../testing/child-server.ts";
import { DATABASE, stoppedShop } from "../testing/recorded-shop.ts";
import { OWNER_PASSWORD, openTestServer } from "../testing/test-server.ts";
import { verifyStore } from "../verify-store.ts";

let data: ReturnType<typeof dataFolder>;
beforeEach(() => {
  data = dataFolder();
});
afterEach(() => data.remove());

const path = (): string => join(data.path, DATABASE);
const storeUrl = (): string => `file:${path()}`;

/** `restore` without a running server; what it printed, and its exit code. */
async function restoreByCommand(source: string): Promise<{ code: number; printed: string }> {
  let printed = "";
  const code = await restore(configOf({ DAYBOOK_DATA: data.path, DAYBOOK_ALLOW_NETWORK_FS: "1" }), {
    source,
    isConfirmed: true,
    acceptDifferences: false,
    print: (text) => void (printed += text),
  });
  return { code, printed };
}

async function expectRestored(sales: number): Promise<void> {
  expect(findFacts(path())).toMatchObject({ shopName: "Test shop", counts: { sales } });
  const { checks } = await verifyStore(storeUrl());
  expect(checks.filter(({ mismatches }) => mismatches > 0)).toEqual([]);
}

/** The sales of a former shop when it is up to date: before, a void was no document of its own. */
function salesOf({ rows }: (typeof FORMER_SHOPS)[number]): number {
  const sales = rows["sale"] ?? [];
  return sales.length + sales.filter(({ status }) => status === "voided").length;
}

test.each(process.env["TEST_MATRIX"] === "short" ? FORMER_SHOPS.slice(-2) : FORMER_SHOPS)(
  "[O3] [O5] a filled backup of $last is restored by the page and by the command, and updated",
  async (former) => {
    const outside = join(data.path, "stick.db");
    writeFileSync(outside, formerFile(former));
    const config = { storeUrl: storeUrl(), allowNetworkFs: true };
    const server = await (await openTestServer({ config, onRestored: () => undefined })).setUp();
    const name = backupName("2026-01-01T10:00:00", "manual");
    mkdirSync(join(data.path, "backups"));
    writeFileSync(join(data.path, "backups", name), readFileSync(outside));
    const preview = await server.post(`/api/backups/${name}/preview`, {});
    expect(JSON.parse(preview.text).backup).toMatchObject({
      shopName: "Test shop",
      counts: { sales: former.rows["sale"]?.length },
    });
    await server.post("/api/auth/confirm-password", { password: OWNER_PASSWORD });
    const asked = await server.post(`/api/backups/${name}/restore`, { shopName: "Test shop" });
    expect([asked.status, asked.text]).toEqual([200, expect.stringContaining("replaced")]);
    await server.stop();
    await (await openTestServer({ config })).stop();
    await expectRestored(salesOf(former));

    const again = await restoreByCommand(outside);
    expect(again).toMatchObject({ code: 0, printed: expect.stringContaining("is restored") });
    await expectRestored(salesOf(former));
  },
);

test("[O5] what is no sound backup is refused by the command with its sentence, and every table of the shop stays as it was", async () => {
  const shop = await stoppedShop(data.path);
  const sound = readFileSync(join(data.path, "backups", shop.backup));
  const before = hashesOfTables(path());
  const bad = join(data.path, "bad.db");
  writeFileSync(bad, "");
  const names = readdirSync(data.path);
  for (const [what, problem, make] of BAD_BACKUPS) {
    rmSync(bad);
    make(bad, sound);
    const { code, printed } = await restoreByCommand(bad);
    const { message } = refuse("backup_unusable", { problem });
    expect([what, code, printed]).toEqual([what, 1, expect.stringContaining(message)]);
    expect(hashesOfTables(path())).toEqual(before);
    expect(readdirSync(data.path)).toEqual(names);
  }
});
