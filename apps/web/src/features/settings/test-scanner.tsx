import { readCode } from "@daybook/contract/gtin";
import { Button } from "../../components/button.tsx";
import { DataTable } from "../../components/data-table.tsx";
import type { Column } from "../../components/data-table.tsx";
import { EmptyState } from "../../components/notices.tsx";
import { Section } from "../../components/page.tsx";
import { Pill } from "../../components/pill.tsx";
import type { BurstReport } from "../../lib/scanner/scan-burst.ts";
import type { ScanRule } from "../../lib/scanner/scan-rule.ts";
import { suggestRule } from "../../lib/scanner/suggest-rule.ts";
import { useLatestBursts, useScannerSettings, useScans } from "../../lib/scanner/use-scans.tsx";
import { scannerTexts } from "../../texts/en/scanner.ts";
import { TestScannerRule } from "./test-scanner-rule.tsx";

/** Shows what a scanner sends and how it is interpreted, with the settings of this device. */
export function TestScanner() {
  const bursts = useLatestBursts();
  const [rule, setRule] = useScannerSettings();
  // During the test, codes have no other effect.
  useScans(ignore);
  const suited = suggestRule(bursts, rule);
  return (
    <>
      <Section title={scannerTexts.arrivedTitle}>
        {bursts.length === 0 ? (
          <EmptyState title={scannerTexts.waiting} />
        ) : (
          <>
            <DataTable
              label={scannerTexts.latest}
              columns={columnsFor(rule)}
              rows={bursts.map((burst, index) => ({ burst, at: bursts.length - index }))}
              rowKey={({ at }) => String(at)}
            />
            {suited === null ? null : (
              <Button onClick={() => setRule(suited)}>{scannerTexts.suit}</Button>
            )}
          </>
        )}
      </Section>
      <TestScannerRule />
    </>
  );
}

function ignore(): void {}

interface BurstRow {
  readonly burst: BurstReport;
  readonly at: number;
}

const columnsFor = (rule: ScanRule): readonly Column<BurstRow>[] => [
  {
    key: "keys",
    title: scannerTexts.keys,
    phone: "name",
    cell: ({ burst }) => <span className="code">{visible(burst.raw)}</span>,
  },
  {
    key: "gap",
    title: scannerTexts.gap,
    figure: true,
    phone: "number",
    cell: ({ burst }) =>
      burst.keys.length < 2 ? scannerTexts.oneKey : scannerTexts.meanGap(burst.meanGapMs),
  },
  {
    key: "result",
    title: scannerTexts.result,
    cell: ({ burst }) => (
      <>
        <Pill tone={burst.result === "scan" ? "good" : "plain"}>
          {scannerTexts.results[burst.result]}
        </Pill>{" "}
        {why(burst, rule)} <span className="muted">({scannerTexts.endedBy[burst.endedBy]})</span>
      </>
    ),
  },
];

function why(burst: BurstReport, rule: ScanRule): string {
  const { result, meant, keys, meanGapMs } = burst;
  if (result === "scan") return scannerTexts.whyScan(readCode(meant));
  if (result === "too_short") return scannerTexts.whyShort(keys.length, rule.minCharacters);
  return scannerTexts.whySlow(meanGapMs, rule.maxMeanGapMs);
}

/** Makes blanks visible: they are the most common reason why a code is not found. */
function visible(raw: string): string {
  return raw.replaceAll(" ", "␣");
}
