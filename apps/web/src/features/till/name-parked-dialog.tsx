import { RenameParkedSale } from "@daybook/contract/parked-sales";
import type { ParkedSale } from "@daybook/contract/parked-sales";
import { Dialog } from "../../components/dialog.tsx";
import { TextField } from "../../components/fields.tsx";
import { Form } from "../../components/form.tsx";
import { useContractForm } from "../../components/use-contract-form.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { parkedTexts as texts } from "../../texts/en/parked-sales.ts";

interface NameParkedDialogProps {
  readonly sale: Pick<ParkedSale, "id" | "name">;
  readonly onClose: () => void;
}

/** Names a parked sale, so that the customer's cart is found again. */
export function NameParkedDialog({ sale, onClose }: NameParkedDialogProps) {
  const rename = trpc.parkedSales.rename.useMutation();
  const form = useContractForm({
    contract: RenameParkedSale,
    draft: null,
    initial: { name: sale.name },
    input: ({ name }, key) => ({ key, id: sale.id, name }),
    send: (input) => rename.mutateAsync(input),
    onSaved: onClose,
    numbers: useFormats(),
  });
  return (
    <Dialog title={texts.nameTitle} closeLabel={texts.close} onClose={onClose}>
      <Form form={form} submitLabel={texts.saveName} onCancel={onClose}>
        <TextField field={form.field("name")} label={texts.name} hint={texts.nameHint} focused />
      </Form>
    </Dialog>
  );
}
