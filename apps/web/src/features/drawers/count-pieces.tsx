import type { CashPieceKind } from "@daybook/contract/cash-pieces";
import { Button } from "../../components/button.tsx";
import type { Field } from "../../components/form-state.ts";
import { MoneyField } from "../../components/number-fields.tsx";
import { PiecesField } from "../../components/pieces-field.tsx";
import type { Formats } from "../../lib/format.ts";
import type { TypedNumber } from "../../lib/typed-number.ts";
import { countCashTexts as texts } from "../../texts/en/count-cash.ts";
import { worthSoFar } from "./counted-cash.ts";
import type { TypedPieces } from "./counted-cash.ts";
import classes from "./count-pieces.module.css";

interface CountPiecesProps {
  /** The rows of the form, from `cashToCount`. */
  readonly pieces: readonly TypedPieces[];
  /** The number of pieces of a row, at `pieces.N.pieces`. */
  readonly row: (index: number) => Field<TypedNumber>;
  /** The total, at the path of the amount in the contract. */
  readonly total: Field<TypedNumber>;
  readonly byTotal: Field<boolean>;
  readonly formats: Formats;
  /** Whether the first field takes the focus. */
  readonly focused?: boolean;
}

/** Counts cash by coins and notes, or takes the total of someone who counted by hand. Part of a form. */
export function CountPieces(props: CountPiecesProps) {
  const { pieces, total, byTotal, formats, focused = false } = props;
  if (byTotal.value)
    return (
      <div className={classes.count}>
        <MoneyField field={total} label={texts.sum} formats={formats} focused={focused} />
        <div>
          <Button onClick={() => byTotal.change(false)}>{texts.byPieces}</Button>
        </div>
      </div>
    );
  return (
    <div className={classes.count}>
      <p className={`muted ${classes.hint}`}>{texts.hint}</p>
      <p className={`muted ${classes.shortHint}`}>{texts.shortHint}</p>
      <div className={classes.kinds}>
        {KINDS.map((kind) => (
          <PiecesOfKind key={kind} kind={kind} {...props} />
        ))}
      </div>
      <div className={classes.sum}>
        <span>{texts.sum}</span>
        <output aria-label={texts.sum}>{formats.money(worthSoFar(pieces))}</output>
      </div>
      <div>
        <Button onClick={() => byTotal.change(true)}>{texts.byTotal}</Button>
      </div>
    </div>
  );
}

const KINDS: readonly CashPieceKind[] = ["note", "coin"];

function PiecesOfKind({ kind, ...props }: CountPiecesProps & { readonly kind: CashPieceKind }) {
  const { pieces, row, formats, focused = false } = props;
  const first = pieces.findIndex((piece) => piece.kind === kind);
  if (first === -1) return null;
  return (
    <fieldset className={classes.kind}>
      <legend>{texts.kinds[kind]}</legend>
      {pieces.map((piece, index) =>
        piece.kind === kind ? (
          <PiecesRow
            key={piece.valueMinor}
            piece={piece}
            field={row(index)}
            formats={formats}
            focused={focused && index === 0}
          />
        ) : null,
      )}
    </fieldset>
  );
}

interface PiecesRowProps {
  readonly piece: TypedPieces;
  readonly field: Field<TypedNumber>;
  readonly formats: Formats;
  readonly focused: boolean;
}

function PiecesRow({ piece, field, formats, focused }: PiecesRowProps) {
  const { kind, pack } = piece;
  const value = formats.money(piece.valueMinor);
  return (
    <div className={classes.row}>
      <span aria-hidden="true" className={classes.value}>
        {value}
      </span>
      <PiecesField
        field={field}
        label={texts.pieces(value, kind)}
        pack={pack}
        formats={formats}
        focused={focused}
      />
      <button
        type="button"
        // By keyboard a roll is typed; Tab goes to the next row.
        tabIndex={-1}
        className={classes.pack}
        aria-label={texts.packOf(formats.count(pack), value, kind)}
        onClick={() => field.change((Number.isNaN(field.value) ? 0 : (field.value ?? 0)) + pack)}
      >
        {texts.addPack(formats.count(pack))}
      </button>
      <span className={classes.amount}>
        {piece.pieces === null || !(piece.pieces >= 0) ? "" : formats.money(worthSoFar([piece]))}
      </span>
    </div>
  );
}
