import { CreateUser, UpdateUser } from "@daybook/contract/users";
import type { User } from "@daybook/contract/users";
import { ROLES } from "@daybook/contract/permissions";
import type { Role } from "@daybook/contract/permissions";
import { ChecksField } from "../../components/checks-field.tsx";
import { CheckField, PasswordField, TextField } from "../../components/fields.tsx";
import { FormSheet } from "../../components/form-sheet.tsx";
import { usePasswordGate } from "../../components/password-gate.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useContractForm } from "../../components/use-contract-form.ts";
import { useStaleChoice } from "../../components/use-stale-choice.ts";
import { userTexts as texts } from "../../texts/en/users.ts";

const roleChoices = ROLES.map((role) => ({
  value: role,
  label: texts.roleNames[role],
  hint: texts.roleHints[role],
}));

const initialRoles: readonly Role[] = ["cashier"];

/** The sheet that creates a person. */
export function NewUserSheet({ onClose }: { readonly onClose: () => void }) {
  const confirmed = usePasswordGate();
  const create = trpc.users.create.useMutation();
  const form = useContractForm({
    contract: CreateUser,
    draft: { name: "user" },
    initial: { name: "", login: "", password: "", roles: initialRoles },
    input: ({ roles, ...values }, key) => ({ key, ...values, roles: [...roles] }),
    send: (input) => confirmed(() => create.mutateAsync(input)),
    onSaved: onClose,
  });
  return (
    <FormSheet title={texts.newTitle} texts={texts} form={form} onClose={onClose}>
      <TextField field={form.field("name")} label={texts.name} focused />
      <TextField field={form.field("login")} label={texts.login} hint={texts.loginHint} />
      <PasswordField
        field={form.field("password")}
        label={texts.password}
        hint={texts.passwordHint}
        autoComplete="new-password"
      />
      <ChecksField field={form.field("roles")} label={texts.roles} choices={roleChoices} />
    </FormSheet>
  );
}

interface EditUserSheetProps {
  readonly user: User;
  readonly refetch: () => Promise<unknown>;
  readonly onClose: () => void;
}

interface UserValues {
  readonly name: string;
  readonly login: string;
  readonly password: string;
  readonly keepKeys: boolean;
  readonly roles: readonly Role[];
}

/** The sheet that edits a person; a new password signs them out everywhere. */
export function EditUserSheet({ user, refetch, onClose }: EditUserSheetProps) {
  const confirmed = usePasswordGate();
  const update = trpc.users.update.useMutation();
  const form = useStaleChoice({
    contract: UpdateUser,
    draft: `user:${user.id}`,
    entity: user,
    refetch,
    valuesOf: ({ name, login, roles }: User): UserValues => ({
      name,
      login,
      password: "",
      keepKeys: false,
      roles,
    }),
    fields: {
      name: { label: texts.name },
      login: { label: texts.login },
      password: { label: texts.newPassword },
      keepKeys: { label: texts.keepKeys },
      roles: {
        label: texts.roles,
        show: (roles) => roles.map((role) => texts.roleNames[role]).join(", "),
      },
    },
    input: ({ password, keepKeys, roles, ...values }, head) => ({
      ...head,
      ...values,
      roles: [...roles],
      ...(password === "" ? {} : { password, keepKeys }),
    }),
    send: (input) => confirmed(() => update.mutateAsync(input)),
    onSaved: onClose,
  });
  return (
    <FormSheet title={texts.editTitle} texts={texts} form={form} onClose={onClose}>
      <TextField field={form.field("name")} label={texts.name} focused />
      <TextField field={form.field("login")} label={texts.login} hint={texts.loginHint} />
      <ChecksField field={form.field("roles")} label={texts.roles} choices={roleChoices} />
      <PasswordField
        field={form.field("password")}
        label={texts.newPassword}
        hint={texts.newPasswordHint}
        autoComplete="new-password"
        optional
      />
      {form.values.password === "" ? null : (
        <CheckField
          field={form.field("keepKeys")}
          label={texts.keepKeys}
          hint={texts.keepKeysHint}
        />
      )}
    </FormSheet>
  );
}
