import { useState } from "react";
import type { ReactNode } from "react";
import { Button } from "../../components/button.tsx";
import { ComboBox } from "../../components/combo-box.tsx";
import { Icon } from "../../components/icons.tsx";
import { describeError } from "../../lib/describe-error.ts";
import { useAllowed } from "../../lib/shop-context.tsx";
import { takeFocus } from "../../lib/take-focus.ts";
import { trpc } from "../../lib/trpc.ts";
import { useRepeatKey } from "../../lib/use-repeat-key.ts";
import { useDebounced } from "../../lib/use-debounced.ts";
import { tillChangeTexts as texts } from "../../texts/en/till-changes.ts";
import type { Cart } from "./cart.ts";
import classes from "./cart-panel.module.css";

const SHOWN = 8;
const NEW = "new";

interface CartCustomerProps {
  readonly customer: Cart["customer"];
  /** The server's errors for this customer. */
  readonly problem: string | null;
  readonly open: boolean;
  readonly onOpen: () => void;
  readonly onClose: () => void;
  readonly onSet: (customer: Cart["customer"]) => void;
}

/** Finds a customer by name or phone, or adds one. */
export function CartCustomer(props: CartCustomerProps) {
  const { customer, problem, open, onOpen, onClose, onSet } = props;
  if (open)
    return (
      <CustomerBox
        onClose={onClose}
        onSet={(found) => {
          onSet(found);
          onClose();
        }}
      />
    );
  return (
    <>
      {customer === null ? (
        <button type="button" className={classes.tool} onClick={onOpen}>
          {texts.customerAdd}
        </button>
      ) : null}
      {problem === null ? null : (
        <p role="alert" className={classes.wrong}>
          {problem}
        </p>
      )}
    </>
  );
}

interface CustomerChipProps {
  readonly customer: NonNullable<Cart["customer"]>;
  readonly onOpen: () => void;
  readonly onSet: (customer: null) => void;
}

/** The customer of the cart: click to change, with a remove button. */
export function CustomerChip({ customer, onOpen, onSet }: CustomerChipProps) {
  return (
    <p className={classes.chip}>
      <button
        type="button"
        className={classes.who}
        aria-label={`${texts.customerChange}: ${customer.name}`}
        onClick={onOpen}
      >
        <Icon name="customers" /> <strong>{customer.name}</strong>
      </button>
      <button
        type="button"
        className={classes.cross}
        aria-label={texts.customerRemove}
        onClick={() => onSet(null)}
      >
        ×
      </button>
    </p>
  );
}

type CustomerBoxProps = Pick<CartCustomerProps, "onClose" | "onSet">;

function CustomerBox({ onClose, onSet }: CustomerBoxProps) {
  const [text, setText] = useState("");
  const wanted = useDebounced(text.trim(), 120);
  const mayAdd = useAllowed("customers.write");
  const maySee = useAllowed("customers.read");
  const found = trpc.customers.list.useQuery(
    { search: wanted, limit: SHOWN },
    { enabled: wanted !== "" && maySee, placeholderData: (before) => before },
  );
  // One key per new customer, so a double click adds only one.
  const { keyOf } = useRepeatKey();
  const create = trpc.customers.create.useMutation({
    onSuccess: ({ id, name }) => onSet({ id, name }),
  });
  const rows = text.trim() === "" ? [] : (found.data?.items ?? []);
  const options: { id: string; content: ReactNode }[] = rows.map(({ id, name, phone }) => ({
    id,
    content: (
      <>
        {name} <span className="muted num">{phone}</span>
      </>
    ),
  }));
  if (mayAdd && text.trim() !== "")
    options.push({ id: NEW, content: <>{texts.customerCreate(text.trim())}</> });
  const pick = (id: string) => {
    const row = rows.find((one) => one.id === id);
    if (row !== undefined) return onSet({ id: row.id, name: row.name });
    const name = text.trim();
    const phone = /^[\d\s+()/-]{5,}$/.test(name) ? name : "";
    create.mutate({ key: keyOf({ name, phone }), name, phone });
  };
  if (!maySee) return <p role="alert">{texts.mayNotSeeCustomers}</p>;
  const failed = create.error ?? found.error;
  return (
    // Esc leaves the box; its text is handled by the box.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      className={classes.customerBox}
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
      }}
    >
      <ComboBox
        ref={takeFocus}
        label={texts.customerBox}
        error={failed === null ? null : describeError(failed)}
        text={text}
        onText={setText}
        options={options}
        onPick={pick}
        nothing={texts.customerNone}
        found={texts.customersCounted}
      />
      <Button onClick={onClose}>{texts.cancel}</Button>
    </div>
  );
}
