import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Topic } from "@daybook/contract/topics";
import { followChanges } from "./follow-changes.ts";
import type { StreamCallbacks } from "./follow-changes.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A follower of a page that started at seq 40, with a stream that the test speaks through, and a diary of what it did. */
function follow() {
  const diary: string[] = [];
  const streams: StreamCallbacks[] = [];
  const stop = followChanges({
    after: 40,
    open: (after, callbacks) => {
      diary.push(`open after ${after}`);
      streams.push(callbacks);
      return { unsubscribe: () => diary.push("closed") };
    },
    refresh: (topics) => diary.push(`refresh ${[...topics].join(" ")}`),
    onLive: () => diary.push("live"),
    onBack: () => diary.push("back"),
    onAway: () => diary.push("away"),
    endsSession: (error) => error === "signed out",
    onSignedOut: () => diary.push("signed out"),
  });
  const stream = () => {
    const last = streams.at(-1);
    if (last === undefined) throw new Error("No stream was opened");
    return last;
  };
  const change = (seq: number, topic: Topic) =>
    stream().onData({ data: { seq, topic, ids: [], at: "2026-03-01T09:30:00Z" } });
  const taken = () => diary.splice(0);
  return { stop, stream, change, taken };
}

test("a new page follows changes from its first response and requests nothing twice", () => {
  const { stream, taken } = follow();
  stream().onStarted();
  vi.advanceTimersByTime(10_000);
  expect(taken()).toEqual(["open after 40", "live"]);
});

test("a change between the first response and the start of the stream is received", () => {
  const { stream, change, taken } = follow();
  stream().onStarted();
  change(41, "settings");
  expect(taken()).toEqual(["open after 40", "live", "refresh settings"]);
});

test("the first change is applied at once and a burst of them causes only one more refetch", () => {
  const { stream, change, taken } = follow();
  stream().onStarted();
  taken();
  change(1, "stock");
  expect(taken()).toEqual(["refresh stock"]);
  change(2, "sales");
  change(3, "stock");
  change(4, "sales");
  expect(taken()).toEqual([]);
  vi.advanceTimersByTime(200);
  expect(taken()).toEqual(["refresh sales stock"]);
  vi.advanceTimersByTime(10_000);
  expect(taken()).toEqual([]);
});

test("after an interruption it continues from the last received change and loads nothing twice", () => {
  const { stream, change, taken } = follow();
  stream().onStarted();
  change(41, "stock");
  taken();
  stream().onError(new Error("the hub was busy"));
  expect(taken()).toEqual(["away"]);
  vi.advanceTimersByTime(1000);
  expect(taken()).toEqual(["closed", "open after 41"]);
  stream().onStarted();
  expect(taken()).toEqual(["live", "back"]);
});

test("after an interruption before any change it continues from where the page started", () => {
  const { stream, taken } = follow();
  stream().onStarted();
  stream().onStopped();
  taken();
  vi.advanceTimersByTime(1000);
  stream().onStarted();
  expect(taken()).toEqual(["closed", "open after 40", "live", "back"]);
});

test("sign-out ends it", () => {
  const { stream, taken } = follow();
  stream().onError("signed out");
  vi.advanceTimersByTime(60_000);
  expect(taken()).toEqual(["open after 40", "signed out"]);
});

test("messages of a replaced stream are ignored", () => {
  const { stream, change, taken } = follow();
  const old = stream();
  old.onStopped();
  vi.advanceTimersByTime(1000);
  change(7, "stock");
  taken();
  old.onData({ data: { seq: 3, topic: "sales", ids: [], at: "2026-03-01T09:30:00Z" } });
  old.onStopped();
  vi.advanceTimersByTime(60_000);
  expect(taken()).toEqual([]);
});

test("stopping closes the stream and cancels waiting refetches", () => {
  const { stop, change, taken } = follow();
  change(1, "stock");
  change(2, "sales");
  taken();
  stop();
  vi.advanceTimersByTime(60_000);
  expect(taken()).toEqual(["closed"]);
});
