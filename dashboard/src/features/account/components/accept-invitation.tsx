import { useTranslation } from 'react-i18next'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Fault, Loading } from '@/components/ui/states'
import { LEAST_CHARACTERS, useAccept, useInvitation } from '@/features/account/api/account'
import { Entrance } from '@/features/account/components/entrance'
import { ApiProblem, type Schemas } from '@/lib/api'

export function AcceptInvitation({ token, onAccepted }: { token: string; onAccepted: () => void }) {
  const { t } = useTranslation()
  const invitation = useInvitation(token)
  if (invitation.data) return <Accepting token={token} invitation={invitation.data} onAccepted={onAccepted} />
  const gone = (invitation.error as unknown) instanceof ApiProblem && (invitation.error as unknown as ApiProblem).status === 404
  return (
    <main className="mx-auto max-w-sm px-4 py-12">
      {invitation.isPending ? <Loading /> : <Fault error={gone ? new Error(t('account.gone')) : invitation.error} again={() => void invitation.refetch()} />}
    </main>
  )
}

function Accepting({ token, invitation, onAccepted }: { token: string; invitation: Schemas['InvitationShown']; onAccepted: () => void }) {
  const { t } = useTranslation()
  const accept = useAccept(token, onAccepted)
  const submit = (fields: FormData) => accept.mutate({ name: String(fields.get('name')), password: String(fields.get('password')) })
  const wrong = accept.error instanceof ApiProblem && accept.error.status === 403
  return (
    <Entrance title={t('account.invited')} onSubmit={submit}>
      <p className="text-sm text-faint">{t('account.invitedTo', { to: invitation.to || t('account.everyBusiness'), role: t(`role.${invitation.role}`) })}</p>
      <Field label={t('account.email')} name="email" type="email" autoComplete="username" value={invitation.email} readOnly />
      <Field label={t('account.name')} name="name" autoComplete="name" defaultValue={invitation.name} required maxLength={200} />
      <Field
        label={t('account.password')}
        name="password"
        type="password"
        autoComplete="new-password"
        required
        minLength={LEAST_CHARACTERS}
        maxLength={256}
        hint={t('account.passwordHint', { count: LEAST_CHARACTERS })}
      />
      <Fault error={wrong ? new Error(t('account.otherPassword')) : accept.error} />
      <Button type="submit" tone="strong" disabled={accept.isPending} className="w-full">
        {t('account.accept')}
      </Button>
    </Entrance>
  )
}
