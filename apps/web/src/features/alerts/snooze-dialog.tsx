import { useState } from "react";
import { SnoozeAlert } from "@daybook/contract/alerts";
import type { Alert } from "@daybook/contract/alerts";
import { newId } from "@daybook/contract/uuid";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { DateField } from "../../components/fields.tsx";
import { Form } from "../../components/form.tsx";
import { describeError } from "../../lib/describe-error.ts";
import { useShop } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useContractForm } from "../../lib/use-contract-form.ts";
import { alertTexts as texts } from "../../texts/en/alerts.ts";
import { daysFromNow, startOfDay } from "./snooze-times.ts";
import classes from "./alerts.module.css";

interface SnoozeDialogProps {
  readonly alert: Alert;
  readonly onClose: () => void;
  readonly onSnoozed: (alert: Alert) => void;
}

/** Not now: for a day, for a week, or until a day of one's choice. */
export function SnoozeDialog({ alert, onClose, onSnoozed }: SnoozeDialogProps) {
  const { settings } = useShop();
  const snooze = trpc.alerts.snooze.useMutation();
  const form = useContractForm({
    contract: SnoozeAlert,
    initial: { until: "" },
    input: ({ until }, key) => ({
      key,
      id: alert.id,
      until: startOfDay(until, settings.timeZone),
    }),
    send: (input) => snooze.mutateAsync(input),
    onSaved: (saved) => onSnoozed(saved),
  });
  const [trouble, setTrouble] = useState<string | null>(null);
  const snoozeFor = async (days: number) => {
    const until = daysFromNow(days, Date.now());
    try {
      onSnoozed(await snooze.mutateAsync({ key: newId(), id: alert.id, until }));
    } catch (error) {
      setTrouble(describeError(error));
    }
  };
  return (
    <Dialog title={texts.snoozeOf(alert.product.name)} closeLabel={texts.close} onClose={onClose}>
      <div className={classes.spans}>
        <Button onClick={() => void snoozeFor(1)}>{texts.oneDay}</Button>
        <Button onClick={() => void snoozeFor(7)}>{texts.oneWeek}</Button>
      </div>
      <div role="alert">{trouble === null ? null : <p className="negative">{trouble}</p>}</div>
      <Form form={form} submitLabel={texts.untilSubmit} label={texts.snoozeTitle}>
        <DateField field={form.field("until")} label={texts.untilDay} />
      </Form>
    </Dialog>
  );
}
