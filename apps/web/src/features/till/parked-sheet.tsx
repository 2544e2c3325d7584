import { useEffect, useRef, useState } from "react";
import type { KeyboardEvent } from "react";
import type { ParkedSaleId } from "@daybook/contract/ids";
import type { ParkedSale } from "@daybook/contract/parked-sales";
import { Button } from "../../components/button.tsx";
import { HiddenText } from "../../components/hidden-text.tsx";
import { EmptyState, Loaded } from "../../components/notices.tsx";
import { SideSheet } from "../../components/side-sheet.tsx";
import { describeError } from "../../lib/describe-error.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useNow } from "../../lib/use-now.ts";
import { typeHeldKeys } from "../drawers/held-keys.ts";
import { parkedTexts as texts } from "../../texts/en/parked-sales.ts";
import { DiscardParkedDialog } from "./discard-parked-dialog.tsx";
import { NameParkedDialog } from "./name-parked-dialog.tsx";
import classes from "./parked-sheet.module.css";
import { parkedTitle } from "./parked-title.ts";
import { WAITING } from "./parked-waiting.ts";

interface ParkedSheetProps {
  readonly onResume: (id: ParkedSaleId) => Promise<void>;
  readonly onClose: () => void;
}

interface Asking {
  readonly what: "name" | "discard";
  readonly sale: ParkedSale;
}

/** The parked sales, newest first: Enter resumes the first one, the arrow keys go to the others. */
export function ParkedSheet({ onResume, onClose }: ParkedSheetProps) {
  const query = trpc.parkedSales.list.useQuery(WAITING);
  const [asking, setAsking] = useState<Asking | null>(null);
  const done = () => setAsking(null);
  useEffect(() => typeHeldKeys(null), []);
  // Esc closes the dialog above the sheet, and not the sheet with it.
  const closeTop = asking === null ? onClose : done;
  return (
    <SideSheet title={texts.parked} closeLabel={texts.close} onClose={closeTop}>
      <Loaded query={query} data={query.data} lines={3}>
        {({ items, nextCursor }) =>
          items.length === 0 ? (
            <EmptyState title={texts.none}>{texts.noneHint}</EmptyState>
          ) : (
            <>
              <p className="muted">{texts.lead}</p>
              <ul className={classes.list}>
                {items.map((sale, index) => (
                  <Row
                    key={sale.id}
                    sale={sale}
                    focused={index === 0}
                    onResume={async () => {
                      await onResume(sale.id);
                      onClose();
                    }}
                    onAsk={(what) => setAsking({ what, sale })}
                  />
                ))}
              </ul>
              {nextCursor === null ? null : <p className="muted">{texts.showMore}</p>}
            </>
          )
        }
      </Loaded>
      {asking?.what === "name" ? <NameParkedDialog sale={asking.sale} onClose={done} /> : null}
      {asking?.what === "discard" ? (
        <DiscardParkedDialog sale={asking.sale} onClose={done} />
      ) : null}
    </SideSheet>
  );
}

interface RowProps {
  readonly sale: ParkedSale;
  /** Takes the focus when the list opens. */
  readonly focused: boolean;
  readonly onResume: () => Promise<void>;
  readonly onAsk: (what: Asking["what"]) => void;
}

function Row({ sale, focused, onResume, onAsk }: RowProps) {
  const formats = useFormats();
  const now = useNow();
  const button = useRef<HTMLButtonElement>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const { name, goods, parkedBy, parkedAt, open, lines, totalMinor } = sale;
  const title = parkedTitle(sale, formats);
  useEffect(() => {
    if (focused) button.current?.focus();
    // Once: later rows must not take the focus from where it is.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  const resume = async () => {
    if (busy) return;
    setBusy(true);
    setError(null);
    await onResume().catch((failure: unknown) => setError(describeError(failure, formats)));
    setBusy(false);
  };
  const ago = texts.minutes(Math.floor((now - Date.parse(parkedAt)) / 60_000));
  return (
    <li className={classes.row}>
      <button
        ref={button}
        // For the sheet that opens with its rows; rows that load later take the focus themselves.
        data-autofocus={focused ? true : undefined}
        type="button"
        className={classes.sale}
        onKeyDown={stepRows}
        onClick={() => void resume()}
      >
        <span className={classes.title}>{title}</span>
        <strong className="num">{formats.money(totalMinor)}</strong>
        <span className={classes.detail}>
          {name === "" ? null : `${goods.join(", ")} · `}
          {texts.lines(lines)} · {texts.at(parkedBy.person.name, parkedBy.till?.name ?? null)} ·{" "}
          {ago}
        </span>
        {open === null ? null : (
          <span className={classes.open}>
            {open.isMine
              ? texts.openHere
              : texts.openAt(open.person.name, open.till?.name ?? null, formats.moment(open.since))}
          </span>
        )}
      </button>
      {error === null ? null : (
        <p role="alert" className={classes.error}>
          {error}
        </p>
      )}
      <div className={classes.tools}>
        <Button onClick={() => onAsk("name")}>
          {name === "" ? texts.nameIt : texts.rename}
          <HiddenText>{`: ${title}`}</HiddenText>
        </Button>
        <Button onClick={() => onAsk("discard")}>
          {texts.discard}
          <HiddenText>{`: ${title}`}</HiddenText>
        </Button>
      </div>
    </li>
  );
}

/** The arrow keys go from sale to sale. */
function stepRows(event: KeyboardEvent<HTMLButtonElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const list = event.currentTarget.closest("ul");
  const rows = [...(list?.querySelectorAll<HTMLElement>("li > button") ?? [])];
  const here = rows.indexOf(event.currentTarget);
  event.preventDefault();
  rows[Math.max(0, Math.min(rows.length - 1, here + step))]?.focus();
}
