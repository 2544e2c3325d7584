import { keepPreviousData } from "@tanstack/react-query";
import { useState } from "react";
import { ComboBox } from "../../components/combo-box.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useDebounced } from "../../lib/use-debounced.ts";
import { salesTexts as texts } from "../../texts/en/sales.ts";

const SHOWN = 8;
const TYPING_PAUSE_MS = 120;

/** A filter by customer: name, phone or e-mail. */
export function CustomerFilter({ onPick }: { readonly onPick: (id: string) => void }) {
  const [text, setText] = useState("");
  const search = useDebounced(text.trim(), TYPING_PAUSE_MS);
  const customers = trpc.customers.list.useQuery(
    { search, active: "all", limit: SHOWN },
    { enabled: search !== "", placeholderData: keepPreviousData },
  );
  return (
    <ComboBox
      label={texts.customer}
      text={text}
      onText={setText}
      options={(customers.data?.items ?? []).map(({ id, name, phone }) => ({
        id,
        content: (
          <>
            {name} <span className="muted num">{phone}</span>
          </>
        ),
      }))}
      onPick={(id) => {
        setText("");
        onPick(id);
      }}
      nothing={texts.noCustomer}
      found={texts.customersFound}
    />
  );
}
