import fc from "fast-check";
import { expect, test } from "vitest";
import { NO_BURST, pressKey } from "./scan-burst.ts";
import { USUAL_SCAN_RULE } from "./scan-rule.ts";
import { createWindow } from "./testing/create-window.ts";

const EAN = "4006381333931";

test.each([1, 5, 15, 30, 35])("[X5] keys %i ms apart with an Enter are a scan", (gapMs) => {
  const till = createWindow();
  till.scan(EAN, gapMs);
  expect(till.scans).toEqual([EAN]);
  expect(till.text).toEqual({ a: "", b: "" });
  expect(till.heard).toEqual(["4"]);
});

test("a scanner that sends nothing at the end is recognized after a pause", () => {
  const till = createWindow();
  till.type([...EAN], 10);
  till.wait(79);
  expect(till.scans).toEqual([]);
  till.wait(1);
  expect(till.scans).toEqual([EAN]);
});

test("a Tab at the end is removed like an Enter", () => {
  const till = createWindow();
  till.type([...EAN, "Tab"], 10);
  expect([till.scans, till.heard]).toEqual([[EAN], ["4"]]);
});

test("fast typing is not a scan: text and Enter arrive as typed", () => {
  const till = createWindow();
  till.type([..."12.50", "Enter"], 60);
  expect([till.scans, till.text["a"]]).toEqual([[], "12.50"]);
  expect(till.heard).toEqual([..."12.50", "Enter"]);
});

test("two keys pressed almost together are not taken for a scanner", () => {
  const till = createWindow();
  for (const pair of ["th", "er", "in"]) {
    till.type([...pair], 20);
    till.wait(70);
  }
  till.press("Enter");
  expect([till.scans, till.text["a"]]).toEqual([[], "therin"]);
  expect(till.heard).toContain("Enter");
});

test("three quick characters are too few", () => {
  const till = createWindow();
  till.scan("123");
  expect([till.scans, till.text["a"]]).toEqual([[], "123"]);
  expect(till.bursts).toMatchObject([{ result: "too_short", endedBy: "Enter" }]);
  expect(till.heard).toContain("Enter");
});

test("[fault G15] a receipt number of three characters is a scan, and its Enter presses nothing", () => {
  const till = createWindow();
  till.scan("A-1");
  expect([till.scans, till.text["a"], till.heard]).toEqual([["A-1"], "", ["A"]]);
  till.wait(300);
  // Typed by hand, or without Enter, it is text.
  till.type([..."A-2", "Enter"], 90);
  till.wait(300);
  expect(till.scans).toEqual(["A-1"]);
});

test("the rule can be changed for a slow scanner", () => {
  const till = createWindow({ minCharacters: 3, maxMeanGapMs: 60, silenceMs: 200 });
  till.scan("123", 60);
  expect([till.scans, till.text["a"]]).toEqual([["123"], ""]);
});

test("the text in the field before the scan stays there", () => {
  const till = createWindow();
  till.type([..."3*"], 120);
  till.wait(300);
  till.scan(EAN);
  expect([till.scans, till.text["a"]]).toEqual([[EAN], "3*"]);
});

test("if the focus moves during a scan, nothing is left in either field", () => {
  const till = createWindow();
  till.type([..."40063"], 10);
  till.go("field", "b");
  till.wait(10);
  till.type([...EAN.slice(5), "Enter"], 10);
  expect([till.scans, till.text]).toEqual([[EAN], { a: "", b: "" }]);
});

test("two scans without a pause are two scans", () => {
  const till = createWindow();
  till.scan(EAN);
  till.wait(5);
  till.scan("96385074");
  expect(till.scans).toEqual([EAN, "96385074"]);
});

test("a line feed after the Enter presses nothing, and neither does a late Enter", () => {
  const till = createWindow();
  till.scan(EAN);
  till.wait(5);
  till.press("j", { chord: true });
  till.wait(5);
  till.press("Enter");
  expect(till.heard).toEqual(["4"]);
  till.wait(200);
  till.type([...EAN], 10);
  till.wait(85);
  till.press("Enter");
  expect([till.scans, till.heard]).toEqual([
    [EAN, EAN],
    ["4", "4"],
  ]);
});

test("a slow Enter, before the code was delivered, still belongs to the scanner", () => {
  const usual = {
    code: "",
    shift: false,
    place: "page",
    repeat: false,
    composing: false,
    chord: false,
  } as const;
  const enterAfter = (ms: number, code: string) => {
    let state = NO_BURST;
    for (const [index, key] of [...code].entries())
      state = pressKey(state, { ...usual, key, at: index * 5 }, USUAL_SCAN_RULE).state;
    const at = (code.length - 1) * 5 + ms;
    return pressKey(state, { ...usual, key: "Enter", at }, USUAL_SCAN_RULE);
  };
  expect(enterAfter(300, EAN)).toMatchObject({
    treatment: "swallow",
    ended: { result: "scan", raw: EAN, endedBy: "Enter" },
  });
  expect(enterAfter(300, "12").treatment).toBe("pass");
  expect(enterAfter(2000, EAN).treatment).toBe("pass");
});

test("an Enter typed by hand after the scan is delivered", () => {
  const till = createWindow();
  till.scan(EAN);
  till.wait(150);
  till.press("Enter");
  expect(till.heard).toEqual(["4", "Enter"]);
});

test("a held key is not a scan, though it repeats as fast as one", () => {
  const till = createWindow();
  till.press("0");
  till.wait(30);
  for (let times = 0; times < 20; times += 1) {
    till.press("0", { repeat: true });
    till.wait(30);
  }
  till.press("Enter");
  expect([till.scans, till.text["a"]?.length]).toEqual([[], 21]);
  expect(till.heard).toContain("Enter");
});

test("capital letters arrive with Shift between them", () => {
  const till = createWindow();
  till.type(["Shift", "A", "Shift", "B", "-", "1", "2", "Enter"], 10);
  expect(till.scans).toEqual(["AB-12"]);
});

test("a dead key neither counts nor ends the burst", () => {
  const till = createWindow();
  till.type([..."AB", "Dead", ..."12", "Enter"], 10);
  expect(till.scans).toEqual(["AB12"]);
});

test("the numeric pad scans with and without NumLock", () => {
  const till = createWindow();
  till.type([..."123456"], 10);
  till.press("Enter", { code: "NumpadEnter" });
  till.wait(300);
  const arrows = [
    ["End", "Numpad1"],
    ["ArrowDown", "Numpad2"],
    ["Clear", "Numpad5"],
    ["Insert", "Numpad0"],
  ] as const;
  for (const [key, code] of arrows) {
    till.press(key, { code });
    till.wait(5);
  }
  till.press("Enter");
  expect(till.scans).toEqual(["123456", "1250"]);
});

test("the keys of an input method that composes text are not changed", () => {
  const till = createWindow();
  for (const key of "nihao") {
    till.press(key, { composing: true });
    till.wait(10);
  }
  till.press("Process");
  till.wait(10);
  till.press("Enter");
  expect([till.scans, till.text["a"]]).toEqual([[], "nihao"]);
  expect(till.heard).toContain("Enter");
});

test("[S16] a separator within a code becomes a visible sign", () => {
  const till = createWindow();
  till.type([..."01040063"], 10);
  till.wait(10);
  expect(till.press("]", { chord: true }).treatment).toBe("swallow");
  till.wait(10);
  till.type([..."10AB", "Enter"], 10);
  expect(till.scans).toEqual(["01040063\u241d10AB"]);
});

test("Ctrl+A during typing is not changed", () => {
  const till = createWindow();
  till.type([..."ab"], 30);
  till.wait(30);
  expect(till.press("a", { chord: true }).treatment).toBe("pass");
});

test("a password field is never read", () => {
  const till = createWindow();
  till.go("closed");
  till.scan(EAN);
  expect([till.scans, till.bursts]).toEqual([[], []]);
  expect(till.heard).toEqual([...EAN, "Enter"]);
});

test("a field for codes keeps them and its Enter presses nothing", () => {
  const till = createWindow();
  till.go("accepting");
  till.scan(EAN);
  expect(till.bursts).toMatchObject([{ result: "scan", accepted: true, raw: EAN }]);
  expect([till.text["a"], till.heard]).toEqual([EAN, ["4"]]);
});

test("a scan that only ended in such a field is delivered to the page", () => {
  const till = createWindow();
  till.type([..."4006"], 10);
  till.go("accepting", "b");
  till.wait(10);
  till.type([...EAN.slice(4), "Enter"], 10);
  expect([till.scans, till.text]).toEqual([[EAN], { a: "", b: "" }]);
});

test("shortcuts are paused from the second character until shortly after the scan", () => {
  const till = createWindow();
  till.go("page");
  till.press("4");
  expect(till.may()).toBe(false);
  till.wait(5);
  till.press("0");
  expect(till.may()).toBe(true);
  till.wait(5);
  till.type([..."06", "Enter"], 5);
  till.wait(30);
  expect([till.scans, till.may()]).toEqual([["4006"], true]);
  till.wait(100);
  expect(till.may()).toBe(false);
});

test("a burst may become a scan from its second quick key to its end, at whatever time it is checked", () => {
  const till = createWindow();
  till.type([..."4"], 5);
  expect(till.mayBecome()).toBe(false);
  till.wait(5);
  till.press("0");
  till.wait(70);
  expect(till.mayBecome()).toBe(true);
  till.wait(10);
  expect(till.mayBecome()).toBe(false);
  till.type([..."40"], 60);
  expect(till.mayBecome()).toBe(false);
});

test("single keys typed on the page are delivered one by one", () => {
  const till = createWindow();
  till.go("page");
  till.type([..."n/?"], 90);
  expect([till.heard, till.may()]).toEqual([["n", "/", "?"], false]);
});

test("a report shows the speed of the keys and the pause before them", () => {
  const till = createWindow();
  till.scan("12345", 10);
  till.wait(500);
  till.scan("12345", 20);
  expect(till.bursts).toMatchObject([
    { meanGapMs: 10, pauseMs: null, endedBy: "Enter" },
    { meanGapMs: 20, pauseMs: 510, endedBy: "Enter" },
  ]);
});

const someScan = fc.record({
  kind: fc.constant("scan" as const),
  code: fc.stringMatching(/^[0-9A-Z+*/-]{4,20}$/),
  gapMs: fc.constantFrom(5, 15, 30),
  ending: fc.constantFrom("Enter", "Tab", null),
  moves: fc.array(fc.constantFrom("a", "b", "page"), { maxLength: 5 }),
});
const someTyping = fc.record({
  kind: fc.constant("typing" as const),
  keys: fc.stringMatching(/^[0-9a-z ]{1,12}$/),
  gapMs: fc.integer({ min: 90, max: 400 }),
  into: fc.constantFrom("a", "b"),
});

test("[X5] in any mixture of scans and typing no scan is lost or duplicated and no character is left behind", () => {
  const mixture = fc.array(fc.oneof(someScan, someTyping), { minLength: 1, maxLength: 25 });
  const property = fc.property(mixture, (acts) => {
    const till = createWindow();
    const codes: string[] = [];
    const typed: Record<string, string> = { a: "", b: "" };
    for (const act of acts) {
      if (act.kind === "typing") {
        till.go("field", act.into);
        till.type([...act.keys], act.gapMs);
        typed[act.into] += act.keys;
        till.wait(90);
        continue;
      }
      codes.push(act.code);
      [...act.code].forEach((key, index) => {
        const to = act.moves[index];
        if (to !== undefined) till.go(to === "page" ? "page" : "field", to);
        if (index > 0) till.wait(act.gapMs);
        till.press(key);
      });
      till.wait(act.gapMs);
      if (act.ending !== null) till.press(act.ending);
      // A second scan may follow immediately only if the first one has ended.
      till.wait(act.ending === null ? 90 : act.gapMs);
    }
    till.wait(100);
    expect(till.scans).toEqual(codes);
    expect(till.text).toEqual(typed);
  });
  fc.assert(property, { numRuns: 500 });
});
