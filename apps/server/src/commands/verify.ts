import type { VerifyReport } from "@daybook/contract/reports";
import type { Config } from "../env.ts";
import { noteVerify } from "../last-verify.ts";
import { verifyStore } from "../verify-store.ts";

/** `verify`: verifies all records, also while a server is running. Exit code 1 if a check fails. */
export async function verify(config: Config, print: (text: string) => void): Promise<number> {
  const report = await verifyStore(config.storeUrl, config.allowNetworkFs);
  noteVerify(config.dataFolder, { at: Date.now(), clean: report.clean });
  print(describeReport(report));
  return report.clean ? 0 : 1;
}

function describeReport({ clean, checks, tookMs }: VerifyReport): string {
  const width = Math.max(0, ...checks.map(({ id }) => id.length));
  const lines = checks.map(({ id, equation, checked, mismatches, examples }) => {
    const head = `${mismatches === 0 ? "✓" : "✗"} ${id.padEnd(width)}  ${equation}: ${checked} checked`;
    if (mismatches === 0) return head;
    return [`${head}, ${mismatches} wrong`, ...examples.map((example) => `    ${example}`)].join(
      "\n",
    );
  });
  const last = clean ? "Verification passed" : "VERIFICATION FAILED";
  return `${lines.join("\n")}\n${last} (${(tookMs / 1000).toFixed(1)} s).\n`;
}
