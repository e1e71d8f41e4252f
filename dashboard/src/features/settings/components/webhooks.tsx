import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { at, useHere } from '@/app/here'
import { Button } from '@/components/ui/button'
import { Badge, Card } from '@/components/ui/card'
import { Sure } from '@/components/ui/dialog'
import { Field, Ticks } from '@/components/ui/field'
import { Empty, Fault, Shown } from '@/components/ui/states'
import { EVENTS } from '@/features/settings/api/settings'
import { Deliveries } from '@/features/settings/components/deliveries'
import { OnceOnly } from '@/features/settings/components/once-only'
import { $api, HOME, type Schemas } from '@/lib/api'
import { useStale } from '@/lib/stale'

/** Other programs that are told of bookings. */
export function Webhooks() {
  const { t } = useTranslation()
  const { business } = useHere()
  const endpoints = $api.useQuery('get', `${HOME}/webhooks`, { params: { path: at(business) } })
  return (
    <div className="space-y-4">
      <Shown query={endpoints}>
        {(found) => (found.length === 0 ? <Empty>{t('settings.noWebhooks')}</Empty> : found.map((one) => <Endpoint key={one.id} endpoint={one} />))}
      </Shown>
      <NewEndpoint />
    </div>
  )
}

function NewEndpoint() {
  const { t } = useTranslation()
  const { business } = useHere()
  const stale = useStale()
  const [url, setUrl] = useState('')
  const [events, setEvents] = useState<(typeof EVENTS)[number][]>(['booking.*'])
  const add = $api.useMutation('post', `${HOME}/webhooks`, {
    onSuccess: () => {
      setUrl('')
      return stale('/webhooks')
    },
  })
  return (
    <Card title={t('settings.addWebhook')}>
      <p className="mb-3 text-sm text-faint">{t('settings.webhooksHint')}</p>
      <form
        className="space-y-3"
        onSubmit={(event) => {
          event.preventDefault()
          add.mutate({ params: { path: at(business) }, body: { url, events, description: '' } })
        }}
      >
        <Field label={t('settings.url')} type="url" required maxLength={2000} placeholder="https://" value={url} onChange={(event) => setUrl(event.target.value)} />
        <Ticks label={t('settings.events')} of={EVENTS.map((one) => [one, t(`settings.event.${one.replace('.', '_').replace('*', 'all') as 'booking_all'}`)] as const)} chosen={events} onChoose={setEvents} />
        <Fault error={add.error} />
        <Button type="submit" tone="strong" disabled={add.isPending || events.length === 0}>
          {t('action.add')}
        </Button>
      </form>
      {add.data && <OnceOnly title={t('settings.webhookSecret')} secret={add.data.secret} onClose={() => add.reset()} />}
    </Card>
  )
}

function Endpoint({ endpoint }: { endpoint: Schemas['EndpointOut'] }) {
  const { t } = useTranslation()
  const { business } = useHere()
  const stale = useStale()
  const [removing, setRemoving] = useState(false)
  const path = { ...at(business), endpoint: endpoint.id }
  const onSuccess = () => stale('/webhooks')
  const change = $api.useMutation('patch', `${HOME}/webhooks/{endpoint}`, { onSuccess })
  const rotate = $api.useMutation('post', `${HOME}/webhooks/{endpoint}/rotate`, { onSuccess })
  const remove = $api.useMutation('delete', `${HOME}/webhooks/{endpoint}`, { onSuccess, onSettled: () => setRemoving(false) })
  const test = $api.useMutation('post', `${HOME}/webhooks/{endpoint}/test`, { onSuccess })
  return (
    <Card title={endpoint.url} aside={<Badge shade={endpoint.active ? 'good' : 'danger'}>{endpoint.active ? t('settings.on') : t(endpoint.why_off === 'gone' ? 'settings.gone' : 'settings.off')}</Badge>}>
      <p className="mb-3 text-sm text-faint">{endpoint.events.map((one) => t(`settings.event.${one.replace('.', '_').replace('*', 'all') as 'booking_all'}`)).join(' · ')}</p>
      <div className="flex flex-wrap gap-2">
        <Button disabled={test.isPending || !endpoint.active} onClick={() => test.mutate({ params: { path } })}>
          {t('settings.test')}
        </Button>
        <Button disabled={rotate.isPending} onClick={() => rotate.mutate({ params: { path } })}>
          {t('settings.rotate')}
        </Button>
        <Button disabled={change.isPending} onClick={() => change.mutate({ params: { path }, body: { active: !endpoint.active, revision: endpoint.revision } })}>
          {endpoint.active ? t('settings.switchOff') : t('settings.switchOn')}
        </Button>
        <Button tone="danger" onClick={() => setRemoving(true)}>
          {t('action.remove')}
        </Button>
      </div>
      <Fault error={change.error ?? rotate.error ?? remove.error ?? test.error} />
      <Deliveries endpoint={endpoint.id} />
      {rotate.data && <OnceOnly title={t('settings.webhookSecret')} secret={rotate.data.secret} onClose={() => rotate.reset()} />}
      {removing && (
        <Sure title={t('settings.removeWebhook')} act={t('action.remove')} busy={remove.isPending} onAct={() => remove.mutate({ params: { path } })} onClose={() => setRemoving(false)}>
          {t('settings.removeWebhookWhat')}
        </Sure>
      )}
    </Card>
  )
}
