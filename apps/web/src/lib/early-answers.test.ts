import { afterEach, expect, test, vi } from "vitest";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
  vi.resetModules();
});

/** A fresh page whose server counts what it is asked and answers with the count. */
async function openPage(answer: (count: number) => Promise<Response>) {
  const asked: string[] = [];
  vi.stubGlobal("fetch", (url: string) => answer(asked.push(url)));
  return { asked, ...(await import("./early-answers.ts")) };
}

const counting = (count: number) => Promise.resolve(new Response(String(count)));

async function textOf(response: Promise<{ json(): Promise<unknown> }>): Promise<unknown> {
  return (await response).json();
}

test("an early response is not requested again, and used once", async () => {
  const page = await openPage(counting);
  expect(await page.askEarly("/trpc/auth.me")).toEqual({ status: 200, text: "1" });
  expect(await textOf(page.fetchOrEarlyAnswer("/trpc/auth.me"))).toBe(1);
  expect(await textOf(page.fetchOrEarlyAnswer("/trpc/auth.me"))).toBe(2);
  expect(page.asked).toEqual(["/trpc/auth.me", "/trpc/auth.me"]);
});

test("a refusal is used with its status", async () => {
  const page = await openPage(() => Promise.resolve(new Response("{}", { status: 401 })));
  await page.askEarly("/trpc/auth.me");
  expect(await page.fetchOrEarlyAnswer("/trpc/auth.me")).toMatchObject({ status: 401 });
  expect(page.asked).toHaveLength(1);
});

test("if the server could not be reached early, the request is sent again", async () => {
  const page = await openPage((count) =>
    count === 1 ? Promise.reject(new TypeError("Failed to fetch")) : counting(count),
  );
  await page.askEarly("/trpc/auth.me").catch(() => undefined);
  expect(await textOf(page.fetchOrEarlyAnswer("/trpc/auth.me"))).toBe(2);
});

test("after a mutation, no early response is used", async () => {
  const page = await openPage(counting);
  await page.askEarly("/trpc/auth.me");
  await page.fetchOrEarlyAnswer("/trpc/auth.signIn", { method: "POST" });
  expect(await textOf(page.fetchOrEarlyAnswer("/trpc/auth.me"))).toBe(3);
});

test("an old response is not used", async () => {
  const page = await openPage(counting);
  await page.askEarly("/trpc/auth.me");
  vi.spyOn(performance, "now").mockReturnValue(60_000);
  expect(await textOf(page.fetchOrEarlyAnswer("/trpc/auth.me"))).toBe(2);
});
