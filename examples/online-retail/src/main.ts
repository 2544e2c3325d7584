/** The command line of the example; README.md describes its use. */
import { parseArgs } from "node:util";
import { createDaybookClient } from "@daybook/client";
import { comparisonLines, decisionLines } from "./print-report.ts";
import { runExample } from "./run-example.ts";

const USAGE = `Usage: npm start --workspace=@daybook/example-online-retail -- --csv <file> --url <server> --key <api key>
  [--expected <folder>]     compare with the expected figures in this folder
  [--months 2010-12,2011-01] only these months
  [--concurrency 8]          documents on their way at the same time; 1 for strictly one after another`;

const { values } = parseArgs({
  options: {
    csv: { type: "string" },
    url: { type: "string", default: "http://127.0.0.1:7300" },
    key: { type: "string" },
    expected: { type: "string" },
    months: { type: "string" },
    concurrency: { type: "string", default: "8" },
  },
});
// A key on the command line is visible to everyone on the machine; an environment variable is not.
const apiKey = values.key ?? process.env["DAYBOOK_KEY"];
const concurrency = Number(values.concurrency);

if (values.csv === undefined || apiKey === undefined || !(concurrency >= 1)) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  const { plan, books, comparisons } = await runExample({
    client: createDaybookClient({ url: values.url, apiKey }),
    csv: values.csv,
    expected: values.expected ?? null,
    months: values.months?.split(",") ?? null,
    concurrency,
    say: (line) => console.log(line),
  });
  console.log(["", ...comparisonLines(comparisons), "", ...decisionLines(plan), ""].join("\n"));
  const different = comparisons.filter(({ verdict }) => verdict === "different");
  const explained = comparisons.filter(({ verdict }) => verdict === "explained");
  console.log(
    `${comparisons.length} figures: ${comparisons.length - different.length - explained.length} equal, ` +
      `${explained.length} explained, ${different.length} different. ` +
      `Books ${books.verify.clean ? "clean" : "NOT clean"}: ${books.verify.checks} equations.`,
  );
  process.exitCode = different.length > 0 || !books.verify.clean ? 1 : 0;
}
