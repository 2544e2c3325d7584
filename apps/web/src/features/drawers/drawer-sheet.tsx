import { CreateDrawer, UpdateDrawer } from "@daybook/contract/drawers";
import type { Drawer } from "@daybook/contract/drawers";
import { ChecksField } from "../../components/checks-field.tsx";
import { TextField } from "../../components/fields.tsx";
import { FormSheet } from "../../components/form-sheet.tsx";
import { useContractForm } from "../../components/use-contract-form.ts";
import { useStaleChoice } from "../../components/use-stale-choice.ts";
import { trpc } from "../../lib/trpc.ts";
import { drawersTexts as texts } from "../../texts/en/drawers.ts";

interface SheetProps {
  readonly onClose: () => void;
}

interface Values {
  readonly name: string;
  readonly tillIds: readonly string[];
}

/** The sheet that adds a drawer. Its tills are chosen afterwards. */
export function NewDrawerSheet({ onClose }: SheetProps) {
  const create = trpc.drawers.create.useMutation();
  const form = useContractForm({
    contract: CreateDrawer,
    draft: { name: "drawer" },
    initial: { name: "" },
    input: ({ name }, key) => ({ key, name }),
    send: (input) => create.mutateAsync(input),
    onSaved: onClose,
  });
  return (
    <FormSheet title={texts.newTitle} texts={texts} form={form} onClose={onClose}>
      <TextField field={form.field("name")} label={texts.name} hint={texts.nameHint} focused />
    </FormSheet>
  );
}

interface EditDrawerSheetProps extends SheetProps {
  readonly drawer: Drawer;
  readonly drawers: readonly Drawer[];
  readonly refetch: () => Promise<unknown>;
}

/** The sheet that renames a drawer and says which tills use it. */
export function EditDrawerSheet({ drawer, drawers, refetch, onClose }: EditDrawerSheetProps) {
  const update = trpc.drawers.update.useMutation();
  const tills = useTillChoices(drawer, drawers);
  const form = useStaleChoice({
    contract: UpdateDrawer,
    draft: `drawer:${drawer.id}`,
    entity: drawer,
    refetch,
    valuesOf,
    fields: {
      name: { label: texts.name },
      tillIds: {
        label: texts.tills,
        show: (ids: readonly string[]) =>
          tills
            .filter(({ value }) => ids.includes(value))
            .map(({ label }) => label)
            .join(", "),
      },
    },
    input: ({ name, tillIds }, head) => ({ ...head, name, tillIds: [...tillIds] }),
    send: (input) => update.mutateAsync(input),
    onSaved: onClose,
  });
  return (
    <FormSheet title={texts.editTitle} texts={texts} form={form} onClose={onClose}>
      <TextField field={form.field("name")} label={texts.name} hint={texts.nameHint} focused />
      {tills.length === 0 ? (
        <p className="muted">{texts.noTillsYet}</p>
      ) : (
        <ChecksField
          field={form.field("tillIds")}
          label={texts.tills}
          hint={texts.tillsHint}
          choices={tills}
        />
      )}
    </FormSheet>
  );
}

/** All tills in use, each with the drawer that it would leave. */
function useTillChoices(drawer: Drawer, drawers: readonly Drawer[]) {
  const tills = trpc.tills.list.useQuery({});
  return (tills.data?.items ?? [])
    .filter(({ revokedAt }) => revokedAt === null)
    .map(({ id, name }) => {
      const other = drawers.find(
        (one) => one.id !== drawer.id && one.tills.some((till) => till.id === id),
      );
      return { value: id, label: name, ...(other ? { hint: texts.inOther(other.name) } : {}) };
    });
}

function valuesOf({ name, tills }: Drawer): Values {
  return { name, tillIds: tills.map(({ id }) => id) };
}
