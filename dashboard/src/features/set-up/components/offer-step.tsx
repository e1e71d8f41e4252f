import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '@/components/ui/button'
import { Area, Field, Tick } from '@/components/ui/field'
import { replaced, without } from '@/features/assistant/api/draft'
import { type Line, readPriceList } from '@/features/set-up/api/price-list'
import type { StepProps } from '@/features/set-up/components/set-up-page'
import { worded } from '@/lib/ids'

const MONEY = String.raw`\d+([.]\d{1,2})?`

export function OfferStep({ house, set, pack }: StepProps) {
  const { t, i18n } = useTranslation()
  if (!pack) return null
  const restaurant = pack.vertical === 'restaurant'
  const list = restaurant ? house.dishes : house.own
  const keepList = (lines: Line[]) => set(restaurant ? { dishes: lines } : { own: lines })
  return (
    <div className="space-y-6">
      {!restaurant && (
        <section className="space-y-2">
          <p className="text-sm text-faint">{t('setUp.offerHint')}</p>
          <ul className="divide-y divide-line">
            {pack.services.map((one) => {
              const told = house.offers[one.id] ?? { on: true, price: '', minutes: '' }
              const edit = (part: Partial<typeof told>) => set({ offers: { ...house.offers, [one.id]: { ...told, ...part } } })
              const name = worded(one.name, i18n.language)
              return (
                <li key={one.id} className="grid grid-cols-2 items-end gap-3 py-2 sm:grid-cols-[minmax(0,1fr)_7rem_7rem]">
                  <Tick className="col-span-2 sm:col-span-1" label={name} checked={told.on} onChange={(event) => edit({ on: event.target.checked })} />
                  <Field
                    label={t('setUp.minutes')}
                    type="number"
                    min={5}
                    max={1440}
                    disabled={!told.on}
                    placeholder={String(one.minutes)}
                    value={told.minutes}
                    onChange={(event) => edit({ minutes: event.target.value })}
                  />
                  <Field
                    label={t('setUp.price')}
                    aria-label={`${t('setUp.price')}: ${name}`}
                    inputMode="decimal"
                    pattern={MONEY}
                    disabled={!told.on}
                    value={told.price}
                    onChange={(event) => edit({ price: event.target.value })}
                  />
                </li>
              )
            })}
          </ul>
        </section>
      )}
      <Pasted title={restaurant ? t('setUp.dishes') : t('setUp.added')} list={list} onChange={keepList} dishes={restaurant} />
    </div>
  )
}

/** A list somebody has somewhere, read line by line; what was read can be put right. */
function Pasted({ title, list, onChange, dishes }: { title: string; list: Line[]; onChange: (lines: Line[]) => void; dishes: boolean }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [told, setTold] = useState<{ count: number; unread: string[] } | null>(null)
  const read = () => {
    const found = readPriceList(text)
    const names = new Set(found.lines.map((one) => one.name.toLowerCase()))
    onChange([...list.filter((one) => !names.has(one.name.toLowerCase())), ...found.lines])
    setTold({ count: found.lines.length, unread: found.unread })
    setText(found.unread.join('\n'))
  }
  return (
    <section aria-label={title} className="space-y-3">
      {dishes && <p className="text-sm text-faint">{t('setUp.dishesHint')}</p>}
      <Area label={t('setUp.paste')} hint={t('setUp.pasteHint')} rows={4} value={text} onChange={(event) => setText(event.target.value)} />
      <Button disabled={!text.trim()} onClick={read}>
        {t('setUp.read')}
      </Button>
      {told && (
        <p role="status" className="text-sm">
          {t('setUp.readCount', { count: told.count })}
          {told.unread.length > 0 && <span className="text-warn"> {t('setUp.notRead', { lines: told.unread.join(' · ') })}</span>}
        </p>
      )}
      {list.length > 0 && (
        <ul aria-label={title} className="divide-y divide-line">
          {list.map((line, index) => {
            const edit = (part: Partial<Line>) => onChange(replaced(list, index, part))
            return (
              <li key={index} className="grid grid-cols-2 items-end gap-3 py-2 sm:grid-cols-[minmax(0,1fr)_7rem_7rem_auto]">
                <div className="col-span-2 sm:col-span-1">
                  <Field label={t('setUp.person')} required maxLength={200} value={line.name} onChange={(event) => edit({ name: event.target.value })} />
                </div>
                {!dishes && (
                  <Field
                    label={t('setUp.minutes')}
                    type="number"
                    min={5}
                    max={1440}
                    placeholder="30"
                    value={line.minutes ?? ''}
                    onChange={(event) => edit({ minutes: event.target.value ? Number(event.target.value) : null })}
                  />
                )}
                <Field label={t('setUp.price')} inputMode="decimal" required pattern={MONEY} value={line.price} onChange={(event) => edit({ price: event.target.value })} />
                <Button aria-label={`${t('action.remove')}: ${line.name}`} onClick={() => onChange(without(list, index))}>
                  {t('action.remove')}
                </Button>
              </li>
            )
          })}
        </ul>
      )}
    </section>
  )
}
