import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from '@/lib/toast'
import { at } from '@/app/here'
import { Button } from '@/components/ui/button'
import { Field, Select } from '@/components/ui/field'
import { Fault } from '@/components/ui/states'
import { $api, HOME, type Schemas } from '@/lib/api'

const KINDS = ['whisper', 'say', 'transfer', 'end'] as const
type Kind = (typeof KINDS)[number]

/** Words with the assistant while the call goes on. */
export function StepIn({ business, call }: { business: Schemas['Business']; call: string }) {
  const { t } = useTranslation()
  const [kind, setKind] = useState<Kind>('whisper')
  const [text, setText] = useState('')
  const [to, setTo] = useState('')
  const instruct = $api.useMutation('post', `${HOME}/calls/{call}/instructions`)
  const kinds = KINDS.filter((one) => one !== 'transfer' || business.handoffs.length > 0)
  const worded = kind === 'whisper' || kind === 'say'
  const send = () =>
    instruct.mutate(
      { params: { path: { ...at(business), call } }, body: { kind, text: worded ? text : '', to: kind === 'transfer' ? to : '' } },
      {
        onSuccess: () => {
          setText('')
          toast.success(kind === 'transfer' ? t('live.transferred') : t('live.sent'))
        },
      },
    )
  return (
    <form
      aria-label={t('live.stepIn')}
      className="mt-4 space-y-3 border-t border-line pt-4"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <div className="grid gap-3 sm:grid-cols-[12rem_minmax(0,1fr)_auto] sm:items-end">
        <Select label={t('live.stepIn')} value={kind} onChange={(event) => setKind(event.target.value as Kind)}>
          {kinds.map((one) => (
            <option key={one} value={one}>
              {t(`live.${one}`)}
            </option>
          ))}
        </Select>
        {kind === 'transfer' ? (
          <Select label={t('live.to')} value={to} onChange={(event) => setTo(event.target.value)}>
            <option value="">{t('live.whoever')}</option>
            {business.handoffs.map((one) => (
              <option key={one.label} value={one.label}>
                {one.label}
              </option>
            ))}
          </Select>
        ) : !worded ? (
          <p className="self-center text-sm">{t('live.endSoon')}</p>
        ) : (
          <Field label={t('live.words')} value={text} onChange={(event) => setText(event.target.value)} required maxLength={300} />
        )}
        <Button type="submit" tone="strong" disabled={instruct.isPending}>
          {t('live.send')}
        </Button>
      </div>
      <Fault error={instruct.error} />
      <p className="text-xs text-faint">
        {t(`live.${kind}Hint`)} {t('live.notice')}
      </p>
    </form>
  )
}
