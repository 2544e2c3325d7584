import type { Formats } from "../lib/format.ts";
import type { Column } from "./data-table.tsx";
import { LiveValue } from "./live-value.tsx";
import { Pill } from "./pill.tsx";

type Severity = "low" | "out";

interface SeverityPillProps {
  readonly severity: Severity;
  readonly children: string;
}

/** How low the stock is: none is left, or little. */
export function SeverityPill({ severity, children }: SeverityPillProps) {
  return <Pill tone={severity === "out" ? "bad" : "warn"}>{children}</Pill>;
}

interface SeverityTexts {
  readonly severity: string;
  readonly severities: Readonly<Record<Severity, string>>;
}

/** The column with the severity of low stock. */
export function severityColumn(texts: SeverityTexts): Column<{ readonly severity: Severity }> {
  return {
    key: "severity",
    title: texts.severity,
    cell: ({ severity }) => (
      <SeverityPill severity={severity}>{texts.severities[severity]}</SeverityPill>
    ),
  };
}

interface OfPlace {
  readonly location: { readonly name: string } | null;
}

/** The column with the location of a reorder rule; null is the whole shop. */
export function ruleLocationColumn(title: string, wholeShop: string): Column<OfPlace> {
  return { key: "location", title, cell: ({ location }) => location?.name ?? wholeShop };
}

/** The column with the stock that counts towards a reorder point. */
export function stockLeftColumn(
  title: string,
  formats: Formats,
): Column<{ readonly positionMilli: number }> {
  return {
    key: "left",
    title,
    figure: true,
    phone: "number",
    named: true,
    cell: ({ positionMilli }) => (
      <LiveValue text={formats.quantity(positionMilli)} negative={positionMilli < 0} />
    ),
  };
}
