import { Button } from '@/components/ui/button'
import { Fault } from '@/components/ui/card'
import { isNobody, useSignIn } from '@/features/account/api/account'
import { Entrance, Field } from '@/features/account/components/entrance'

export function SignIn() {
  const signIn = useSignIn()
  const refused = isNobody(signIn.error) ? new Error('That e-mail address and password do not go together.') : signIn.error
  return (
    <Entrance title="Sign in" onSubmit={(fields) => signIn.mutate({ email: String(fields.get('email')), password: String(fields.get('password')) })}>
      <Field label="E-mail" name="email" type="email" autoComplete="username" required autoFocus />
      <Field label="Password" name="password" type="password" autoComplete="current-password" required />
      <Fault error={refused} />
      <Button type="submit" tone="strong" disabled={signIn.isPending} className="w-full py-2">
        Sign in
      </Button>
      <p className="text-sm text-stone-500">No account, or the password is lost? Ask whoever manages your business for an invitation.</p>
    </Entrance>
  )
}
