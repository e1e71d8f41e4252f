import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from '@/lib/toast'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Dialog } from '@/components/ui/dialog'
import { Field, Select } from '@/components/ui/field'
import { Empty, Fault, Shown } from '@/components/ui/states'
import { telephone } from '@/lib/telephone'
import { $api, HOME, type Schemas } from '@/lib/api'
import { priceOf } from '@/lib/numbers'

const COUNTRIES = ['US', 'CA', 'GB', 'IE', 'AU', 'NZ', 'ES', 'MX'] as const
const AREAS = ['US', 'CA']
const KINDS = ['local', 'toll_free', 'mobile'] as const
type Kind = (typeof KINDS)[number]

interface Wish {
  country: string
  kind: Kind
  area: string
  contains: string
}

interface Props {
  business: string
  /** The business is there already and answers the number from now on. */
  inUse: boolean
  then: (number: string) => unknown
}

/** Buying one, with its price confirmed, or connecting one that the account has. */
export function GetNumber({ business, inUse, then }: Props) {
  const { t, i18n } = useTranslation()
  const [country, setCountry] = useState<string>('US')
  const [kind, setKind] = useState<Kind>('local')
  const [wish, setWish] = useState<Wish | null>(null)
  const countries = new Intl.DisplayNames([i18n.language, 'en'], { type: 'region' })
  const search = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    setWish({ country, kind, area: String(fields.get('area') ?? ''), contains: String(fields.get('contains') ?? '') })
  }
  return (
    <Card title={t('numbers.get')}>
      <form aria-label={t('numbers.get')} onSubmit={search} className="grid grid-cols-2 gap-3">
        <Select label={t('numbers.country')} value={country} onChange={(event) => setCountry(event.target.value)}>
          {COUNTRIES.map((one) => (
            <option key={one} value={one}>
              {countries.of(one)}
            </option>
          ))}
        </Select>
        <Select label={t('numbers.kind')} value={kind} onChange={(event) => setKind(event.target.value as Kind)}>
          {KINDS.map((one) => (
            <option key={one} value={one}>
              {t(`numbers.kinds.${one}`)}
            </option>
          ))}
        </Select>
        {AREAS.includes(country) && kind === 'local' && <Field label={t('numbers.area')} name="area" inputMode="numeric" pattern="[2-9][0-9]{2}" maxLength={3} placeholder="415" />}
        <Field label={t('numbers.contains')} name="contains" inputMode="numeric" pattern="[0-9]*" maxLength={10} />
        <div className="col-span-2">
          <Button type="submit" tone="strong">
            {t('numbers.search')}
          </Button>
        </div>
      </form>
      {wish && <Offers business={business} wish={wish} then={then} />}
      <Spare business={business} inUse={inUse} then={then} />
    </Card>
  )
}

function Offers({ business, wish, then }: { business: string; wish: Wish; then: Props['then'] }) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<string | null>(null)
  const offers = $api.useQuery('get', `${HOME}/numbers/offers`, { params: { path: { business }, query: wish } })
  return (
    <div className="mt-4">
      <Shown query={offers}>
        {({ price, offers: found }) =>
          price === null ? (
            <Empty>{t('numbers.notSold')}</Empty>
          ) : found.length === 0 ? (
            <Empty>{t('numbers.none')}</Empty>
          ) : (
            <>
              <p className="mb-2 text-sm text-faint">{t('numbers.monthly', { price: priceOf(price.amount, price.currency) })}</p>
              <ul aria-label={t('numbers.found')} className="grid gap-2 sm:grid-cols-2">
                {found.map((one) => (
                  <li key={one.number}>
                    <Button className="w-full justify-between" aria-label={t('numbers.buy', { number: telephone(one.number) })} onClick={() => setChosen(one.number)}>
                      <span className="tabular-nums">{telephone(one.number)}</span>
                      <span className="text-xs text-faint">{one.texts ? one.place : t('numbers.noTexts')}</span>
                    </Button>
                  </li>
                ))}
              </ul>
              {chosen && <Confirm business={business} number={chosen} price={price} wish={wish} onClose={() => setChosen(null)} then={then} again={() => void offers.refetch()} />}
            </>
          )
        }
      </Shown>
    </div>
  )
}

interface Confirmed {
  business: string
  number: string
  price: Schemas['MonthlyPrice-Output']
  wish: Wish
  onClose: () => void
  then: Props['then']
  again: () => void
}

function Confirm({ business, number, price, wish, onClose, then, again }: Confirmed) {
  const { t } = useTranslation()
  const said = telephone(number)
  const buy = $api.useMutation('post', `${HOME}/numbers`, {
    onSuccess: () => {
      onClose()
      toast.success(t('numbers.bought', { number: said }))
      return then(number)
    },
    onError: again,
  })
  return (
    <Dialog title={t('numbers.buyTitle', { number: said })} onClose={onClose}>
      <p className="text-sm">{t('numbers.buyWhat', { price: priceOf(price.amount, price.currency) })}</p>
      <Fault error={buy.error} />
      <div className="mt-5 flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>{t('action.cancel')}</Button>
        <Button
          tone="strong"
          disabled={buy.isPending}
          onClick={() => buy.mutate({ params: { path: { business } }, body: { number, price, kind: wish.kind, country: wish.country } })}
        >
          {t('numbers.buy', { number: said })}
        </Button>
      </div>
    </Dialog>
  )
}

function Spare({ business, inUse, then }: Props) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<Schemas['SpareOut'] | null>(null)
  const spare = $api.useQuery('get', `${HOME}/numbers/spare`, { params: { path: { business } } })
  const done = (number: string) => {
    setChosen(null)
    return then(number)
  }
  const connect = $api.useMutation('put', `${HOME}/numbers/{number}`, { onSuccess: (_, { params }) => done(params.path.number) })
  if (!spare.data?.length) return null
  const said = telephone(chosen?.number ?? '')
  const act = (number: string) => (inUse ? connect.mutate({ params: { path: { business, number } } }) : done(number))
  return (
    <section aria-label={t('numbers.spare')} className="mt-5">
      <h3 className="mb-2 text-sm font-semibold">{t('numbers.spare')}</h3>
      <ul className="grid gap-2 sm:grid-cols-2">
        {spare.data.map((one) => (
          <li key={one.number}>
            <Button className="w-full" aria-label={t('numbers.connect', { number: telephone(one.number) })} onClick={() => setChosen(one)}>
              <span className="tabular-nums">{telephone(one.number)}</span>
            </Button>
          </li>
        ))}
      </ul>
      {chosen && (
        <Dialog title={t('numbers.connectTitle', { number: said })} onClose={() => setChosen(null)}>
          <p className="text-sm break-words">{t('numbers.connectWhat', { where: chosen.leads_to || '–' })}</p>
          <Fault error={connect.error} />
          <div className="mt-5 flex flex-wrap justify-end gap-2">
            <Button onClick={() => setChosen(null)}>{t('action.cancel')}</Button>
            <Button tone="strong" disabled={connect.isPending} onClick={() => void act(chosen.number)}>
              {t('numbers.connect', { number: said })}
            </Button>
          </div>
        </Dialog>
      )}
    </section>
  )
}
