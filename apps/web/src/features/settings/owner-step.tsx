import { SetUpShop } from "@daybook/contract/settings";
import { Button } from "../../components/button.tsx";
import { PasswordField, TextField } from "../../components/fields.tsx";
import { Form } from "../../components/form.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useContractForm } from "../../components/use-contract-form.ts";
import { setUpTexts as texts } from "../../texts/en/set-up.ts";
import classes from "./owner-step.module.css";
import { currencyName } from "./shop-step.tsx";
import type { ShopInput } from "./shop-step.tsx";

interface OwnerStepProps {
  readonly token: string;
  readonly shop: ShopInput;
  readonly onBack: () => void;
  readonly onDone: () => void;
}

/** The second step: the owner. Saving creates the shop and signs the owner in. */
export function OwnerStep({ token, shop, onBack, onDone }: OwnerStepProps) {
  const setUp = trpc.setup.create.useMutation();
  const form = useContractForm({
    contract: SetUpShop,
    draft: { name: "set-up-owner" },
    initial: { owner: { name: "", login: "", password: "" } },
    input: ({ owner }) => ({ token, shop, owner }),
    send: (input) => setUp.mutateAsync(input),
    onSaved: () => onDone(),
  });
  return (
    <Form form={form} submitLabel={texts.finish} onCancel={onBack} cancelLabel={texts.back}>
      <TextField
        field={form.field("owner.name")}
        label={texts.ownerName}
        hint={texts.ownerNameHint}
        autoComplete="name"
        focused
      />
      <TextField
        field={form.field("owner.login")}
        label={texts.login}
        hint={texts.loginHint}
        autoComplete="username"
      />
      <PasswordField
        field={form.field("owner.password")}
        label={texts.password}
        hint={texts.passwordHint}
        autoComplete="new-password"
      />
      <div>
        <p>{texts.currencyStays(shop.currency, currencyName(shop.currency, navigator.language))}</p>
        <p className={classes.action}>
          <Button onClick={onBack}>{texts.changeCurrency}</Button>
        </p>
      </div>
    </Form>
  );
}
