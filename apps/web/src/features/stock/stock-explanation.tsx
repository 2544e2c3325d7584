import type { LocationId, ProductId } from "@daybook/contract/ids";
import type { StockExplanation as Explanation } from "@daybook/contract/stock";
import { Loaded } from "../../components/notices.tsx";
import { Pill } from "../../components/pill.tsx";
import type { Formats } from "../../lib/format.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { movementTexts as texts } from "../../texts/en/stock-movements.ts";
import classes from "./stock-explanation.module.css";

interface StockExplanationProps {
  readonly productId: ProductId;
  /** The whole shop by default. */
  readonly locationId?: LocationId | undefined;
  /** Whether the locations inside it are included. */
  readonly inside: "included" | "left_out";
}

/** The explanation of a stock figure: movements by kind, and whether they add up. */
export function StockExplanation({ productId, locationId, inside }: StockExplanationProps) {
  const formats = useFormats();
  const query = trpc.movements.explain.useQuery({
    productId,
    inside,
    ...(locationId === undefined ? {} : { locationId }),
  });
  return (
    <Loaded query={query} data={query.data} lines={4} height={32}>
      {(explanation) => <Explained explanation={explanation} formats={formats} />}
    </Loaded>
  );
}

interface ExplainedProps {
  readonly explanation: Explanation;
  readonly formats: Formats;
}

function Explained({ explanation, formats }: ExplainedProps) {
  const { parts, onHandMilli } = explanation;
  return (
    <div className={classes.explanation}>
      {parts.length === 0 ? null : (
        <dl aria-label={texts.partsTable}>
          {parts.map(({ kind, quantityMilli }) => (
            <div key={kind} className={classes.part}>
              <dt>{texts.kinds[kind]}</dt>
              <dd className="num">{signed(quantityMilli, formats)}</dd>
            </div>
          ))}
          <div className={classes.sum}>
            <dt>{texts.onHand}</dt>
            <dd className="num">{formats.quantity(onHandMilli)}</dd>
          </div>
        </dl>
      )}
      <CheckResult explanation={explanation} />
    </div>
  );
}

function CheckResult({ explanation: { matches, entries } }: { readonly explanation: Explanation }) {
  const formats = useFormats();
  if (!matches)
    return (
      <p role="alert" className={classes.verdict}>
        <Pill tone="bad">{texts.differs}</Pill> {texts.differsLong}
      </p>
    );
  if (entries === 0) return <p className="muted">{texts.nothingYet}</p>;
  return (
    <p className={classes.verdict}>
      <Pill tone="good">{texts.matches}</Pill>{" "}
      {entries === 1 ? texts.matchesOne : texts.matchesLong(formats.count(entries))}
    </p>
  );
}

function signed(quantityMilli: number, formats: Formats): string {
  const sign = quantityMilli > 0 ? "+" : quantityMilli < 0 ? "\u2212" : "";
  return `${sign}${formats.quantity(Math.abs(quantityMilli))}`;
}
