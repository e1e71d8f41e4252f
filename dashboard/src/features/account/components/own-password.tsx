import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from '@/lib/toast'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Fault } from '@/components/ui/states'
import { LEAST_CHARACTERS } from '@/features/account/api/account'
import { $api, ApiProblem } from '@/lib/api'

export function OwnPassword() {
  const { t } = useTranslation()
  const change = $api.useMutation('put', '/api/v1/me/password')
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const fields = new FormData(form)
    const done = () => {
      form.reset()
      toast.success(t('team.passwordChanged'))
    }
    change.mutate({ body: { old: String(fields.get('old')), new: String(fields.get('new')) } }, { onSuccess: done })
  }
  const error: unknown = change.error
  const wrong = error instanceof ApiProblem && error.reason === 'not_let_in'
  return (
    <Card title={t('team.password')}>
      <form aria-label={t('team.password')} onSubmit={submit} className="space-y-3">
        <Field label={t('team.old')} name="old" type="password" autoComplete="current-password" required />
        <Field
          label={t('team.newPassword')}
          name="new"
          type="password"
          autoComplete="new-password"
          required
          minLength={LEAST_CHARACTERS}
          maxLength={256}
          hint={t('team.newPasswordHint', { count: LEAST_CHARACTERS })}
        />
        <Fault error={wrong ? new Error(t('account.wrong')) : error} />
        <Button type="submit" disabled={change.isPending}>
          {t('team.change')}
        </Button>
      </form>
    </Card>
  )
}
