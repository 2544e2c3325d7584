import { Link } from "@tanstack/react-router";
import type { CashCount, DifferenceCause } from "@daybook/contract/drawers";
import { Button } from "../../components/button.tsx";
import { DataTable } from "../../components/data-table.tsx";
import { HiddenText } from "../../components/hidden-text.tsx";
import { Section } from "../../components/page.tsx";
import { paths } from "../../lib/paths.ts";
import { useAllowed, useFormats } from "../../lib/shop-context.tsx";
import { useTenders } from "../../lib/use-tenders.ts";
import { closeDrawerTexts as texts } from "../../texts/en/close-drawer.ts";
import { drawerWords } from "../../texts/en/drawers.ts";
import { causeSentence } from "./difference-sentence.ts";
import { DrawerDifference } from "./drawer-difference.tsx";
import classes from "./end-of-day.module.css";

/** A payment that was probably recorded with the wrong method. */
export type WrongTender = Extract<DifferenceCause, { readonly kind: "wrong_tender" }>;

interface CountResultProps {
  readonly count: CashCount;
  readonly onCorrect: (cause: WrongTender) => void;
}

/** What was counted and expected by method, and why they may differ. */
export function CountResult({ count, onCorrect }: CountResultProps) {
  const { money, moment } = useFormats();
  const { tenders } = useTenders();
  const place = (tender: string) => tenders.findIndex(({ id }) => id === tender);
  const differs = count.lines.some(({ differenceMinor }) => differenceMinor !== 0);
  return (
    <>
      <p className="muted">{texts.countedBy(count.by, moment(count.at))}</p>
      <DataTable
        label={texts.table}
        rows={count.lines.toSorted((a, b) => place(a.tender) - place(b.tender))}
        rowKey={({ tender }) => tender}
        columns={[
          { key: "method", title: texts.method, phone: "name", cell: ({ name }) => name },
          {
            key: "counted",
            title: drawerWords.counted,
            figure: true,
            named: true,
            cell: ({ countedMinor }) => <span className="num">{money(countedMinor)}</span>,
          },
          {
            key: "expected",
            title: drawerWords.expected,
            figure: true,
            named: true,
            cell: ({ expectedMinor }) => <span className="num">{money(expectedMinor)}</span>,
          },
          {
            key: "difference",
            title: drawerWords.difference,
            figure: true,
            phone: "number",
            cell: ({ differenceMinor }) => <DrawerDifference minor={differenceMinor} />,
          },
        ]}
      />
      {differs ? <Causes count={count} onCorrect={onCorrect} /> : <p>{texts.allRight}</p>}
    </>
  );
}

function Causes({ count, onCorrect }: CountResultProps) {
  const formats = useFormats();
  if (count.causes.length === 0) return <p className="muted">{texts.noCauses}</p>;
  return (
    <Section title={texts.causes}>
      <ul className={classes.items}>
        {count.causes.map((cause) => (
          <li key={JSON.stringify(cause)}>
            <div className={classes.cause}>
              <span>{causeSentence(cause, count, formats)}</span>
              <Offer cause={cause} onCorrect={onCorrect} />
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

interface OfferProps extends Pick<CountResultProps, "onCorrect"> {
  readonly cause: DifferenceCause;
}

/** What can be done about a cause: correct it here, or open its receipt. */
function Offer({ cause, onCorrect }: OfferProps) {
  const mayCorrect = useAllowed("sales.correctTender");
  if (cause.kind !== "wrong_tender" && cause.kind !== "not_paid_out") return null;
  if (cause.kind === "wrong_tender" && mayCorrect)
    return (
      <Button onClick={() => onCorrect(cause)}>
        {texts.correct}
        <HiddenText> {cause.receiptNumber}</HiddenText>
      </Button>
    );
  return (
    <span>
      {cause.kind === "wrong_tender" ? `${texts.askToCorrect} ` : ""}
      <Link to={paths.sale} params={{ id: cause.saleId }}>
        {texts.openReceipt(cause.receiptNumber)}
      </Link>
    </span>
  );
}
