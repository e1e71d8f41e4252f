import { Button } from '@/components/ui/button'
import { Empty, Fault } from '@/components/ui/card'
import { type Invitation, useAccept, useInvitation } from '@/features/account/api/account'
import { Entrance, Field } from '@/features/account/components/entrance'
import { ApiProblem } from '@/lib/api'

const LEAST_CHARACTERS = 12

const roles: Record<string, string> = { owner: 'an owner', manager: 'a manager', staff: 'staff', read_only: 'somebody who may look' }

export function AcceptInvitation({ token, onAccepted }: { token: string; onAccepted: () => void }) {
  const invitation = useInvitation(token)
  if (invitation.data) return <Accepting token={token} invitation={invitation.data} onAccepted={onAccepted} />
  if (invitation.isPending) return <Empty>One moment…</Empty>
  const gone = invitation.error instanceof ApiProblem && invitation.error.status === 404
  return (
    <main className="mx-auto mt-16 max-w-sm px-4">
      <Fault error={gone ? new Error('This invitation was used already, or it has expired. Ask for another.') : invitation.error} />
    </main>
  )
}

function Accepting({ token, invitation, onAccepted }: { token: string; invitation: Invitation; onAccepted: () => void }) {
  const accept = useAccept(token, onAccepted)
  const submit = (fields: FormData) => accept.mutate({ name: String(fields.get('name')), password: String(fields.get('password')) })
  const wrong = accept.error instanceof ApiProblem && accept.error.status === 403
  return (
    <Entrance title="You are invited" onSubmit={submit}>
      <p className="text-sm text-stone-600">
        To {invitation.to || 'every business here'}, as {roles[invitation.role] ?? invitation.role}.
      </p>
      <Field label="E-mail" name="email" type="email" autoComplete="username" value={invitation.email} readOnly />
      <Field label="Your name" name="name" autoComplete="name" defaultValue={invitation.name} required maxLength={200} />
      <Field
        label="Password"
        name="password"
        type="password"
        autoComplete="new-password"
        required
        minLength={LEAST_CHARACTERS}
        maxLength={256}
        hint={`${LEAST_CHARACTERS} characters or more: several words are good. If you have an account already, its password.`}
      />
      <Fault error={wrong ? new Error('You have an account already, with another password.') : accept.error} />
      <Button type="submit" tone="strong" disabled={accept.isPending} className="w-full py-2">
        Accept
      </Button>
    </Entrance>
  )
}
