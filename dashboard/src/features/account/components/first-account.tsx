import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Fault } from '@/components/ui/states'
import { LEAST_CHARACTERS, useFirstAccount } from '@/features/account/api/account'

/** On a machine without accounts: the first, which owns everything here. From then on everybody signs in. */
export function FirstAccount({ then }: { then?: () => void }) {
  const { t } = useTranslation()
  const begin = useFirstAccount(then)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    begin.mutate({ name: String(fields.get('name')), email: String(fields.get('email')), password: String(fields.get('password')) })
  }
  return (
    <Card title={t('team.open')}>
      <p className="mb-4 text-sm text-faint">{t('team.openHint')}</p>
      <form aria-label={t('team.begin')} onSubmit={submit} className="space-y-3">
        <Field label={t('account.name')} name="name" autoComplete="name" required maxLength={200} />
        <Field label={t('account.email')} name="email" type="email" autoComplete="username" required maxLength={254} />
        <Field
          label={t('team.newPassword')}
          name="password"
          type="password"
          autoComplete="new-password"
          required
          minLength={LEAST_CHARACTERS}
          maxLength={256}
          hint={t('team.newPasswordHint', { count: LEAST_CHARACTERS })}
        />
        <Fault error={begin.error} />
        <Button type="submit" tone="strong" disabled={begin.isPending}>
          {t('team.begin')}
        </Button>
      </form>
    </Card>
  )
}
