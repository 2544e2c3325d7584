import { useState } from "react";
import { Button } from "../../components/button.tsx";
import { TextField } from "../../components/fields.tsx";
import { FieldRow } from "../../components/form.tsx";
import { Section } from "../../components/page.tsx";
import { ScanRule, USUAL_SCAN_RULE } from "../../lib/scanner/scan-rule.ts";
import { useScannerSettings } from "../../lib/scanner/use-scans.tsx";
import { useFormats } from "../../lib/shop-context.tsx";
import { scannerTexts } from "../../texts/en/scanner.ts";
import classes from "./test-scanner-rule.module.css";

type Typed = Readonly<Record<keyof ScanRule, string>>;
const FIELDS = ["minCharacters", "maxMeanGapMs", "silenceMs"] as const;

/** The three numbers that distinguish a scanner from typing. Valid values apply immediately, on this device. */
export function TestScannerRule() {
  const [rule, setRule] = useScannerSettings();
  const { parseWhole } = useFormats();
  const [typed, setTyped] = useState<{ readonly from: ScanRule; readonly texts: Typed } | null>(
    null,
  );
  // Changed elsewhere on the page: the typed text is outdated.
  const texts = typed === null || typed.from !== rule ? textsOf(rule) : typed.texts;
  const wrong = wrongFields(numbersOf(texts, parseWhole));
  const change = (name: keyof ScanRule, text: string) => {
    const next = { ...texts, [name]: text };
    const read = ScanRule.safeParse(numbersOf(next, parseWhole));
    const from = read.success ? read.data : rule;
    setTyped({ from, texts: next });
    if (read.success) setRule(from);
  };
  return (
    <Section title={scannerTexts.ruleTitle}>
      <div className={classes.rule}>
        <p className="muted">{scannerTexts.ruleHint}</p>
        <FieldRow>
          {FIELDS.map((name) => (
            <TextField
              key={name}
              label={scannerTexts.fields[name]}
              field={{
                path: name,
                value: texts[name],
                change: (text) => change(name, text),
                error: wrong.has(name) ? scannerTexts.outOfRange[name] : null,
              }}
            />
          ))}
        </FieldRow>
        <Button onClick={() => setRule({ ...USUAL_SCAN_RULE })}>{scannerTexts.reset}</Button>
      </div>
    </Section>
  );
}

function textsOf(rule: ScanRule): Typed {
  return {
    minCharacters: String(rule.minCharacters),
    maxMeanGapMs: String(rule.maxMeanGapMs),
    silenceMs: String(rule.silenceMs),
  };
}

function numbersOf(texts: Typed, read: (text: string) => number): ScanRule {
  return {
    minCharacters: read(texts.minCharacters),
    maxMeanGapMs: read(texts.maxMeanGapMs),
    silenceMs: read(texts.silenceMs),
  };
}

function wrongFields(rule: ScanRule): ReadonlySet<PropertyKey | undefined> {
  const read = ScanRule.safeParse(rule);
  return new Set(read.error?.issues.map(({ path }) => path[0]));
}
