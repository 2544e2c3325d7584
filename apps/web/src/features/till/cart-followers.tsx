import { TillAnnouncer } from "./till-announcer.tsx";
import { TillDisplays } from "./till-displays.tsx";
import type { Till } from "./use-till.ts";

/** What follows the cart without being part of the screen: the announcements, and the customer displays. */
export function CartFollowers({ till }: { readonly till: Till }) {
  return (
    <>
      <TillAnnouncer till={till} />
      <TillDisplays till={till} />
    </>
  );
}
