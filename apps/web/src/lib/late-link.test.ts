import { expect, test, vi } from "vitest";
import type { OperationLink, TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import type { AppRouter } from "@daybook/api/client";
import { lateLink } from "./late-link.ts";

type Op = Parameters<OperationLink<AppRouter>>[0]["op"];

const op: Op = {
  id: 1,
  type: "subscription",
  path: "live.changes",
  input: {},
  context: {},
  signal: null,
};
const next = () => {
  throw new Error("the last link");
};

/** A link that is open while someone subscribes, and how often it was made. */
function countedLink() {
  const counts = { made: 0, open: 0 };
  const link: TRPCLink<AppRouter> = () => {
    counts.made += 1;
    return () =>
      observable(() => {
        counts.open += 1;
        return () => {
          counts.open -= 1;
        };
      });
  };
  return { counts, link };
}

const observer = { next: () => undefined, error: () => undefined, complete: () => undefined };

test("operations share one link, which is loaded for the first of them", async () => {
  const { counts, link } = countedLink();
  const load = vi.fn<() => Promise<TRPCLink<AppRouter>>>(async () => link);
  const late = lateLink({ load, onFailed: () => undefined, retryAfterMs: 0 })({});
  expect(load).not.toHaveBeenCalled();
  const first = late({ op, next }).subscribe(observer);
  late({ op, next }).subscribe(observer);
  await expect.poll(() => counts.open).toBe(2);
  first.unsubscribe();
  expect(counts).toEqual({ made: 1, open: 1 });
  expect(load).toHaveBeenCalledTimes(1);
});

test("an operation that ended before the link was loaded never starts", async () => {
  const { counts, link } = countedLink();
  const late = lateLink({ load: async () => link, onFailed: () => undefined, retryAfterMs: 0 })({});
  late({ op, next }).subscribe(observer).unsubscribe();
  late({ op, next }).subscribe(observer);
  await expect.poll(() => counts.open).toBe(1);
});

test("code that could not be loaded is reported and loaded again", async () => {
  const { counts, link } = countedLink();
  const load = vi
    .fn<() => Promise<TRPCLink<AppRouter>>>(async () => link)
    .mockRejectedValueOnce(new Error("unreachable"));
  const onFailed = vi.fn<() => void>();
  lateLink({ load, onFailed, retryAfterMs: 1 })({})({ op, next }).subscribe(observer);
  await expect.poll(() => counts.open).toBe(1);
  expect(onFailed).toHaveBeenCalledTimes(1);
});
