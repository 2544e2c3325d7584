import { useEffect, useEffectEvent, useRef, useState } from "react";
import { isOpen } from "@daybook/contract/card-payments";
import type { CardPayment } from "@daybook/contract/card-payments";
import { minor } from "@daybook/contract/money";
import { Button } from "../../components/button.tsx";
import { describeError } from "../../lib/describe-error.ts";
import { refusalOf } from "../../lib/refusal-of.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { terminalTexts as texts } from "../../texts/en/till-terminal.ts";
import classes from "./card-terminal-payment.module.css";
import type { TerminalOrder } from "./terminal-order.ts";

interface CardTerminalPaymentProps {
  readonly order: TerminalOrder;
  /** Whether the cart is still the one that it pays for. */
  readonly isSameCart: boolean;
  /** How often someone tried to change the cart or to pay otherwise in the meantime. */
  readonly heldBack: number;
  /** What is known of the order has changed. */
  readonly onChange: (change: Partial<Pick<TerminalOrder, "asked" | "state">>) => void;
  readonly onApproved: (payment: CardPayment) => void;
  readonly onEnd: () => void;
}

const AGAIN_MS = 1_500;
/** After a refusal that says nothing about the money. */
const LATER_MS = 10_000;

/**
 * A payment in progress at the terminal. It is asked for by its key until the outcome is known, so a lost answer, a
 * reload or a restart of the server never charges twice.
 */
export function CardTerminalPayment(props: CardTerminalPaymentProps) {
  const { order, isSameCart, heldBack, onApproved, onEnd } = props;
  const formats = useFormats();
  const { payment, refused, learn } = usePayment(props);
  const abort = trpc.cardPayments.abort.useMutation({ onSuccess: learn });
  const amount = formats.money(order.amountMinor);
  const isFinal = refused?.isFinal === true || (payment !== null && !isOpen(payment.state));
  return (
    <section aria-label={texts.title} className={classes.payment}>
      <output>
        <strong className={classes.of}>{texts.of(amount, order.by)}</strong>
        {sentenceOf(payment, refused?.sentence ?? null)}
        {isSameCart || payment?.state !== "approved" ? null : ` ${texts.otherCart}`}
      </output>
      <p role="alert" key={heldBack} className={classes.first}>
        {heldBack === 0 || isFinal ? "" : texts.first}
      </p>
      {payment?.state === "approved" ? (
        <Button onClick={() => onApproved(payment)}>{texts.use}</Button>
      ) : isFinal ? (
        <Button onClick={onEnd}>{texts.close}</Button>
      ) : refused?.noTerminal === true ? (
        <Button onClick={onEnd}>{texts.closeUnknown}</Button>
      ) : (
        <Button pending={abort.isPending} onClick={() => abort.mutate({ id: order.key })}>
          {texts.abort}
        </Button>
      )}
    </section>
  );
}

function sentenceOf(payment: CardPayment | null, refused: string | null): string {
  if (refused !== null) return refused;
  if (payment === null || payment.state === "started") return texts.waiting;
  if (payment.state === "unknown") return texts.unknown;
  if (payment.state === "declined") return texts.declined(payment.message);
  return payment.state === "aborted" ? texts.aborted : texts.approved(payment.reference);
}

/** A refusal of the server. It is final if it answers the first request: then nothing was sent to the terminal. */
interface Refused {
  readonly sentence: string;
  readonly isFinal: boolean;
  readonly noTerminal: boolean;
}

/** The payment as the server knows it, asked for until its outcome is known. */
function usePayment({ order, isSameCart, onChange, onApproved }: CardTerminalPaymentProps) {
  const { key, amountMinor } = order;
  const { client } = trpc.useUtils();
  const [payment, setPayment] = useState<CardPayment | null>(null);
  const [refused, setRefused] = useState<Refused | null>(null);
  const wasAsked = useRef(order.asked);
  const asking = useEffectEvent(() => {
    const isFirst = !wasAsked.current;
    wasAsked.current = true;
    if (isFirst) onChange({ asked: true });
    return isFirst;
  });
  const learn = (answer: CardPayment) => {
    setPayment(answer);
    setRefused(null);
    // Before it is used, which ends the order.
    if (!isOpen(answer.state)) onChange({ state: answer.state === "approved" ? "taken" : "over" });
    // Money for another cart is used only by someone who looks at it.
    if (answer.state === "approved" && isSameCart) onApproved(answer);
  };
  const known = useEffectEvent(learn);
  const nothingSent = useEffectEvent(() => onChange({ state: "over" }));
  useEffect(() => {
    let ended = false;
    let timer = 0;
    const ask = async () => {
      const isFirst = asking();
      let pause = AGAIN_MS;
      try {
        const answer = await client.cardPayments.start.mutate({
          key,
          amountMinor: minor(amountMinor),
        });
        if (ended) return;
        known(answer);
        if (!isOpen(answer.state)) return;
      } catch (failure) {
        if (ended) return;
        const refusal = refusalOf(failure);
        // No answer says nothing about the money: it is asked again.
        if (refusal !== null && !refusal.retryable) {
          const noTerminal = refusal.code === "no_card_terminal";
          setRefused({ sentence: describeError(failure), isFinal: isFirst, noTerminal });
          if (isFirst) return nothingSent();
          pause = LATER_MS;
        }
      }
      timer = window.setTimeout(() => void ask(), pause);
    };
    void ask();
    return () => {
      ended = true;
      window.clearTimeout(timer);
    };
  }, [client, key, amountMinor]);
  return { payment, refused, learn };
}
