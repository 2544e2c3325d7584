import { useNavigate, useRouter, useSearch } from "@tanstack/react-router";
import { SignInPage } from "../features/users/sign-in-page.tsx";
import { paths } from "./paths.ts";

/** Signing in, and then on to where the person wanted to go. */
export function SignInRoute() {
  const { next } = useSearch({ from: paths.signIn });
  const navigate = useNavigate();
  const router = useRouter();
  const goOn = () =>
    next === undefined ? void navigate({ to: paths.home }) : router.history.push(next);
  return <SignInPage onSignedIn={goOn} />;
}
