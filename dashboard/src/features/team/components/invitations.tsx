import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from '@/lib/toast'
import { at, useHere } from '@/app/here'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Field, Select } from '@/components/ui/field'
import { Fault, Shown } from '@/components/ui/states'
import { type Role, ranked } from '@/features/account/api/account'
import { $api, HOME, type Schemas } from '@/lib/api'
import { useStale } from '@/lib/stale'
import { dayAndTime } from '@/lib/time'

const ROLES = ['read_only', 'staff', 'manager', 'owner'] as const

/** Inviting, and who was invited and has not come yet. `own`: the role of whoever invites; nobody gives a higher one. */
export function Invitations({ own }: { own: Role }) {
  const { t } = useTranslation()
  const { business, timezone } = useHere()
  const stale = useStale()
  const [role, setRole] = useState<Role>('staff')
  const [made, setMade] = useState<Schemas['InvitationLink'] | null>(null)
  const waiting = $api.useQuery('get', `${HOME}/invitations`, { params: { path: at(business) } })
  const invite = $api.useMutation('post', `${HOME}/members`, {
    onSuccess: (link) => {
      setMade(link)
      return stale('/invitations')
    },
  })
  const withdraw = $api.useMutation('delete', `${HOME}/invitations/{invitation}`, {
    onSuccess: (_, { params }) => {
      if (params.path.invitation === made?.id) setMade(null)
      return stale('/invitations')
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const fields = new FormData(form)
    invite.mutate({ params: { path: at(business) }, body: { name: String(fields.get('name')), email: String(fields.get('email')), role } }, { onSuccess: () => form.reset() })
  }
  return (
    <Card title={t('team.invite')}>
      <form aria-label={t('team.invite')} onSubmit={submit} className="grid gap-3 sm:grid-cols-2">
        <Field label={t('team.theirName')} name="name" autoComplete="off" required maxLength={200} />
        <Field label={t('team.theirEmail')} name="email" type="email" autoComplete="off" required maxLength={254} />
        <div className="sm:col-span-2">
          <Select label={t('team.role')} hint={t(`team.roleHint.${role}`)} value={role} onChange={(event) => setRole(event.target.value as Role)}>
            {ROLES.filter((one) => ranked(own, one)).map((one) => (
              <option key={one} value={one}>
                {t(`role.${one}`)}
              </option>
            ))}
          </Select>
        </div>
        <div className="sm:col-span-2">
          <Fault error={invite.error} />
          <Button type="submit" tone="strong" disabled={invite.isPending}>
            {t('team.send')}
          </Button>
        </div>
      </form>
      {made && <Link made={made} />}
      <Shown query={waiting} lines={1}>
        {(found) =>
          found.length > 0 && (
            <section aria-label={t('team.waiting')} className="mt-5">
              <h3 className="text-sm font-semibold">{t('team.waiting')}</h3>
              <ul className="divide-y divide-line">
                {found.map((one) => (
                  <li key={one.id} className="flex flex-wrap items-center gap-3 py-2 text-sm">
                    <span className="min-w-0 flex-1">
                      <span className="font-medium">{one.name}</span> <span className="text-faint">{one.email}</span>
                      <span className="block text-xs text-faint">
                        {t(`role.${one.role}`)} · {t('team.until', { when: dayAndTime(one.expires, timezone) })}
                      </span>
                    </span>
                    <Button
                      aria-label={`${t('team.withdraw')}: ${one.name}`}
                      disabled={withdraw.isPending}
                      onClick={() => withdraw.mutate({ params: { path: { ...at(business), invitation: one.id } } })}
                    >
                      {t('team.withdraw')}
                    </Button>
                  </li>
                ))}
              </ul>
            </section>
          )
        }
      </Shown>
    </Card>
  )
}

function Link({ made }: { made: Schemas['InvitationLink'] }) {
  const { t } = useTranslation()
  const copy = () => navigator.clipboard.writeText(made.link).then(() => toast.success(t('team.copied')))
  return (
    <div className="mt-4 rounded-xl bg-good-soft p-3">
      <div className="flex flex-wrap items-end gap-2">
        <div className="min-w-0 flex-1">
          <Field label={t('team.link', { name: made.name })} readOnly value={made.link} onFocus={(event) => event.target.select()} />
        </div>
        <Button onClick={() => void copy()}>{t('team.copy')}</Button>
      </div>
      <p className="mt-2 text-xs">{t('team.linkHint')}</p>
    </div>
  )
}
