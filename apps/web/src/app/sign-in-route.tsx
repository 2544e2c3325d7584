import { useNavigate, useRouter, useSearch } from "@tanstack/react-router";
import { SignInPage } from "../features/users/sign-in-page.tsx";
import { hasShownAShop } from "../lib/shown-shop.ts";
import { paths } from "../lib/paths.ts";

/** Signs in, then continues to the requested page. */
export function SignInRoute() {
  const { next } = useSearch({ from: paths.signIn });
  const navigate = useNavigate();
  const router = useRouter();
  const continueTo = () => {
    // Someone was signed in on this page before, possibly another user or in another shop, with unsent sales.
    if (hasShownAShop()) window.location.assign(addressOf(next));
    else if (next === undefined) void navigate({ to: paths.home });
    else router.history.push(next);
  };
  return <SignInPage onSignedIn={continueTo} />;
}

/** Browsers parse addresses leniently: if the result is on another site, go to the start page. */
function addressOf(next: string = paths.home): string {
  const { href, origin } = new URL(next, window.location.origin);
  return origin === window.location.origin ? href : paths.home;
}
