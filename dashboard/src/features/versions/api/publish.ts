import { useEffect, useState } from 'react'
import { at } from '@/app/here'
import { goesOn, isTried, useTrial } from '@/features/versions/api/trial'
import { $api, HOME, type Schemas } from '@/lib/api'
import { useStale } from '@/lib/stale'

type Wish = Schemas['PublishIn']

/** Publishes the draft. One that was not tried is tried first, and published only if that goes well while the page is open. */
export function usePublishing(business: { id: string }, onPublished: (told: Schemas['PublishedOut']) => void) {
  const stale = useStale()
  const trial = useTrial(business.id)
  const [waiting, setWaiting] = useState<Wish | null>(null)
  const path = at(business)
  const publish = $api.useMutation('post', `${HOME}/draft/publish`, { onSuccess: onPublished, onSettled: () => setWaiting(null) })
  const begin = $api.useMutation('post', `${HOME}/draft/trial`, { onSuccess: () => stale('/draft/trial'), onError: () => setWaiting(null) })
  const send = (body: Wish) => publish.mutate({ params: { path }, body })
  const tried = isTried(trial.data)
  const go = (body: Wish) => {
    if (tried || body.untried || body.although) return send(body)
    begin.mutate({ params: { path } }, { onSuccess: () => setWaiting(body) })
  }
  useEffect(() => {
    if (!waiting || !trial.data || goesOn(trial.data) || publish.isPending) return
    if (tried && trial.data.failing.length === 0) send(waiting)
    else setWaiting(null)
  })
  const error = begin.error ?? publish.error
  return { go, tried, trial: trial.data, busy: begin.isPending || publish.isPending || waiting !== null, trying: begin.isPending || waiting !== null, error }
}
