import { createContext, lazy, Suspense, useCallback, useContext, useRef, useState } from "react";
import type { ReactNode } from "react";
import { lateCode } from "../lib/late-code.ts";
import { refusalOf } from "../lib/refusal-of.ts";

const load = lateCode(() => import("./ask-password.tsx"));
const AskPassword = lazy(async () => ({ default: (await load()).AskPassword }));

type Gate = <Result>(run: () => Promise<Result>) => Promise<Result>;

const GateContext = createContext<Gate | null>(null);

interface Asking {
  readonly confirmed: () => void;
  readonly cancelled: () => void;
}

/** Shows the password prompt. Mounted once, for signed-in users. */
export function PasswordGateProvider({ children }: { readonly children: ReactNode }) {
  const [asking, setAsking] = useState<Asking | null>(null);
  /** One prompt for all waiting requests. */
  const question = useRef<Promise<boolean> | null>(null);
  const gate = useCallback<Gate>(async (run) => {
    try {
      return await run();
    } catch (error) {
      if (refusalOf(error)?.code !== "confirm_password") throw error;
      question.current ??= new Promise<boolean>((resolve) => {
        setAsking({ confirmed: () => resolve(true), cancelled: () => resolve(false) });
      }).finally(() => {
        question.current = null;
        setAsking(null);
      });
      const goOn = await question.current;
      // Cancelled: the refusal is shown at the original action.
      if (!goOn) throw error;
      return run();
    }
  }, []);
  return (
    <GateContext.Provider value={gate}>
      {children}
      {asking === null ? null : (
        <Suspense>
          <AskPassword onConfirmed={asking.confirmed} onCancel={asking.cancelled} />
        </Suspense>
      )}
    </GateContext.Provider>
  );
}

/** Runs a request that may require a password confirmation, and shows the prompt if it does. */
export function usePasswordGate(): Gate {
  const gate = useContext(GateContext);
  if (gate === null) throw new Error("usePasswordGate stands outside of the signed-in shell");
  return gate;
}
