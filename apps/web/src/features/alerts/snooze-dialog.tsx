import { useState } from "react";
import type { z } from "zod";
import { UpdateAlerts } from "@daybook/contract/alerts";
import type { Alert, AlertsChanged } from "@daybook/contract/alerts";
import { newId } from "@daybook/contract/uuid";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { DateField } from "../../components/fields.tsx";
import { Form } from "../../components/form.tsx";
import { describeError } from "../../lib/describe-error.ts";
import { useShop } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useContractForm } from "../../components/use-contract-form.ts";
import { alertTexts as texts } from "../../texts/en/alerts.ts";
import { daysFromNow, startOfDay } from "./snooze-times.ts";
import classes from "./alerts.module.css";

interface SnoozeDialogProps {
  /** One or more. */
  readonly alerts: readonly Alert[];
  readonly onClose: () => void;
  readonly onSnoozed: (changed: AlertsChanged, until: string) => void;
}

/** Snoozes for a day, a week, or until a chosen day. */
export function SnoozeDialog({ alerts, onClose, onSnoozed }: SnoozeDialogProps) {
  const { settings } = useShop();
  const update = trpc.alerts.updateMany.useMutation();
  const ids = alerts.map(({ id }) => id);
  const send = async (input: z.input<typeof UpdateAlerts>) => {
    onSnoozed(await update.mutateAsync(input), input.set.snoozedUntil ?? "");
  };
  const form = useContractForm({
    contract: UpdateAlerts,
    // One day, in one click.
    draft: null,
    initial: { set: { snoozedUntil: "" } },
    input: ({ set }, key) => ({
      key,
      ids,
      set: {
        status: "snoozed" as const,
        snoozedUntil: startOfDay(set.snoozedUntil, settings.timeZone),
      },
    }),
    send,
    onSaved: () => {},
  });
  const [problem, setProblem] = useState<string | null>(null);
  const snoozeFor = async (days: number) => {
    const snoozedUntil = daysFromNow(days, Date.now());
    try {
      await send({ key: newId(), ids, set: { status: "snoozed", snoozedUntil } });
    } catch (error) {
      setProblem(describeError(error));
    }
  };
  const [alert, ...others] = alerts;
  const title =
    alert === undefined || others.length > 0
      ? texts.snoozeMany(alerts.length)
      : texts.snoozeOf(alert.product.name);
  return (
    <Dialog title={title} closeLabel={texts.close} onClose={onClose}>
      <div className={classes.spans}>
        <Button pending={update.isPending} onClick={() => void snoozeFor(1)}>
          {texts.oneDay}
        </Button>
        <Button pending={update.isPending} onClick={() => void snoozeFor(7)}>
          {texts.oneWeek}
        </Button>
      </div>
      <div role="alert">{problem === null ? null : <p className="negative">{problem}</p>}</div>
      <Form form={form} submitLabel={texts.untilSubmit} label={texts.snoozeTitle}>
        <DateField field={form.field("set.snoozedUntil")} label={texts.untilDay} />
      </Form>
    </Dialog>
  );
}
