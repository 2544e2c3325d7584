import { Page } from "../../components/page.tsx";
import { settingsTexts as texts } from "../../texts/en/settings.ts";
import { TestScanner } from "./test-scanner.tsx";

/** How this device distinguishes a scanner from typing. */
export function ScannerPage() {
  return (
    <Page title={texts.scannerTitle} lead={texts.scannerLead}>
      <TestScanner />
    </Page>
  );
}
