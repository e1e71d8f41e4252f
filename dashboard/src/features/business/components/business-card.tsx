import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card, Fault } from '@/components/ui/card'
import { type Business, type OpenHours, useChangeBusiness } from '@/features/business/api/business'
import { isoDay } from '@/lib/time'

/** What the next call will know: tonight's state, hours, prices. */
export function BusinessCard({ business }: { business: Business }) {
  const change = useChangeBusiness(business.id)
  return (
    <Card title="What the assistant knows" aside={<span className="text-xs text-stone-500">version {business.version}</span>}>
      <Fault error={change.error} />
      <Tonight business={business} busy={change.isPending} save={(overlays) => change.mutate({ version: business.version, overlays })} />
      <Hours key={`hours-${business.version}`} hours={business.hours} busy={change.isPending} save={(hours) => change.mutate({ version: business.version, hours })} />
      <Prices
        key={`prices-${business.version}`}
        business={business}
        busy={change.isPending}
        save={(id, price) => change.mutate({ version: business.version, prices: { [id]: price } })}
      />
      <p className="mt-3 text-xs text-stone-500">Changes count from the next call on; a call in progress keeps what it began with.</p>
    </Card>
  )
}

function Tonight({ business, busy, save }: { business: Business; busy: boolean; save: (overlays: Business['overlays']) => void }) {
  const today = isoDay(new Date(), business.timezone)
  const isToday = (overlay: Business['overlays'][number]) => overlay.kind === 'sold_out' && overlay.first <= today && today <= overlay.last
  const soldOut = business.overlays.some(isToday)
  const toggled = soldOut
    ? business.overlays.filter((overlay) => !isToday(overlay))
    : [...business.overlays, { kind: 'sold_out' as const, first: today, last: today, service: null, closes: null, text: {} }]
  return (
    <div className="mb-4 flex items-center justify-between">
      <span>{soldOut ? 'Sold out tonight: callers are offered other days.' : 'Taking bookings for tonight.'}</span>
      <Button tone={soldOut ? 'plain' : 'danger'} disabled={busy} onClick={() => save(toggled)}>
        {soldOut ? 'Open again' : 'Sold out tonight'}
      </Button>
    </div>
  )
}

function Hours({ hours, busy, save }: { hours: OpenHours[]; busy: boolean; save: (hours: OpenHours[]) => void }) {
  const [draft, setDraft] = useState(hours)
  const edit = (row: number, part: Partial<OpenHours>) => setDraft(draft.map((sitting, index) => (index === row ? { ...sitting, ...part } : sitting)))
  const changed = JSON.stringify(draft) !== JSON.stringify(hours)
  return (
    <fieldset className="mb-4">
      <legend className="mb-1 font-medium">Opening hours</legend>
      {draft.map((sitting, row) => (
        <div key={row} className="mb-1 flex items-center gap-2 text-sm">
          <span className="w-48 truncate" title={sitting.days.join(', ')}>
            {sitting.days.join(', ')}
          </span>
          <TimeInput label={`${sitting.days.join(', ')} opens`} value={sitting.opens} onChange={(opens) => edit(row, { opens })} />
          <span>to</span>
          <TimeInput label={`${sitting.days.join(', ')} closes`} value={sitting.closes} onChange={(closes) => edit(row, { closes })} />
        </div>
      ))}
      {changed && (
        <Button tone="strong" disabled={busy} onClick={() => save(draft)}>
          Save hours
        </Button>
      )}
    </fieldset>
  )
}

function TimeInput({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  return (
    <input
      type="time"
      aria-label={label}
      required
      className="rounded border border-stone-300 px-2 py-1"
      value={value.slice(0, 5)}
      onChange={(event) => event.target.value && onChange(event.target.value)}
    />
  )
}

function Prices({ business, busy, save }: { business: Business; busy: boolean; save: (id: string, price: string) => void }) {
  const priced = [
    ...business.menu.map((item) => ({ id: item.id, name: item.name.en ?? item.id, price: item.price })),
    ...business.services.flatMap((service) => (service.price === null ? [] : [{ id: service.id, name: service.name.en ?? service.id, price: service.price }])),
  ]
  const [id, setId] = useState(priced[0]?.id ?? '')
  const [price, setPrice] = useState(priced[0]?.price ?? '')
  if (priced.length === 0) return null
  const pick = (next: string) => {
    setId(next)
    setPrice(priced.find((item) => item.id === next)?.price ?? '')
  }
  return (
    <form
      className="flex flex-wrap items-center gap-2 text-sm"
      onSubmit={(event) => {
        event.preventDefault()
        save(id, price)
      }}
    >
      <label className="font-medium" htmlFor="priced-item">
        Price of
      </label>
      <select id="priced-item" className="rounded border border-stone-300 px-2 py-1" value={id} onChange={(event) => pick(event.target.value)}>
        {priced.map((item) => (
          <option key={item.id} value={item.id}>
            {item.name}
          </option>
        ))}
      </select>
      <input
        aria-label={`Price in ${business.currency}`}
        className="w-24 rounded border border-stone-300 px-2 py-1"
        inputMode="decimal"
        pattern="\d+(\.\d{1,2})?"
        required
        value={price}
        onChange={(event) => setPrice(event.target.value)}
      />
      <Button type="submit" disabled={busy}>
        Save price
      </Button>
    </form>
  )
}
