import { useEffect, useRef, useState } from "react";
import type { TillPeople } from "@daybook/contract/approvals";
import { Button } from "../../components/button.tsx";
import { EmptyState, Loaded } from "../../components/notices.tsx";
import { SideSheet } from "../../components/side-sheet.tsx";
import { describeError } from "../../lib/describe-error.ts";
import { useShop } from "../../lib/shop-context.tsx";
import { setLeaving } from "../../lib/leaving.ts";
import { trpc } from "../../lib/trpc.ts";
import { switchTexts as texts } from "../../texts/en/switch-person.ts";
import classes from "./switch-person-sheet.module.css";

type Person = TillPeople["items"][number];

interface SwitchPersonSheetProps {
  /** Sales of this person that are not sent yet. */
  readonly waiting: number;
  readonly onClose: () => void;
}

/** The people who may use this till: one tap, and the digits of their PIN. */
export function SwitchPersonSheet({ waiting, onClose }: SwitchPersonSheetProps) {
  const { me } = useShop();
  if (waiting > 0)
    return (
      <SideSheet title={texts.title} closeLabel={texts.close} onClose={onClose}>
        <p role="alert">{texts.waiting(waiting)}</p>
      </SideSheet>
    );
  return (
    <SideSheet title={texts.title} closeLabel={texts.close} onClose={onClose}>
      <TillPeopleList except={me.user.id} />
    </SideSheet>
  );
}

/** The people who may use this till, each with their PIN. */
export function TillPeopleList({ except }: { readonly except: string | null }) {
  const people = trpc.approvals.people.useQuery({});
  const [chosen, setChosen] = useState<Person | null>(null);
  const shown = people.data?.items.filter(({ id }) => id !== except);
  return (
    <Loaded query={people} data={shown} lines={3}>
      {(list) =>
        list.length === 0 ? (
          <EmptyState title={texts.nobody} />
        ) : (
          <ul className={classes.people}>
            {list.map((person) => (
              <li key={person.id}>
                <button
                  type="button"
                  className={classes.person}
                  aria-pressed={person.id === chosen?.id}
                  onClick={() => setChosen(person)}
                >
                  <span aria-hidden="true" className={classes.initials}>
                    {initialsOf(person.name)}
                  </span>
                  <span>{person.name}</span>
                </button>
                {person.id === chosen?.id ? <EnterPin person={person} /> : null}
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}

/** Takes the digits, and switches at the last one. */
function EnterPin({ person }: { readonly person: Person }) {
  const { id: userId, name, pinDigits } = person;
  const field = useRef<HTMLInputElement>(null);
  const [pin, setPin] = useState("");
  const change = trpc.auth.switchUser.useMutation({
    // The session of the person before ends first: requests under way are refused until the answer arrives.
    onMutate: () => setLeaving(true),
    // Everything on screen belongs to the other person.
    onSuccess: () => globalThis.location.reload(),
    onError: () => {
      setLeaving(false);
      setPin("");
      field.current?.focus();
    },
  });
  useEffect(() => field.current?.focus(), []);
  if (pinDigits === null) return <p className="muted">{texts.noPin(name)}</p>;
  const type = (typed: string) => {
    if (change.isPending || change.isSuccess) return;
    const digits = typed.replaceAll(/\D/g, "").slice(0, pinDigits);
    setPin(digits);
    if (digits.length === pinDigits) change.mutate({ userId, pin: digits });
  };
  return (
    <div className={classes.pin}>
      <label htmlFor="pin">{texts.pinOf(name)}</label>
      <input
        ref={field}
        id="pin"
        className={classes.field}
        type="password"
        inputMode="numeric"
        autoComplete="off"
        value={pin}
        aria-invalid={change.isError}
        aria-describedby={change.isError ? "pin-error" : undefined}
        onChange={(event) => type(event.currentTarget.value)}
      />
      <div className={classes.keys}>
        {["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"].map((digit) => (
          <Button key={digit} onClick={() => type(pin + digit)}>
            {digit}
          </Button>
        ))}
        <div className={classes.delete}>
          <Button wide onClick={() => type(pin.slice(0, -1))}>
            {texts.deleteDigit}
          </Button>
        </div>
      </div>
      <p id="pin-error" role="alert">
        {change.error === null ? "" : describeError(change.error)}
      </p>
    </div>
  );
}

/** The first letters of the first and the last word of a name. */
function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== "");
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return letters.map((word) => [...(word ?? "")][0] ?? "").join("");
}
