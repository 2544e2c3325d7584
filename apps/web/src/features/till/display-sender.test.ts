import { expect, test } from "vitest";
import { IDLE_DISPLAY } from "@daybook/contract/display";
import type { DisplayState } from "@daybook/contract/display";
import { createDisplaySender } from "./display-sender.ts";
import type { Shown } from "./display-state.ts";

function setUp() {
  const sent: DisplayState[] = [];
  const planned: (() => void)[] = [];
  const answers: ((taken: boolean | Error) => void)[] = [];
  const sender = createDisplaySender({
    now: () => 1000,
    soon: (run) => void planned.push(run),
    send: (state) => {
      sent.push(state);
      return new Promise((resolve, reject) => {
        answers.push((taken) =>
          taken instanceof Error ? reject(taken) : resolve({ displays: 1, taken }),
        );
      });
    },
  });
  return {
    sender,
    sent,
    run: () => planned.splice(0).forEach((run) => run()),
    answer: async (taken: boolean | Error = true) => {
      answers.shift()?.(taken);
      await Promise.resolve();
      await new Promise((resolve) => setTimeout(resolve));
    },
    isPlanned: () => planned.length > 0,
  };
}

const items = (moreLines: number): Shown => ({ ...IDLE_DISPLAY, phase: "cart", moreLines });

test("[S17] without a display nothing is worked out and nothing is sent", () => {
  const { sender, sent, isPlanned } = setUp();
  let asked = 0;
  sender.show(() => {
    asked += 1;
    return items(1);
  });
  sender.setWatchers({ displays: 0, lastSeq: 0 });
  expect([asked, sent.length, isPlanned()]).toEqual([0, 0, false]);
});

test("[S17] fast changes are one request, and only the newest is sent", async () => {
  const { sender, sent, run, answer, isPlanned } = setUp();
  sender.setWatchers({ displays: 1, lastSeq: 0 });
  sender.show(() => items(1));
  sender.show(() => items(2));
  run();
  expect(sent.map(({ moreLines }) => moreLines)).toEqual([2]);
  // While it is on its way, nothing else is sent; then the newest.
  sender.show(() => items(3));
  sender.show(() => items(4));
  expect(isPlanned()).toBe(false);
  await answer();
  run();
  expect(sent.map(({ moreLines, seq }) => [moreLines, seq])).toEqual([
    [2, 1000],
    [4, 1001],
  ]);
  // The same is not sent twice.
  await answer();
  sender.show(() => items(4));
  run();
  expect(sent).toHaveLength(2);
});

test("[S17] numbers continue after those of the server, also after a reload with a wrong clock", () => {
  const { sender, sent, run } = setUp();
  sender.setWatchers({ displays: 1, lastSeq: 5_000_000 });
  sender.show(() => items(1));
  run();
  expect(sent[0]?.seq).toBe(5_000_001);
});

test("[S17] another display, a lost answer and a server that has forgotten: the state is sent again", async () => {
  const { sender, sent, run, answer } = setUp();
  sender.setWatchers({ displays: 1, lastSeq: 0 });
  sender.show(() => items(1));
  run();
  await answer(new Error("lost"));
  // Not by itself: the connection tells when it is back.
  run();
  expect(sent).toHaveLength(1);
  sender.setWatchers({ displays: 1, lastSeq: 0 });
  run();
  await answer();
  expect(sent).toHaveLength(2);
  sender.setWatchers({ displays: 2, lastSeq: 1001 });
  run();
  await answer();
  expect(sent).toHaveLength(3);
  sender.setWatchers({ displays: 2, lastSeq: 0 });
  run();
  expect(sent).toHaveLength(4);
});

test("[S17] nothing is sent while it is unknown what to show", () => {
  const { sender, sent, run } = setUp();
  sender.setWatchers({ displays: 1, lastSeq: 0 });
  sender.show(() => null);
  run();
  expect(sent).toEqual([]);
});
