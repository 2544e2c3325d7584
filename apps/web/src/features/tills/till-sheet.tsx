import { EnrolTill, proposePrefix, UpdateTill } from "@daybook/contract/tills";
import type { Till } from "@daybook/contract/tills";
import { TextField } from "../../components/fields.tsx";
import { FormSheet } from "../../components/form-sheet.tsx";
import { SideSheet } from "../../components/side-sheet.tsx";
import { showToast } from "../../components/toasts.tsx";
import { useContractForm } from "../../components/use-contract-form.ts";
import { useStaleChoice } from "../../components/use-stale-choice.ts";
import { useShop } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { tillsTexts as texts } from "../../texts/en/tills.ts";

interface SheetProps {
  readonly onClose: () => void;
}

interface NewTillSheetProps extends SheetProps {
  readonly tills: readonly Till[];
}

/** The sheet that makes this browser a till; it says so if the browser is one. */
export function NewTillSheet({ tills, onClose }: NewTillSheetProps) {
  const { till } = useShop().me;
  if (till === null || till.revoked) return <EnrolSheet tills={tills} onClose={onClose} />;
  return (
    <SideSheet title={texts.newTitle} closeLabel={texts.close} onClose={onClose}>
      <p>{texts.isTill(till.name)}</p>
    </SideSheet>
  );
}

/** Receipts of callers without a till. */
const NO_TILL = "S";

function EnrolSheet({ tills, onClose }: NewTillSheetProps) {
  const enrol = trpc.tills.enrol.useMutation();
  const used = [NO_TILL, ...tills.map(({ receiptPrefix }) => receiptPrefix)];
  const form = useContractForm({
    contract: EnrolTill,
    draft: { name: "till" },
    initial: { name: "", receiptPrefix: "" },
    input: (values, key) => ({ key, name: values.name, receiptPrefix: prefixOf(values, used) }),
    send: (input) => enrol.mutateAsync(input),
    onSaved: ({ name }) => {
      showToast({ text: texts.enrolled(name) });
      onClose();
    },
  });
  const prefix = prefixOf(form.values, used);
  return (
    <FormSheet
      title={texts.newTitle}
      texts={{ ...texts, save: texts.add }}
      form={form}
      onClose={onClose}
    >
      <p className="muted">{texts.newLead}</p>
      <TextField field={form.field("name")} label={texts.name} hint={texts.nameHint} focused />
      <TextField
        // Shows the proposal until another prefix is typed.
        field={{ ...form.field("receiptPrefix"), value: prefix }}
        label={texts.prefix}
        hint={texts.prefixHint(prefix)}
        code
      />
    </FormSheet>
  );
}

/** The typed prefix, else one for the name. */
function prefixOf(
  { name, receiptPrefix }: { readonly name: string; readonly receiptPrefix: string },
  used: readonly string[],
): string {
  return receiptPrefix === "" ? proposePrefix(name, used) : receiptPrefix.toUpperCase();
}

interface EditTillSheetProps extends SheetProps {
  readonly till: Till;
  readonly refetch: () => Promise<unknown>;
}

/** The sheet that renames a till, and changes its prefix before the first receipt. */
export function EditTillSheet({ till, refetch, onClose }: EditTillSheetProps) {
  const update = trpc.tills.update.useMutation();
  const form = useStaleChoice({
    contract: UpdateTill,
    draft: `till:${till.id}`,
    entity: till,
    refetch,
    valuesOf,
    fields: FIELDS,
    input: (values, head) => ({ ...head, ...values }),
    send: (input) => update.mutateAsync(input),
    onSaved: onClose,
  });
  const { receiptPrefix, lastReceiptNumber } = till;
  return (
    <FormSheet title={texts.editTitle} texts={texts} form={form} onClose={onClose}>
      <TextField field={form.field("name")} label={texts.name} hint={texts.nameHint} focused />
      {lastReceiptNumber === null ? (
        <TextField
          field={form.field("receiptPrefix")}
          label={texts.prefix}
          hint={texts.prefixHint(form.values.receiptPrefix.toUpperCase())}
          code
        />
      ) : (
        <p className="muted">{texts.prefixFixed(receiptPrefix, lastReceiptNumber)}</p>
      )}
    </FormSheet>
  );
}

const FIELDS = { name: { label: texts.name }, receiptPrefix: { label: texts.prefix } };

function valuesOf({ name, receiptPrefix }: Till) {
  return { name, receiptPrefix };
}
