import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { type ComponentType, type FormEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from '@/lib/toast'
import { Preferences } from '@/app/preferences'
import { Button } from '@/components/ui/button'
import { Card, PageTitle } from '@/components/ui/card'
import { Sure } from '@/components/ui/dialog'
import { Empty, Fault, Shown } from '@/components/ui/states'
import { ME, useMe } from '@/features/account/api/account'
import { idFrom } from '@/features/assistant/api/draft'
import { GetNumber } from '@/features/numbers/components/get-number'
import { telephone } from '@/lib/telephone'
import { definitionOf, EMPTY, forget, type House, keep, kept, missing, type Pack } from '@/features/set-up/api/house'
import { HoursStep, HouseStep, TradeStep } from '@/features/set-up/components/house-steps'
import { OfferStep } from '@/features/set-up/components/offer-step'
import { PlacesStep } from '@/features/set-up/components/places-step'
import { $api, HOME } from '@/lib/api'

export interface StepProps {
  house: House
  set: (part: Partial<House>) => void
  pack: Pack | undefined
  packs: Pack[]
}

/** Addresses of pages that are no business's. */
const PAGES = ['all', 'set_up']

const STEPS = ['trade', 'house', 'hours', 'offer', 'places', 'number'] as const
const FORMS: Record<(typeof STEPS)[number], ComponentType<StepProps>> = {
  trade: TradeStep,
  house: HouseStep,
  hours: HoursStep,
  offer: OfferStep,
  places: PlacesStep,
  number: NumberStep,
}

/** From nothing to a business that answers: what is typed stays in this browser until it is made. */
export function SetUpPage() {
  const { t } = useTranslation()
  const me = useMe().data
  const packs = $api.useQuery('get', '/api/v1/packs', {}, { staleTime: Infinity })
  return (
    <main className="mx-auto max-w-3xl p-4 sm:p-6">
      <div className="mb-4 flex flex-wrap items-center justify-between gap-2">
        <Link to="/" className="text-lg font-bold text-brand">
          Firstring
        </Link>
        <Preferences />
      </div>
      <PageTitle title={t('setUp.title')} hint={t('setUp.hint')} />
      {me && !me.may_found ? <Empty>{t('setUp.denied')}</Empty> : <Shown query={packs}>{(found) => <Steps packs={found} />}</Shown>}
    </main>
  )
}

function Steps({ packs }: { packs: Pack[] }) {
  const { t } = useTranslation()
  const [house, setHouse] = useState(kept)
  const [over, setOver] = useState(false)
  useEffect(() => keep(house), [house])
  const set = (part: Partial<House>) => setHouse((now) => ({ ...now, ...part }))
  const taken = useMe().data?.businesses ?? []
  const pack = packs.find((one) => one.vertical === house.vertical)
  const step = pack ? Math.min(house.step, STEPS.length - 1) : 0
  const name = STEPS[step]!
  const Form = FORMS[name]
  const go = (to: number) => {
    set({ step: to, timezone: house.timezone || Intl.DateTimeFormat().resolvedOptions().timeZone, id: house.id || (to === STEPS.length - 1 ? idFrom(house.name, [...taken.map((one) => one.id), ...PAGES]) : '') })
    scrollTo({ top: 0 })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    go(step + 1)
  }
  const last = name === 'number'
  return (
    <>
      <nav aria-label={t('setUp.title')} className="mb-4">
        <ol className="flex flex-wrap gap-1">
          {STEPS.map((one, index) => (
            <li key={one}>
              <Button tone={index === step ? 'strong' : 'plain'} disabled={index > 0 && !pack} aria-current={index === step ? 'step' : undefined} onClick={() => go(index)}>
                <span aria-hidden>{index + 1}</span> {t(`setUp.steps.${one}`)}
              </Button>
            </li>
          ))}
        </ol>
      </nav>
      {last ? (
        <Form house={house} set={set} pack={pack} packs={packs} />
      ) : (
        <form aria-label={t(`setUp.steps.${name}`)} onSubmit={submit}>
          <Card title={t(`setUp.steps.${name}`)} aside={<span className="text-sm text-faint">{t('setUp.step', { step: step + 1, of: STEPS.length })}</span>}>
            <Form house={house} set={set} pack={pack} packs={packs} />
          </Card>
          <div className="mt-4 flex flex-wrap justify-between gap-2">
            <span className="flex gap-2">
              {step > 0 && <Button onClick={() => go(step - 1)}>{t('setUp.back')}</Button>}
              {step > 0 && (
                <Button tone="quiet" onClick={() => setOver(true)}>
                  {t('setUp.over')}
                </Button>
              )}
            </span>
            <Button type="submit" tone="strong" disabled={!pack}>
              {t('setUp.next')}
            </Button>
          </div>
        </form>
      )}
      {over && (
        <Sure
          title={t('setUp.overTitle')}
          act={t('setUp.over')}
          onClose={() => setOver(false)}
          onAct={() => {
            setHouse(EMPTY)
            setOver(false)
          }}
        >
          <p>{t('setUp.overWhat')}</p>
        </Sure>
      )}
    </>
  )
}

/** A number, and with it the business is made. */
function NumberStep({ house, set, pack }: StepProps) {
  const { t } = useTranslation()
  const go = useNavigate()
  const queries = useQueryClient()
  const agency = useMe().data?.agency ?? ''
  const make = $api.useMutation('put', `${HOME}/definition`, {
    onSuccess: async () => {
      forget()
      toast.success(t('setUp.made', { name: house.name }))
      await queries.invalidateQueries({ queryKey: ME })
      await go({ to: '/$business/set-up', params: { business: house.id } })
    },
  })
  const lacks = missing(house, pack)
  const finish = () =>
    pack && make.mutate({ params: { path: { business: house.id }, header: { 'if-none-match': '*' } }, body: { definition: definitionOf(house, pack, agency), note: '', although: '', untried: false } })
  return (
    <div className="space-y-4">
      <p className="text-sm text-faint">{t('setUp.numberHint')}</p>
      <GetNumber business={house.id} inUse={false} then={(number) => set({ number })} />
      <Card title={t('setUp.finish')}>
        {house.number && <p className="text-lg font-semibold tabular-nums">{t('setUp.chosen', { number: telephone(house.number) })}</p>}
        {lacks.length > 0 && <p className="text-sm text-warn">{t('setUp.missing', { what: lacks.map((one) => t(`setUp.${one}`)).join(', ') })}</p>}
        <Fault error={make.error} />
        <div className="mt-4 flex flex-wrap justify-between gap-2">
          <Button onClick={() => set({ step: house.step - 1 })}>{t('setUp.back')}</Button>
          <Button tone="strong" disabled={lacks.length > 0 || make.isPending} onClick={finish}>
            {t('setUp.finish')}
          </Button>
        </div>
      </Card>
    </div>
  )
}
