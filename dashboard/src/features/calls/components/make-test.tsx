import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from '@/lib/toast'
import { at, useHere } from '@/app/here'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Fault, Shown } from '@/components/ui/states'
import { $api, HOME, type Schemas } from '@/lib/api'
import { newId } from '@/lib/ids'
import { useStale } from '@/lib/stale'

type OwnTest = Schemas['OwnTest']

/** A call becomes a test that is played before each publication. */
export function MakeTest({ call, onClose }: { call: string; onClose: () => void }) {
  const { t } = useTranslation()
  const { business } = useHere()
  const made = $api.useQuery('post', `${HOME}/draft/tests/from-call/{call}`, { params: { path: { ...at(business), call } } }, { staleTime: Infinity, retry: false })
  return (
    <Dialog title={t('lab.makeTitle')} onClose={onClose}>
      <p className="mb-3 text-sm text-faint">{t('lab.makeHint')}</p>
      <Shown query={made} lines={4}>
        {(test) => <Written first={test} onClose={onClose} />}
      </Shown>
    </Dialog>
  )
}

function Written({ first, onClose }: { first: OwnTest; onClose: () => void }) {
  const { t } = useTranslation()
  const { business } = useHere()
  const stale = useStale()
  const [test, setTest] = useState(first)
  const [id] = useState(() => newId('test'))
  const keep = $api.useMutation('put', `${HOME}/draft/tests/{test}`, {
    onSuccess: () => {
      toast.success(t('lab.saved'))
      onClose()
      return stale('/draft/tests')
    },
  })
  const change = (place: number, part: Partial<OwnTest['turns'][number]>) =>
    setTest((now) => ({ ...now, turns: now.turns.map((turn, index) => (index === place ? { ...turn, ...part } : turn)) }))
  return (
    <form
      className="space-y-3"
      onSubmit={(event) => {
        event.preventDefault()
        keep.mutate({ params: { path: { ...at(business), test: id } }, body: { test, revision: 0 } })
      }}
    >
      <Field label={t('lab.name')} required maxLength={100} value={test.name} onChange={(event) => setTest({ ...test, name: event.target.value })} />
      <ol className="space-y-3">
        {test.turns.map((turn, place) => (
          <li key={place} className="rounded-lg border border-line p-3">
            {turn.say ? (
              <Field label={t('lab.caller')} required maxLength={300} value={turn.say} onChange={(event) => change(place, { say: event.target.value })} />
            ) : (
              <p className="text-sm text-faint">{turn.keys ? `[${turn.keys}]` : '…'}</p>
            )}
            <div className="mt-2 grid gap-2 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-end">
              <Field label={t('lab.must')} maxLength={100} value={turn.has?.[0] ?? ''} onChange={(event) => change(place, { has: event.target.value ? [event.target.value] : [] })} />
              {test.turns.length > 1 && (
                <Button aria-label={`${t('lab.remove')}: ${turn.say}`} onClick={() => setTest({ ...test, turns: test.turns.filter((_, index) => index !== place) })}>
                  {t('lab.remove')}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ol>
      <Fault error={keep.error} />
      <div className="flex justify-end">
        <Button type="submit" tone="strong" disabled={keep.isPending}>
          {t('lab.keep')}
        </Button>
      </div>
    </form>
  )
}
