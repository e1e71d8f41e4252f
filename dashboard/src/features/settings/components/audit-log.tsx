import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { at, useHere } from '@/app/here'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Empty, Shown } from '@/components/ui/states'
import { entriesWith, MOST_ENTRIES } from '@/features/settings/api/settings'
import { $api, HOME } from '@/lib/api'
import { dayAndTime } from '@/lib/time'

const ABOUT_CALL = /^(call|recording)\./

/** Who of the house looked into what, and who changed what. */
export function AuditLog() {
  const { t, i18n } = useTranslation()
  const { business, timezone } = useHere()
  const [words, setWords] = useState('')
  const entries = $api.useQuery('get', `${HOME}/audit`, { params: { path: at(business), query: { limit: MOST_ENTRIES } } })
  const members = $api.useQuery('get', `${HOME}/members`, { params: { path: at(business) } })
  const keys = $api.useQuery('get', `${HOME}/keys`, { params: { path: at(business) } })
  const named = (by: string) => {
    if (by === 'local') return t('settings.thisMachine')
    const key = keys.data?.find((one) => by === `key:${one.id}`)
    return key?.name ?? members.data?.find((one) => one.person.id === by)?.person.name ?? by
  }
  const said = (act: string) => {
    const key = `audit.${act.replace('.', '_')}`
    return i18n.exists(key) ? t(key as 'audit.call_read') : act
  }
  return (
    <Card title={t('settings.section.audit')}>
      <p className="mb-3 text-sm text-faint">{t('settings.auditHint')}</p>
      <div className="mb-3 max-w-md">
        <Field label={t('calls.search')} type="search" placeholder={t('settings.auditFor')} value={words} onChange={(event) => setWords(event.target.value)} />
      </div>
      <Shown query={entries} lines={6}>
        {(all) => {
          const found = entriesWith(all, words, named, said)
          if (found.length === 0) return <Empty>{all.length === 0 ? t('settings.noEntries') : t('settings.noEntryFound')}</Empty>
          return (
            <ul aria-label={t('settings.section.audit')} className="divide-y divide-line text-sm">
              {found.map((one) => (
                <li key={one.at + one.by + one.act + one.about} className="grid gap-x-3 py-2 sm:grid-cols-[11rem_10rem_minmax(0,1fr)]">
                  <span className="text-faint">{dayAndTime(one.at, timezone)}</span>
                  <span className="font-medium break-words">{named(one.by)}</span>
                  <span className="min-w-0 break-words">
                    <span title={one.act}>{said(one.act)}</span> {ABOUT_CALL.test(one.act) ? (
                      <Link className="text-brand underline" to="/$business/calls/$call" params={{ ...at(business), call: one.about }}>
                        {t('messages.toCall')}
                      </Link>
                    ) : (
                      <span className="text-faint">{one.about}</span>
                    )}
                  </span>
                </li>
              ))}
            </ul>
          )
        }}
      </Shown>
    </Card>
  )
}
