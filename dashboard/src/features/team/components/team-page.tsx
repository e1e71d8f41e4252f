import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from '@/lib/toast'
import { at, useHere } from '@/app/here'
import { Button } from '@/components/ui/button'
import { Badge, Card, PageTitle } from '@/components/ui/card'
import { Sure } from '@/components/ui/dialog'
import { Select } from '@/components/ui/field'
import { Fault, Shown } from '@/components/ui/states'
import { type Role, ranked, useMe } from '@/features/account/api/account'
import { FirstAccount } from '@/features/account/components/first-account'
import { OwnPassword } from '@/features/account/components/own-password'
import { Invitations } from '@/features/team/components/invitations'
import { $api, HOME, type Schemas } from '@/lib/api'
import { useStale } from '@/lib/stale'

type Member = Schemas['MemberOut']

export function TeamPage() {
  const { t } = useTranslation()
  const { business } = useHere()
  const me = useMe().data
  const members = $api.useQuery('get', `${HOME}/members`, { params: { path: at(business) } })
  if (!me) return null
  const own = me.businesses.find((one) => one.id === business.id)?.role ?? 'read_only'
  return (
    <>
      <PageTitle title={t('team.title')} hint={t('team.hint')} />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        {me.open_house ? (
          <FirstAccount />
        ) : (
          <>
            <div className="min-w-0 space-y-4">
              <Card title={t('team.members')}>
              <Shown query={members}>
                {(found) => (
                  <ul aria-label={t('team.members')} className="divide-y divide-line">
                    {found.map((one) => (
                      <Person key={one.person.id + one.through} member={one} own={own} mine={one.person.id === me.person.id} />
                    ))}
                  </ul>
                )}
              </Shown>
              </Card>
              <OwnPassword />
            </div>
            <Invitations own={own} />
          </>
        )}
      </div>
    </>
  )
}

function Person({ member, own, mine }: { member: Member; own: Role; mine: boolean }) {
  const { t } = useTranslation()
  const { business } = useHere()
  const stale = useStale()
  const [leaving, setLeaving] = useState(false)
  const { person, role, through } = member
  const path = { ...at(business), person: person.id }
  const change = $api.useMutation('patch', `${HOME}/members/{person}`, {
    onSuccess: (_, { body }) => {
      toast.success(t('team.changed', { name: person.name, role: t(`role.${body.role}`) }))
      return stale('/members')
    },
  })
  const remove = $api.useMutation('delete', `${HOME}/members/{person}`, {
    onSuccess: () => {
      setLeaving(false)
      toast.success(t('team.removed', { name: person.name }))
      return stale('/members')
    },
  })
  const reachable = through === 'business' && ranked(own, role)
  const told = (error: { reason?: string } | null) => (error?.reason === 'last_owner' ? new Error(t('team.alone')) : error)
  return (
    <li className="flex flex-wrap items-center gap-3 py-3">
      <span aria-hidden className="grid size-10 shrink-0 place-items-center rounded-full bg-brand-soft font-semibold text-brand-strong">
        {person.name.slice(0, 1).toUpperCase()}
      </span>
      <div className="min-w-0 flex-1">
        <p className="font-medium">
          {person.name} {mine && <Badge shade="brand">{t('team.you')}</Badge>}
        </p>
        <p className="truncate text-sm text-faint">{person.email}</p>
      </div>
      {reachable ? (
        <>
          <div className="w-36">
            <Select
              quiet
              label={t('team.roleOf', { name: person.name })}
              value={role}
              disabled={change.isPending}
              onChange={(event) => change.mutate({ params: { path }, body: { role: event.target.value as Role } })}
            >
              {(['owner', 'manager', 'staff', 'read_only'] as const)
                .filter((one) => ranked(own, one))
                .map((one) => (
                  <option key={one} value={one}>
                    {t(`role.${one}`)}
                  </option>
                ))}
            </Select>
          </div>
          <Button aria-label={t('team.remove', { name: person.name })} onClick={() => setLeaving(true)}>
            {t('action.remove')}
          </Button>
        </>
      ) : (
        <span className="text-right text-sm">
          {t(`role.${role}`)}
          {through !== 'business' && <span className="block text-xs text-faint">{t(`team.through.${through}`)}</span>}
        </span>
      )}
      <div className="w-full empty:hidden">
        <Fault error={told(change.error as { reason?: string } | null)} />
      </div>
      {leaving && (
        <Sure
          title={t('team.removeTitle', { name: person.name })}
          act={t('action.remove')}
          busy={remove.isPending}
          onClose={() => setLeaving(false)}
          onAct={() => remove.mutate({ params: { path } })}
        >
          <p>{t('team.removeWhat')}</p>
          <Fault error={told(remove.error as { reason?: string } | null)} />
        </Sure>
      )}
    </li>
  )
}
