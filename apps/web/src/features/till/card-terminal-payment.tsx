import { useEffect, useRef, useState } from "react";
import { isOpen } from "@daybook/contract/card-payments";
import type { CardPayment } from "@daybook/contract/card-payments";
import { minor } from "@daybook/contract/money";
import { Button } from "../../components/button.tsx";
import { describeError } from "../../lib/describe-error.ts";
import { refusalOf } from "../../lib/refusal-of.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { terminalTexts as texts } from "../../texts/en/till-terminal.ts";
import classes from "./pay-panel.module.css";
import type { TerminalOrder } from "./use-card-terminal.tsx";

interface CardTerminalPaymentProps {
  readonly order: TerminalOrder;
  readonly onApproved: (payment: CardPayment) => void;
  readonly onEnd: () => void;
}

const AGAIN_MS = 1_500;

/**
 * A payment in progress at the terminal. It is asked for by its key until the outcome is known, so a lost answer, a
 * reload or a restart of the server never charges twice.
 */
export function CardTerminalPayment({ order, onApproved, onEnd }: CardTerminalPaymentProps) {
  const formats = useFormats();
  const { payment, error } = usePayment(order, onApproved);
  const abort = trpc.cardPayments.abort.useMutation();
  const amount = formats.money(order.amountMinor);
  const known = payment !== null && !isOpen(payment.state);
  return (
    <section aria-label={texts.title} className={classes.reference}>
      <output>{error ?? sentenceOf(payment, amount)}</output>
      {payment?.state === "approved" ? (
        <Button onClick={() => onApproved(payment)}>{texts.use}</Button>
      ) : known || error !== null ? (
        <Button onClick={onEnd}>{texts.close}</Button>
      ) : (
        <Button pending={abort.isPending} onClick={() => abort.mutate({ id: order.key })}>
          {texts.abort}
        </Button>
      )}
    </section>
  );
}

function sentenceOf(payment: CardPayment | null, amount: string): string {
  if (payment === null || payment.state === "started") return texts.waiting(amount);
  if (payment.state === "unknown") return texts.unknown;
  if (payment.state === "declined") return texts.declined(payment.message);
  return payment.state === "aborted" ? texts.aborted : texts.approved(amount, payment.reference);
}

/** The payment as the server knows it, until its outcome is known; `error` if the server will never take it. */
function usePayment(
  { key, amountMinor }: TerminalOrder,
  onApproved: CardTerminalPaymentProps["onApproved"],
) {
  const { client } = trpc.useUtils();
  const [payment, setPayment] = useState<CardPayment | null>(null);
  const [error, setError] = useState<string | null>(null);
  const approved = useRef(onApproved);
  useEffect(() => {
    approved.current = onApproved;
  });
  useEffect(() => {
    let ended = false;
    let timer = 0;
    const ask = async () => {
      try {
        const answer = await client.cardPayments.start.mutate({
          key,
          amountMinor: minor(amountMinor),
        });
        if (ended) return;
        setPayment(answer);
        if (answer.state === "approved") approved.current(answer);
        if (!isOpen(answer.state)) return;
      } catch (failure) {
        if (ended) return;
        const refusal = refusalOf(failure);
        // No answer says nothing about the money: it is asked again.
        if (refusal !== null && !refusal.retryable) return setError(describeError(failure));
      }
      timer = window.setTimeout(() => void ask(), AGAIN_MS);
    };
    void ask();
    return () => {
      ended = true;
      window.clearTimeout(timer);
    };
  }, [client, key, amountMinor]);
  return { payment, error };
}
