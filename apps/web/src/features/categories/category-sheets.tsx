import { CreateCategory, UpdateCategory } from "@daybook/contract/categories";
import type { Category } from "@daybook/contract/categories";
import { SelectField, TextField } from "../../components/fields.tsx";
import { FormSheet } from "../../components/form-sheet.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useContractForm } from "../../components/use-contract-form.ts";
import type { ContractForm } from "../../components/use-contract-form.ts";
import { useStaleChoice } from "../../components/use-stale-choice.ts";
import { categoryTexts as texts } from "../../texts/en/categories.ts";

interface SheetProps {
  /** Every active category, as possible parents. */
  readonly around: readonly Category[];
  readonly onClose: () => void;
}

const TOP = "";

interface CategoryValues {
  readonly name: string;
  /** Empty for the top level. */
  readonly parentId: string;
}

const inputOf = ({ name, parentId }: CategoryValues) => ({
  name,
  parentId: parentId === TOP ? null : parentId,
});

/** The sheet that creates a category. */
export function NewCategorySheet({ around, onClose }: SheetProps) {
  const create = trpc.categories.create.useMutation();
  const form = useContractForm({
    contract: CreateCategory,
    draft: { name: "category" },
    initial: { name: "", parentId: TOP },
    input: (values, key) => ({ key, ...inputOf(values) }),
    send: (input) => create.mutateAsync(input),
    onSaved: onClose,
  });
  return (
    <FormSheet title={texts.newTitle} texts={texts} form={form} onClose={onClose}>
      <CategoryFields form={form} around={around} />
    </FormSheet>
  );
}

/** The sheet that renames or moves a category. */
export function EditCategorySheet({
  category,
  around,
  onClose,
}: SheetProps & { readonly category: Category }) {
  const utils = trpc.useUtils();
  const update = trpc.categories.update.useMutation();
  const placeOf = (id: string) =>
    around.find((one) => one.id === id)?.path.join(" / ") ?? texts.nowhere;
  const form = useStaleChoice({
    contract: UpdateCategory,
    draft: `category:${category.id}`,
    entity: category,
    refetch: () => utils.categories.list.refetch(),
    valuesOf: ({ name, parentId }: Category): CategoryValues => ({
      name,
      parentId: parentId ?? TOP,
    }),
    fields: { name: { label: texts.name }, parentId: { label: texts.inside, show: placeOf } },
    input: (values, head) => ({ ...head, ...inputOf(values) }),
    send: (input) => update.mutateAsync(input),
    onSaved: onClose,
  });
  // Its descendants cannot be its parent; their paths start with its own.
  const start = category.path.join("\n");
  const outside = around.filter(({ path }) => !`${path.join("\n")}\n`.startsWith(`${start}\n`));
  return (
    <FormSheet title={texts.editTitle} texts={texts} form={form} onClose={onClose}>
      <CategoryFields form={form} around={outside} />
    </FormSheet>
  );
}

interface FieldsProps {
  readonly form: Pick<ContractForm<CategoryValues>, "field">;
  readonly around: readonly Category[];
}

function CategoryFields({ form, around }: FieldsProps) {
  return (
    <>
      <TextField field={form.field("name")} label={texts.name} focused />
      <SelectField
        field={form.field("parentId")}
        label={texts.inside}
        choices={[
          { value: TOP, label: texts.nowhere },
          ...around.map(({ id, path }) => ({ value: String(id), label: path.join(" / ") })),
        ]}
      />
    </>
  );
}
