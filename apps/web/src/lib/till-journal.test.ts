import { expect, test } from "vitest";
import { newId } from "@daybook/contract/uuid";
import { memoryStorage } from "./testing/memory-storage.ts";
import { createTillJournal } from "./till-journal.ts";
import type { JournalError, TillJournalOptions } from "./till-journal.ts";

/** A server that records each key once and gives these answers; time advances on demand. */
function journal(answers: ("ok" | "lost" | JournalError)[] = []) {
  const recorded: string[] = [];
  const requests: number[] = [];
  const timers: (() => void)[] = [];
  const storage = memoryStorage();
  const options: TillJournalOptions = {
    scope: "olive:shop",
    storage,
    newKey: newId,
    send: ({ events }) => {
      requests.push(events.length);
      const answer = answers.shift() ?? "ok";
      if (answer === "ok" || answer === "lost")
        for (const { key, detail = "" } of events)
          if (!recorded.includes(`${key} ${detail}`)) recorded.push(`${key} ${detail}`);
      return answer === "ok" ? Promise.resolve() : Promise.reject(new Error(answer));
    },
    // safe because the server above throws nothing else
    classify: (error) => (String(error).includes("gone") ? "gone" : "later"),
    later: (run) => void timers.push(run),
  };
  const passTime = async () => {
    for (const run of timers.splice(0)) run();
    for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
  };
  const details = () => recorded.map((one) => one.split(" ")[1]);
  return { open: () => createTillJournal(options), requests, details, passTime, storage };
}

const removed = (detail: string) => ({ kind: "line_removed" as const, detail });

test("[F2] events are sent together some time later, in their order, and not when they happen", async () => {
  const { open, requests, details, passTime, storage } = journal();
  const till = open();
  till.record(removed("a"));
  till.record(removed("b"));
  expect(requests).toEqual([]);
  await passTime();
  expect(requests).toEqual([2]);
  expect(details()).toEqual(["a", "b"]);
  expect(storage.length).toBe(0);
});

test("[F2] an event that the server may have recorded itself has the key of that request", async () => {
  const { open, passTime, storage } = journal(["later"]);
  const key = newId();
  open().record({ kind: "no_sale", detail: "Change" }, key);
  await passTime();
  expect(JSON.parse(storage.getItem(storage.key(0) ?? "") ?? "")).toMatchObject({ key });
});

test("[F2] events survive a reload and a lost answer, and are recorded once", async () => {
  const { open, details, passTime, storage } = journal(["later", "lost"]);
  open().record(removed("a"));
  await passTime();
  const reloaded = open();
  reloaded.record(removed("b"));
  await passTime();
  expect(storage.length).toBe(2);
  reloaded.flush();
  await passTime();
  expect(details()).toEqual(["a", "b"]);
  expect(storage.length).toBe(0);
});

test("[F2] an event that can never be recorded does not hold up the others", async () => {
  const { open, requests, details, passTime, storage } = journal(["gone", "gone", "ok"]);
  const till = open();
  till.record(removed("a"));
  till.record(removed("b"));
  await passTime();
  expect(requests).toEqual([2, 1, 1]);
  expect(details()).toEqual(["b"]);
  expect(storage.length).toBe(0);
});
