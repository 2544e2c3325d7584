import { afterEach, expect, test, vi } from "vitest";
import type { UserId } from "@daybook/contract/ids";
import { catalogueStart } from "./catalogue-worker-start.ts";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

/** A worker that records the messages it receives. */
class FakeWorker extends EventTarget {
  readonly sent: unknown[] = [];
  terminated = false;
  postMessage(message: unknown): void {
    this.sent.push(message);
  }
  terminate(): void {
    this.terminated = true;
  }
}

/** A page before any worker, and the workers it starts. */
async function openPage() {
  const workers: FakeWorker[] = [];
  vi.stubGlobal(
    "Worker",
    class extends FakeWorker {
      constructor() {
        super();
        workers.push(this);
      }
    },
  );
  return { workers, ...(await import("./catalogue-worker-start.ts")) };
}

const OLIVE = catalogueStart({
  // safe because the test only compares it
  userId: "olive" as UserId,
  sampleShop: false,
  costs: false,
  booksId: "books",
  locale: "en-GB",
  currency: "JPY",
});
const MARK = { ...OLIVE, scope: "mark books" };

test("a catalogue belongs to one user in one shop, with the decimals of its currency", () => {
  expect(OLIVE).toMatchObject({ scope: "olive books", shown: "real", amounts: { exponent: 0 } });
});

test("the early worker is used with the messages it has sent, and started once", async () => {
  const page = await openPage();
  const start = page.startEarlyWorker();
  start(OLIVE);
  const messages = { kind: "state", state: "ready", current: true, count: 3, version: 1 };
  page.workers[0]?.dispatchEvent(new MessageEvent("message", { data: messages }));
  expect(page.startedWorkerFor(OLIVE)).toMatchObject({ messages: [messages], failed: false });
  expect(page.workers).toHaveLength(1);
  expect(page.workers[0]?.sent).toEqual([OLIVE]);
});

test("a worker that could not be started reports an error", async () => {
  const page = await openPage();
  page.startEarlyWorker();
  page.workers[0]?.dispatchEvent(new Event("error"));
  expect(page.startedWorkerFor(OLIVE).failed).toBe(true);
});

test("if the page is quicker, it starts the early worker, whose own start then does nothing", async () => {
  const page = await openPage();
  const start = page.startEarlyWorker();
  page.startedWorkerFor(OLIVE);
  start(OLIVE);
  expect(page.workers).toHaveLength(1);
  expect(page.workers[0]?.sent).toEqual([OLIVE]);
});

test("the catalogue of another user is loaded by its own worker", async () => {
  const page = await openPage();
  const start = page.startEarlyWorker();
  start(OLIVE);
  page.startedWorkerFor(MARK);
  expect(page.workers.map(({ sent, terminated }) => ({ sent, terminated }))).toEqual([
    { sent: [OLIVE], terminated: true },
    { sent: [MARK], terminated: false },
  ]);
});
