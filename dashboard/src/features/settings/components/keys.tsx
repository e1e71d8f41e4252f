import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { at, useHere } from '@/app/here'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Sure } from '@/components/ui/dialog'
import { Field, Select } from '@/components/ui/field'
import { Empty, Fault, Shown } from '@/components/ui/states'
import { OnceOnly } from '@/features/settings/components/once-only'
import { $api, HOME, type Schemas } from '@/lib/api'
import { useStale } from '@/lib/stale'
import { dayAndTime } from '@/lib/time'

/** What lets other programs in. */
export function Keys() {
  const { t } = useTranslation()
  const { business, timezone } = useHere()
  const stale = useStale()
  const [name, setName] = useState('')
  const [role, setRole] = useState<Schemas['Role']>('staff')
  const [leaving, setLeaving] = useState<Schemas['KeyOut']>()
  const keys = $api.useQuery('get', `${HOME}/keys`, { params: { path: at(business) } })
  const cut = $api.useMutation('post', `${HOME}/keys`, {
    onSuccess: () => {
      setName('')
      return stale('/keys')
    },
  })
  const withdraw = $api.useMutation('delete', `${HOME}/keys/{key}`, { onSuccess: () => stale('/keys'), onSettled: () => setLeaving(undefined) })
  return (
    <Card title={t('settings.section.keys')}>
      <p className="mb-3 text-sm text-faint">{t('settings.keysHint')}</p>
      <Shown query={keys}>
        {(found) =>
          found.length === 0 ? (
            <Empty>{t('settings.noKeys')}</Empty>
          ) : (
            <ul aria-label={t('settings.section.keys')} className="divide-y divide-line">
              {found.map((one) => (
                <li key={one.id} className="flex flex-wrap items-center justify-between gap-2 py-2 text-sm">
                  <span>
                    <span className="font-medium">{one.name}</span> <span className="text-faint">· {t(`role.${one.role}`)} · {dayAndTime(one.created, timezone)}</span>
                  </span>
                  <Button onClick={() => setLeaving(one)} aria-label={t('settings.withdrawOf', { name: one.name })}>
                    {t('settings.withdraw')}
                  </Button>
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
      <form
        className="mt-4 grid items-end gap-3 border-t border-line pt-4 sm:grid-cols-[minmax(0,1fr)_12rem_auto]"
        onSubmit={(event) => {
          event.preventDefault()
          cut.mutate({ params: { path: at(business) }, body: { name, role } })
        }}
      >
        <Field label={t('settings.keyName')} required maxLength={200} value={name} onChange={(event) => setName(event.target.value)} />
        <Select label={t('settings.keyMay')} value={role} onChange={(event) => setRole(event.target.value as Schemas['Role'])}>
          <option value="staff">{t('settings.mayBook')}</option>
          <option value="read_only">{t('settings.mayRead')}</option>
        </Select>
        <Button type="submit" tone="strong" disabled={cut.isPending}>
          {t('settings.cut')}
        </Button>
      </form>
      <Fault error={cut.error ?? withdraw.error} />
      {cut.data && <OnceOnly title={t('settings.newKey')} secret={cut.data.token} onClose={() => cut.reset()} />}
      {leaving && (
        <Sure title={t('settings.withdrawOf', { name: leaving.name })} act={t('settings.withdraw')} busy={withdraw.isPending} onAct={() => withdraw.mutate({ params: { path: { ...at(business), key: leaving.id } } })} onClose={() => setLeaving(undefined)}>
          {t('settings.withdrawWhat')}
        </Sure>
      )}
    </Card>
  )
}
