import { useNavigate, useRouter, useSearch } from "@tanstack/react-router";
import { SignInPage } from "../features/users/sign-in-page.tsx";
import { hasShownAShop } from "../lib/shown-shop.ts";
import { paths } from "../lib/paths.ts";

/** Signing in, and then on to where the person wanted to go. */
export function SignInRoute() {
  const { next } = useSearch({ from: paths.signIn });
  const navigate = useNavigate();
  const router = useRouter();
  const goOn = () => {
    // Somebody was signed in on this page before: in another shop it may be, or another person, with sales to send.
    if (hasShownAShop()) window.location.assign(addressOf(next));
    else if (next === undefined) void navigate({ to: paths.home });
    else router.history.push(next);
  };
  return <SignInPage onSignedIn={goOn} />;
}

/** Browsers read addresses more freely than we do: what is not of this site after all is home. */
function addressOf(next: string = paths.home): string {
  const { href, origin } = new URL(next, window.location.origin);
  return origin === window.location.origin ? href : paths.home;
}
