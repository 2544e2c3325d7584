import { useRef } from "react";
import { newId } from "@daybook/contract/uuid";

/**
 * Keys of writes that a user may retry: the same request has the same key until it is answered, so it is performed
 * once.
 */
export function useRepeatKey() {
  const last = useRef<{ readonly request: string; readonly key: string } | null>(null);
  return {
    keyOf: (input: unknown): string => {
      const request = JSON.stringify(input);
      if (last.current?.request !== request) last.current = { request, key: newId() };
      return last.current.key;
    },
    answered: () => {
      last.current = null;
    },
  };
}
