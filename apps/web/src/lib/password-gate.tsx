import { createContext, useCallback, useContext, useState } from "react";
import type { ReactNode } from "react";
import { ConfirmPassword } from "@daybook/contract/users";
import { PasswordField } from "../components/fields.tsx";
import { Form } from "../components/form.tsx";
import { Dialog } from "../components/dialog.tsx";
import { passwordGateTexts as texts } from "../texts/en/password-gate.ts";
import { refusalOf } from "./refusal-of.ts";
import { trpc } from "./trpc.ts";
import { useContractForm } from "./use-contract-form.ts";

type Gate = <Result>(run: () => Promise<Result>) => Promise<Result>;

const GateContext = createContext<Gate | null>(null);

interface Asking {
  readonly confirmed: () => void;
  readonly cancelled: () => void;
}

/** Where the password is asked for again. Mounted once, inside the door. */
export function PasswordGateProvider({ children }: { readonly children: ReactNode }) {
  const [asking, setAsking] = useState<Asking | null>(null);
  const gate = useCallback<Gate>(async (run) => {
    try {
      return await run();
    } catch (error) {
      if (refusalOf(error)?.code !== "confirm_password") throw error;
      const goOn = await new Promise<boolean>((resolve) => {
        setAsking({ confirmed: () => resolve(true), cancelled: () => resolve(false) });
      });
      setAsking(null);
      // Given up: the refusal stands where the person began.
      if (!goOn) throw error;
      return run();
    }
  }, []);
  return (
    <GateContext.Provider value={gate}>
      {children}
      {asking === null ? null : (
        <AskPassword onConfirmed={asking.confirmed} onCancel={asking.cancelled} />
      )}
    </GateContext.Provider>
  );
}

/** Runs something that the server may allow only right after the password was given, and asks for it when it does. */
export function usePasswordGate(): Gate {
  const gate = useContext(GateContext);
  if (gate === null) throw new Error("usePasswordGate stands outside of the signed-in shell");
  return gate;
}

interface AskPasswordProps {
  readonly onConfirmed: () => void;
  readonly onCancel: () => void;
}

function AskPassword({ onConfirmed, onCancel }: AskPasswordProps) {
  const confirm = trpc.auth.confirmPassword.useMutation();
  const form = useContractForm({
    contract: ConfirmPassword,
    initial: { password: "" },
    input: (values) => values,
    send: (input) => confirm.mutateAsync(input),
    onSaved: onConfirmed,
  });
  return (
    <Dialog title={texts.title} closeLabel={texts.cancel} onClose={onCancel}>
      <p className="muted">{texts.lead}</p>
      <Form form={form} submitLabel={texts.confirm} onCancel={onCancel}>
        <PasswordField
          field={form.field("password")}
          label={texts.password}
          autoComplete="current-password"
          focused
        />
      </Form>
    </Dialog>
  );
}
