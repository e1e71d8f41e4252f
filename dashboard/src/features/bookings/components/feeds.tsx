import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { at, useHere } from '@/app/here'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Sure } from '@/components/ui/dialog'
import { Select, Tick } from '@/components/ui/field'
import { Empty, Fault, Shown } from '@/components/ui/states'
import { useWhose } from '@/features/bookings/api/whose'
import { OnceOnly } from '@/features/settings/components/once-only'
import { $api, HOME, type Schemas } from '@/lib/api'
import { useStale } from '@/lib/stale'
import { dayAndTime } from '@/lib/time'

/** Addresses at which a calendar program reads the book. Whoever has one reads it, until it is taken back. */
export function Feeds({ manages }: { manages: boolean }) {
  const { t } = useTranslation()
  const { business, timezone } = useHere()
  const stale = useStale()
  const { resources, nameOf } = useWhose()
  const [whose, setWhose] = useState('')
  const [names, setNames] = useState(false)
  const [leaving, setLeaving] = useState<Schemas['FeedOut']>()
  const path = at(business)
  const feeds = $api.useQuery('get', `${HOME}/feeds`, { params: { path } })
  const make = $api.useMutation('post', `${HOME}/feeds`, { onSuccess: () => stale('/feeds') })
  const revoke = $api.useMutation('delete', `${HOME}/feeds/{feed}`, { onSuccess: () => stale('/feeds'), onSettled: () => setLeaving(undefined) })
  return (
    <Card title={t('calendars.feeds')}>
      <p className="mb-3 text-sm text-faint">{t('calendars.feedsHint')}</p>
      <Shown query={feeds} lines={1}>
        {(found) =>
          found.length === 0 ? (
            <Empty>{t('calendars.noFeeds')}</Empty>
          ) : (
            <ul aria-label={t('calendars.feeds')} className="divide-y divide-line">
              {found.map((one) => (
                <li key={one.id} className="flex flex-wrap items-center justify-between gap-2 py-2 text-sm">
                  <span>
                    <span className="font-medium">{nameOf(one.resource)}</span>{' '}
                    <span className="text-faint">
                      · {t(one.names ? 'calendars.withNames' : 'calendars.withInitials')} · {dayAndTime(one.made, timezone)}
                    </span>
                  </span>
                  {manages && (
                    <Button aria-label={`${t('calendars.revoke')}: ${nameOf(one.resource)}`} onClick={() => setLeaving(one)}>
                      {t('calendars.revoke')}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
      {manages && (
        <form
          aria-label={t('calendars.makeFeed')}
          className="mt-4 grid items-end gap-3 border-t border-line pt-4 sm:grid-cols-[minmax(0,1fr)_auto_auto]"
          onSubmit={(event) => {
            event.preventDefault()
            make.mutate({ params: { path }, body: { resource: whose, names } })
          }}
        >
          <Select label={t('calendars.whose')} value={whose} onChange={(event) => setWhose(event.target.value)}>
            <option value="">{t('calendars.everybody')}</option>
            {resources.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </Select>
          <Tick label={t('calendars.names')} checked={names} onChange={(event) => setNames(event.target.checked)} />
          <Button type="submit" tone="strong" disabled={make.isPending}>
            {t('calendars.makeFeed')}
          </Button>
        </form>
      )}
      <Fault error={make.error ?? revoke.error} />
      {make.data && <OnceOnly title={t('calendars.newFeed')} secret={make.data.url} onClose={() => make.reset()} />}
      {leaving && (
        <Sure
          title={t('calendars.revokeTitle')}
          act={t('calendars.revoke')}
          busy={revoke.isPending}
          onAct={() => revoke.mutate({ params: { path: { ...path, feed: leaving.id } } })}
          onClose={() => setLeaving(undefined)}
        >
          {t('calendars.revokeWhat')}
        </Sure>
      )}
    </Card>
  )
}
