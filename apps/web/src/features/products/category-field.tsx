import { useState } from "react";
import { newId } from "@daybook/contract/uuid";
import { Button } from "../../components/button.tsx";
import { SelectField, TextField } from "../../components/fields.tsx";
import { FieldRow } from "../../components/form.tsx";
import type { Field } from "../../components/form-state.ts";
import { describeError } from "../../lib/describe-error.ts";
import { useAllowed } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { productTexts as texts } from "../../texts/en/products.ts";

const NEW = "new";

/** The category of a product; a missing one can be created here, without leaving the form. */
export function CategoryField({ field }: { readonly field: Field<string> }) {
  const list = trpc.categories.list.useQuery({});
  const create = trpc.categories.create.useMutation();
  const mayAdd = useAllowed("products.write");
  const [name, setName] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const add = async () => {
    if (name === null || create.isPending) return;
    if (name.trim() === "") return setError(texts.nameIt);
    try {
      const { id } = await create.mutateAsync({ key: newId(), name });
      await list.refetch();
      field.change(id);
      setName(null);
      setError(null);
    } catch (failed) {
      setError(describeError(failed));
    }
  };
  const choices = (list.data?.items ?? []).map(({ id, path }) => ({
    value: String(id),
    label: path.join(" / "),
  }));
  return (
    <>
      <SelectField
        field={{
          ...field,
          value: name === null ? field.value : NEW,
          change: (value) => {
            setName(value === NEW ? "" : null);
            if (value !== NEW) field.change(value);
          },
        }}
        label={texts.category}
        choices={[
          { value: "", label: texts.noCategory },
          ...choices,
          ...(mayAdd ? [{ value: NEW, label: texts.newCategory }] : []),
        ]}
      />
      {name === null ? null : (
        // Enter in this field creates the category and does not submit the surrounding form.
        // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
        <div
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            event.preventDefault();
            void add();
          }}
        >
          <FieldRow>
            <TextField
              field={{ path: "newCategory", value: name, change: setName, error }}
              label={texts.newCategoryCalled}
            />
            <Button pending={create.isPending} onClick={() => void add()}>
              {texts.addCategory}
            </Button>
          </FieldRow>
        </div>
      )}
    </>
  );
}
