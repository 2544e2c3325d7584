import { CreateLocation, UpdateLocation } from "@daybook/contract/locations";
import type { Location, LocationKind } from "@daybook/contract/locations";
import { LongTextField, SelectField, TextField } from "../../components/fields.tsx";
import { FormSheet } from "../../components/form-sheet.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useContractForm } from "../../components/use-contract-form.ts";
import { useStaleChoice } from "../../components/use-stale-choice.ts";
import { locationTexts as texts } from "../../texts/en/locations.ts";

interface SheetProps {
  /** Every active location, as possible parents. */
  readonly places: readonly Location[];
  readonly onClose: () => void;
}

const KINDS: readonly LocationKind[] = ["store", "quarantine", "transit", "layaway"];
const NOWHERE = "";

/** The sheet that creates a location. */
export function NewLocationSheet({ places, onClose }: SheetProps) {
  const create = trpc.locations.create.useMutation();
  const form = useContractForm({
    contract: CreateLocation,
    draft: { name: "location" },
    initial: { name: "", kind: kindOf("store"), parentId: NOWHERE, address: "" },
    input: ({ parentId, ...values }, key) => ({
      key,
      ...values,
      parentId: parentId === NOWHERE ? null : parentId,
    }),
    send: (input) => create.mutateAsync(input),
    onSaved: onClose,
  });
  return (
    <FormSheet title={texts.newTitle} texts={texts} form={form} onClose={onClose}>
      <TextField field={form.field("name")} label={texts.name} focused />
      <SelectField
        field={form.field("kind")}
        label={texts.kind}
        hint={texts.kindHint}
        choices={KINDS.map((kind) => ({ value: kind, label: texts.kinds[kind] }))}
      />
      <SelectField
        field={form.field("parentId")}
        label={texts.inside}
        choices={choicesOf(places)}
      />
      <LongTextField field={form.field("address")} label={texts.address} optional />
    </FormSheet>
  );
}

interface EditLocationSheetProps extends SheetProps {
  readonly location: Location;
  readonly refetch: () => Promise<unknown>;
}

/** The sheet that edits a location; its kind cannot be changed, because its stock was recorded under it. */
export function EditLocationSheet(props: EditLocationSheetProps) {
  const { location, refetch, places, onClose } = props;
  const update = trpc.locations.update.useMutation();
  const choices = choicesOf(places.filter((place) => place.id !== location.id));
  const form = useStaleChoice({
    contract: UpdateLocation,
    draft: `location:${location.id}`,
    entity: location,
    refetch,
    valuesOf,
    fields: {
      name: { label: texts.name },
      parentId: {
        label: texts.inside,
        show: (id) => choices.find(({ value }) => value === id)?.label ?? id,
      },
      address: { label: texts.address },
    },
    input: ({ parentId, ...values }, head) => ({
      ...head,
      ...values,
      parentId: parentId === NOWHERE ? null : parentId,
    }),
    send: (input) => update.mutateAsync(input),
    onSaved: onClose,
  });
  return (
    <FormSheet title={texts.editTitle} texts={texts} form={form} onClose={onClose}>
      <TextField field={form.field("name")} label={texts.name} focused />
      <SelectField field={form.field("parentId")} label={texts.inside} choices={choices} />
      <LongTextField field={form.field("address")} label={texts.address} optional />
    </FormSheet>
  );
}

function valuesOf({ name, parentId, address }: Location) {
  const inside: string = parentId ?? NOWHERE;
  return { name, parentId: inside, address };
}

function choicesOf(places: readonly Location[]) {
  return [
    { value: NOWHERE, label: texts.nowhere },
    ...places.map(({ id, path }) => ({ value: String(id), label: path.join(" / ") })),
  ];
}

/** The general type of the field, not that of its first value. */
function kindOf(kind: LocationKind): LocationKind {
  return kind;
}
