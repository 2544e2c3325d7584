import { useEffect } from "react";
import type { RefObject } from "react";
import { MoveCash } from "@daybook/contract/drawers";
import type { CashEntry, Drawer } from "@daybook/contract/drawers";
import { TextField } from "../../components/fields.tsx";
import { Form } from "../../components/form.tsx";
import { MoneyField } from "../../components/number-fields.tsx";
import { SideSheet } from "../../components/side-sheet.tsx";
import { showToast } from "../../components/toasts.tsx";
import { useContractForm } from "../../components/use-contract-form.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { required } from "../../lib/typed-number.ts";
import type { TypedNumber } from "../../lib/typed-number.ts";
import { drawerWords } from "../../texts/en/drawers.ts";
import { tillDrawerTexts as texts } from "../../texts/en/till-drawer.ts";
import { typeHeldKeys } from "./held-keys.ts";
import { ChoiceChips } from "../../components/choice-chips.tsx";

interface MoveCashSheetProps {
  readonly kind: MoveCash["kind"];
  readonly session: NonNullable<Drawer["session"]>;
  readonly categories: readonly string[];
  readonly onClose: () => void;
  readonly onPrint: (entry: CashEntry) => void;
}

interface Values {
  readonly amountMinor: TypedNumber;
  readonly category: string;
  readonly reason: string;
}

const NOTHING: Values = { amountMinor: null, category: "", reason: "" };

const BY_KEY: Readonly<Record<string, 1 | -1>> = { ArrowDown: 1, ArrowUp: -1 };

/** Cash that moves without a sale: the amount, what it is for, and Enter. */
export function MoveCashSheet(props: MoveCashSheetProps) {
  const { kind, session, categories, onClose, onPrint } = props;
  const formats = useFormats();
  const move = trpc.drawers.moveCash.useMutation();
  const form = useContractForm({
    contract: MoveCash,
    // Someone who comes back begins with the next amount.
    draft: null,
    initial: NOTHING,
    input: ({ amountMinor, ...values }, key) => ({
      key,
      sessionId: session.id,
      kind,
      amountMinor: required(amountMinor),
      ...values,
    }),
    send: (input) => move.mutateAsync(input),
    onSaved: (entry) => {
      showToast({
        text: texts.done[kind](formats.money(entry.amountMinor), entry.category),
        action: { label: texts.printSlip, run: () => onPrint(entry) },
      });
      onClose();
    },
    numbers: formats,
  });
  return (
    <SideSheet title={drawerWords.kinds[kind]} closeLabel={texts.close} onClose={onClose}>
      <Form form={form} submitLabel={texts.save[kind]} onCancel={onClose}>
        <TypedBefore form={form.ref} />
        <p className="muted">{texts.leads[kind]}</p>
        {/* The arrow keys choose a category without leaving the amount. */}
        {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
        <div
          onKeyDown={(event) => {
            const by = kind === "pay_out" ? BY_KEY[event.key] : undefined;
            if (by === undefined) return;
            event.preventDefault();
            const { category } = form.values;
            form.set({ category: categoryBeside(categories, category, by) });
          }}
        >
          <MoneyField
            field={form.field("amountMinor")}
            label={texts.amount}
            formats={formats}
            focused
            strong
          />
        </div>
        {kind === "pay_out" ? (
          <ChoiceChips field={form.field("category")} choices={categories} texts={CATEGORY} />
        ) : null}
        <TextField field={form.field("reason")} label={texts.note} optional />
      </Form>
    </SideSheet>
  );
}

const CATEGORY = {
  legend: texts.category,
  hint: texts.categoryHint,
  other: texts.otherCategory,
  which: texts.whichCategory,
};

/** The category before or after this one; the first or the last if none is chosen. */
function categoryBeside(categories: readonly string[], chosen: string, by: 1 | -1): string {
  const at = categories.indexOf(chosen);
  const from = at === -1 && by === -1 ? categories.length : at;
  return categories.at((from + by) % categories.length) ?? chosen;
}

/** Puts what was typed while the sheet was opening into the amount. */
function TypedBefore({ form }: { readonly form: RefObject<HTMLFormElement | null> }) {
  useEffect(() => {
    typeHeldKeys(form.current?.querySelector<HTMLInputElement>('[data-path="amountMinor"]'));
  }, [form]);
  return null;
}
