import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newId } from "@daybook/contract/uuid";
import { openStore } from "@daybook/db/open-store";
import { createTestDatabase } from "@daybook/db/testing";
import { holdOutbox } from "@daybook/db/testing-postgres";
import { openPostgresProxy } from "@daybook/db/testing-proxy";
import type { PostgresProxy } from "@daybook/db/testing-proxy";
import type { Store } from "@daybook/db/types";
import { oneSale, openTestServer } from "./testing/test-server.ts";
import type { TestServer } from "./testing/test-server.ts";

/**
 * A database on another computer: connections cut at the worst moment, a server that is unreachable or hangs, a process
 * that stops during a sale. The timeouts are shortened in the URL, so no test waits for them.
 */
const POSTGRES = process.env["TEST_POSTGRES_URL"] ?? "";

let proxy: PostgresProxy;
let database: string;
let server: TestServer;

describe.skipIf(POSTGRES === "")("on a PostgreSQL server (needs TEST_POSTGRES_URL)", () => {
  beforeAll(async () => {
    proxy = await openPostgresProxy(POSTGRES);
  });
  afterAll(() => proxy.close());

  beforeEach(async () => {
    const store = await createTestDatabase("postgres");
    database = store.url;
    await store.close();
  });
  afterEach(async () => {
    proxy.comeBack();
    await server.stop();
  });

  const open = async (settings: Readonly<Record<string, number>> = {}): Promise<TestServer> =>
    (server = await (
      await openTestServer({ config: { storeUrl: proxy.urlOf(database, settings) } })
    ).setUp());

  test("[fault C1] a sale whose connection is cut right after COMMIT returns the recorded sale", async () => {
    await open();
    const at = await server.stock("MUG", 20);
    proxy.cutAfterCommit(5);
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => server.post("/api/sales", oneSale(at))),
    );
    expect(proxy.cuts).toBe(5);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(await pieces(at)).toBe(15);
  });

  test("[fault C1] if the database is down after a COMMIT, the response waits for it and is the real one", async () => {
    await open();
    const at = await server.stock("MUG", 20);
    const input = oneSale(at);
    proxy.cutAfterCommit(1);
    const answer = server.post("/api/sales", input);
    await expect.poll(() => proxy.cuts).toBe(1);
    proxy.goAway();
    const second = await server.post("/api/sales", oneSale(at));
    expect(refusal(second)).toEqual([503, "database_unavailable", true]);
    proxy.comeBack();
    const recorded = await answer;
    expect(recorded.status).toBe(200);
    expect(JSON.parse((await server.post("/api/sales", input)).text)).toEqual(
      JSON.parse(recorded.text),
    );
    expect(await pieces(at)).toBe(19);
  });

  test("[fault C1] during an outage reads and writes return 503 and Retry-After, on every path", async () => {
    await open();
    const at = await server.stock("MUG", 20);
    proxy.goAway();
    const requests = [
      await server.get("/api/products"),
      await server.get("/trpc/products.list?input=%7B%7D"),
      await server.post("/api/sales", oneSale(at)),
      await server.post("/trpc/sales.ringUp", oneSale(at)),
      await server.post("/api/auth/sign-in", { login: "olive", password: "not the right one" }),
    ];
    for (const answer of requests) {
      expect(answer.status).toBe(503);
      expect(answer.text).toContain("database_unavailable");
      expect(answer.headers["retry-after"]).toBe("2");
    }
    expect((await server.get("/healthz")).status).toBe(503);
    proxy.comeBack();
    expect((await server.get("/healthz")).status).toBe(200);
    expect((await server.post("/api/sales", oneSale(at))).status).toBe(200);
  });

  test("[fault C9] a process that stops in the middle of a sale blocks the others only briefly", async () => {
    await open({ idle_in_transaction_session_timeout: 400, lock_timeout: 3_000 });
    const at = await server.stock("MUG", 20);
    const frozen = await openStore({ url: proxy.urlOf(database, SHORT) });
    const stuck = await stopInside(frozen);
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => server.post("/api/sales", oneSale(at))),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(12).fill(200));
    // Its own write is refused, or retried if the cut was detected in time; it never continues.
    await stuck.wake().catch((error: unknown) => {
      expect(String(error)).toContain("cannot be reached");
    });
    await frozen.close();
  });

  test("[fault C9] a lock held for long refuses sales with Retry-After, and no read waits", async () => {
    await open({ lock_timeout: 200 });
    const at = await server.stock("MUG", 20);
    const release = await holdOutbox(database);
    const inputs = Array.from({ length: 20 }, () => oneSale(at, newId()));
    const selling = Promise.all(inputs.map((input) => server.post("/api/sales", input)));
    // The lock is still held: no response could arrive if reads waited for the writes.
    expect((await server.get("/api/products")).status).toBe(200);
    expect((await server.get("/healthz")).status).toBe(200);
    const refused = await selling;
    expect(refused.map(refusal)).toEqual(Array(20).fill([503, "busy", true]));
    expect(refused[0]?.headers["retry-after"]).toBe("2");
    await release();
    for (const input of inputs) expect((await server.post("/api/sales", input)).status).toBe(200);
    expect(await pieces(at)).toBe(0);
    expect(await server.json("/api/reports/verify", {})).toMatchObject({ clean: true });
  });

  // Takes longer than other tests, because it proves that waiting ends.
  test("[fault C9] /healthz reports a database that hangs, and the server can still be stopped", async () => {
    await open({ query_timeout: 1_000 });
    const at = await server.stock("MUG", 20);
    proxy.hang();
    const sale = server.post("/api/sales", oneSale(at)).catch(() => null);
    expect(JSON.parse((await server.get("/healthz")).text)).toMatchObject({
      status: "failing",
    });
    await server.stop();
    await sale;
  });
});

const SHORT = { idle_in_transaction_session_timeout: 400 };

interface Stuck {
  /** Resumes the process and returns the outcome of its write. */
  wake(): Promise<unknown>;
}

/** A write with all locks of a sale, in a stopped process. */
async function stopInside(store: Store): Promise<Stuck> {
  let wake: () => void = () => undefined;
  const woken = new Promise<void>((resolve) => (wake = resolve));
  let write: Promise<unknown> = Promise.resolve();
  await new Promise<void>((inside) => {
    write = store.write(async (tx) => {
      await tx.dialect.lockOutbox(tx);
      inside();
      await woken;
      await tx.db.select().from(tx.t.shop);
    });
    write.catch(() => undefined);
  });
  return {
    wake() {
      wake();
      return write;
    },
  };
}

async function pieces({ productId }: { readonly productId: string }): Promise<number> {
  const product = JSON.parse((await server.get(`/api/products/${productId}`)).text);
  return product.onHandMilli / 1000;
}

function refusal({ status, text }: { readonly status: number; readonly text: string }) {
  const { code, retryable } = JSON.parse(text);
  return [status, code, retryable];
}
