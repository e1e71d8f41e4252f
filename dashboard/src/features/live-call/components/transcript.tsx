import { type ReactNode, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Badge } from '@/components/ui/card'
import { MOODS } from '@/features/live-call/api/so-far'
import type { CallEvent } from '@/lib/live'
import { useOutcome } from '@/lib/outcome'
import { telephone } from '@/lib/telephone'

/** Pixels from the end within which whoever reads follows the call. */
const FOLLOWS_PX = 40

/** A call as it is spoken, with what each turn cost: new lines are read out, and stay in sight unless somebody reads further up. */
export function Transcript({ events }: { events: CallEvent[] }) {
  const { t } = useTranslation()
  const box = useRef<HTMLDivElement>(null)
  const follows = useRef(true)
  useLayoutEffect(() => {
    if (follows.current) box.current?.scrollTo({ top: box.current.scrollHeight })
  }, [events.length])
  return (
    <div
      ref={box}
      role="log"
      aria-live="polite"
      aria-label={t('transcript.label')}
      tabIndex={0}
      className="max-h-[55dvh] overflow-y-auto rounded-lg"
      onScroll={({ currentTarget: at }) => {
        follows.current = at.scrollHeight - at.scrollTop - at.clientHeight < FOLLOWS_PX
      }}
    >
      <ol className="space-y-2">
        {events.map((event) => (
          <li key={event.seq}>
            <Line event={event} />
          </li>
        ))}
      </ol>
    </div>
  )
}

/** One event, in words. `act`: what stands beside something that was said. */
export function Line({ event, act }: { event: CallEvent; act?: ReactNode }) {
  const { t, i18n } = useTranslation()
  const outcome = useOutcome()
  switch (event.type) {
    case 'caller.said':
      return <Bubble side="left" who={t('transcript.caller')} text={event.text || t('transcript.notUnderstood')} language={event.language} act={act} />
    case 'assistant.said':
      return (
        <Bubble
          side="right"
          who={t('transcript.assistant')}
          text={event.interrupted ? `${event.text} …` : event.text}
          note={event.interrupted ? t('transcript.interrupted') : ''}
          language={event.language}
          act={act}
        />
      )
    case 'turn.timed':
      return (
        <Note title={t('transcript.stages', { end: Math.round(event.end_of_turn_ms), hearing: Math.round(event.transcribe_ms), thinking: Math.round(event.think_ms), voice: Math.round(event.voice_ms) })}>
          {t('transcript.answeredIn', { ms: Math.round(event.total_ms) })}
        </Note>
      )
    case 'interrupted':
      return <Note>{t('transcript.brokeIn', { ms: Math.round(event.to_clear_ms) })}</Note>
    case 'interruption.over':
      return event.by === 'nothing' ? <Note>{t('transcript.nothing')}</Note> : null
    case 'recording.silenced':
      return <Note>{t('transcript.card')}</Note>
    case 'effect': {
      const key = `transcript.effect.${event.effect.replace('.', '_')}`
      return (
        <div className="text-center">
          <Badge shade={event.effect === 'gap.recorded' ? 'warn' : 'brand'}>{i18n.exists(key) ? t(key as 'transcript.effect.handoff') : event.effect}</Badge>
        </div>
      )
    }
    case 'keys':
      return <Bubble side="left" who={t('transcript.caller')} text={`[${event.digits}]`} act={act} />
    case 'handed_over':
      return <Note>{t('transcript.handedOver', { to: event.to })}</Note>
    case 'mood': {
      const moods = MOODS.filter((mood) => event.moods.includes(mood)).map((mood) => t(`mood.${mood}`))
      return moods.length ? <Note>{t('transcript.mood', { mood: moods.join(', ') })}</Note> : null
    }
    case 'colleague.on':
      return <Note>{t('transcript.colleagueOn', { who: event.by })}</Note>
    case 'colleague.off':
      return <Note>{t('transcript.colleagueOff')}</Note>
    case 'call.started':
      return <Note>{event.resumed ? t('transcript.resumed') : t('transcript.from', { caller: event.caller ? telephone(event.caller) : t('live.withheld') })}</Note>
    case 'call.ended':
      return <Note>{t('transcript.over', { reason: outcome(event.reason) })}</Note>
  }
}

interface Spoken {
  side: 'left' | 'right'
  who: string
  text: string
  note?: string
  language?: string
  act?: ReactNode
}

function Bubble({ side, who, text, note = '', language, act }: Spoken) {
  const { t } = useTranslation()
  const spoken = language === 'en' || language === 'es' || language === 'pa' ? language : undefined
  return (
    <div className={`w-fit max-w-[92%] rounded-xl px-3 py-2 ${side === 'left' ? 'bg-sunken' : 'ml-auto bg-brand-soft'}`}>
      <div className="flex flex-wrap items-center gap-x-2 text-xs text-faint">
        <span className="font-medium">{who}</span>
        {spoken && <span title={t(`language.${spoken}`)}>{spoken}</span>}
        {note && <em>{note}</em>}
        {act}
      </div>
      <div lang={spoken}>{text}</div>
    </div>
  )
}

function Note({ children, title }: { children: ReactNode; title?: string }) {
  return (
    <div title={title} className="text-center text-xs text-faint">
      {children}
    </div>
  )
}
