import { Link } from "@tanstack/react-router";
import { AdjustmentReason, WasteReason } from "@daybook/contract/stock";
import type { Movement } from "@daybook/contract/stock";
import { paths } from "../../lib/paths.ts";
import { HiddenText } from "../../components/hidden-text.tsx";
import { SentenceWithCode } from "../../components/sentence-with-code.tsx";
import { useAllowed, useFormats } from "../../lib/shop-context.tsx";
import { movementTexts as texts } from "../../texts/en/stock-movements.ts";
import { DIRECTION_SIGNS, directionOf } from "./movement-direction.ts";
import classes from "./movement-cells.module.css";

interface MovementProps {
  readonly movement: Movement;
}

/** The kind of movement and its document: "Sold · 2026-000042". */
export function DocumentLink({ movement }: MovementProps) {
  const { kind, document } = movement;
  const seesSales = useAllowed("sales.read");
  const what = texts.kinds[kind];
  const text = document.number ? (
    <SentenceWithCode sentence={(number) => `${what} · ${number}`} code={document.number} />
  ) : (
    what
  );
  if (document.type === "sale" && !seesSales) return text;
  return document.type === "sale" ? (
    <Link to={paths.sale} params={{ id: document.id }}>
      {text}
    </Link>
  ) : (
    <Link to={paths.stockDocument} params={{ id: document.id }}>
      {text}
    </Link>
  );
}

/** The reason, then the note of the user. */
export function MovementReason({ movement: { reason, document } }: MovementProps) {
  const known = AdjustmentReason.or(WasteReason).safeParse(reason);
  const words = [known.success ? texts.reasons[known.data] : (reason ?? ""), document.note];
  const text = words.filter(Boolean).join(": ");
  return text === "" ? null : <span className="muted"> {text}</span>;
}

interface SignedProps extends MovementProps {
  /** The ids of the included locations; the whole shop by default. */
  readonly places?: readonly string[] | undefined;
}

/** Kinds by which stock leaves other than by sale or transfer. */
const LOSSES: readonly Movement["kind"][] = ["adjust", "waste"];

/** The quantity with its sign; red for losses, but not for sales. */
export function SignedQuantity({ movement, places }: SignedProps) {
  const formats = useFormats();
  const direction = directionOf(movement, places);
  const lost = direction === "out" && LOSSES.includes(movement.kind);
  return (
    <span className={`num ${lost ? classes.lost : classes[direction]}`}>
      {DIRECTION_SIGNS[direction]}
      {formats.quantity(movement.quantityMilli)}
    </span>
  );
}

/** The source and target locations. */
export function FromTo({ movement: { from, to } }: MovementProps) {
  return (
    <>
      {from?.name ?? texts.outside} <span aria-hidden="true">→</span>
      <HiddenText>{texts.to}</HiddenText> {to?.name ?? texts.outside}
    </>
  );
}
