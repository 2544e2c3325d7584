import { CountDrawer } from "@daybook/contract/drawers";
import type { CashCount } from "@daybook/contract/drawers";
import type { DrawerSessionId } from "@daybook/contract/ids";
import { CASH } from "@daybook/contract/tenders";
import { Form } from "../../components/form.tsx";
import { MoneyField } from "../../components/number-fields.tsx";
import { useContractForm } from "../../components/use-contract-form.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { typed } from "../../lib/typed-number.ts";
import type { OfferedTender } from "../../lib/use-tenders.ts";
import { closeDrawerTexts as texts } from "../../texts/en/close-drawer.ts";
import { countCashTexts } from "../../texts/en/count-cash.ts";
import { draftOfCount } from "./closing-step.ts";
import { CountPieces } from "./count-pieces.tsx";
import { cashCounted, cashToCount, isUncounted } from "./counted-cash.ts";
import classes from "./end-of-day.module.css";

interface CountFormProps {
  readonly sessionId: DrawerSessionId;
  /** The methods besides cash that are counted. */
  readonly methods: readonly OfferedTender[];
  /** The count before, which is corrected; null for the first one. */
  readonly before: CashCount | null;
  readonly onSaved: (count: CashCount) => void;
  /** Called if the count was refused, for example because the drawer is closed. */
  readonly onRefused: () => void;
  readonly onCancel?: () => void;
}

/** Counts everything in a drawer. What was expected is not known yet. */
export function CountForm(props: CountFormProps) {
  const { sessionId, methods, before, onSaved, onRefused, onCancel } = props;
  const formats = useFormats();
  const counting = trpc.drawers.count.useMutation();
  const countedBefore = (tender: string) => {
    const line = before?.lines.find((one) => one.tender === tender);
    return line === undefined ? null : typed(line.countedMinor);
  };
  const form = useContractForm({
    contract: CountDrawer,
    draft: draftOfCount(sessionId, { before, methods }),
    initial: {
      byTotal: before !== null && before.pieces === null,
      cashMinor: countedBefore(CASH),
      pieces: cashToCount(formats.style, before?.pieces ?? []),
      others: methods.map(({ id }) => ({ tender: id, countedMinor: countedBefore(id) })),
    },
    input: ({ cashMinor, others, ...cash }, key) => {
      const { amountMinor, ...pieces } = cashCounted({ ...cash, totalMinor: cashMinor });
      return { key, sessionId, cashMinor: amountMinor, others: [...others], ...pieces };
    },
    send: (input) =>
      counting.mutateAsync(input).catch((error: unknown) => {
        onRefused();
        throw error;
      }),
    onSaved,
    numbers: formats,
    unusual: ({ cashMinor, ...cash }) =>
      isUncounted({ ...cash, totalMinor: cashMinor })
        ? countCashTexts.nothingCounted(formats.money(0))
        : null,
  });
  return (
    <Form
      form={form}
      submitLabel={texts.saveCount}
      {...(onCancel === undefined ? {} : { onCancel, cancelLabel: texts.keepCount })}
    >
      <CountPieces
        pieces={form.values.pieces}
        row={(index) => form.field(`pieces.${index}.pieces`)}
        total={form.field("cashMinor")}
        byTotal={form.field("byTotal")}
        formats={formats}
        focused
      />
      {methods.length === 0 ? null : (
        <section aria-label={texts.others} className={classes.group}>
          <h2>{texts.others}</h2>
          <p className="muted">{texts.othersLead}</p>
          {methods.map(({ id, name }, index) => (
            <MoneyField
              key={id}
              field={form.field(`others.${index}.countedMinor`)}
              label={name}
              inSequence
              formats={formats}
            />
          ))}
        </section>
      )}
    </Form>
  );
}
