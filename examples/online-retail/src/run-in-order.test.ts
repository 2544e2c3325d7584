import { expect, test } from "vitest";
import { runInOrder } from "./run-in-order.ts";

/** Jobs that end when they are told to. */
function jobs(count: number, waits: ReadonlyMap<number, number> = new Map()) {
  const log: string[] = [];
  const ends: (() => void)[] = [];
  const done: Promise<void>[] = [];
  let made = 0;
  const next = (promise: Promise<void>) => {
    if (made === count) return null;
    const number = made;
    made += 1;
    done.push(promise);
    const earlier = done[waits.get(number) ?? -1];
    const run = () =>
      new Promise<void>((resolve) => {
        log.push(`start ${number}`);
        ends[number] = () => {
          log.push(`end ${number}`);
          resolve();
        };
      });
    return { run, after: earlier === undefined ? [] : [earlier] };
  };
  return { log, end: (number: number) => ends[number]?.(), next };
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

test("as many jobs run at once as allowed, and a job that depends on another waits for it", async () => {
  const { log, end, next } = jobs(4, new Map([[1, 0]]));
  const run = runInOrder(3, next);
  await turn();
  expect(log).toEqual(["start 0", "start 2"]);
  end(2);
  await turn();
  expect(log).toEqual(["start 0", "start 2", "end 2", "start 3"]);
  end(0);
  await turn();
  expect(log.slice(4)).toEqual(["end 0", "start 1"]);
  end(1);
  end(3);
  await run;
});

test("after a failure no further job starts", async () => {
  let made = 0;
  const failing = runInOrder(2, () => {
    made += 1;
    return { run: () => Promise.reject(new Error(`job ${made} failed`)), after: [] };
  });
  await expect(failing).rejects.toThrow(/^job \d failed$/);
  expect(made).toBeLessThanOrEqual(3);
});
