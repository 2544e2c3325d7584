import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDaybookClient } from "@daybook/client";
import type { DaybookClient } from "@daybook/client";
import { sharedData } from "@daybook/contract/testing/shared-data";
import { compare } from "./compare.ts";
import { readExpected } from "./expected.ts";
import { runExample } from "./run-example.ts";
import { SMALL_FILE } from "./testing/small-file.ts";
import { startShop } from "./testing/start-shop.ts";
import type { StartedShop } from "./testing/start-shop.ts";

const MINUTES = 60_000;

describe("a few invoices with every special case", () => {
  let shop: StartedShop;
  let client: DaybookClient;
  let folder: string;
  let csv: string;

  beforeAll(async () => {
    shop = await startShop();
    client = createDaybookClient(shop);
    folder = await mkdtemp(join(tmpdir(), "small-file-"));
    csv = join(folder, "small.csv");
    await writeFile(csv, SMALL_FILE);
  }, 2 * MINUTES);

  afterAll(async () => {
    await shop.stop();
    await rm(folder, { recursive: true });
  });

  const run = () =>
    runExample({
      client,
      csv,
      expected: null,
      months: null,
      concurrency: 4,
      say: () => undefined,
    });

  test("end with exact amounts and quantities, and a second replay records nothing twice", async () => {
    const first = await run();
    expect(first.comparisons).toMatchObject([
      { figure: expect.stringContaining("rows of the file"), verdict: "explained" },
      { group: "verify", verdict: "equal" },
    ]);
    expect(first.books.total).toEqual({
      takingsMinor: 3840 + 1400 - 2750 - 1275 - 1275 + 4950,
      pieces: 9 + 11 - 1 - 5 - 5 + 10,
    });
    expect(Object.fromEntries(first.books.stock)).toMatchObject({
      "85123A": 10,
      "22423": 0,
      "21212": 0,
      "22139": 38,
    });
    const second = await run();
    expect(second.books).toEqual(first.books);
  });
});

describe("December 2010", () => {
  test(
    "ends as expected: every day, every invoice, the month and the verification",
    async (ctx) => {
      ctx.skip(
        process.env["TEST_MATRIX"] === "short",
        "left to test:all: a month of real invoices",
      );
      const csv = sharedData("online_retail/online_retail_2010-12_to_2011-02.csv.gz");
      if (csv === null) return ctx.skip("the retailer's data is not here");
      const shop = await startShop();
      try {
        const { plan, books, comparisons } = await runExample({
          client: createDaybookClient(shop),
          csv,
          expected: dirname(csv),
          months: ["2010-12"],
          concurrency: 8,
          say: () => undefined,
        });
        expect(comparisons.filter(({ verdict }) => verdict !== "equal")).toEqual([]);
        expect(comparisons).toHaveLength(112);
        expect(comparisons).toContainEqual({
          group: "month",
          figure: "2010-12 net",
          expected: "748957.02",
          measured: "748957.02",
          verdict: "equal",
          because: "",
        });
        await expectDifference({ plan, books, folder: dirname(csv) });
      } finally {
        await shop.stop();
      }
    },
    4 * MINUTES,
  );
});

/** The comparison is worth something only if it sees one penny too many. */
async function expectDifference({
  plan,
  books,
  folder,
}: Pick<Awaited<ReturnType<typeof runExample>>, "plan" | "books"> & { folder: string }) {
  const expected = await readExpected(folder, ["2010-12"]);
  const [first, ...rest] = books.documents;
  if (first === undefined) throw new Error("December has documents");
  const wrong = { ...books, documents: [{ ...first, totalMinor: first.totalMinor + 1 }, ...rest] };
  const different = compare(plan, wrong, expected).different();
  expect(different.map(({ group }) => group)).toEqual(["month", "month", "day", "day", "invoices"]);
}
