import { useTranslation } from 'react-i18next'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Fault } from '@/components/ui/states'
import { isNobody, useSignIn } from '@/features/account/api/account'
import { Entrance } from '@/features/account/components/entrance'

export function SignIn() {
  const { t } = useTranslation()
  const signIn = useSignIn()
  const refused = isNobody(signIn.error) ? new Error(t('account.wrong')) : signIn.error
  return (
    <Entrance title={t('account.signIn')} onSubmit={(fields) => signIn.mutate({ email: String(fields.get('email')), password: String(fields.get('password')) })}>
      <Field label={t('account.email')} name="email" type="email" autoComplete="username" required autoFocus />
      <Field label={t('account.password')} name="password" type="password" autoComplete="current-password" required />
      <Fault error={refused} />
      <Button type="submit" tone="strong" disabled={signIn.isPending} className="w-full">
        {t('account.signIn')}
      </Button>
      <p className="text-sm text-faint">{t('account.lost')}</p>
    </Entrance>
  )
}
