import { expect } from "@playwright/test";
import type { Request } from "@playwright/test";
import { inSampleShop, test } from "./fixtures.ts";
import { live } from "./journeys.ts";
import { untilQuiet } from "./quiet.ts";

const here = inSampleShop({ screen: "desk" });

for (const address of ["/dashboard", "/products", "/sell", "/alerts", "/reports/stock"])
  test(`a page that starts at ${address} sends no request twice`, async () => {
    const { page } = here().owner;
    // The page before may still load the rest of its code and send what that needs.
    await page.goto("about:blank");
    const questions: string[] = [];
    const note = (request: Request) => questions.push(...questionsOf(new URL(request.url())));
    page.on("request", note);
    const quiet = untilQuiet(page);
    await page.goto(`${here().shop.url}${address}`);
    await live(page);
    await quiet();
    page.off("request", note);
    expect(questions).toContainEqual(expect.stringMatching(/^auth\.me /));
    expect(questions.filter((one, index) => questions.indexOf(one) !== index)).toEqual([]);
  });

/** What one request asks the server, each with its input. */
function questionsOf({ pathname, search, searchParams }: URL): string[] {
  if (pathname.startsWith("/api/")) return [`${pathname}${search}`];
  if (!pathname.startsWith("/trpc/")) return [];
  const names = pathname.slice("/trpc/".length).split(",");
  const input = JSON.parse(searchParams.get("input") ?? "{}") as unknown;
  if (!searchParams.has("batch")) return [`${names.join()} ${JSON.stringify(input)}`];
  return names.map((name, index) => `${name} ${JSON.stringify(Reflect.get(Object(input), index))}`);
}
