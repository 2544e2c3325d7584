import { minor } from "@daybook/contract/money";
import { ReturnWithoutReceipt } from "@daybook/contract/returns";
import type { Sale } from "@daybook/contract/sales";
import type { Location } from "@daybook/contract/locations";
import type { TaxClasses } from "@daybook/contract/settings";
import { SelectField } from "../../components/fields.tsx";
import { Form } from "../../components/form.tsx";
import { EmptyState, NotLoaded } from "../../components/notices.tsx";
import { SideSheet } from "../../components/side-sheet.tsx";
import { showToast } from "../../components/toasts.tsx";
import { mainPlace } from "../../lib/main-place.ts";
import { useShop } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { required } from "../../lib/typed-number.ts";
import { useTenders } from "../../lib/use-tenders.ts";
import { useContractForm } from "../../components/use-contract-form.ts";
import type { ContractForm } from "../../components/use-contract-form.ts";
import { returnTexts as texts } from "../../texts/en/returns.ts";
import { salesTexts } from "../../texts/en/sales.ts";
import { defaultRefunds, dueBack, refundInput, refundTenders } from "./default-refunds.ts";
import type { Refund } from "./default-refunds.ts";
import { LooseReturnLines } from "./loose-return-lines.tsx";
import { addToReturn, priceReturn } from "./price-return.ts";
import type { LooseLine } from "./price-return.ts";
import { sendApproved, useApproval } from "../approvals/use-approval.tsx";
import { RefundFields } from "./refund-fields.tsx";
import { ReturnReason } from "./return-reason.tsx";
import { ReturnProductBox } from "./return-product-box.tsx";
import classes from "./return-sheet.module.css";

interface ReturnWithoutReceiptSheetProps {
  readonly onClose: () => void;
  readonly onSaved: (sale: Sale) => void;
}

/** Returns goods without a receipt. */
export function ReturnWithoutReceiptSheet(props: ReturnWithoutReceiptSheetProps) {
  const taxClasses = trpc.settings.taxClasses.useQuery({});
  const locations = trpc.locations.list.useQuery({ active: "active" });
  return (
    <SideSheet
      title={salesTexts.returnWithoutReceipt}
      closeLabel={salesTexts.close}
      onClose={props.onClose}
    >
      <p className={`muted ${classes.lead}`}>{texts.withoutReceiptLead}</p>
      {taxClasses.data === undefined || locations.data === undefined ? (
        <NotLoaded query={[taxClasses, locations]} shape="fields" />
      ) : (
        <LooseReturnForm
          {...props}
          taxClasses={taxClasses.data.items}
          places={locations.data.items.filter(
            ({ kind }) => kind === "store" || kind === "quarantine",
          )}
        />
      )}
    </SideSheet>
  );
}

interface LooseReturnFormProps extends ReturnWithoutReceiptSheetProps {
  readonly taxClasses: TaxClasses["items"];
  readonly places: readonly Location[];
}

interface LooseReturnValues {
  readonly lines: readonly LooseLine[];
  readonly locationId: string;
  readonly reason: string;
  /** Null while everything is refunded in cash. */
  readonly refunds: readonly Refund[] | null;
}

function LooseReturnForm({ taxClasses, places, onClose, onSaved }: LooseReturnFormProps) {
  const { settings, formats } = useShop();
  const initial: LooseReturnValues = {
    lines: [],
    locationId: (mainPlace(places) ?? places[0])?.id ?? "",
    reason: "",
    refunds: null,
  };
  const approvals = useApproval();
  const returning = trpc.sales.returnWithoutReceipt.useMutation();
  const form: ContractForm<LooseReturnValues> = useContractForm({
    contract: ReturnWithoutReceipt,
    draft: { name: "return" },
    initial,
    input: (values, key) => ({
      key,
      locationId: values.locationId,
      lines: values.lines.map(({ product, quantityMilli, unitPriceMinor, disposition }) => ({
        productId: product.id,
        quantityMilli: required(quantityMilli),
        disposition,
        ...(unitPriceMinor === product.priceMinor
          ? {}
          : { unitPriceMinor: required(unitPriceMinor) }),
      })),
      refunds: refunds.map(refundInput),
      expectedTotalMinor: totalMinor ?? 0,
      reason: values.reason,
    }),
    send: (input) =>
      sendApproved(approvals, { action: "sales.returnWithoutReceipt", input }, (approval) =>
        returning.mutateAsync({ ...input, ...approval }),
      ),
    onSaved: (saved) => {
      showToast({ text: texts.returnDone(saved.receiptNumber) });
      onSaved(saved);
    },
    numbers: formats,
  });
  const { lines } = form.values;
  const allowed = refundTenders(useTenders().tenders, [], { unreceipted: true });
  const totalMinor = priceReturn({ lines, taxClasses, settings });
  // There is no sale: nothing limits the rounding of cash.
  const owed =
    totalMinor === null
      ? null
      : { owedMinor: totalMinor, mostMinor: minor(Number.MAX_SAFE_INTEGER) };
  const refunds: readonly Refund[] =
    form.values.refunds ??
    (owed === null ? [] : defaultRefunds(owed, [], { tenders: allowed, rule: settings }));
  const errorAt = (path: string) => form.field(path).error;
  if (approvals.sheet !== null) return approvals.sheet;
  return (
    <Form
      form={form}
      submitLabel={
        owed === null
          ? texts.returnSubmit
          : texts.returnSubmitWith(formats.money(dueBack(owed, refunds, settings)))
      }
      onCancel={onClose}
    >
      <ReturnProductBox onPick={(row) => form.set({ lines: addToReturn(lines, row) })} />
      {lines.length === 0 ? <EmptyState title={texts.noneAdded} /> : null}
      <LooseReturnLines
        lines={lines}
        onChange={(next) => form.set({ lines: next })}
        errorAt={errorAt}
      />
      {places.length > 1 ? (
        <SelectField
          field={form.field("locationId")}
          label={texts.returnTo}
          choices={places.map(({ id, path }) => ({ value: id, label: path.join(" › ") }))}
        />
      ) : null}
      <ReturnReason field={form.field("reason")} />
      <RefundFields
        owed={owed}
        refunds={refunds}
        refundable={[]}
        unreceipted
        onChange={(next) => form.set({ refunds: next })}
        errorAt={errorAt}
      />
    </Form>
  );
}
